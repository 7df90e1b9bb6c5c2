"""Who may have a prepared export: its owner alone, for a day, while the key works."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from customers.models import Connection, Export, ExportPart, Tenant
from customers.services.sweep_exports import sweep_exports
from tests.conftest import SignIn
from tests.integration.exports import (
    EXPORTS,
    ask,
    body,
    download_url,
    prepare,
    table,
)
from tests.integration.pages import tags, words
from tests.portfolio import a_portfolio, a_row, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant(owner: User) -> Tenant:
    tenant = a_tenant()
    a_working_connection(owner, tenant)
    a_portfolio(tenant, [a_row(tenant, number, collected=f"{number}") for number in range(30)])
    return tenant


@pytest.fixture
def visitor(owner: User, tenant: Tenant, sign_in: SignIn) -> Client:
    return sign_in(owner)


def page(visitor: Client, export: Export, **headers: str) -> Any:
    return visitor.get(f"{EXPORTS}{export.pk}/", headers=headers)


def state(response: Any) -> list[str]:
    return [tag["data-export"] for tag in tags(response, "data-export")]


def test_a_day_later_it_is_gone(visitor: Client) -> None:
    """410 with plain words by its link, before and after it is swept; then 404 for its page."""
    export = prepare(ask(visitor))
    url = download_url(visitor, export)
    Export.objects.update(expires_at=timezone.now())
    for response in (visitor.get(url), page(visitor, export)):
        assert response.status_code == 410
        assert "This export is gone." in words(response)
    sweep_exports(now=timezone.now())
    assert not ExportPart.objects.exists()
    assert visitor.get(url).status_code == 410
    assert page(visitor, export).status_code == 404


@pytest.mark.parametrize("key", ["", "?key=", "?key=wrong", "?key=a:b"])
def test_a_link_that_recoup_did_not_make_opens_nothing(visitor: Client, key: str) -> None:
    export = prepare(ask(visitor))
    assert visitor.get(f"{EXPORTS}{export.pk}/download{key}").status_code == 404


def test_nobody_else_sees_or_fetches_it(
    visitor: Client, tenant: Tenant, colleague: User, outsider: User, sign_in: SignIn
) -> None:
    """Not a colleague with a key of their own, and not the owner under another tenant's address."""
    export = prepare(ask(visitor))
    url = download_url(visitor, export)
    a_working_connection(colleague, tenant)
    for user in (colleague, outsider):
        browser = sign_in(user)
        assert page(browser, export).status_code == browser.get(url).status_code == 404
        assert browser.post(f"{EXPORTS}{export.pk}/delete/").status_code == 404
    assert str(export.pk) not in sign_in(colleague).get(EXPORTS).content.decode()
    a_working_connection(export.user, a_tenant(2))
    assert visitor.get(url.replace("eu-bu-1", "eu-bu-2")).status_code == 404
    assert body(visitor.get(url))


def test_a_refused_key_withholds_and_then_loses_it(visitor: Client) -> None:
    export = prepare(ask(visitor))
    url = download_url(visitor, export)
    Connection.objects.update(refused_since=timezone.now())
    for address in (url, f"{EXPORTS}{export.pk}/", EXPORTS):
        response = visitor.get(address)
        assert (response.status_code, "FlexPortal refuses your key" in words(response)) == (
            403,
            True,
        )
    assert visitor.post(EXPORTS, {"format": "csv"}).status_code == 403
    sweep_exports(now=timezone.now())
    assert not Export.objects.exists()


def test_a_removed_connection_takes_it_along(visitor: Client) -> None:
    prepare(ask(visitor))
    visitor.post(f"/connections/{Connection.objects.get().pk}/remove/", {"sure": "1"})
    assert not Connection.objects.exists()
    assert not Export.objects.exists()


def test_one_can_delete_it(visitor: Client) -> None:
    export = prepare(ask(visitor))
    response = visitor.post(f"{EXPORTS}{export.pk}/delete/")
    assert response.headers["Location"] == EXPORTS
    assert not ExportPart.objects.exists()


def test_what_was_hidden_when_asked_stays_hidden(visitor: Client) -> None:
    """And nobody can ask for it by writing it into the query."""
    visitor.post("/personal-data/", {"choice": "hidden_now", "back": "/"})
    export = prepare(ask(visitor, "columns=email&hide=nothing"))
    lines = table(body(visitor.get(download_url(visitor, export))))
    assert {line["E-mail"] for line in lines} == {"c•••@•••"}
