"""Snapshots of a whole picture, copied from its rows by the database."""

from datetime import UTC, datetime

from django.db import connection

from .portfolio_customer import PortfolioCustomer
from .snapshot import Snapshot
from .tenant import Tenant


def copy_snapshots(  # noqa: PLR0913 - one batch of a walk
    tenant: Tenant, generation: int, after: int, count: int, *, at: datetime, only_new: bool
) -> int | None:
    """Keep the day of the next rows of a picture, in the order of their keys; the last key of them.

    None when there are no more. `at` is when the figures were asked for: a day's later snapshot
    stands. `only_new` leaves out rows that the picture before had as well.
    """
    rows = PortfolioCustomer.objects.in_generation(tenant, generation).filter(pk__gt=after)
    if only_new:
        rows = rows.filter(born=generation)
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:count])
    if not keys:
        return None
    moment = at.astimezone(UTC)
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(),
            [
                tenant.pk,
                connection.ops.adapt_datefield_value(moment.date()),
                f'{{"v":1,"at":"{moment.isoformat()}"',
                tenant.pk,
                keys[0],
                keys[-1],
                generation,
                generation,
                generation if only_new else 0,
            ],
        )
    return keys[-1]


def _statement() -> str:
    """The document as it is in the row, but for the moment in its beginning."""
    place, told = ("instr", "{}") if connection.vendor == "sqlite" else ("strpos", "{}::json")
    row, kept = PortfolioCustomer._meta.db_table, Snapshot._meta.db_table
    return (
        f'INSERT INTO "{kept}" (tenant_id, customer_id, day, document) '  # noqa: S608
        f"SELECT %s, customer_id, %s, %s || substr(document, {place}(document, ',\"figures\"')) "
        f'FROM "{row}" WHERE tenant_id = %s AND id BETWEEN %s AND %s '
        "AND born <= %s AND died > %s AND born >= %s "
        "ON CONFLICT (tenant_id, customer_id, day) DO UPDATE SET document = excluded.document "
        f"WHERE {told.format('excluded.document')} ->> 'at' > "
        f"{told.format(kept + '.document')} ->> 'at'"
    )
