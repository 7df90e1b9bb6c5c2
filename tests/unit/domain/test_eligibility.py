"""Verdicts with every condition and the value seen."""

from itertools import product
from typing import Any

import pytest

from customers.domain.customer import Address, Customer, Figure, Status
from customers.domain.eligibility import (
    Condition,
    Eligibility,
    State,
    can_pre_order,
    can_upgrade,
    data_faults,
    pre_order_verdict,
    shorten_email,
    upgrade_verdict,
)
from tests.builders import a_customer, a_figure, an_address


def condition(customer: Customer, name: str) -> Condition:
    """One condition of either check."""
    both = (*upgrade_verdict(customer).conditions, *pre_order_verdict(customer).conditions)
    return next(one for one in both if one.name == name)


def test_the_documented_sample_may_upgrade_and_pre_order() -> None:
    """All conditions are listed although all are met."""
    upgrade, pre_order = upgrade_verdict(a_customer()), pre_order_verdict(a_customer())
    assert can_upgrade(a_customer())
    assert can_pre_order(a_customer())
    assert (upgrade.check, upgrade.state.label) == ("upgrade", "Eligible")
    assert [one.seen for one in upgrade.conditions] == ["2", "active"]
    assert [one.name for one in pre_order.conditions] == [
        "status_active",
        "email_present",
        "billing_address_complete",
        "shipping_address_complete",
    ]
    assert upgrade.reasons == pre_order.reasons == ()


@pytest.mark.parametrize(
    ("devices", "state", "seen"),
    [
        (a_figure(3), State.MET, "3"),
        (a_figure(0), State.UNMET, "0"),
        (Figure(), State.UNKNOWN, "not delivered"),
    ],
)
def test_active_devices_must_be_above_zero(devices: Figure, state: State, seen: str) -> None:
    """FlexPortal's documented rule."""
    found = condition(a_customer(active_devices=devices), "active_devices")
    assert (found.title, found.state, found.seen) == ("Active devices above 0", state, seen)
    assert bool(found.reason) == (state is not State.MET)


@pytest.mark.parametrize(
    ("status", "raw", "state", "seen"),
    [
        (Status.ACTIVE, None, State.MET, "active"),
        (Status.INACTIVE, None, State.UNMET, "inactive"),
        (Status.UNKNOWN, None, State.UNKNOWN, "not delivered"),
        (Status.UNKNOWN, "suspended", State.UNKNOWN, "“suspended”"),
    ],
)
def test_the_status_must_be_active(
    status: Status, raw: str | None, state: State, seen: str
) -> None:
    """A status FlexPortal does not document is unknown, and shown as it came."""
    found = condition(a_customer(status=status, raw_status=raw), "status_active")
    assert (found.state, found.seen) == (state, seen)


@pytest.mark.parametrize(
    ("email", "state", "seen"),
    [
        ("tom@field.uk", State.MET, "tom@field.uk"),
        ("marieke@heuveloosterbaanadvies.nl", State.MET, "marieke@…advies.nl"),
        ("", State.UNMET, "empty"),
        ("  ", State.UNMET, "empty"),
        (None, State.UNKNOWN, "not delivered"),
    ],
)
def test_an_email_address_must_be_present(email: str | None, state: State, seen: str) -> None:
    """Delivered empty is a no; not delivered is unknown."""
    found = condition(a_customer(email=email), "email_present")
    assert (found.state, found.seen) == (state, seen)


def test_a_shortened_address_keeps_both_ends() -> None:
    """Even where one end alone is too long; 22 letters still fit."""
    assert shorten_email("marieke1@bouwadvies.nl") == "marieke1@bouwadvies.nl"
    assert shorten_email("marieke12@bouwadvies.nl") == "marieke12@…advies.nl"
    assert shorten_email("a" * 64 + "@example.com") == "aaaaaaaaa@…ample.com"


