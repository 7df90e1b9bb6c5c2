"""Subscriptions out of FlexPortal's records."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from customers.domain.customer import UNKNOWN_FIGURE, Figure
from customers.domain.profitability import Recovery
from customers.domain.subscription import CostSource, Extension, Replacement, SubscriptionStatus
from customers.flexportal.records import ExtensionRecord, ReplacementRecord, SubscriptionRecord
from customers.normalise import normalise_subscription
from tests.builders import RENTAL


def test_a_running_subscription() -> None:
    """Its figures name their fields."""
    found = normalise_subscription(RENTAL)
    assert (found.status, found.raw_status) == (SubscriptionStatus.ACTIVE, None)
    assert found.acquisition_cost == Figure(Decimal(1000), "acquisitionCost")
    assert found.collected == Figure(Decimal(178), "totalCollected")
    assert found.delivered_percent == Figure(Decimal("17.8"), "costRecoveryPercent")
    assert (found.cost_source, found.delivered_recovery) == (
        CostSource.VARIANT,
        Recovery.RECOVERING,
    )
    assert found.ended_on is None


@pytest.mark.parametrize(
    ("end_date", "length", "end_on"),
    [
        ("2027-02-15", 12, date(2027, 2, 15)),
        (None, 12, date(2027, 1, 31)),
        (None, 1, date(2026, 2, 28)),
        (None, None, None),
        (None, 0, None),
        (None, 10**15, None),
    ],
)
def test_a_missing_end_is_derived(
    end_date: str | None, length: int | None, end_on: date | None
) -> None:
    """D43: start + length, where the length is sane."""
    record = replace(RENTAL, end_date=end_date, contract_length=length)
    assert normalise_subscription(record).end_on == end_on


@pytest.mark.parametrize(
    ("status", "what", "ended_on"),
    [
        ("ended_completed", {}, date(2027, 1, 31)),
        ("ended_buyout", {"bought_out_at": "2026-05-01T08:00:00Z"}, date(2026, 5, 1)),
        ("ended_early_return", {"returned_at": "2026-05-02"}, date(2026, 5, 2)),
        ("cancelled", {"cancelled_at": "2026-05-03"}, date(2026, 5, 3)),
        ("ended_upgrade", {"last_modified_date": "2026-05-04"}, date(2026, 5, 4)),
        ("cancelled", {"last_modified_date": "2026-05-04"}, date(2026, 5, 4)),
        ("cancelled", {}, date(2027, 1, 31)),
        (
            "ended_completed",
            {"start_date": None, "last_modified_date": "2026-05-04"},
            date(2026, 5, 4),
        ),
        ("paused", {"cancelled_at": "2026-05-03"}, None),
        ("active", {"last_modified_date": "2026-05-04"}, None),
    ],
)
def test_the_day_it_ended(status: str, what: dict[str, Any], ended_on: date | None) -> None:
    """By what ended it; a running one has none."""
    record = replace(RENTAL, status=status, **what)
    assert normalise_subscription(record).ended_on == ended_on


def test_unknown_words_are_unknown_and_the_status_is_kept_as_it_came() -> None:
    """Never refused (house rule 5 of the contract)."""
    record = replace(
        RENTAL, status="paused", acquisition_cost_source="guess", recovery_status="fine"
    )
    found = normalise_subscription(record)
    assert (found.status, found.raw_status) == (SubscriptionStatus.UNKNOWN, "paused")
    assert (found.cost_source, found.delivered_recovery) == (CostSource.UNKNOWN, None)


def test_a_subscription_without_figures_has_unknown_ones() -> None:
    """D22: archived renderings."""
    found = normalise_subscription(SubscriptionRecord(subscription_id="r", tenant_id="bu"))
    assert (found.acquisition_cost, found.collected) == (UNKNOWN_FIGURE, UNKNOWN_FIGURE)
    assert (found.extensions, found.replacements) == ((), ())


def test_its_history_is_kept() -> None:
    """Extensions and replacements."""
    extension = ExtensionRecord(
        extension_months=6, new_end_date="2027-07-31", extended_at="2026-12-01T09:00:00Z"
    )
    replacement = ReplacementRecord(old_serial_number="A", new_serial_number="B", replaced_at="no")
    found = normalise_subscription(
        replace(RENTAL, extension_history=(extension,), replacement_history=(replacement,))
    )
    assert found.extensions == (
        Extension(
            months=6,
            new_end_on=date(2027, 7, 31),
            extended_at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        ),
    )
    assert found.replacements == (Replacement(old_serial_number="A", new_serial_number="B"),)
