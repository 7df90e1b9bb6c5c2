"""What a sync costs, measured in a process of its own; says it as JSON."""

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import django
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection as database
from django.utils import timezone

if TYPE_CHECKING:
    from customers.models import Connection

Act = Callable[[], object]
Cost = tuple[float, float]
"""Seconds on the clock, and of this process's own work."""


def main(what: str, rounds: int) -> None:
    """`rounds` in turn of both ways, first or again; or one run alone, for memory and pace."""
    django.setup()
    call_command("migrate", verbosity=0)
    connection = _connect()
    acts = {"first": _first, "again": _again, "once": _once}
    told = acts[what](connection, rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(json.dumps({"rounds": told, "peak": peak}) + "\n")


def _connect() -> "Connection":
    from customers.models import Connection, Tenant  # noqa: PLC0415 - after setup
    from customers.services.flexportal_client import Secret, seal_key  # noqa: PLC0415

    user = get_user_model().objects.create_user("bench")
    tenant = Tenant.objects.create(region="eu", tenant_id="bench", slug="eu-bench", currency="EUR")
    now = timezone.now()
    connection = Connection(user=user, tenant=tenant, name="Bench", created_at=now, accepted_at=now)
    connection.sealed_key = seal_key(connection, Secret("bench"))
    connection.save()
    return connection


def _first(connection: "Connection", rounds: int) -> list[tuple[Cost, Cost]]:
    """Empty tables each time; the first turn of both does not count."""
    ours, plain = _sync_of(connection), _plain_of(connection, "rewrite")
    told = []
    for number in range(rounds + 1):
        turn: dict[Act, Cost] = {}
        for act in (ours, plain) if number % 2 else (plain, ours):
            _empty()
            turn[act] = _cost(act)
        told.append((turn[ours], turn[plain]))
    return told[1:]


def _again(connection: "Connection", rounds: int) -> list[tuple[Cost, Cost]]:
    """Nothing has changed since the sync that is made first."""
    ours, plain = _sync_of(connection), _plain_of(connection, "compare_all")
    ours()
    ours()
    told = []
    for number in range(rounds):
        turn = {act: _cost(act) for act in ((ours, plain) if number % 2 else (plain, ours))}
        told.append((turn[ours], turn[plain]))
    return told


def _once(connection: "Connection", rounds: int) -> list[tuple[Cost, Cost]]:
    ours = _sync_of(connection)
    return [(cost, cost) for cost in (_cost(ours) for _ in range(rounds))]


def _sync_of(connection: "Connection") -> Act:
    from customers.models import SyncState  # noqa: PLC0415
    from customers.services.start_sync import start_sync  # noqa: PLC0415
    from customers.services.sync_tenant import sync_tenant  # noqa: PLC0415
    from customers.services.sync_work import Clockwork  # noqa: PLC0415

    def sync() -> None:
        run, _ = start_sync(connection, now=timezone.now())
        done = sync_tenant(run.pk, Clockwork(timezone.now))
        if done.state != SyncState.PUBLISHED:
            raise RuntimeError(f"The run ended as {done.state}: {done.reason}")

    return sync


def _plain_of(connection: "Connection", name: str) -> Act:
    from customers.services.flexportal_client import client_for  # noqa: PLC0415

    from . import plain  # noqa: PLC0415

    today, tenant = timezone.now().date(), connection.tenant
    if name == "rewrite":
        return lambda: plain.rewrite(client_for(connection), tenant, today)

    def compare() -> None:
        if different := plain.compare_all(client_for(connection), tenant):
            raise RuntimeError(f"{different} rows differ, though nothing has changed.")

    return compare


def _empty() -> None:
    """Tables as a first sync finds them."""
    from customers.models import Portfolio, SyncRun  # noqa: PLC0415
    from customers.models.portfolio_search import INDEX  # noqa: PLC0415

    Portfolio.objects.all().delete()
    SyncRun.objects.all().delete()
    names = ["portfoliocustomer", "portfoliosubscription", "attention", "cohortmonth"]
    tables = [f"customers_{name}" for name in (*names, "snapshot", "portfolioday")]
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)}")
            return
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own words
        cursor.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('delete-all')")  # noqa: S608


def _cost(act: Act) -> Cost:
    clock, work = perf_counter(), process_time()
    act()
    return perf_counter() - clock, process_time() - work


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
