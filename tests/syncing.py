"""A sandbox whose customers change from one reading to the next, and what a picture must hold."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from json import dumps, loads
from typing import Any
from zlib import crc32

from django.test import override_settings
from django.utils import timezone

from customers.models import (
    Connection,
    Portfolio,
    PortfolioCustomer,
    PortfolioSubscription,
    Snapshot,
    SyncRun,
    Tenant,
)
from customers.sandbox.faults import Sender
from customers.sandbox.replies import Reply, Request
from customers.sandbox.sandbox import Sandbox
from customers.services.start_sync import start_sync
from customers.services.sync_tenant import sync_tenant
from customers.services.sync_work import Clockwork

Rows = list[dict[str, Any]]
Change = Callable[[Rows, int], Rows]


class Shifting:
    """Answers lists in small pages, edited by `change(rows, version)`.

    `version` grows with each reading: whenever the first page of subscriptions is asked for.
    `before` is called with each request for a list and may answer it; `forget` names a parameter
    that is ignored; `filtered` and `envelope` edit by request.
    """

    def __init__(self, sandbox: Sandbox, change: Change = lambda rows, _: rows) -> None:
        self._respond = sandbox.respond
        self.change, self.version, self.limit, self.moving = change, 0, "20", True
        self.asked = 0
        self.filtered: Callable[[Mapping[str, str], Rows], Rows] = lambda _, rows: rows
        self.envelope: Callable[[Request, dict[str, Any]], dict[str, Any]] = lambda _, told: told
        self.forget = ""
        self.before: Callable[[Request], Reply | None] = lambda _: None
        sandbox.respond = self.answer  # type: ignore[method-assign]

    def answer(self, request: Request) -> tuple[Reply, Sender | None]:
        """One answer, edited."""
        kind = request.path.rpartition("/")[2]
        if kind not in {"customers", "subscriptions"}:
            return self._respond(request)
        if kind == "subscriptions" and "startAfter" not in request.query and self.moving:
            self.version += 1
        self.asked += 1
        if early := self.before(request):
            return early, None
        query = {**request.query, "limit": self.limit}
        query.pop(self.forget, None)
        reply, sender = self._respond(replace(request, query=query))
        if reply.status != 200:
            return reply, sender
        told = self.envelope(request, loads(reply.body))
        if kind == "customers":
            rows = self.change(told["customers"], self.version)
            told["customers"] = self.filtered(request.query, rows)
        return replace(reply, body=dumps(told).encode()), sender


def lively(rows: Rows, version: int) -> Rows:
    """Some customers are away, some pay, and a quarter carry the version in their company."""
    kept = [row for row in rows if _mark(row) % 11 != version % 11]
    for row in kept:
        if _mark(row) % 4 == 0:
            row["company"] = f"version {version}"
        if _mark(row) % 5 == version % 5:
            row["lifetimeCollected"] = version
    return kept


def _mark(row: dict[str, Any]) -> int:
    return crc32(row["customerId"].encode())


def sync(connection: Connection, **how: Any) -> SyncRun:
    """Read a tenant here and now."""
    with override_settings(FLEXPORTAL_RATE_LIMIT=100_000):
        run, _ = start_sync(connection, now=timezone.now(), **how)
        return sync_tenant(run.pk, Clockwork(timezone.now, sleep=lambda _: None))


def picture(tenant: Tenant) -> list[tuple[Any, ...]]:
    """All that a tenant's readers see of its rows, without keys and pictures."""
    portfolio = Portfolio.objects.get(tenant=tenant)
    left_out = {"id", "tenant", "born", "died", "collected_since"}
    found: list[tuple[Any, ...]] = []
    for model in (PortfolioCustomer, PortfolioSubscription):
        names = [one.name for one in model._meta.concrete_fields if one.name not in left_out]
        rows = model.objects.in_generation(tenant, portfolio.generation).values_list(*names)
        found += [tuple(map(_plain, row)) for row in rows]
    return sorted(found, key=str)


def snapshots(tenant: Tenant) -> list[tuple[str, Any]]:
    """The figures of each customer's day, without the moment."""
    rows = Snapshot.objects.for_tenant(tenant).values_list("customer_id", "document")
    return sorted((row_id, loads(document)["figures"]) for row_id, document in rows)


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, bytes | memoryview) else value


def whole_in_itself(tenant: Tenant) -> list[str]:
    """What is wrong with the picture that readers see at this moment."""
    portfolio = Portfolio.objects.get(tenant=tenant)
    if not portfolio.generation:
        return []
    rows = PortfolioCustomer.objects.in_generation(tenant, portfolio.generation)
    seen = list(rows.values_list("customer_id", "company"))
    versions = {company for _, company in seen if company.startswith("version ")}
    problems = [f"mixed: {versions}"] if len(versions) > 1 else []
    if len({row_id for row_id, _ in seen}) != len(seen):
        problems.append("somebody stands twice")
    if len(seen) != portfolio.customer_count:
        problems.append(f"{len(seen)} rows, {portfolio.customer_count} told")
    return problems
