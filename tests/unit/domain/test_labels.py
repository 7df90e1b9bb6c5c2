"""Every state has its word, in one table each."""

from enum import StrEnum

import pytest

from customers.domain.order import OrderStatus, OrderType
from customers.domain.payment import PaymentStatus
from customers.domain.subscription import CostSource, Extension, SubscriptionStatus
from tests.builders import a_subscription, an_order


@pytest.mark.parametrize(
    "states", [OrderStatus, OrderType, PaymentStatus, CostSource, SubscriptionStatus]
)
def test_no_two_states_share_a_word(
    states: type[OrderStatus | OrderType | PaymentStatus | CostSource | SubscriptionStatus],
) -> None:
    """And none is without."""
    words = [state.label for state in states]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("source", CostSource)
def test_a_list_price_in_place_of_a_cost_is_an_estimate(source: CostSource) -> None:
    """D57: marked as such."""
    assert source.is_estimate == ("estimate" in source.label)


def test_an_extended_subscription_is_active_still() -> None:
    """D42: a flag, not a status."""
    extended = a_subscription(extensions=(Extension(months=6),))
    assert extended.is_active
    assert extended.is_extended
    assert not a_subscription().is_extended


@pytest.mark.parametrize(
    ("order_type", "is_new"),
    [(OrderType.STANDARD, True), (OrderType.EXTENSION, False), (OrderType.UPGRADE, False)],
)
def test_extensions_and_upgrades_are_no_new_business(order_type: StrEnum, is_new: bool) -> None:
    """Contract §4.4: they leave orders of their own."""
    assert an_order(order_type=order_type).is_new_business is is_new
