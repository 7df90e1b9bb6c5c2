"""Recovery by product, worked out by hand.

Three MacBooks: 900.00 of 1,000.00 and 300.00 of 1,000.00 are 60 %; the cost of the third is not
known, it is left out.
"""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from customers.domain.products import Device, Product, ProductList, largest, products_of

MACBOOKS = (Device("MacBook", 900, 1000), Device("MacBook", 300, 1000), Device("MacBook", 5, None))
devices = st.builds(
    Device, st.sampled_from(["", "a", "b", "c"]), *[st.none() | st.integers(-(10**15), 10**15)] * 2
)


def test_a_product_is_of_the_devices_of_which_both_are_known() -> None:
    (macbook,) = products_of(MACBOOKS)
    assert macbook == Product("MacBook", 3, 2, 1200, 2000)
    assert macbook.left_out == 1
    assert macbook.recovery_percent == Decimal(60)


def test_without_a_cost_above_0_there_is_no_ratio() -> None:
    assert Product("a", 1, 1, 5, 0).recovery_percent is None
    assert products_of([Device("a", None, 7)])[0].recovery_percent is None


def test_the_dearest_stand_first_and_the_rest_together() -> None:
    """Equal costs by number of devices, then by name."""
    few, many = Product("few", 1, 1, 0, 10), Product("many", 2, 2, 1, 10)
    dear, also_few = Product("dear", 1, 1, 3, 99), Product("also few", 1, 1, 4, 10)
    assert largest([few, many, dear, also_few], 2) == ProductList(
        (dear, many), Product("", 2, 2, 4, 20), 2
    )
    assert largest([few, dear, also_few], 3) == ProductList((dear, also_few, few))


@settings(deadline=None)
@given(st.lists(devices), st.integers(1, 5))
def test_no_device_is_lost(many: list[Device], most: int) -> None:
    listed = largest(products_of(many), most)
    found = [*listed.products, *([listed.others] if listed.others else [])]
    assert sum(one.devices for one in found) == len(many)
    both = [one for one in many if None not in (one.collected, one.acquisition_cost)]
    assert sum(one.counted for one in found) == len(both)
    assert sum(one.collected for one in found) == sum(one.collected or 0 for one in both)
    assert sum(one.cost for one in found) == sum(one.acquisition_cost or 0 for one in both)
