"""A thousand customers: splits, chart and panels add up to the cent with what FlexPortal says."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from customers.domain.profitability import profit
from customers.domain.prospect import Prospect, prospect_of
from customers.selectors.course_chart import course_chart
from customers.selectors.device_outlook import device_outlooks
from customers.selectors.money import get_money
from tests.contract.generated import TODAY, Generated, generated_customers

Known = list[tuple[Generated, Prospect]]


@pytest.fixture(scope="module")
def known() -> Known:
    """Every customer with its prospect."""
    return [(one, _prospect(one)) for one in generated_customers()]


def _prospect(one: Generated) -> Prospect:
    return prospect_of(one.customer, one.subscriptions, one.payments, one.currency, TODAY)


def _sent(one: Generated, keep: Callable[[str, str], bool]) -> Decimal:
    """The sum of the payments as they were sent, by status and due day."""
    rows = [row for row in one.account.payments if keep(row["status"], row["dueDate"])]
    return sum((Decimal(str(row["amount"])) for row in rows), Decimal(0))


def test_outstanding_is_everything_pending_as_it_was_sent() -> None:
    """Split by the day, and what is late by its age."""
    today = TODAY.isoformat()
    for one in generated_customers():
        card = get_money(one.payments, one.currency, TODAY)
        assert Decimal(card.outstanding.value) == _sent(one, _is("pending"))
        assert Decimal(card.overdue.value) == _sent(
            one, lambda how, due: how == "pending" and due[:10] < today
        )
        for whole, parts in ((card.outstanding, card.split), (card.overdue, card.ages)):
            assert sum(Decimal(part.value) for part in parts) == Decimal(whole.value)
        assert card.left_out == ""


def test_in_progress_and_failed_stand_beside_it() -> None:
    """Neither outstanding nor collected."""
    for one in generated_customers():
        card = get_money(one.payments, one.currency, TODAY)
        for part, status in zip(card.beside, ("processing", "failed"), strict=True):
            assert Decimal(part.value) == _sent(one, _is(status))


def _is(status: str) -> Callable[[str, str], bool]:
    return lambda how, _: how == status


def test_the_course_ends_in_the_headline(known: Known) -> None:
    """Wherever FlexPortal delivers both sums; and almost everywhere it does."""
    agreeing = 0
    for one, prospect in known:
        collected, cost = one.customer.collected.value, one.customer.acquisition_cost.value
        if collected is not None:
            assert prospect.course.received == collected
        if cost is not None:
            assert prospect.course.spent == cost
        agreeing += prospect.agrees
    assert agreeing > len(known) * 9 // 10


def test_the_chart_and_its_table_end_in_the_same_sums(known: Known) -> None:
    """The lines, the last row of the past, and the changes of all rows together."""
    for one, prospect in known:
        chart = course_chart(prospect, one.currency, TODAY)
        if chart is None:
            assert not prospect.course.receipts
            continue
        assert [x for x in chart.lines[0].values if x is not None][-1] == prospect.course.received
        past = [row for row in chart.table.rows if "expected" not in row[0]]
        assert _number(past[-1][2]) == prospect.course.received
        assert sum(_number(row[1]) for row in past) == prospect.course.received
        assert sum(_number(row[3]) for row in chart.table.rows) == _number(chart.table.rows[-1][4])


def _number(shown: str) -> Decimal:
    return Decimal(shown.replace(",", "").replace("−", "-"))


def test_each_device_has_its_part_of_every_payment(known: Known) -> None:
    """Shared ones spread exactly: as FlexPortal has collected for the device, and in all."""
    for one, prospect in known:
        table = device_outlooks(prospect, one.subscriptions, one.payments, TODAY)
        owed = get_money(one.payments, one.currency, TODAY).outstanding
        for total in (sum(Decimal(row.paid.value) for row in table.rows), table.total.paid.value):
            assert Decimal(total) == prospect.course.received
        for total in (sum(Decimal(row.owed.value) for row in table.rows), table.total.owed.value):
            assert Decimal(total) == Decimal(owed.value)
        assert table.unassigned is None
        assert {row.doubt for row in table.rows} <= {""}


def test_break_even_is_told_exactly_where_it_was_reached(known: Known) -> None:
    """A day in the past for who is ahead; for the others a day to come, or what stays short."""
    for one, prospect in known:
        ahead = profit(one.customer).value
        if ahead is None or prospect.outlook is None:
            assert prospect.breaks_even_on is None
            continue
        assert (prospect.broke_even_on is not None) == (ahead >= 0)
        schedule = prospect.outlook.on_schedule
        if ahead < 0:
            assert prospect.outlook.if_returned.short == -ahead
            expected = sum((inflow.amount for inflow in prospect.inflows), Decimal(0))
            assert schedule.short == max(-ahead - expected, Decimal(0))
            assert (schedule.reached_on is None) == (schedule.short > 0)
