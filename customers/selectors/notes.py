"""What colleagues wrote about a customer, and where words stand in any note."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localtime

from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument, from_document
from customers.domain.moment import say_exactly, say_moment
from customers.models import Connection, CustomerCopy, Note

from .tenancy import TenantStrip, tenant_strip

MOST_FOUND = 50
MOST_WORDS = 100
"""A database takes no longer question; nobody types one."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note; `mine` may be deleted by whoever reads it."""

    text: str
    author: str
    written: str
    exactly: str
    written_at: datetime
    pinned: bool
    mine: bool
    pin_url: str
    delete_url: str


@dataclass(frozen=True, slots=True)
class NotesPanel:
    """All notes on one customer, pinned ones first, then the latest."""

    tenant_strip: TenantStrip
    customer_name: str
    profile_url: str
    url: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note that a search brought, with the customer it is about."""

    customer_name: str
    customer_id: str
    url: str
    tenant_name: str
    colour: str
    note: NoteView


@dataclass(frozen=True, slots=True)
class FoundNotes:
    """What a search for words brought; `more` says that there is more than is shown."""

    tenant_strip: TenantStrip
    notes: tuple[FoundNote, ...]
    more: bool


def get_notes(connection: Connection, customer: Customer, *, now: datetime) -> NotesPanel:
    """The panel of a customer who was opened for this user; one query."""
    address = [connection.tenant.slug, customer.customer_id]
    notes = Note.objects.for_tenant(connection.tenant).filter(customer_id=customer.customer_id)
    return NotesPanel(
        tenant_strip=tenant_strip(connection, now),
        customer_name=customer.name or customer.customer_id,
        profile_url=reverse("profile", args=address),
        url=reverse("profile_notes", args=address),
        notes=tuple(_view(one, connection, now) for one in notes),
    )


def find_notes(
    connections: Sequence[Connection], current: Connection, words: str, *, now: datetime
) -> FoundNotes:
    """Notes that hold every word, in tenants whose key works; the latest first. Two queries.

    Words beyond the first `MOST_WORDS` are not looked for.
    """
    by_tenant = {one.tenant_id: one for one in connections if one.is_working}
    wanted = reduce(and_, (Q(text__icontains=word) for word in words.split()[:MOST_WORDS]))
    found = Note.objects.filter(wanted, tenant__in=by_tenant).order_by("-created_at", "-pk")
    notes = list(found[: MOST_FOUND + 1])
    names = _names(notes)
    rows = tuple(
        _found(one, by_tenant[one.tenant_id], names, now=now) for one in notes[:MOST_FOUND]
    )
    return FoundNotes(tenant_strip(current, now), rows, len(notes) > MOST_FOUND)


def _found(
    note: Note, connection: Connection, names: dict[tuple[int, str], str], *, now: datetime
) -> FoundNote:
    return FoundNote(
        customer_name=names.get((note.tenant_id, note.customer_id)) or note.customer_id,
        customer_id=note.customer_id,
        url=reverse("profile", args=[connection.tenant.slug, note.customer_id]),
        tenant_name=connection.name,
        colour=connection.hue,
        note=_view(note, connection, now),
    )


def _names(notes: Sequence[Note]) -> dict[tuple[int, str], str]:
    """What the customers are called; one query, in which a pair too much does no harm."""
    copies = CustomerCopy.objects.defer("body").filter(
        tenant__in={one.tenant_id for one in notes},
        customer_id__in={one.customer_id for one in notes},
    )
    return {(copy.tenant_id, copy.customer_id): _name(copy) for copy in copies}


def _name(copy: CustomerCopy) -> str:
    try:
        return from_document(copy.document).name
    except OutdatedDocument:
        return ""


def _view(note: Note, connection: Connection, now: datetime) -> NoteView:
    written, address = localtime(note.created_at), [connection.tenant.slug, note.pk]
    return NoteView(
        text=note.text,
        author=note.author_name,
        written=say_moment(written, localtime(now)),
        exactly=say_exactly(written),
        written_at=note.created_at,
        pinned=note.pinned,
        mine=note.author_id == connection.user_id,
        pin_url=reverse("note_pin", args=address),
        delete_url=reverse("note_delete", args=address),
    )
