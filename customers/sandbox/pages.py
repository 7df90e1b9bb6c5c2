"""One page of a list: sorted, filtered, with a cursor to the next.

A tenant of up to `SORTED_CUSTOMERS` customers is sorted as a whole. In a larger one only customers
are; their other rows come customer by customer, each customer's sorted, unless the query names
one customer. Nothing then has to be held in memory.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from itertools import islice
from zlib import crc32

from .account import Account
from .codes import STRIDE
from .company import Company
from .filters import read_tests
from .lists import CUSTOMERS, Collection, read_field
from .plan import Document
from .replies import invalid

SORTED_CUSTOMERS = 1_000
_MOST = 100
_USUAL = 50

Row = tuple[int, Account, Document]
"""A row with the account it is from and its address, which grows along the list."""


def read_page(company: Company, collection: Collection, query: Mapping[str, str]) -> Document:
    """The documented list answer; raises `ProblemError` for parameters that cannot be."""
    limit, start = _read_limit(query), _read_cursor(query)
    tests = read_tests(collection, query)
    rows = _scan(company, collection, query, start)
    found = (row for row in rows if all(test(row[1], row[2]) for test in tests))
    page = list(islice(found, limit + 1))
    more = len(page) > limit
    documents = [document for _, _, document in page[:limit]]
    envelope: Document = {"success": True} if collection.wrapped else {"limit": limit}
    return envelope | {
        collection.key: documents,
        "count": len(documents),
        "hasMore": more,
        "nextCursor": _write_cursor(query, page[-1][0]) if more else None,
    }


def _read_limit(query: Mapping[str, str]) -> int:
    text = query.get("limit", str(_USUAL))
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= _MOST):
        raise invalid(limit=f"must be a whole number from 1 to {_MOST}")
    return int(text)


def _fingerprint(query: Mapping[str, str]) -> str:
    asked = sorted(item for item in query.items() if item[0] not in ("startAfter", "limit"))
    return f"{crc32(repr(asked).encode()):x}"


def _write_cursor(query: Mapping[str, str], address: int) -> str:
    return urlsafe_b64encode(f"{address}.{_fingerprint(query)}".encode()).decode().rstrip("=")


def _read_cursor(query: Mapping[str, str]) -> int:
    """The address a cursor stands for; a cursor of another query is refused."""
    cursor = query.get("startAfter")
    if not cursor:
        return 0
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
        address, _, fingerprint = text.partition(".")
        if fingerprint == _fingerprint(query):
            return int(address)
    except ValueError:
        pass
    raise invalid(startAfter="is not a cursor of this list")


def _scan(
    company: Company, collection: Collection, query: Mapping[str, str], start: int
) -> Iterator[Row]:
    """The rows from an address on, before any filter but the ones that name a customer."""
    sort, descending = _read_sort(collection, query)
    owners = _find_owners(company, collection, query)
    if owners is not None:
        return _scan_accounts(collection, owners, sort, descending, start)
    if collection is CUSTOMERS or company.size > SORTED_CUSTOMERS:
        return _scan_company(company, collection, sort, descending, start)
    return _scan_sorted(company, collection, sort, descending, start)


def _read_sort(collection: Collection, query: Mapping[str, str]) -> tuple[str, bool]:
    sort, direction = query.get("sortBy", "createdAt"), query.get("sortDir", "desc")
    if sort not in collection.sorts:
        raise invalid(sortBy=f"must be one of {', '.join(collection.sorts)}")
    if direction not in ("asc", "desc"):
        raise invalid(sortDir="must be asc or desc")
    return sort, direction == "desc"


def _find_owners(
    company: Company, collection: Collection, query: Mapping[str, str]
) -> list[Account] | None:
    """The few customers a query can be about; None when it may be about any."""
    if collection is CUSTOMERS and "email" in query:
        return company.owners_of_email(query["email"])
    for name in collection.owners:
        if name in query:
            owner = company.owner(query[name])
            return [owner] if owner else []
    return None


def _sort_key(row: Document, sort: str) -> tuple[bool, object]:
    value = read_field(row, sort)
    return value is not None, value


def _scan_accounts(
    collection: Collection, accounts: list[Account], sort: str, descending: bool, start: int
) -> Iterator[Row]:
    rows = [(account, row) for account in accounts for row in collection.rows(account)]
    rows.sort(key=lambda each: _sort_key(each[1], sort), reverse=descending)
    for address, (account, row) in enumerate(rows):
        if address >= start:
            yield address, account, row


def _scan_sorted(
    company: Company, collection: Collection, sort: str, descending: bool, start: int
) -> Iterator[Row]:
    places = _sorted_places(company, collection, sort)
    for address in range(start, len(places)):
        index, number = places[-1 - address if descending else address]
        account = company.account(index)
        yield address, account, collection.rows(account)[number]


def _sorted_places(company: Company, collection: Collection, sort: str) -> list[tuple[int, int]]:
    """Where every row of a list stands, as (customer, position), in ascending order."""
    asked = collection.path, sort
    if asked not in company.places:
        keyed = [
            (_sort_key(row, sort), index, number)
            for index in range(company.size)
            for number, row in enumerate(collection.rows(company.account(index)))
        ]
        company.places[asked] = [(index, number) for _, index, number in sorted(keyed)]
    return company.places[asked]


def _scan_company(
    company: Company, collection: Collection, sort: str, descending: bool, start: int
) -> Iterator[Row]:
    ranking = company.by_creation
    if collection is CUSTOMERS and sort != "createdAt":
        ranking = [index for index, _ in _sorted_places(company, collection, sort)]
    for rank in range(start // STRIDE, company.size):
        account = company.account(ranking[-1 - rank if descending else rank])
        for address, _, row in _scan_accounts(collection, [account], sort, descending, 0):
            if rank * STRIDE + address >= start:
                yield rank * STRIDE + address, account, row