@pytest.mark.parametrize("kind", ["billing", "shipping"])
@pytest.mark.parametrize(
    ("address", "state", "seen"),
    [
        (an_address(), State.MET, "4 of 4 parts"),
        (an_address(city=None), State.UNMET, "city missing"),
        (an_address(city=" ", country=""), State.UNMET, "city and country missing"),
        (Address(), State.UNMET, "contact name, street, city and country missing"),
        (None, State.UNKNOWN, "not delivered"),
    ],
)
def test_an_address_needs_four_parts(
    kind: str, address: Address | None, state: State, seen: str
) -> None:
    """Contact name, street, city, country; the postal code is not demanded (D28)."""
    parts: dict[str, Any] = {f"{kind}_address": address}
    customer = a_customer(**parts)
    found = condition(customer, f"{kind}_address_complete")
    assert (found.title, found.state) == (f"{kind.title()} address complete", state)
    assert found.seen == seen


def test_a_garbled_address_is_not_called_undelivered() -> None:
    """It came, but nobody can read it."""
    customer = a_customer(billing_address=None, unreadable=("lastBillingAddress",))
    found = condition(customer, "billing_address_complete")
    assert (found.state, found.seen) == (State.UNKNOWN, "not readable")
    assert found.reason == "the billing address was not readable"


@pytest.mark.parametrize(
    ("city", "country", "state", "seen"),
    [
        (None, "NL", State.UNKNOWN, "city not readable"),
        (None, None, State.UNMET, "country missing"),
        ("Utrecht", "NL", State.MET, "4 of 4 parts"),
    ],
)
def test_a_garbled_part_is_not_called_missing(
    city: str | None, country: str | None, state: State, seen: str
) -> None:
    """It may be there; a part that is surely missing still says no."""
    address = an_address(city=city, country=country)
    customer = a_customer(billing_address=address, unreadable=("lastBillingAddress.city",))
    found = condition(customer, "billing_address_complete")
    assert (found.state, found.seen) == (state, seen)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("active_devices", "profitability.activeDevices"),
        ("status_active", "status"),
        ("email_present", "email"),
    ],
)
def test_garbled_inputs_are_told_from_undelivered_ones(name: str, path: str) -> None:
    """Both are unknown."""
    found = condition(Customer("bu", "cust", unreadable=(path,)), name)
    assert (found.state, found.seen) == (State.UNKNOWN, "not readable")
    assert condition(Customer("bu", "cust"), name).seen == "not delivered"


def test_reasons_can_be_read_aloud() -> None:
    """The unmet ones, when the answer is no."""
    verdict = pre_order_verdict(
        a_customer(
            status=Status.INACTIVE, email=None, billing_address=an_address(city="", country=None)
        )
    )
    assert verdict.state is Eligibility.NOT_ELIGIBLE
    assert verdict.reasons == (
        "the account is inactive",
        "the billing address has no city and no country",
    )


@pytest.mark.parametrize(
    ("devices", "status"),
    list(product((a_figure(1), a_figure(0), Figure()), Status)),
)
def test_unknown_makes_a_verdict_unknown_unless_another_condition_says_no(
    devices: Figure, status: Status
) -> None:
    """All nine cases of the upgrade check."""
    verdict = upgrade_verdict(a_customer(active_devices=devices, status=status))
    if devices.value == 0 or status is Status.INACTIVE:
        assert verdict.state is Eligibility.NOT_ELIGIBLE
    elif devices.value is None or status is Status.UNKNOWN:
        assert verdict.state is Eligibility.UNKNOWN
    else:
        assert verdict.state is Eligibility.ELIGIBLE
    assert bool(verdict.reasons) == (verdict.state is not Eligibility.ELIGIBLE)
    assert len(verdict.conditions) == 2


@pytest.mark.parametrize(("devices", "said"), [(1, "1 active device,"), (2, "2 active devices,")])
def test_inactive_with_active_devices_is_a_data_fault(devices: int, said: str) -> None:
    """Stated beside both verdicts."""
    customer = a_customer(status=Status.INACTIVE, active_devices=a_figure(devices))
    assert said in data_faults(customer)[0]
    assert upgrade_verdict(customer).faults == data_faults(customer)
    assert pre_order_verdict(customer).faults == data_faults(customer)


@pytest.mark.parametrize(
    ("status", "devices"),
    [
        (Status.ACTIVE, a_figure(2)),
        (Status.INACTIVE, a_figure(0)),
        (Status.INACTIVE, Figure()),
        (Status.UNKNOWN, a_figure(2)),
    ],
)
def test_other_states_are_no_fault(status: Status, devices: Figure) -> None:
    """Nothing is accused on a guess."""
    assert data_faults(a_customer(status=status, active_devices=devices)) == ()
