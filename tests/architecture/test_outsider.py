"""Every address about a tenant gives the outsider the 404 of one that never existed."""

import pytest
from django.contrib.auth.models import User
from django.urls import get_resolver

from tests.architecture.addresses import every_address
from tests.conftest import SignIn

ABOUT_A_TENANT = [path for path in every_address(get_resolver()) if path.startswith("/t/")]
ABOUT_A_CONNECTION = [
    path
    for path in every_address(get_resolver())
    if path.startswith("/connections/") and "0" in path
]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*ABOUT_A_TENANT, *ABOUT_A_CONNECTION])
def test_an_address_of_somebody_else_does_not_exist(
    sign_in: SignIn, outsider: User, path: str
) -> None:
    browser = sign_in(outsider)
    answers = {browser.get(path).status_code, browser.post(path).status_code}
    assert 404 in answers
    assert answers <= {404, 405}


def test_there_is_something_to_sweep() -> None:
    assert ABOUT_A_TENANT
    assert ABOUT_A_CONNECTION
