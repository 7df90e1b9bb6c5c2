"""Ids are opaque, and lead back to their customer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.sandbox.codes import STRIDE, Ids, luhn_digit

IDS = Ids("7:bu_one")
CUSTOMERS = st.integers(0, 200_000)
NUMBERS = st.integers(0, STRIDE - 1)


@given(CUSTOMERS, NUMBERS, st.sampled_from(["cust", "rent", "ord", "pay", "group"]))
def test_an_id_leads_back_to_its_customer(customer: int, number: int, kind: str) -> None:
    """Whatever its kind and number."""
    assert IDS.owner(IDS.make(kind, customer, number)) == customer


@given(CUSTOMERS, NUMBERS, st.booleans())
def test_a_serial_leads_back_to_its_customer(customer: int, number: int, phone: bool) -> None:
    """A phone's IMEI as well."""
    assert IDS.owner(IDS.make_serial(customer, number, phone=phone)) == customer


def test_neighbours_do_not_look_alike() -> None:
    """Nobody can read a sequence out of them."""
    ids = [IDS.make("cust", customer) for customer in range(1_000)]
    assert len({each[5:8] for each in ids}) > 900


def test_tenants_and_kinds_share_no_code() -> None:
    """One tenant's id is unknown in another."""
    other = Ids("7:bu_two")
    codes = {
        ids.make(kind, 5).partition("_")[2] for ids in (IDS, other) for kind in ("cust", "rent")
    }
    assert len(codes) == 4


@pytest.mark.parametrize("text", ["", "cust_", "cust_kort", "rent_!!!!!!!!!!", "café", "²" * 15])
def test_what_is_no_id_has_no_owner(text: str) -> None:
    """And raises nothing."""
    assert IDS.owner(text) is None


def test_a_phone_has_a_valid_imei() -> None:
    """Fifteen digits, the last one the Luhn digit."""
    assert luhn_digit("49015420323751") == 8  # the worked example of the GSM association
    imei = IDS.make_serial(12, 3, phone=True)
    assert (len(imei), int(imei[-1])) == (15, luhn_digit(imei[:-1]))
