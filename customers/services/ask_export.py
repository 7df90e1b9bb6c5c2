"""Ask for a large list as a file: it is prepared in the background, and kept for a day."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.http import QueryDict

from customers.domain.portfolio_wish import write_wish
from customers.models import KEPT, Connection, Export, ExportFormat, Portfolio

from .errors import NothingToExport, TooManyExports
from .export_table import HIDE, read_list

MOST_OPEN = 3
MOST_KEPT = 20
_LONGEST = 2_000


def ask_export(  # noqa: PLR0913
    connection: Connection,
    file_format: ExportFormat,
    query: str,
    hidden: Collection[str],
    *,
    zone: str,
    expected_count: int,
    now: datetime,
) -> Export:
    """Write the wish down; the same wish, while it waits, is not written down twice.

    Raises NothingToExport, TooManyExports.
    """
    portfolio = Portfolio.objects.for_tenant(connection.tenant).exclude(generation=0).first()
    if portfolio is None:
        raise NothingToExport("No picture of this tenant is published yet.")
    kept = _query(query, hidden)
    with transaction.atomic():
        # one at a time for each user, so that two clicks do not count past each other
        Connection.objects.select_for_update().get(pk=connection.pk)
        own = Export.objects.for_user(connection.user)
        same = own.open().filter(tenant=connection.tenant, format=file_format, query=kept).first()
        if same is not None:
            return same
        _check_room(own.open().count(), own.count())
        return Export.objects.create(
            tenant=connection.tenant,
            user=connection.user,
            format=file_format,
            query=kept,
            generation=portfolio.generation,
            zone=zone,
            expected_count=expected_count,
            created_at=now,
            expires_at=now + KEPT,
        )


def _query(query: str, hidden: Collection[str]) -> str:
    """The list's own query in one spelling, with what is hidden from this user."""
    words = QueryDict(write_wish(read_list(query)), mutable=True)
    words.setlist(HIDE, sorted(hidden))
    text = words.urlencode()
    if len(text) > _LONGEST:
        raise NothingToExport("This list has more filters than can be kept. Please use fewer.")
    return text


def _check_room(open_count: int, kept_count: int) -> None:
    if open_count >= MOST_OPEN:
        raise TooManyExports(f"{open_count} exports are being prepared for you already.")
    if kept_count >= MOST_KEPT:
        raise TooManyExports(f"{kept_count} exports are kept for you. Please delete some first.")
