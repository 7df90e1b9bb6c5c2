"""Saved views: one's own, those that are shared, and nobody else's."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from customers.models import SavedView, Tenant
from tests.conftest import SignIn
from tests.integration.pages import HTMX, tags, words
from tests.portfolio import NOW, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db
URL = "/t/eu-bu-1/portfolio/views/"


@pytest.fixture
def tenant(owner: User, colleague: User) -> Tenant:
    tenant = a_tenant()
    for user in (owner, colleague):
        a_working_connection(user, tenant)
    return tenant


@pytest.fixture
def signed(owner: User, tenant: Tenant, sign_in: SignIn) -> Client:
    return sign_in(owner)


def a_view(tenant: Tenant, user: User, name: str, **more: Any) -> SavedView:
    sample = {"query": "recovery=at_risk", "created_at": NOW}
    return SavedView.objects.create(tenant=tenant, user=user, name=name, **{**sample, **more})


def test_a_list_is_saved_as_it_is_written_anew(signed: Client, tenant: Tenant) -> None:
    response = signed.post(f"{URL}?q=&status=active&after=abc&colour=red", {"name": "Active"})
    assert response.status_code == 302
    assert response["Location"] == f"{URL}?status=active"
    view = SavedView.objects.get()
    assert (view.name, view.query, view.shared) == ("Active", "status=active", False)
    page = signed.get(URL)
    assert "Active private" in words(page)
    assert "/t/eu-bu-1/portfolio/?status=active" in [tag["href"] for tag in tags(page, "href")]


def test_the_dialog_stays_with_what_was_done(signed: Client, tenant: Tenant) -> None:
    response = signed.post(URL, {"name": "All", "shared": "on"}, headers=HTMX)
    assert response.status_code == 200
    assert "All shared" in words(response)
    again = signed.post(URL, {"name": "All"}, headers=HTMX)
    assert again.status_code == 400
    assert "You have a view named “All” already." in words(again)
    assert signed.post(URL, {"name": " "}).status_code == 400


def test_a_list_too_long_to_keep_says_so(signed: Client, tenant: Tenant) -> None:
    long = "é" * 290
    response = signed.post(f"{URL}?q={long}&product={long}", {"name": "Long"})
    assert response.status_code == 400
    assert "more filters than a view can keep" in words(response)


def test_colleagues_see_what_is_shared_and_change_nothing(
    signed: Client, tenant: Tenant, colleague: User
) -> None:
    shared = a_view(tenant, colleague, "Theirs", shared=True)
    secret = a_view(tenant, colleague, "Secret")
    text = words(signed.get(URL))
    assert "Theirs shared by colleague" in text
    assert "Secret" not in text
    for view in (shared, secret):
        assert signed.post(f"{URL}{view.pk}/", {"name": "Mine"}).status_code == 404
        assert signed.post(f"{URL}{view.pk}/delete/").status_code == 404
    assert SavedView.objects.filter(name__in=["Theirs", "Secret"]).count() == 2


def test_views_stay_with_their_tenant(signed: Client, owner: User, tenant: Tenant) -> None:
    other = a_tenant(2)
    a_working_connection(owner, other, name="Zuid")
    view = a_view(other, owner, "Elsewhere", shared=True)
    assert "Elsewhere" not in words(signed.get(URL))
    assert signed.post(f"{URL}{view.pk}/", {"name": "Moved"}).status_code == 404


def test_an_owner_renames_shares_and_deletes(signed: Client, owner: User, tenant: Tenant) -> None:
    view = a_view(tenant, owner, "Old")
    a_view(tenant, owner, "Taken")
    assert signed.post(f"{URL}{view.pk}/", {"name": "New", "shared": "on"}).status_code == 302
    assert signed.post(f"{URL}{view.pk}/", {"name": "Taken"}).status_code == 400
    assert signed.post(f"{URL}{view.pk}/", {"name": ""}).status_code == 400
    view.refresh_from_db()
    assert (view.name, view.shared) == ("New", True)
    assert signed.post(f"{URL}{view.pk}/delete/", headers=HTMX).status_code == 200
    assert not SavedView.objects.filter(pk=view.pk).exists()
