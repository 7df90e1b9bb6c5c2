"""One day's figures as text and back."""

import json
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.document import OutdatedDocument
from customers.domain.metric import Metric
from customers.domain.snapshot import (
    KEPT,
    DeviceFigures,
    Snapshot,
    device_figures,
    from_snapshot_document,
    kept_figures,
    to_snapshot_document,
)
from customers.domain.subscription import CostSource, SubscriptionStatus
from tests.builders import FETCHED_AT, a_customer, a_subscription

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=4)
DEVICES = st.builds(
    DeviceFigures,
    st.text(max_size=9),
    st.text(max_size=9),
    st.booleans(),
    *(
        st.none() | DECIMALS,
        st.sampled_from(CostSource),
        st.none() | DECIMALS,
        st.none() | DECIMALS,
    ),
)
SNAPSHOTS = st.builds(
    Snapshot,
    st.datetimes(timezones=st.just(timezone(timedelta(hours=2)))).map(
        lambda moment: moment.replace(fold=0)
    ),
    st.dictionaries(st.sampled_from(KEPT), DECIMALS),
    st.none() | st.lists(DEVICES, max_size=3).map(tuple),
)


@given(SNAPSHOTS)
@settings(max_examples=100, deadline=None)
def test_any_day_survives_the_round_trip(snapshot: Snapshot) -> None:
    """To the last digit and the moment's offset, as plain ASCII."""
    document = to_snapshot_document(snapshot)
    assert document.isascii()
    assert repr(from_snapshot_document(document)) == repr(snapshot)


@given(SNAPSHOTS)
@settings(max_examples=20, deadline=None)
def test_a_day_can_be_read_without_its_devices(snapshot: Snapshot) -> None:
    """For charts over many days."""
    figures = from_snapshot_document(to_snapshot_document(snapshot), with_devices=False)
    assert figures == replace(snapshot, devices=None)


def test_the_figures_of_a_customer_are_kept() -> None:
    figures = kept_figures(a_customer())
    assert figures[Metric.PROFIT] == Decimal(650)
    assert figures[Metric.COST_RECOVERY_PERCENT] == Decimal(425000) / 3600
    assert figures[Metric.ACTIVE_DEVICES] == Decimal(2)


def test_an_unknown_figure_is_left_out() -> None:
    """Never kept as zero."""
    snapshot = Snapshot(FETCHED_AT, kept_figures(a_customer(cost=None)))
    assert Metric.ACQUISITION_COST not in snapshot.figures
    assert snapshot.value(Metric.PROFIT) is None
    assert snapshot.value(Metric.LIFETIME_COLLECTED) == Decimal(4250)


def test_a_device_keeps_what_explains_a_change() -> None:
    ended = a_subscription(
        cost="450.00", collected="444", status=SubscriptionStatus.ENDED_BUYOUT, product_name=None
    )
    (device,) = device_figures(
        [replace(ended, sku="iphone-16", cost_source=CostSource.MANUAL)], "EUR"
    )
    assert device == DeviceFigures(
        "rental_001",
        "iphone-16",
        active=False,
        cost=Decimal("450.00"),
        cost_source=CostSource.MANUAL,
        collected=Decimal(444),
        monthly=Decimal(89),
    )


def test_amounts_of_another_currency_are_not_kept() -> None:
    """The device is, so that it does not look gone."""
    foreign = a_subscription(currency="USD")
    assert device_figures([foreign], "EUR")[0].cost is None
    assert device_figures([foreign], "")[0].cost == Decimal(1000)


def test_an_absurd_name_is_kept_short() -> None:
    """A day is kept for every day: it must stay small."""
    (device,) = device_figures([a_subscription(product_name="x" * 10_000)], "EUR")
    assert device.product == "x" * 200


def test_another_version_is_outdated() -> None:
    told = json.loads(to_snapshot_document(Snapshot(FETCHED_AT)))
    with pytest.raises(OutdatedDocument, match="version 9, not 1"):
        from_snapshot_document(json.dumps({**told, "v": 9}))


@pytest.mark.parametrize("text", ["", "[]", '{"v": 1}', '{"v": 1, "at": "x", "figures": {}}'])
def test_what_cannot_be_read_is_outdated(text: str) -> None:
    with pytest.raises(OutdatedDocument, match="cannot be read"):
        from_snapshot_document(text)
