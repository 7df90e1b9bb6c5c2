"""A worker may die, stop or be late at any moment: an export is whole, or it is not there."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError

from customers.models import (
    Connection,
    Export,
    ExportFormat,
    ExportPart,
    ExportState,
    Portfolio,
    PortfolioCustomer,
    SyncRun,
    Tenant,
)
from customers.services import run_export as worker
from customers.services.ask_export import ask_export
from customers.services.open_export import open_export
from customers.services.run_export import run_export
from customers.services.sweep_exports import sweep_exports
from customers.services.take_export import (
    LEASE,
    MOST_TRIES,
    LeaseLost,
    finish_export,
    keep_part,
    take_export,
)
from tests.portfolio import a_portfolio, a_row, a_run, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
COUNT = 40


class Killed(BaseException):
    """Ends a worker as a signal does: nothing of ours catches it."""


@pytest.fixture
def connection(owner: User, monkeypatch: pytest.MonkeyPatch) -> Connection:
    """Forty customers, read and kept ten at a time."""
    monkeypatch.setattr("customers.services.export_table.ROWS_AT_ONCE", 10)
    monkeypatch.setattr("customers.models.portfolio_rows._AT_ONCE", 10)
    monkeypatch.setattr(worker, "ROWS_IN_PART", 10)
    tenant = a_tenant()
    a_portfolio(tenant, [a_row(tenant, number) for number in range(COUNT)])
    return a_working_connection(owner, tenant)


@pytest.fixture
def export(connection: Connection) -> Export:
    return asked(connection)


def asked(connection: Connection, file_format: ExportFormat = ExportFormat.CSV) -> Export:
    return ask_export(
        connection, file_format, "sort=name", (), zone="UTC", expected_count=COUNT, now=NOW
    )


def run(export: Export, now: datetime = NOW) -> Export:
    run_export(export.pk, clock=lambda: now)
    return Export.objects.get(pk=export.pk)


def lines(export: Export) -> list[str]:
    """The file's lines, its head left out."""
    connection = Connection.objects.get(user_id=export.user_id, tenant_id=export.tenant_id)
    file = open_export(connection, export, gzip=False, seconds=lambda: 0)
    return b"".join(file.chunks).decode().splitlines()[1:]


def after_parts(
    monkeypatch: pytest.MonkeyPatch, count: int, happens: Callable[[Export], object]
) -> None:
    """Let something happen once so many parts are kept."""
    parts: Iterator[int] = iter(range(1, 1000))

    def keep(export: Export, *args: Any, **kwargs: Any) -> None:
        keep_part(export, *args, **kwargs)
        if next(parts) == count:
            happens(export)

    monkeypatch.setattr(worker, "keep_part", keep)


def kill(_: Export) -> None:
    raise Killed


@pytest.mark.parametrize("parts", [1, 2, 4])
@pytest.mark.parametrize("file_format", ExportFormat)
def test_a_killed_worker_s_export_is_taken_up_from_the_start(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, parts: int, file_format: ExportFormat
) -> None:
    export = asked(connection, file_format)
    after_parts(monkeypatch, parts, kill)
    with pytest.raises(Killed):
        run(export)
    assert sweep_exports(now=NOW) == ()
    assert run(export).state == ExportState.RUNNING
    later = NOW + LEASE
    assert sweep_exports(now=later) == (export.pk,)
    done = run(export, later)
    assert (done.state, done.row_count, done.fence) == (ExportState.READY, COUNT, 2)
    stored = [len(part.data) for part in ExportPart.objects.order_by("number")]
    assert sum(stored) == done.size
    if file_format == ExportFormat.CSV:
        assert len(lines(done)) == COUNT


def test_one_that_kills_every_worker_is_given_up(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "start_over", lambda *_, **__: kill(export))
    for number in range(MOST_TRIES):
        with pytest.raises(Killed):
            run(export, NOW + number * LEASE)
    done = run(export, NOW + MOST_TRIES * LEASE)
    assert (done.state, "begun five times" in done.reason) == (ExportState.FAILED, True)


