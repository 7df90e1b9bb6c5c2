"""Rows by the thousand, without an object for each: plain statements for SQLite and PostgreSQL."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models

from .portfolio_customer import ALIVE
from .tenant import Tenant

Row = tuple[Any, ...]
WALK = 5_000
"""Rows that a walk through a whole table takes at a time."""


def columns_of(model: type[models.Model]) -> tuple[str, ...]:
    """All columns of a model that are filled, in the order in which rows are given."""
    return tuple(one.attname for one in model._meta.concrete_fields if not one.generated)


def next_keys(model: type[models.Model], count: int) -> Sequence[int]:
    """Keys for that many further rows; call it inside the transaction that inserts them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # the transaction holds the only lock for writing
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [_table(model)])
            last = (cursor.fetchone() or (0,))[0]
            return range(last + 1, last + 1 + count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [_table(model), count],
        )
        return [key for (key,) in cursor.fetchall()]


def insert_rows(
    model: type[models.Model], rows: Sequence[Row], columns: Sequence[str] | None = None
) -> None:
    """Insert whole rows; a conflict is an error."""
    if not rows:
        return
    names = columns or columns_of(model)
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{_table(model)}" ({listed}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(names))
        cursor.executemany(
            f'INSERT INTO "{_table(model)}" ({listed}) VALUES ({places})',  # noqa: S608
            rows,
        )


def find_alive(
    model: type[models.Model], tenant: Tenant, by: str, ids: Iterable[str], columns: Sequence[str]
) -> list[Row]:
    """The newest versions of the rows with these ids in the column `by`."""
    listed = ", ".join(f'row."{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {listed} FROM {_keys_from("text")} CROSS JOIN "{_table(model)}" row '  # noqa: S608
            f'WHERE row."{by}" = asked.key AND row.tenant_id = %s AND row.died = {ALIVE}',
            [_keys(ids), tenant.pk],
        )
        rows: list[Row] = cursor.fetchall()
        return rows


def find_touched(
    model: type[models.Model], tenant: Tenant, customer_ids: Iterable[str], generation: int
) -> set[str]:
    """Which of these customers have a row that came or went with this generation."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT row.customer_id FROM {_keys_from('text')} CROSS JOIN "  # noqa: S608
            f'"{_table(model)}" row WHERE row.customer_id = asked.key AND row.tenant_id = %s '
            "AND (row.born = %s OR row.died = %s)",
            [_keys(customer_ids), tenant.pk, generation, generation],
        )
        return {customer_id for (customer_id,) in cursor.fetchall()}


def end_rows(model: type[models.Model], keys: Iterable[int], generation: int) -> None:
    """They stand in no picture from this generation on."""
    _for_keys(f'UPDATE "{_table(model)}" SET died = {int(generation)}', keys)  # noqa: S608


def revive_rows(model: type[models.Model], keys: Iterable[int]) -> None:
    """They stand in the newest picture again."""
    _for_keys(f'UPDATE "{_table(model)}" SET died = {ALIVE}', keys)  # noqa: S608


def list_older(
    model: type[models.Model], tenant: Tenant, generation: int, by: str, after: str
) -> list[tuple[str, int]]:
    """The next living rows that are older than a generation: (id, key), in the order of the ids."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{by}", id FROM "{_table(model)}" WHERE tenant_id = %s '  # noqa: S608
            f'AND died = {ALIVE} AND "{by}" > %s AND born < %s ORDER BY "{by}" LIMIT %s',
            [tenant.pk, after, generation, WALK],
        )
        rows: list[tuple[str, int]] = cursor.fetchall()
        return rows


def delete_rows(model: type[models.Model], keys: Iterable[int]) -> None:
    """Remove them by key."""
    _for_keys(f'DELETE FROM "{_table(model)}"', keys)  # noqa: S608


def _for_keys(statement: str, keys: Iterable[int]) -> None:
    listed = list(keys)
    if not listed:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"{statement} WHERE id IN (SELECT asked.key FROM {_keys_from('bigint')})",  # noqa: S608
            [_keys(listed)],
        )


def _table(model: type[models.Model]) -> str:
    return model._meta.db_table


def _keys_from(kind: str) -> str:
    """One parameter for any number of keys, as a table called asked."""
    if connection.vendor == "sqlite":
        return "(SELECT value AS key FROM json_each(%s)) asked"
    return f"(SELECT unnest(%s::{kind}[]) AS key) asked"


def _keys(keys: Iterable[Any]) -> Any:
    listed = list(keys)
    return json.dumps(listed) if connection.vendor == "sqlite" else listed
