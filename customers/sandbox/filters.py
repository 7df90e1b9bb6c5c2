"""Which rows a query lets through, and what in a query cannot be meant."""

from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite

from .account import Account
from .lists import Collection, read_field
from .plan import Document
from .replies import invalid

Test = Callable[[Account, Document], bool]


def read_tests(collection: Collection, query: Mapping[str, str]) -> list[Test]:
    """The documented filters in a query; raises `ProblemError` for a value that cannot be."""
    for name, allowed in collection.choices.items():
        if name in query and query[name] not in allowed:
            raise invalid(**{name: f"must be one of {', '.join(allowed)}"})
    tests = [
        _equals(field, query[name]) for name, field in collection.equal.items() if name in query
    ]
    tests += [
        _within(field, _read_day(name, query[name]), from_=name.endswith("From"))
        for name, field in collection.windows.items()
        if name in query
    ]
    return tests + _read_special(collection, query)


def _equals(field: str, wanted: str) -> Test:
    return lambda _, row: read_field(row, field) == wanted


def _within(field: str, day: date, *, from_: bool) -> Test:
    def test(_: Account, row: Document) -> bool:
        found = date.fromisoformat(row[field])
        return found >= day if from_ else found <= day

    return test


def _read_day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise invalid(**{name: "must be a date such as 2026-01-31"}) from None


def _read_special(collection: Collection, query: Mapping[str, str]) -> list[Test]:
    tests: list[Test] = []
    if collection.path == "customers" and "hasActiveRentals" in query:
        wanted = query["hasActiveRentals"] == "true"
        tests.append(lambda _, row: bool(row["totalDevicesRented"]) is wanted)
    if collection.path == "payments" and "rentalId" in query:
        tests.append(_pays_for(query["rentalId"]))
    if collection.path == "assets" and "filter[cost_recovery][gte]" in query:
        tests.append(_recovered(query["filter[cost_recovery][gte]"]))
    if collection.path == "orders":
        prefix = "customField_"
        wanted_fields = {name: query[name] for name in query if name.startswith(prefix)}
        for name, value in wanted_fields.items():
            tests.append(_equals(f"customFields.{name.removeprefix(prefix)}", value))
    return tests


def _pays_for(rental_id: str) -> Test:
    """A consolidated payment pays for every subscription among its line items."""
    return lambda _, row: (
        row.get("rentalId") == rental_id
        or any(item["rentalId"] == rental_id for item in row.get("lineItems", ()))
    )


def _recovered(text: str) -> Test:
    try:
        least = float(text)
    except ValueError:
        least = float("nan")
    if not isfinite(least):
        raise invalid(**{"filter[cost_recovery][gte]": "must be a number"})
    return lambda account, row: any(
        rental["assetSerialNumber"] == row["serialNumber"]
        and rental.get("costRecoveryPercent", -1) >= least
        for rental in account.subscriptions
    )
