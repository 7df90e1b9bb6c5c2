"""Lists: every row once, in order, filtered as documented."""

import re
from typing import Any

import pytest

from customers.sandbox import cast, pages
from customers.sandbox.company import Company
from customers.sandbox.lists import COLLECTIONS, read_field
from customers.sandbox.pages import read_page
from customers.sandbox.plan import Document
from customers.sandbox.replies import ProblemError
from tests.unit.sandbox.conftest import TODAY


def _read(company: Company, path: str, **query: str) -> list[Document]:
    """All rows of a list, through its pages."""
    collection, rows, asked = COLLECTIONS[path], [], {"limit": "100"} | query
    while True:
        page = read_page(company, collection, asked)
        rows += page[collection.key]
        assert page["count"] == len(page[collection.key])
        assert page["hasMore"] == (page["nextCursor"] is not None)
        if not page["hasMore"]:
            return rows
        asked["startAfter"] = page["nextCursor"]


@pytest.mark.parametrize("path", COLLECTIONS)
@pytest.mark.parametrize("sorted_size", [0, 1_000])
def test_paging_reads_every_row_once(
    monkeypatch: pytest.MonkeyPatch, company: Company, path: str, sorted_size: int
) -> None:
    """In a tenant that is sorted as a whole, and in one that is too large for it."""
    monkeypatch.setattr(pages, "SORTED_CUSTOMERS", sorted_size)
    collection = COLLECTIONS[path]
    there = {
        row[collection.id_field]
        for index in range(company.size)
        for row in collection.rows(company.account(index))
    }
    rows = [row[collection.id_field] for row in _read(company, path)]
    assert len(rows) == len(there)
    assert set(rows) == there


@pytest.mark.parametrize(
    ("path", "sort"), [(path, sort) for path, each in COLLECTIONS.items() for sort in each.sorts]
)
@pytest.mark.parametrize("direction", ["asc", "desc"])
def test_rows_are_in_order(company: Company, path: str, sort: str, direction: str) -> None:
    """By every documented field; the cast's odd moments stand where they were really created."""
    rows = _read(company, path, sortBy=sort, sortDir=direction)
    values: list[Any] = [read_field(row, sort) for row in rows]
    if sort == "createdAt":
        values = [each for each in values if re.match(r"\d{4}-", str(each))]
    assert values == sorted(values, reverse=direction == "desc")


@pytest.mark.parametrize(
    ("path", "name"),
    [(path, name) for path, each in COLLECTIONS.items() for name in each.equal],
)
def test_a_filter_lets_through_exactly_the_rows_that_match(
    company: Company, path: str, name: str
) -> None:
    """Against all rows filtered by hand."""
    everything, field = _read(company, path), COLLECTIONS[path].equal[name]
    wanted = next(value for row in everything if (value := read_field(row, field)) is not None)
    matching = [row for row in everything if read_field(row, field) == wanted]
    found = _read(company, path, **{name: str(wanted)})
    key = COLLECTIONS[path].id_field
    assert sorted(row[key] for row in found) == sorted(row[key] for row in matching)


def test_windows_enclose_both_days(company: Company) -> None:
    """Due dates and end dates, first and last day included."""
    day = TODAY.isoformat()
    due = _read(company, "payments", dueDateFrom=day, dueDateTo=day)
    assert {payment["dueDate"] for payment in due} <= {day}
    everything = _read(company, "subscriptions")
    ending = _read(company, "subscriptions", endDateFrom=day, endDateTo="2027-03-01")
    assert len(ending) == sum(day <= each["endDate"] <= "2027-03-01" for each in everything)


def test_special_filters(company: Company) -> None:
    """Active rentals, line items, custom fields, recovery of a device."""
    idle = _read(company, "customers", hasActiveRentals="false")
    assert {customer["totalDevicesRented"] for customer in idle} == {0}
    group = company.owner(cast.CONSOLIDATED)
    assert group is not None
    phone = group.subscriptions[1]["rentalId"]
    paid = _read(company, "payments", rentalId=phone)
    assert all(phone in {line["rentalId"] for line in each["lineItems"]} for each in paid)
    assert paid
    webshop = _read(company, "orders", customField_channel="webshop")
    assert {order["customFields"]["channel"] for order in webshop} == {"webshop"}
    back = _read(company, "assets", **{"filter[cost_recovery][gte]": "100"})
    assert 0 < len(back) < len(_read(company, "assets"))


def test_an_address_may_belong_to_two(company: Company) -> None:
    """And a generated address leads to its one customer, exactly as written."""
    twins = _read(company, "customers", email=cast.SHARED_EMAIL)
    assert {twin["status"] for twin in twins} == {"active", "inactive"}
    single = company.account(100).customers[0]
    assert _read(company, "customers", email=single["email"]) == [single]
    assert _read(company, "customers", email=single["email"].upper()) == []


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("customers", "limit", "0"),
        ("customers", "limit", "101"),
        ("customers", "limit", "ten"),
        ("customers", "status", "asleep"),
        ("customers", "hasActiveRentals", "maybe"),
        ("customers", "sortBy", "shoeSize"),
        ("customers", "sortDir", "up"),
        ("customers", "startAfter", "bm9wZQ"),
        ("customers", "startAfter", "€"),
        ("payments", "dueDateFrom", "soon"),
        ("assets", "filter[cost_recovery][gte]", "nan"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    company: Company, path: str, name: str, value: str
) -> None:
    """With 400 and the name of the parameter."""
    with pytest.raises(ProblemError) as caught:
        _read(company, path, **{name: value})
    assert (caught.value.status, list(caught.value.details)) == (400, [name])


def test_a_cursor_belongs_to_its_query(company: Company) -> None:
    """The other parameters have to stay as they were."""
    page = read_page(company, COLLECTIONS["customers"], {"limit": "5"})
    with pytest.raises(ProblemError):
        _read(company, "customers", status="active", startAfter=page["nextCursor"])
