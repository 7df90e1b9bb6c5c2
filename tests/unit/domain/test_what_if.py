"""Four ways on for one device, set side by side."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.customer import Delivered
from customers.domain.payment import PaymentStatus
from customers.domain.standing import Standing, customer_standing
from customers.domain.subscription import SubscriptionStatus
from customers.domain.what_if import (
    Case,
    Choice,
    Outcome,
    device_inflows,
    side_by_side,
)
from tests.builders import a_consolidated_payment, a_customer, a_payment, a_subscription

TODAY = date(2026, 9, 1)
MONEY = st.decimals(0, 100_000, places=2)


def a_case(**what_matters: Any) -> Case:
    """The documented quotes: four months of 129 are left on a device of 1,800 that brought 1,548.

    Its customer brought in 4,250 of 3,600.
    """
    device = a_subscription(
        cost="1800",
        collected="1548",
        monthly_amount=Decimal(129),
        contract_length=16,
        start_on=date(2025, 9, 2),
        end_on=date(2027, 1, 2),
    )
    due = ("2026-09-02", "2026-10-02", "2026-11-02", "2026-12-02")
    terms: dict[str, Any] = {
        "customer": a_customer(),
        "subscription": device,
        "payments": tuple(a_payment("129", day) for day in due),
        "currency": "EUR",
        "today": TODAY,
        "months": 6,
        "monthly": Decimal("103.20"),
        "price": Decimal(658),
        "fee": Decimal(258),
    }
    return Case(**{**terms, **what_matters})


def outcomes(case: Case) -> dict[Choice, Outcome]:
    """The outcomes by choice."""
    return {one.choice: one for one in side_by_side(case)}


def test_the_documented_sample_side_by_side() -> None:
    """Contract §10.1: 2,206 after the buyout (margin 22.6 %), 1,806 after the return."""
    found = outcomes(a_case())
    assert {choice: one.expected for choice, one in found.items()} == {
        Choice.DO_NOTHING: Decimal(516),
        Choice.EXTEND: Decimal("1135.20"),
        Choice.BUY_OUT: Decimal(658),
        Choice.RETURN: Decimal(258),
    }
    bought, returned = found[Choice.BUY_OUT].device, found[Choice.RETURN].device
    assert (bought.collected, bought.profit) == (Decimal(2206), Decimal(406))
    assert bought.percent == Decimal(2206) * 100 / 1800
    assert returned.collected == Decimal(1806)
    assert found[Choice.RETURN].customer.collected == Decimal(4250 + 258)
    assert found[Choice.RETURN].customer.percent == Decimal(4508) * 100 / 3600


def test_each_choice_says_when_it_ends_and_what_it_assumes() -> None:
    found = outcomes(a_case())
    assert {choice.label: one.ends_on for choice, one in found.items()} == {
        "Do nothing": date(2027, 1, 2),
        "Extend": date(2027, 7, 2),
        "Buy out": TODAY,
        "Return early": TODAY,
    }
    assert "6 more months at 103.20\u00a0EUR" in found[Choice.EXTEND].assumptions[0]
    assert "2\u00a0Jan\u00a02027" in found[Choice.DO_NOTHING].assumptions[0]
    assert all(one.assumptions for one in found.values())


def test_one_month_is_one_month() -> None:
    assert "1 more month at" in outcomes(a_case(months=1))[Choice.EXTEND].assumptions[0]


def test_without_quotes_two_of_the_four_are_unknown() -> None:
    found = outcomes(a_case(price=None, fee=None))
    for choice in (Choice.BUY_OUT, Choice.RETURN):
        assert found[choice].expected is None
        assert found[choice].device == Standing(None, Decimal(1800))
        assert found[choice].device.percent is found[choice].device.profit is None
        assert found[choice].customer.percent is None
    assert found[Choice.EXTEND].expected == Decimal("1135.20")


def test_an_extension_without_a_price_or_a_present_rhythm_is_unknown() -> None:
    assert outcomes(a_case(monthly=None))[Choice.EXTEND].expected is None
    assert outcomes(a_case(payments=()))[Choice.EXTEND].expected is None


@pytest.mark.parametrize(
    "unknown",
    [{"monthly_amount": None}, {"end_on": None}, {"next_billing_on": None, "subscription_id": "x"}],
)
def test_what_still_comes_is_unknown_rather_than_too_little(unknown: dict[str, Any]) -> None:
    device = a_subscription(**unknown)
    stays = outcomes(a_case(subscription=device))[Choice.DO_NOTHING]
    assert stays.expected is None
    assert "cannot be told" in stays.assumptions[0]
    assert outcomes(a_case(subscription=device))[Choice.BUY_OUT].expected == Decimal(658)


def test_a_contract_whose_first_payment_is_not_made_yet_counts_from_its_billing_day() -> None:
    device = a_subscription(next_billing_on=TODAY, end_on=date(2026, 12, 1))
    case = a_case(subscription=device, payments=())
    assert outcomes(case)[Choice.DO_NOTHING].expected == Decimal(3 * 89)


def test_an_end_without_a_day_is_no_obstacle_to_buying_out() -> None:
    found = outcomes(a_case(subscription=a_subscription(end_on=None)))
    assert found[Choice.EXTEND].ends_on is None


def test_what_is_due_already_is_told_beside_a_quote() -> None:
    """Whether a quote holds it is not documented."""
    case = a_case(payments=(a_payment("129", "2026-08-02"), a_payment("129", "2026-10-02")))
    found = outcomes(case)
    said = "129.00\u00a0EUR due already is not counted: the quote may hold it."
    assert said in found[Choice.BUY_OUT].assumptions
    assert said in found[Choice.RETURN].assumptions
    assert said not in outcomes(a_case())[Choice.BUY_OUT].assumptions


def test_an_ended_subscription_leaves_nothing_to_choose() -> None:
    ended = a_subscription(status=SubscriptionStatus.ENDED_COMPLETED)
    [only] = side_by_side(a_case(subscription=ended, payments=(a_payment("129", "2026-08-02"),)))
    assert (only.choice, only.expected) == (Choice.DO_NOTHING, Decimal(129))
    assert only.assumptions == ("Only payments that are made already still come in.",)


def test_a_contract_that_runs_past_its_end_counts_on_no_renewal() -> None:
    """Whether it renews is a setting that cannot be read."""
    past = a_subscription(end_on=date(2026, 8, 1))
    case = a_case(subscription=past, payments=(a_payment("89", "2026-07-01"),))
    stays = outcomes(case)[Choice.DO_NOTHING]
    assert (stays.expected, stays.ends_on) == (Decimal(89), date(2026, 8, 1))
    assert "still runs" in stays.assumptions[0]


def test_a_payment_for_two_devices_is_shared_to_the_cent() -> None:
    """What both still bring in is the whole payment."""
    items = (("rental_001", "60"), ("rental_002", "30"))
    payments = (a_consolidated_payment("100.01", *items),)
    ended = {"status": SubscriptionStatus.ENDED_COMPLETED}
    sums = [
        outcomes(
            a_case(subscription=a_subscription(subscription_id=name, **ended), payments=payments)
        )[Choice.DO_NOTHING].expected
        for name, _ in items
    ]
    assert None not in sums
    assert sum(one for one in sums if one) == Decimal("100.01")


def test_payments_of_others_and_failed_ones_do_not_come() -> None:
    other = a_payment("500", "2026-10-02", subscription_id="rental_002")
    failed = a_payment("500", "2026-10-02", PaymentStatus.FAILED)
    foreign = a_payment("500", "2026-10-02", currency="USD")
    case = a_case()
    more = a_case(payments=(*case.payments, other, failed, foreign))
    assert device_inflows(more) == device_inflows(case)


def test_currencies_are_never_added() -> None:
    """The device keeps its own sums; what it does to the customer is unknown."""
    found = outcomes(a_case(currency="USD"))[Choice.BUY_OUT]
    assert found.device.collected == Decimal(2206)
    assert found.customer.collected is None


def test_the_customer_stands_on_two_sums_of_one_shape() -> None:
    """A flat sum is never divided by a nested one (D19)."""
    mixed = Delivered(
        lifetime_collected=Decimal(1),
        nested_lifetime_collected=Decimal(2),
        nested_total_acquisition_cost=Decimal(4),
    )
    assert customer_standing(a_customer(delivered=mixed)) == Standing(Decimal(2), Decimal(4))
    assert customer_standing(a_customer(delivered=Delivered())).percent is None


@pytest.mark.parametrize("cost", [None, "0"])
def test_without_a_cost_there_is_no_ratio(cost: str | None) -> None:
    bought = outcomes(a_case(subscription=a_subscription(cost=cost, collected="100")))
    assert bought[Choice.BUY_OUT].device.percent is None
    assert bought[Choice.BUY_OUT].device.collected == Decimal(758)


@settings(max_examples=100)
@given(price=MONEY, fee=MONEY, monthly=MONEY, months=st.integers(1, 120))
def test_every_choice_adds_exactly_what_it_expects(
    price: Decimal, fee: Decimal, monthly: Decimal, months: int
) -> None:
    """To the cent, to device and customer alike; profits differ by what is expected."""
    case = a_case(price=price, fee=fee, monthly=monthly, months=months)
    found = outcomes(case)
    assert found[Choice.EXTEND].expected == Decimal(516) + months * monthly
    for one in found.values():
        assert one.device.collected == Decimal(1548) + (one.expected or 0)
        assert one.device.profit == (one.expected or 0) - Decimal(252)
        assert one.customer.profit == (one.expected or 0) + Decimal(650)
