"""Answers held against their questions: the right tenant, the right id, rows that were asked for.

FlexPortal may wrap an object, use either documented spelling of a list, or ignore a filter (D10,
D14, D16, D37); each entity says what its answers look like.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from customers.flexportal.errors import ForeignData, Malformed
from customers.flexportal.records import Page
from customers.flexportal.wire.fields import Json
from customers.flexportal.wire.strict import decode

_CURSOR = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029]{1,1024}")


class Identified(Protocol):
    """Any record."""

    @property
    def tenant_id(self) -> str:
        """The tenant that owns it."""


Row = TypeVar("Row", bound=Identified)


@dataclass(frozen=True, slots=True)
class Filter(Generic[Row]):
    """A query parameter, and the test its rows must pass here too."""

    parameter: str
    keeps: Callable[[Row, str], bool]


@dataclass(frozen=True, slots=True)
class Entity(Generic[Row]):
    """How one kind of object is read: its wire names, its reader, its id and its filters."""

    name: str
    list_names: tuple[str, ...]
    id_names: tuple[str, ...]
    read: Callable[[Json], Row]
    id_of: Callable[[Row], str]
    filters: Mapping[str, Filter[Row]]


@dataclass(frozen=True, slots=True)
class Wanted(Generic[Row]):
    """The filters of one list question that were given a value."""

    parameters: tuple[tuple[str, str], ...]
    conditions: tuple[tuple[Filter[Row], str], ...]

    def keeps(self, row: Row) -> bool:
        """Say whether FlexPortal should have sent this row."""
        return all(entry.keeps(row, value) for entry, value in self.conditions)


def wanted(entity: Entity[Row], values: Mapping[str, str | date | None]) -> Wanted[Row]:
    """Bind an entity's filters to values; None asks for everything."""
    conditions = tuple(
        (entity.filters[name], str(value)) for name, value in values.items() if value is not None
    )
    return Wanted(tuple((entry.parameter, value) for entry, value in conditions), conditions)


def read_one(entity: Entity[Row], body: bytes, *, tenant_id: str, object_id: str) -> Row:
    """Read a single object. Raises Malformed if it is another one, ForeignData if another's."""
    row = _of_tenant(entity.read(_unwrapped(entity, decode(body))), tenant_id)
    if entity.id_of(row) != object_id:
        raise Malformed(f"FlexPortal answers with another {entity.name}.")
    return row


def read_page(entity: Entity[Row], body: bytes, *, tenant_id: str) -> Page[Row]:
    """Read one page of a list. Raises Malformed if a row is another tenant's or unreadable."""
    envelope = _object(decode(body))
    found = next((envelope[name] for name in entity.list_names if name in envelope), None)
    if not isinstance(found, list):
        raise Malformed(f"The answer holds no list of {entity.name}s.")
    rows = tuple(_of_tenant(entity.read(_object(entry)), tenant_id) for entry in found)
    return Page(rows, _next_cursor(envelope))


def read_answer(body: bytes, *, tenant_id: str, subscription_id: str) -> Json:
    """Read a calculator's answer. Raises Malformed if it says it is about something else."""
    answer = _object(decode(body))
    names = {"tenantId": tenant_id, "rentalId": subscription_id, "subscriptionId": subscription_id}
    if any(answer.get(name, asked) != asked for name, asked in names.items()):
        raise Malformed("FlexPortal answers about another subscription.")
    if answer.get("success", True) is not True:
        raise Malformed("FlexPortal says that it could not calculate.")
    return answer


def _of_tenant(row: Row, tenant_id: str) -> Row:
    if row.tenant_id != tenant_id:
        raise ForeignData("FlexPortal answers with the data of another tenant.")
    return row


def _unwrapped(entity: Entity[Row], document: object) -> Json:
    """Accept the object bare, under its own name, or under "data"."""
    answer = _object(document)
    if any(name in answer for name in entity.id_names):
        return answer
    return _object(answer.get(entity.name, answer.get("data")))


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise Malformed("The answer is not the object it should be.")
    return value


def _next_cursor(envelope: Json) -> str | None:
    """The list goes on unless it says otherwise or names no cursor (contract 2)."""
    cursor = envelope.get("nextCursor")
    if envelope.get("hasMore") is False or cursor is None or not str(cursor).strip():
        return None
    if not isinstance(cursor, str) or not _CURSOR.fullmatch(cursor):
        raise Malformed("The list goes on in a way that cannot be followed.")
    return cursor
