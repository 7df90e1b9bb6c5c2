"""The history: how the figures moved, and why, in lines that add up."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.domain.metric import Metric
from customers.domain.snapshot import Snapshot, from_snapshot_document, to_snapshot_document
from customers.models import Connection, ListKind
from customers.models import Snapshot as SnapshotRow
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.open_list import open_list
from tests.integration.pages import HTMX, profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db
COLLECTED, COST = Metric.LIFETIME_COLLECTED, Metric.ACQUISITION_COST


def history_url(connection: Connection, customer_id: str = cast.MARIEKE) -> str:
    return f"{profile_url(connection, customer_id)}history/"


@pytest.fixture
def marieke(connection: Connection) -> Snapshot:
    """Marieke with both lists, as of today."""
    save_copy(connection, cast.MARIEKE)
    for kind in (ListKind.SUBSCRIPTIONS, ListKind.PAYMENTS):
        open_list(connection, cast.MARIEKE, kind, clock=timezone.now)
    return from_snapshot_document(SnapshotRow.objects.get().document)


def days_ago(today: Snapshot, days: int, **less: str) -> SnapshotRow:
    """The same customer earlier, with so much less of some figures, and its first device only."""
    assert today.devices is not None
    at = today.taken_at - timedelta(days=days)
    figures = {
        metric: value - Decimal(less.get(metric.value, "0"))
        for metric, value in today.figures.items()
    }
    snapshot = Snapshot(at, figures, today.devices[:1])
    return SnapshotRow.objects.create(
        tenant=SnapshotRow.objects.latest("day").tenant,
        customer_id=cast.MARIEKE,
        day=at.date(),
        document=to_snapshot_document(snapshot),
    )


def changes(response: Any) -> dict[str, list[Decimal]]:
    """Every value in `data-change`, the total last, by figure."""
    found = defaultdict(list)
    for tag in tags(response, "data-change"):
        found[tag["data-change"]].append(Decimal(tag["data-value"]))
    return found


def test_the_lines_of_every_column_add_up(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    """On the page itself."""
    days_ago(marieke, 30, lifetime_collected="173", acquisition_cost="2550", profit="-2377")
    response = signed_in.get(history_url(connection))
    columns = changes(response)
    assert columns["lifetime_collected"][-1] == Decimal(173)
    assert columns["profit"][-1] == Decimal(-2377)
    for *lines, total in columns.values():
        assert sum(lines, Decimal(0)) == total
    reasons = {tag["data-why"] for tag in tags(response, "data-why")}
    assert {"payments", "added"} <= reasons


def test_what_was_received_leads_to_the_payments(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    """Those paid, the latest first."""
    days_ago(marieke, 30, lifetime_collected="173")
    links = [tag["href"] for tag in tags(signed_in.get(history_url(connection)), "href")]
    (paid,) = [href for href in links if "status=paid" in href]
    panel = signed_in.get(paid)
    sorted_by = [tag["aria-sort"] for tag in tags(panel, "aria-sort")]
    assert sorted_by == ["descending"]


def test_the_profile_says_how_each_figure_moved(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    """Since the last day at least a month ago, in the six queries of a warm profile."""
    for days, less in ((64, "400"), (34, "173"), (7, "62")):
        days_ago(marieke, days, lifetime_collected=less)
    text = words(signed_in.get(profile_url(connection, cast.MARIEKE)))
    assert "4,250.00 EUR +173.00 in 34 days" in text
    assert "3,600.00 EUR no change" in text


def test_a_customer_new_to_us_is_compared_with_the_first_day(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    """And with nothing on that very day."""
    url = profile_url(connection, cast.MARIEKE)
    assert " days" not in words(signed_in.get(url)).partition("Five facts")[0]
    for days, less in ((7, "173"), (2, "62")):
        days_ago(marieke, days, lifetime_collected=less)
    text = words(signed_in.get(url))
    assert "4,250.00 EUR +173.00 in 7 days" in text
    assert "3,600.00 EUR first seen 7 days ago" in text


def test_any_two_days_may_be_compared(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    """What makes no sense falls back on the last month."""
    early = days_ago(marieke, 60, lifetime_collected="300")
    late = days_ago(marieke, 30, lifetime_collected="173")
    asked = f"{history_url(connection)}?from={early.day}&to={late.day}"
    assert changes(signed_in.get(asked))["lifetime_collected"][-1] == Decimal(127)
    for nonsense in (f"?from={late.day}&to={early.day}", "?from=yesterday&to=2026-13-99"):
        response = signed_in.get(history_url(connection) + nonsense)
        assert response.status_code == 200
    assert changes(response)["lifetime_collected"][-1] == Decimal(173)


def test_page_and_partial_ask_nothing(
    signed_in: Client,
    connection: Connection,
    marieke: Snapshot,
    sandbox: Sandbox,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """The charts have their table and their sentence; few queries, no upstream call."""
    days_ago(marieke, 30, lifetime_collected="173", cost_recovery_percent="4.8")
    sandbox.requests.clear()
    url = history_url(connection)
    page = signed_in.get(url)
    with django_assert_num_queries(6):
        partial = signed_in.get(url, headers=HTMX)
    assert b"<!DOCTYPE html>" in page.content
    assert b"<!DOCTYPE html>" not in partial.content
    for response in (page, partial):
        assert len(tags(response, "data-chart")) == 2
        assert "113.3 %" in words(response)
    assert len(sandbox.requests) == 0


def test_one_day_is_no_history_yet(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    """But the grade stands."""
    response = signed_in.get(history_url(connection))
    assert "No history yet. " in words(response)
    assert "Fetched just now" in words(response)
    assert [tag["data-grade"] for tag in tags(response, "data-grade")] == ["A"]
    assert tags(response, "data-chart") == []


def test_a_customer_kept_before_there_were_days_has_none(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    SnapshotRow.objects.all().delete()
    assert "No history yet." in words(signed_in.get(history_url(connection)))


def test_lists_that_were_never_read_are_told(signed_in: Client, connection: Connection) -> None:
    """All of the change is then left unexplained, and adds up."""
    save_copy(connection, cast.MARIEKE)
    today = from_snapshot_document(SnapshotRow.objects.get().document)
    bare = Snapshot(today.taken_at, today.figures, ())
    days_ago(bare, 30, lifetime_collected="173")
    response = signed_in.get(history_url(connection))
    assert [tag["data-why"] for tag in tags(response, "data-why")] == ["rest"]
    text = words(response)
    assert "The devices were not read on both days" in text
    assert "The payments have not been read" in text


def test_days_of_another_version_are_left_out(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    days_ago(marieke, 30)
    SnapshotRow.objects.exclude(day=marieke.taken_at.date()).update(document='{"v": 0}')
    assert "No history yet." in words(signed_in.get(history_url(connection)))


def test_another_tenants_days_are_not_mixed_in(
    signed_in: Client, connection: Connection, marieke: Snapshot
) -> None:
    """Nor another customer's."""
    other = days_ago(marieke, 30)
    other.customer_id = cast.EXAMPLE_FLAT
    other.save()
    assert "No history yet." in words(signed_in.get(history_url(connection)))


def test_what_cannot_be_opened_says_so_in_its_place(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    sandbox.fault = "malformed"
    response = signed_in.get(history_url(connection), headers=HTMX)
    assert response.status_code == 502
    assert "The history could not be loaded." in words(response)


def test_the_profile_has_a_place_for_it(signed_in: Client, connection: Connection) -> None:
    """A link without JavaScript."""
    response = signed_in.get(profile_url(connection, cast.MARIEKE))
    asking = [tag["hx-get"] for tag in tags(response, "hx-get")]
    assert history_url(connection) in asking
    assert history_url(connection) in [tag["href"] for tag in tags(response, "href")]
