"""What cannot be a whole tenant is set aside, with a reason, and never shown."""

from typing import Any

import pytest
from pytest_django.fixtures import Settings

from customers.models import Connection, Fault, Portfolio, PortfolioCustomer, SyncState
from customers.sandbox.replies import Request
from customers.sandbox.sandbox import Sandbox
from tests.syncing import Shifting, picture, sync

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _large_plan(settings: Settings) -> None:
    settings.FLEXPORTAL_RATE_LIMIT = 100_000


@pytest.fixture
def shifting(connection: Connection, sandbox: Sandbox) -> Shifting:
    return Shifting(sandbox)


@pytest.mark.parametrize("kind", ["customers", "subscriptions"])
@pytest.mark.parametrize("oddity", ["circle", "itself"])
def test_a_list_that_never_ends_is_set_aside(
    shifting: Shifting, connection: Connection, kind: str, oddity: str
) -> None:
    """A page that was there before, or a cursor that names its own page; nothing is published."""
    first: list[dict[str, Any]] = []

    def envelope(request: Request, told: dict[str, Any]) -> dict[str, Any]:
        if not request.path.endswith(kind):
            return told
        if oddity == "itself":
            return {
                **told,
                "hasMore": True,
                "nextCursor": request.query.get("startAfter") or told["nextCursor"],
            }
        first[:] = first or [told]
        return {**first[0], "nextCursor": told["nextCursor"] or "x"}

    shifting.envelope = envelope
    run = sync(connection)
    assert (run.state, "never ends" in run.reason) == (SyncState.SET_ASIDE, True)
    assert Portfolio.objects.get().generation == 0


def test_duplicates_across_pages_do_not_double(shifting: Shifting, connection: Connection) -> None:
    """Each page begins with the last row of the page before."""
    last: list[dict[str, Any]] = []

    def repeat(rows: list[dict[str, Any]], _: int) -> list[dict[str, Any]]:
        told = [*last, *rows]
        last[:] = rows[-1:]
        return told

    sync(connection)
    before = picture(connection.tenant)
    shifting.change = repeat
    run = sync(connection)
    assert (run.state, run.changed_count) == (SyncState.PUBLISHED, 0)
    assert picture(connection.tenant) == before
    assert run.customer_count == Portfolio.objects.get().customer_count


def test_a_customer_that_changes_between_two_pages_counts_as_it_came_last(
    shifting: Shifting, connection: Connection
) -> None:
    def twice(rows: list[dict[str, Any]], _: int) -> list[dict[str, Any]]:
        return [{**rows[0], "company": "First"}, *rows, {**rows[0], "company": "Last"}]

    shifting.change = twice
    run = sync(connection)
    assert run.state == SyncState.PUBLISHED
    rows = PortfolioCustomer.objects.filter(company__in=["First", "Last"])
    assert set(rows.values_list("company", flat=True)) == {"Last"}


def test_another_tenants_row_sets_the_run_aside(shifting: Shifting, connection: Connection) -> None:
    shifting.change = lambda rows, _: [*rows[:-1], {**rows[-1], "tenantId": "bu_somebody_else"}]
    run = sync(connection)
    assert run.state == SyncState.SET_ASIDE
    assert "another tenant" in run.reason
    assert Fault.objects.count() == 1


def test_half_of_the_customers_gone_is_set_aside_with_the_numbers(
    shifting: Shifting, connection: Connection
) -> None:
    """And accepted when a person says so."""
    sync(connection)
    before = Portfolio.objects.get().customer_count
    shifting.change = lambda rows, _: rows[: len(rows) // 3]
    run = sync(connection)
    assert run.state == SyncState.SET_ASIDE
    assert f"fewer than half of the {before}" in run.reason
    assert Portfolio.objects.get().customer_count == before
    again = sync(connection, accept_fewer=True)
    assert again.state == SyncState.PUBLISHED
    assert Portfolio.objects.get().customer_count < before / 2


def test_a_refused_key_ends_the_run(
    shifting: Shifting, connection: Connection, sandbox: Sandbox
) -> None:
    sandbox.fault = "401"
    run = sync(connection)
    assert (run.state, run.reason) == (SyncState.FAILED, "FlexPortal refused this key (401).")
    assert not Connection.objects.get().is_working
