"""The plain ways that a sync is held against: rewriting page by page, and comparing alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from customers.domain.subscription import Subscription
from customers.flexportal.client import Client
from customers.flexportal.records import Page
from customers.models import PortfolioCustomer, PortfolioSubscription, Tenant
from customers.models.portfolio_search import index_rows
from customers.normalise import normalise_customer, normalise_subscription
from customers.services.portfolio_rows import customer_values, subscription_values
from customers.services.write_page import fingerprint

Row = TypeVar("Row")
UNIQUE = {PortfolioCustomer: "customer_id", PortfolioSubscription: "subscription_id"}


def rewrite(client: Client, tenant: Tenant, today: date) -> None:
    """Every page by one `bulk_create(update_conflicts=True)`, words included."""
    held: defaultdict[str | None, list[Subscription]] = defaultdict(list)
    for subscriptions in _pages(client.subscription_page):
        read = [(one, normalise_subscription(one)) for one in subscriptions.items]
        rows = [
            PortfolioSubscription(
                **subscription_values(tenant, 1, whole) | {"fingerprint": fingerprint(one.raw)}
            )
            for one, whole in read
        ]
        _upsert(PortfolioSubscription, rows)
        for _, whole in read:
            held[whole.customer_id].append(whole)
    for customers in _pages(client.customer_page):
        made = []
        for record in customers.items:
            customer = normalise_customer(record)
            values = customer_values(tenant, 1, customer, held[record.customer_id], today)
            made.append(PortfolioCustomer(**values | {"fingerprint": fingerprint(record.raw)}))
        _upsert(PortfolioCustomer, made)


def _upsert(model: Any, rows: list[Any]) -> None:
    unique = ["tenant", UNIQUE[model], "born"]
    fixed = {"id", "tenant", *unique}
    others = [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in fixed and not field.generated
    ]
    with transaction.atomic():
        kept = model.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=unique, update_fields=others
        )
        if model is PortfolioCustomer:
            index_rows([(row.pk, row.search_text) for row in kept])


def compare_all(client: Client, tenant: Tenant) -> int:
    """Read and decode every page and hold it against what is kept; how many differ."""
    different = 0
    for subscriptions in _pages(client.subscription_page):
        told = {one.subscription_id: fingerprint(one.raw, "EUR") for one in subscriptions.items}
        different += _different(PortfolioSubscription, tenant, told)
    for customers in _pages(client.customer_page):
        marks = {one.customer_id: fingerprint(one.raw) for one in customers.items}
        different += _different(PortfolioCustomer, tenant, marks)
    return different


def _different(model: Any, tenant: Tenant, told: dict[str, bytes]) -> int:
    kept = model.objects.for_tenant(tenant).filter(**{f"{UNIQUE[model]}__in": list(told)})
    rows = dict(kept.values_list(UNIQUE[model], "fingerprint"))
    return sum(bytes(rows.get(key, b"")) != mark for key, mark in told.items())


def _pages(ask: Callable[[str | None], Page[Row]]) -> Iterator[Page[Row]]:
    """A list to its end."""
    page = ask(None)
    yield page
    while page.next_cursor is not None:
        page = ask(page.next_cursor)
        yield page