def test_two_workers_prepare_it_once(export: Export) -> None:
    """The second finds it taken, and so does everybody once it is ready."""
    first = take_export(export.pk, now=NOW)
    assert first is not None
    assert take_export(export.pk, now=NOW + timedelta(seconds=59)) is None
    finish_export(first, row_count=0, now=NOW)
    assert take_export(export.pk, now=NOW + 2 * LEASE) is None


def test_a_late_worker_writes_nothing(export: Export) -> None:
    late = take_export(export.pk, now=NOW)
    assert late is not None
    done = run(export, NOW + LEASE)
    before = lines(done)
    with pytest.raises(LeaseLost):
        keep_part(late, 99, b"late", row_count=1, now=NOW)
    with pytest.raises(LeaseLost):
        finish_export(late, row_count=1, now=NOW)
    assert lines(Export.objects.get()) == before


def test_one_deleted_meanwhile_leaves_nothing(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    after_parts(monkeypatch, 2, lambda one: Export.objects.filter(pk=one.pk).delete())
    run_export(export.pk, clock=lambda: NOW)
    assert not Export.objects.exists()
    assert not ExportPart.objects.exists()


def publish(tenant: Tenant) -> None:
    """Replace every row by one that says 9,999.00."""
    portfolio = Portfolio.objects.get(tenant=tenant)
    following = portfolio.generation + 1
    PortfolioCustomer.objects.filter(died__gt=following).update(died=following)
    rows = [a_row(tenant, one, born=following, collected="9999") for one in range(COUNT)]
    PortfolioCustomer.objects.bulk_create(rows)
    Portfolio.objects.filter(pk=portfolio.pk).update(generation=following)


def test_a_picture_published_meanwhile_is_not_mixed_in(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    after_parts(monkeypatch, 1, lambda one: publish(one.tenant))
    done = run(export)
    assert done.generation == 1
    assert not any("9999.00" in line for line in lines(done))


def test_a_picture_cleaned_away_meanwhile_is_left_for_the_newest(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clean(one: Export) -> None:
        publish(one.tenant)
        a_run(one.tenant, 3)
        PortfolioCustomer.objects.filter(died__lte=2).delete()

    after_parts(monkeypatch, 2, clean)
    done = run(export)
    assert (done.generation, done.row_count, len(lines(done))) == (2, COUNT, COUNT)
    assert all("9999.00" in line for line in lines(done))


def test_a_portfolio_that_never_rests_is_said(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clean(one: Export) -> None:
        publish(one.tenant)
        SyncRun.objects.all().delete()
        a_run(one.tenant, Portfolio.objects.get().generation + 1)

    def keep(one: Export, *args: Any, **kwargs: Any) -> None:
        keep_part(one, *args, **kwargs)
        clean(one)

    monkeypatch.setattr(worker, "keep_part", keep)
    done = run(export)
    assert (done.state, "renewed again" in done.reason) == (ExportState.FAILED, True)
    assert not ExportPart.objects.exists()


@pytest.mark.parametrize("change", [{"refused_since": NOW}, {"accepted_at": None}])
def test_a_key_lost_meanwhile_ends_it(
    export: Export, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any]
) -> None:
    after_parts(monkeypatch, 1, lambda _: Connection.objects.update(**change))
    done = run(export)
    assert (done.state, "Your key" in done.reason) == (ExportState.FAILED, True)
    assert not ExportPart.objects.exists()


def test_a_mistake_of_ours_is_said_and_logged(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Nobody expected this.")

    monkeypatch.setattr(worker, "open_table", fail)
    with pytest.raises(RuntimeError):
        run(export)
    done = Export.objects.get()
    assert (done.state, "Recoup made a mistake" in done.reason) == (ExportState.FAILED, True)


def test_a_database_away_leaves_it_to_the_next(
    export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise DatabaseError("away")

    with monkeypatch.context() as patch:
        patch.setattr(worker, "open_table", fail)
        with pytest.raises(DatabaseError):
            run(export)
    assert run(export, NOW + LEASE).state == ExportState.READY
