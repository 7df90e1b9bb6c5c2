"""Statements of every view and lookup: Django makes their SQL once a process, not every time.

Making it takes Django several times as long as SQLite needs to carry it out.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict
from django.db.models.expressions import Expression
from django.db.models.query import QuerySet, get_related_populators
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=models.Model)


class Slot(Expression):
    """The place of a value that each run brings; its own key too, where a row is expected."""

    def __init__(self, name: str, field: "models.Field[Any, Any] | None") -> None:
        super().__init__(output_field=field or models.TextField())
        self.name = name
        self._field = field

    @property
    def pk(self) -> "Slot":
        """Where a query asks for the key of a row."""
        return self

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Leave the place open."""
        return "%s", (self,)

    def fill(self, values: dict[str, Any], connection: BaseDatabaseWrapper) -> Any:
        """The value, as the database takes it."""
        value = values[self.name]
        return self._field.get_db_prep_value(value, connection) if self._field else value


def slot(name: str, field: "models.Field[Any, Any] | None" = None) -> Any:
    """A place for a key, a number or a text; a `field` says how any other value is written.

    It stands wherever a query set takes a value, a tenant or a user.
    """
    return Slot(name, field)


class Select(Generic[Row]):
    """A query set with slots, `made` at the first asking: rows without computed columns."""

    def __init__(self, made: Callable[[], QuerySet[Row]]) -> None:
        self._made = made

    def all(self, **values: Any) -> list[Row]:
        """The rows for these values: each slot's by its name, a row's key for a row."""
        plan = self._plan
        connection = connections[plan.alias]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, _filled(plan.params, values, connection))
            found = cursor.fetchall()
        return list(plan.read(found))

    def first(self, **values: Any) -> Row | None:
        """The first of them, or None."""
        return next(iter(self.all(**values)), None)

    @cached_property
    def _plan(self) -> "_Plan[Row]":
        return _Plan(self._made())


class _Plan(Generic[Row]):
    """The SQL, and how a row of its answer becomes a model and the models selected with it."""

    def __init__(self, rows: QuerySet[Row]) -> None:
        self.alias = rows.db
        self._compiler = compiler = rows.query.get_compiler(self.alias)
        self.sql, self.params = compiler.as_sql()
        klass: dict[str, Any] = compiler.klass_info or {}
        columns = compiler.select
        own = klass["select_fields"]
        self._model: type[Row] = klass["model"]
        self._own = slice(own[0], own[-1] + 1)
        self._names = [column.target.attname for column, _, _ in columns[self._own]]
        self._converters = compiler.get_converters([column for column, _, _ in columns])
        self._related = get_related_populators(  # type: ignore[call-arg]  # of Django 6
            klass, columns, self.alias
        )

    def read(self, found: list[tuple[Any, ...]]) -> Iterator[Row]:
        """The models, as a query set makes them."""
        for values in self._compiler.apply_converters(found, self._converters):
            row = self._model.from_db(self.alias, self._names, values[self._own])
            for related in self._related:
                related.populate(values, row)
            yield row


class Change:
    """A statement with slots that changes rows; `made` at the first run."""

    def __init__(self, made: Callable[[], tuple[str, str, Sequence[Any]]]) -> None:
        self._made = made

    @cached_property
    def _plan(self) -> tuple[str, str, Sequence[Any]]:
        return self._made()

    def run(self, **values: Any) -> int:
        """How many rows it changed for these values."""
        alias, sql, params = self._plan
        connection = connections[alias]
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(params, values, connection))
            count: int = cursor.rowcount
        return count


def delete(made: Callable[[], QuerySet[Any]]) -> Change:
    """Deletes the rows of a query set, of a model that no other row points to."""

    def statement() -> tuple[str, str, Sequence[Any]]:
        rows = made()
        query = rows.query.chain(DeleteQuery)
        return (rows.db, *query.get_compiler(rows.db).as_sql())

    return Change(statement)


def update(made: Callable[[], QuerySet[Any]], **changes: Any) -> Change:
    """Gives the rows of a query set new values: slots, or what may stand in their place."""

    def statement() -> tuple[str, str, Sequence[Any]]:
        rows = made()
        query: UpdateQuery = rows.query.chain(UpdateQuery)  # type: ignore[assignment]
        query.add_update_values(changes)
        return (rows.db, *query.get_compiler(rows.db).as_sql())

    return Change(statement)


class Upsert(Generic[Row]):
    """Writes one row, over the one with the same `unique` values if there is one.

    `only_if` is a condition on the row that is there, in SQL, and the slots in it: where it does
    not hold, that row stays.
    """

    def __init__(
        self,
        model: type[Row],
        *,
        unique: Sequence[str],
        changed: Sequence[str],
        only_if: tuple[str, Sequence[Slot]] | None = None,
    ) -> None:
        self._model, self._unique, self._changed = model, unique, changed
        self._only_if = only_if
        self._change = Change(self._statement)

    def save(self, row: Row, **values: Any) -> bool:
        """Whether it was written; `values` are those of the condition."""
        told = {field.attname: getattr(row, field.attname) for field in self._fields}
        return bool(self._change.run(**told, **values))

    @cached_property
    def _fields(self) -> "list[models.Field[Any, Any]]":
        return [field for field in self._model._meta.concrete_fields if not field.primary_key]

    def _statement(self) -> tuple[str, str, Sequence[Any]]:
        named = self._model._meta.get_field
        query = InsertQuery(
            self._model,
            on_conflict=OnConflict.UPDATE,
            update_fields=[named(name) for name in self._changed],
            unique_fields=[named(name) for name in self._unique],
        )
        slots = {field.attname: Slot(field.attname, field) for field in self._fields}
        query.insert_values(self._fields, [self._model(**slots)])
        alias = self._model._default_manager.db
        ((sql, params),) = query.get_compiler(alias).as_sql()
        if self._only_if is None:
            return alias, sql, params
        condition, given = self._only_if
        return alias, f"{sql} WHERE {condition}", [*params, *given]


def _filled(
    params: Sequence[Any], values: dict[str, Any], connection: BaseDatabaseWrapper
) -> list[Any]:
    return [one.fill(values, connection) if isinstance(one, Slot) else one for one in params]
