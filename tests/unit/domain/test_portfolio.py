"""Sums over many customers, worked out by hand, and their laws on anything.

Four customers. Anna: 4,250.00 collected of a cost of 3,600.00. Bo: 100.00 of 400.00. Cy: 89.00
collected, cost unknown. Di: a cost of 1,000.00, what she paid unknown.

Collected: 4,250 + 100 + 89 = 4,439 of three; Di is left out. Cost: 3,600 + 400 + 1,000 = 5,000 of
three; Cy is left out. Recovery is of the two of whom both are known: 4,350 ÷ 4,000 = 108.75 %; the
mean of 118.06 % and 25 % would be 71.53 %.
"""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.minor import LARGEST, SCALE
from customers.domain.portfolio import (
    MEASURES,
    Measure,
    Row,
    Sums,
    add_up,
    by_cohort,
    cube_of,
    health,
    key_of,
    sums_of,
    without_cohorts,
)
from customers.domain.profitability import Recovery

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


def units(amount: int) -> int:
    return amount * SCALE


ANNA = Row("active", "business", "profitable", MARCH, units(4250), units(3600), units(650), 0)
BO = Row(
    "active", "individual", "recovering", MARCH, units(100), units(400), -units(300), units(300)
)
CY = Row("inactive", "individual", "no_data", None, units(89))
DI = Row("active", "individual", "no_data", APRIL, None, units(1000), monthly_revenue=units(20))
ALL = (ANNA, BO, CY, DI)

amounts = st.none() | st.integers(-LARGEST, LARGEST)
rows = st.builds(
    Row,
    st.sampled_from(["active", "inactive", "unknown"]),
    st.sampled_from(["individual", "business"]),
    st.sampled_from([one.value for one in Recovery]),
    st.sampled_from([None, MARCH, APRIL]),
    *[amounts] * 5,
)


def total(measure: Measure) -> tuple[object, int, int]:
    """Amount, how many it is made of, how many it leaves out."""
    one = add_up(cube_of(ALL).values()).total(measure)
    return one.value, one.counted, one.left_out


def test_a_sum_is_of_those_who_have_the_figure_and_counts_the_others() -> None:
    assert total(Measure.COLLECTED) == (4439, 3, 1)
    assert total(Measure.ACQUISITION_COST) == (5000, 3, 1)
    assert total(Measure.PROFIT) == (350, 2, 2)
    assert total(Measure.STILL_OPEN) == (300, 2, 2)
    assert total(Measure.MONTHLY_REVENUE) == (20, 1, 3)
    assert total(Measure.PAID_BACK) == (4350, 2, 2)
    assert total(Measure.SPENT) == (4000, 2, 2)


def test_recovery_is_from_totals_of_those_of_whom_both_are_known() -> None:
    assert add_up(cube_of(ALL).values()).recovery_percent == Decimal("108.75")


def test_of_nobody_nothing_is_known() -> None:
    """Not zero: unknown."""
    assert Sums().total(Measure.COLLECTED).value is None
    assert Sums().recovery_percent is None
    assert sums_of(CY).recovery_percent is None


def test_a_cost_that_adds_up_to_nothing_has_no_ratio() -> None:
    free = ANNA._replace(acquisition_cost=0)
    assert sums_of(free).total(Measure.SPENT).value == 0
    assert sums_of(free).recovery_percent is None
    assert sums_of(free._replace(acquisition_cost=-1)).recovery_percent is None


def test_health_is_in_order_with_shares_of_everybody() -> None:
    found = [(one.recovery, one.sums.customers, int(one.share)) for one in health(cube_of(ALL))]
    assert found == [
        (Recovery.PROFITABLE, 1, 25),
        (Recovery.RECOVERING, 1, 25),
        (Recovery.AT_RISK, 0, 0),
        (Recovery.NO_DATA, 2, 50),
    ]
    assert [one.share for one in health({})] == [0, 0, 0, 0]


def test_the_small_cube_forgets_cohorts_and_nothing_else() -> None:
    small = without_cohorts(cube_of(ALL))
    assert {key.cohort for key in small} == {None}
    assert add_up(small.values()) == add_up(cube_of(ALL).values())
    assert small[key_of(ANNA)._replace(cohort=None)] == sums_of(ANNA)


def test_cohorts_are_months_of_those_whose_month_is_known() -> None:
    found = by_cohort(cube_of(ALL))
    assert {month: sums.customers for month, sums in found.items()} == {MARCH: 2, APRIL: 1}


@settings(deadline=None)
@given(st.lists(rows))
def test_every_customer_is_counted_once_whatever_they_have_in_common(many: list[Row]) -> None:
    cube = cube_of(many)
    everybody = add_up(cube.values())
    assert everybody.customers == len(many)
    assert sum(one.sums.customers for one in health(cube)) == len(many)
    for measure in MEASURES:
        known = [value for one in many if (value := one.value(measure)) is not None]
        one = everybody.total(measure)
        assert (one.amount, one.counted, one.left_out) == (
            sum(known),
            len(known),
            len(many) - len(known),
        )


@settings(deadline=None)
@given(st.lists(rows), st.lists(rows))
def test_two_groups_add_up_to_both_together(some: list[Row], others: list[Row]) -> None:
    apart = add_up(map(sums_of, some)) + add_up(map(sums_of, others))
    assert apart == add_up(cube_of(some + others).values())


@settings(deadline=None)
@given(st.lists(rows, min_size=1))
def test_shares_add_up_to_everybody(many: list[Row]) -> None:
    together = sum((one.share for one in health(cube_of(many))), Decimal())
    assert abs(together - 100) < Decimal("1e-20")
