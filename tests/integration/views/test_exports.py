"""Exports in the background: asked for, watched, and fetched whole or not at all."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from customers.models import Export, ExportState, Tenant
from tests.conftest import SignIn
from tests.integration.exports import (
    ALL,
    EXPORTS,
    LIST,
    ask,
    body,
    book,
    download_url,
    get_csv,
    prepare,
    table,
)
from tests.integration.pages import HTMX, tags, words
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


@pytest.mark.parametrize("query", ["", f"{ALL}&sort=name&open_min=80&after=x"])
def test_a_prepared_file_is_what_would_be_streamed(visitor: Client, query: str) -> None:
    export = prepare(ask(visitor, query))
    assert export.state == ExportState.READY
    url = download_url(visitor, export)
    lines = get_csv(visitor, query)
    assert lines
    assert export.row_count == export.expected_count == len(lines)
    for coding in ("gzip", "identity", "gzip;q=0"):
        response = visitor.get(url, headers={"Accept-Encoding": coding})
        assert response.headers.get("Content-Encoding", "") == ("gzip" if coding == "gzip" else "")
        assert table(body(response)) == lines


def test_a_prepared_workbook_opens(visitor: Client) -> None:
    export = prepare(ask(visitor, "sort=name", "xlsx"))
    response = visitor.get(download_url(visitor, export))
    assert response.headers["Content-Length"] == str(export.size)
    assert "Content-Encoding" not in response.headers
    assert book(body(response))["Customers"].max_row == 31


def test_one_can_watch_it_come(visitor: Client) -> None:
    export = ask(visitor, "recovery=recovering")
    waiting = page(visitor, export)
    assert state(waiting) == ["waiting"]
    assert tags(waiting, "hx-trigger")[-1]["hx-get"] == f"{EXPORTS}{export.pk}/"
    assert "Badge is Recovering" in words(waiting)
    assert "longer than usual" not in words(waiting)
    Export.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    assert "longer than usual" in words(page(visitor, export))
    Export.objects.update(
        state="running",
        row_count=10,
        expected_count=40,
        lease_ends_at=timezone.now() + timedelta(minutes=1),
        expires_at=timezone.now() + timedelta(hours=24, seconds=-5),
    )
    partial = page(visitor, export, **HTMX)
    assert b"<!DOCTYPE" not in partial.content
    assert "10 of 40 customers, about 20 s left" in words(partial)
    Export.objects.update(state="waiting")
    prepare(export)
    ready = page(visitor, export, **HTMX)
    assert (state(ready), "every 2s" in ready.content.decode()) == (["ready"], False)


def test_what_is_not_ready_is_not_handed_out(visitor: Client) -> None:
    export = prepare(ask(visitor))
    url = download_url(visitor, export)
    Export.objects.update(state="running")
    assert visitor.get(url).status_code == 404


def test_the_same_wish_is_prepared_once_and_few_at_a_time(visitor: Client) -> None:
    first = ask(visitor, "sort=name")
    assert ask(visitor, "sort=name&after=zzz") == first
    for query in ("sort=-name", "sort=profit"):
        ask(visitor, query)
    refused = visitor.post(EXPORTS, {"format": "csv", "query": "sort=-profit"})
    assert refused.status_code == 429
    assert "3 exports are being prepared for you already." in words(refused)
    prepare(first)
    ask(visitor, "sort=-profit")


def test_the_page_offers_what_fits(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small lists at once, larger ones prepared; a form works without scripts."""
    small = visitor.get(f"{EXPORTS}?sort=name&q=customer")
    hrefs = [tag["href"] for tag in tags(small, "download")]
    assert hrefs == [f"{LIST}export.{one}?q=customer&sort=name" for one in ("csv", "xlsx")]
    monkeypatch.setattr("customers.selectors.exports.AT_ONCE", {"csv": 30, "xlsx": 29})
    large = visitor.get(EXPORTS)
    assert [tag["href"] for tag in tags(large, "download")] == [f"{LIST}export.csv"]
    assert [tag["value"] for tag in tags(large, "name") if tag["name"] == "format"] == ["xlsx"]


def test_a_link_leads_to_what_suits_the_size(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list's own links are led to the background; a bare address always streams."""
    assert len(get_csv(visitor, "sort=name&prepare=1")) == 30
    monkeypatch.setattr("customers.views.exports.AT_ONCE", {"csv": 29, "xlsx": 29})
    response = visitor.get(f"{LIST}export.csv?sort=name&prepare=1")
    assert (response.status_code, response.headers["Location"]) == (302, f"{EXPORTS}?sort=name")
    assert len(get_csv(visitor, "sort=name")) == 30
    links = [tag["href"] for tag in tags(visitor.get(f"{LIST}?sort=name"), "hx-boost")]
    assert f"{LIST}export.csv?sort=name&prepare=1" in links


def test_without_a_picture_nothing_is_offered(visitor: Client, tenant: Tenant) -> None:
    tenant.portfolio.delete()
    assert "Nothing to export yet." in words(visitor.get(EXPORTS))
    assert visitor.post(EXPORTS, {"format": "csv"}).status_code == 409


@pytest.mark.parametrize(
    "form", [{}, {"format": "exe"}, {"format": "csv", "query": "q=" + "x" * 2000}]
)
def test_what_makes_no_sense_is_not_kept(visitor: Client, form: dict[str, str]) -> None:
    assert visitor.post(EXPORTS, form).status_code == 409
    assert not Export.objects.exists()
