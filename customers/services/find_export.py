"""Find an export for the one user who may have it, and the link by which it is fetched."""

from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer

from customers.models import Connection, Export

from .errors import ExportGone, ExportNotFound

_NOT_THERE = "There is no such export."
_OVER = "This export was kept for 24 hours, and they are over."


def find_export(connection: Connection, export_id: UUID, *, now: datetime) -> Export:
    """The connection's user's own export of its tenant; a key that does not work opens none.

    Raises ExportNotFound; ExportGone, once its time is over.
    """
    own = Export.objects.for_user(connection.user).filter(tenant=connection.tenant)
    export = own.filter(pk=export_id).first() if connection.is_working else None
    if export is None:
        raise ExportNotFound(_NOT_THERE)
    if export.expires_at <= now:
        raise ExportGone(_OVER)
    return export


def find_signed(connection: Connection, export_id: UUID, key: str, *, now: datetime) -> Export:
    """The same, by a link that Recoup made for this user; of a deleted one, that its time is over.

    Raises ExportNotFound, ExportGone.
    """
    try:
        signed = _signer().unsign(f"{_subject(connection, export_id)}:{key}")
    except BadSignature as error:
        raise ExportNotFound(_NOT_THERE) from error
    try:
        return find_export(connection, export_id, now=now)
    except ExportNotFound as error:
        if signed and connection.is_working:
            raise ExportGone(_OVER) from error
        raise


def link_key(connection: Connection, export_id: UUID) -> str:
    """What makes a link to this export valid for this user alone."""
    return _signer().signature(_subject(connection, export_id))


def _signer() -> Signer:
    return Signer(salt="recoup.export")


def _subject(connection: Connection, export_id: UUID) -> str:
    return f"{connection.user_id}/{connection.tenant_id}/{export_id}"
