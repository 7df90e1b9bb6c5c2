"""What a picture adds up to, read from its rows: the formulas of the domain, in the database."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from customers.domain.portfolio import MEASURES, Key, Measure, Sums
from customers.domain.products import Product
from customers.domain.ranking import Ranking, rank
from customers.models import PortfolioCustomer, PortfolioSubscription, Tenant
from customers.models.exact_sum import exact_sum, joined

_BOTH_KNOWN = Q(collected__isnull=False, acquisition_cost__isnull=False)
_OF_BOTH = {Measure.PAID_BACK: "collected", Measure.SPENT: "acquisition_cost"}
_COST_KNOWN = ExpressionWrapper(Q(acquisition_cost__isnull=False), output_field=BooleanField())
_CHUNK = 5_000


def read_cube(tenant: Tenant, generation: int) -> dict[Key, Sums]:
    """`domain.portfolio.cube_of` over one picture, in one query."""
    rows = (
        PortfolioCustomer.objects.in_generation(tenant, generation)
        .order_by()
        .values("status", "customer_type", "recovery", "cohort", cost_known=_COST_KNOWN)
        .annotate(customers=Count("pk"), both=Count("pk", filter=_BOTH_KNOWN), **_aggregates())
        .values_list(
            "status",
            "customer_type",
            "recovery",
            "cost_known",
            "cohort",
            "customers",
            *_names(),
        )
    )
    return dict(_cell(*row) for row in rows.iterator())


def _cell(  # in the order of the query
    status: str, customer_type: str, recovery: str, cost_known: Any, cohort: Any, *told: Any
) -> tuple[Key, Sums]:
    customers, *parts = told
    key = Key(status, customer_type, recovery, bool(cost_known), cohort)
    return key, _sums(customers, parts)


def _aggregates() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for measure in MEASURES:
        column = _OF_BOTH.get(measure, measure.value)
        parts = exact_sum(column, _BOTH_KNOWN if measure in _OF_BOTH else None)
        found[f"{measure}_high"], found[f"{measure}_low"] = parts
        if measure not in _OF_BOTH:
            found[f"{measure}_count"] = Count(column)
    return found


def _names() -> Iterator[str]:
    for measure in MEASURES:
        count = "both" if measure in _OF_BOTH else f"{measure}_count"
        yield from (f"{measure}_high", f"{measure}_low", count)


def _sums(customers: int, told: Sequence[Any]) -> Sums:
    parts = [told[place : place + 3] for place in range(0, len(told), 3)]
    return Sums(
        customers,
        tuple(joined(high, low) for high, low, _ in parts),
        tuple(count for *_, count in parts),
    )


def read_ranking(tenant: Tenant, generation: int, count: int) -> Ranking:
    """`domain.ranking.rank` over the `count` rows whose profit is known, streamed."""
    rows = (
        PortfolioCustomer.objects.in_generation(tenant, generation)
        .filter(profit__isnull=False)
        .order_by("-profit", "-pk")
        .values_list("profit", "pk")
    )
    places: Iterator[Any] = rows.iterator(chunk_size=_CHUNK)
    return rank(places, count)


def read_products(tenant: Tenant, generation: int) -> Iterator[Product]:
    """`domain.products.products_of` over the subscriptions of one picture, in one query."""
    high, low = exact_sum("collected", _BOTH_KNOWN)
    cost_high, cost_low = exact_sum("acquisition_cost", _BOTH_KNOWN)
    rows = (
        PortfolioSubscription.objects.in_generation(tenant, generation)
        .order_by()
        .values("product")
        .annotate(
            devices=Count("pk"),
            both=Count("pk", filter=_BOTH_KNOWN),
            high=high,
            low=low,
            cost_high=cost_high,
            cost_low=cost_low,
        )
        .values_list("product", "devices", "both", "high", "low", "cost_high", "cost_low")
    )
    for product, devices, both, *parts in rows.iterator(chunk_size=_CHUNK):
        yield Product(product, devices, both, joined(*parts[:2]), joined(*parts[2:]))
