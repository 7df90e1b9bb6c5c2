"""The chart "Collected against cost", and its table."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from customers.domain.payment import Payment, PaymentStatus
from customers.domain.prospect import prospect_of
from customers.domain.subscription import Subscription
from customers.selectors.chart import ChartView
from customers.selectors.course_chart import course_chart
from tests.builders import a_customer, a_payment, a_subscription

TODAY = date(2026, 4, 10)


def paid(due: str, value: str = "89") -> Payment:
    """A month that arrived on the day."""
    arrived = datetime.fromisoformat(due).replace(tzinfo=UTC)
    return a_payment(value, due, PaymentStatus.PAID, paid_at=arrived)


PAID = [paid("2026-01-01"), paid("2026-02-01"), paid("2026-04-01")]
LATE = a_payment(due="2026-03-01")
NEXT = a_payment(due="2026-04-28")


def chart(
    payments: list[Payment], devices: list[Subscription], collected: str = "267"
) -> ChartView | None:
    """Of a customer with a cost of 200."""
    customer = a_customer(collected=collected, cost="200")
    return course_chart(prospect_of(customer, devices, payments, "EUR", TODAY), "EUR", TODAY)


def device(end_on: date = date(2026, 5, 15)) -> Subscription:
    """One at a cost of 200."""
    return a_subscription(cost="200", end_on=end_on)


def plain(row: tuple[str, ...] | list[str]) -> list[str]:
    """With breakable spaces."""
    return [cell.replace("\u00a0", " ") for cell in row]


def test_a_row_per_month_with_nothing_left_out() -> None:
    """March without a payment, April in two parts: so far, and still to come."""
    found = chart([*PAID, LATE, NEXT], [device()])
    assert found
    assert [plain(list(row)) for row in found.table.rows] == [
        ["Jan 2026", "89.00", "89.00", "200.00", "200.00", "44.5 %", ""],
        ["Feb 2026", "89.00", "178.00", "0.00", "200.00", "89.0 %", ""],
        ["Mar 2026", "0.00", "178.00", "0.00", "200.00", "89.0 %", ""],
        ["Apr 2026", "89.00", "267.00", "0.00", "200.00", "133.5 %", "reached on 1 Apr 2026"],
        ["Apr 2026, expected", "178.00", "445.00", "0.00", "200.00", "222.5 %", ""],
    ]


def test_lines_end_in_words_and_the_break_even_is_ringed() -> None:
    """What is expected is dashed and begins today."""
    found = chart([*PAID, NEXT], [device()])
    assert found
    assert [(line.name, line.end, line.dashed) for line in found.lines] == [
        ("Collected", "", False),
        ("Acquisition cost", "200 cost", False),
        ("If all scheduled payments arrive", "356 at the end", True),
    ]
    past, _, ahead = (line.values for line in found.lines)
    today = found.days.index(TODAY)
    assert past[today] == ahead[today] == Decimal(267)
    assert set(past[today + 1 :]) | set(ahead[:today]) == {None}
    assert found.ring
    assert (found.ring.day, found.ring.value) == (date(2026, 4, 1), Decimal(200))
    assert plain([found.ring.text]) == ["Paid back on 1 Apr 2026"]


def test_the_picture_in_one_sentence() -> None:
    """For those who do not see it."""
    found = chart([*PAID, NEXT], [device()])
    assert found
    assert plain([found.sentence]) == [
        "Since Jan 2026, 267.00 EUR was collected against a cost of 200.00 EUR; paid back on "
        "1 Apr 2026. If all scheduled payments arrive, 356.00 EUR by 28 Apr 2026."
    ]


def test_payments_that_do_not_add_up_ring_no_day() -> None:
    """FlexPortal says something else."""
    found = chart([*PAID, NEXT], [device()], collected="300")
    assert found
    assert found.ring is None


def test_a_long_contract_is_shown_half_a_year_ahead_or_until_break_even() -> None:
    """Not to its end."""
    long = device(end_on=date(2028, 1, 1))
    found = chart([*PAID, NEXT], [long])
    assert found
    assert found.days[-1] == date(2026, 10, 10)
    assert plain([found.lines[-1].end]) == ["801 by Oct 2026"]
    dear = prospect_of(
        a_customer(collected="267", cost="1200"),
        [device(end_on=date(2028, 1, 1))],
        PAID,
        "EUR",
        TODAY,
    )
    assert dear.breaks_even_on == date(2027, 4, 1)
    later = course_chart(dear, "EUR", TODAY)
    assert later
    assert later.days[-1] == date(2027, 5, 1)


def test_without_a_cost_or_anything_to_come_there_is_one_line() -> None:
    """Which carries its own value."""
    found = chart(PAID, [])
    assert found
    assert [(line.name, line.end) for line in found.lines] == [("Collected", "267 collected")]
    assert {row[5] for row in found.table.rows} == {"unknown"}


def test_without_payments_there_is_no_chart() -> None:
    """No history yet."""
    assert chart([], []) is None


def test_what_is_drawn_holds_decimals_as_text() -> None:
    """Never floats; unknown is null."""
    found = chart([*PAID, NEXT], [device()])
    assert found
    drawn = json.loads(found.data)
    assert drawn["today"] == "2026-04-10"
    assert drawn["ring"][:2] == ["2026-04-01", "200.00"]
    assert drawn["lines"][0]["values"][0] == "89.00"
    assert drawn["lines"][0]["values"][-1] is None
    assert len(drawn["days"]) == len(drawn["lines"][2]["values"])
