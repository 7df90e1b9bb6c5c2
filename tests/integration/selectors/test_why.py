"""What changed between two days, in words."""

from datetime import date
from decimal import Decimal

import pytest

from customers.domain.change_lines import Line, Reason
from customers.domain.metric import Metric
from customers.domain.snapshot import DeviceFigures
from customers.domain.why_changed import Explanation
from customers.selectors.why import WhyView, why_view

DAYS = (date(2026, 10, 19), date(2026, 11, 4), date(2026, 11, 19))
PHONE = DeviceFigures("rental_1", "iPhone 16", active=True)
POINTS = {Metric.COST_RECOVERY_PERCENT: Decimal("-0.01")}
MONEY = {Metric.LIFETIME_COLLECTED: Decimal("1173.5")}


def shown(*lines: Line) -> WhyView:
    """The view of these lines, first day against last."""
    change = {**MONEY, **POINTS}
    explained = Explanation(change, lines, devices_known=True, payments_known=True)
    return why_view(explained, DAYS, DAYS[0], DAYS[2])


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (Line(Reason.PAYMENTS, MONEY, payment_count=1), "One payment received"),
        (Line(Reason.PAYMENTS, MONEY, payment_count=3), "Three payments received"),
        (Line(Reason.ADDED, MONEY, PHONE), "added"),
        (Line(Reason.GONE, MONEY, PHONE), "no longer listed"),
        (Line(Reason.ENDED, MONEY, PHONE), "ended"),
        (Line(Reason.RESUMED, MONEY, PHONE), "active again"),
        (
            Line(Reason.PRICE_CHANGED, MONEY, PHONE, 0, Decimal(62), Decimal(55)),
            "price changed from 62.00 to 55.00 a month",
        ),
        (
            Line(Reason.COST_EDITED, MONEY, PHONE, 0, None, Decimal(450)),
            "cost edited afterwards from unknown to 450.00",
        ),
        (Line(Reason.ROUNDING, POINTS), "Rounding: FlexPortal cuts off after two decimals"),
        (Line(Reason.REST, POINTS), "Not explained by the payments and devices that were read"),
    ],
)
def test_every_reason_has_words(line: Line, words: str) -> None:
    (told,) = shown(line).lines
    assert told.words == words
    assert told.subject == ("iPhone 16" if line.device else "")


def test_a_device_without_a_name_goes_by_its_id() -> None:
    nameless = DeviceFigures("rental_1", "", active=True)
    assert shown(Line(Reason.ADDED, MONEY, nameless)).lines[0].subject == "rental_1"


def test_effects_stand_under_their_heads() -> None:
    """Signed; empty where a line did nothing, in words where nothing changed at all."""
    view = shown(Line(Reason.PAYMENTS, MONEY, payment_count=1))
    assert view.heads == ("Collected", "Recovery")
    assert [effect.shown for effect in view.lines[0].effects] == ["+1,173.50", ""]
    assert [effect.shown for effect in view.totals] == ["+1,173.50", "−0.01\u00a0pts"]
    still = Explanation({Metric.PROFIT: Decimal(0)}, (), devices_known=True, payments_known=True)
    assert why_view(still, DAYS, DAYS[0], DAYS[2]).totals[0].shown == "no change"


def test_days_are_offered_the_latest_first() -> None:
    """The first day cannot be the later one, nor the last the earlier."""
    view = shown()
    assert [day.label for day in view.before] == ["4\u00a0Nov\u00a02026", "19\u00a0Oct\u00a02026"]
    assert [day.value for day in view.after] == ["2026-11-19", "2026-11-04"]
    assert [day.value for day in (*view.before, *view.after) if day.chosen] == [
        "2026-10-19",
        "2026-11-19",
    ]


def test_what_could_not_be_compared_is_told() -> None:
    """And what was not read."""
    explained = Explanation(MONEY, (), devices_known=False, payments_known=False)
    text = " ".join(why_view(explained, DAYS, DAYS[0], DAYS[2]).notes)
    assert "The devices were not read on both days" in text
    assert "The payments have not been read" in text
    assert "not compared: cost, profit, recovery, monthly, devices." in text
