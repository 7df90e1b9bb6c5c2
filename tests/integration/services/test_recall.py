"""Session and user are read anew at every request, so that ending either ends it at once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db


def is_signed_in(client: Client) -> bool:
    """Whether the connections answer, and not the way to sign-in."""
    return client.get("/connections/").status_code == 200


def test_a_session_that_is_gone_is_over(signed_in: Client) -> None:
    """Whoever deleted it."""
    assert is_signed_in(signed_in)
    Session.objects.all().delete()
    assert not is_signed_in(signed_in)


def test_a_session_past_its_time_is_over(signed_in: Client) -> None:
    """Whatever its cookie says."""
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_signed_in(signed_in)


def test_signing_out_ends_a_copied_cookie(signed_in: Client) -> None:
    """The session is deleted, not only forgotten by one browser."""
    copied = Client()
    copied.cookies["session"] = signed_in.cookies["session"].value
    assert is_signed_in(copied)
    signed_in.post("/accounts/logout/")
    assert not is_signed_in(copied)


@pytest.mark.parametrize("change", ["closed", "password", "deleted"])
def test_what_happens_to_the_account_counts_at_once(
    signed_in: Client, owner: User, change: str
) -> None:
    """Closed, given another password, or deleted."""
    if change == "closed":
        owner.is_active = False
        owner.save()
    elif change == "password":
        owner.set_password("another correct horse")
        owner.save()
    else:
        owner.delete()
    assert not is_signed_in(signed_in)
