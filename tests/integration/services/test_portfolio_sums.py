"""What the database adds up is what the formulas say: random rows, and rows at the bounds."""

from collections.abc import Iterator
from datetime import date
from itertools import starmap
from random import Random

import pytest
from django.db.models import Model

from customers.domain.minor import LARGEST
from customers.domain.portfolio import Measure, Row, cube_of
from customers.domain.products import Device, products_of
from customers.domain.ranking import Place, rank
from customers.models import ALIVE, PortfolioCustomer, PortfolioSubscription, Tenant
from customers.services.portfolio_sums import read_cube, read_products, read_ranking
from tests.portfolio import a_device, a_row, a_tenant

pytestmark = pytest.mark.django_db

GENERATION = 3
SEEN = ((1, ALIVE), (1, 4), (2, ALIVE), (3, ALIVE), (3, 4))
UNSEEN = ((1, 2), (1, 3), (2, 3), (4, ALIVE), (4, 5))
EDGES = (0, 1, -1, 2**24, -(2**24), 2**24 - 1, LARGEST, -LARGEST, LARGEST - 1)


@pytest.fixture(params=[1, 2])
def draw(request: pytest.FixtureRequest) -> Random:
    """The same numbers each time."""
    return Random(request.param)  # noqa: S311  no secret is drawn


def an_amount(draw: Random) -> int | None:
    """Unknown, at an edge, or anything between the bounds."""
    kind = draw.random()
    if kind < 0.2:
        return None
    return draw.choice(EDGES) if kind < 0.4 else draw.randint(-LARGEST, LARGEST)


def drawn_rows(draw: Random, tenant: Tenant, count: int) -> Iterator[PortfolioCustomer]:
    """Any state, any amount; a third of them in other pictures only."""
    for number in range(count):
        born, died = draw.choice(SEEN if number % 3 else UNSEEN)
        yield a_row(
            tenant,
            number,
            born=born,
            died=died,
            status=draw.choice(("active", "inactive", "unknown")),
            customer_type=draw.choice(("individual", "business", "unknown")),
            recovery=draw.choice(("profitable", "recovering", "at_risk", "no_data")),
            cohort=draw.choice((None, date(2025, 11, 1), date(2026, 2, 1), date(1, 1, 1))),
            **{
                name: an_amount(draw)
                for name in (
                    "acquisition_cost",
                    "profit",
                    "still_open",
                    "monthly_revenue",
                )
            },
        )


def stand(one: PortfolioCustomer | PortfolioSubscription) -> bool:
    """The row is in the picture."""
    return one.born <= GENERATION < one.died


def fill(draw: Random, count: int = 1500) -> tuple[Tenant, list[PortfolioCustomer]]:
    """A tenant's rows of all pictures beside another's; what the picture of the first shows."""
    tenant, other = a_tenant(1), a_tenant(2)
    rows = list(drawn_rows(draw, tenant, count))
    for row in rows:
        row.collected = an_amount(draw)
    PortfolioCustomer.objects.bulk_create(rows, batch_size=500)
    PortfolioCustomer.objects.bulk_create(drawn_rows(draw, other, 200), batch_size=500)
    return tenant, [row for row in rows if stand(row)]


def plain(row: Model) -> Row:
    """A row as the formulas take it."""
    return Row(*(getattr(row, name) for name in Row._fields))


def test_the_cube_is_what_the_formulas_say(draw: Random) -> None:
    tenant, rows = fill(draw)
    assert read_cube(tenant, GENERATION) == cube_of(plain(row) for row in rows)


def test_the_ranking_is_what_the_formulas_say(draw: Random) -> None:
    """Rows of the same profit by their key, the later first."""
    tenant, rows = fill(draw)
    places = [Place(row.profit, row.pk) for row in rows if row.profit is not None]
    expected = rank(sorted(places, reverse=True), len(places))
    assert read_ranking(tenant, GENERATION, len(places)) == expected


def test_the_products_are_what_the_formulas_say(draw: Random) -> None:
    tenant, other = a_tenant(1), a_tenant(2)
    devices = [
        a_device(
            owner,
            number,
            born=born,
            died=died,
            product=draw.choice(("", "MacBook", "iPhone", "Ü" * 200)),
        )
        for owner in (tenant, other)
        for number, (born, died) in enumerate(draw.choices(SEEN + UNSEEN, k=500))
    ]
    for device in devices:
        device.collected, device.acquisition_cost = an_amount(draw), an_amount(draw)
    PortfolioSubscription.objects.bulk_create(devices, batch_size=500)
    shown = (one for one in devices if stand(one) and one.tenant == tenant)
    plain_ones = ((one.product, one.collected, one.acquisition_cost) for one in shown)
    expected = products_of(starmap(Device, plain_ones))
    found = tuple(read_products(tenant, GENERATION))
    assert sorted(found, key=lambda one: one.name) == sorted(expected, key=lambda one: one.name)


def test_a_sum_beyond_64_bits_is_exact() -> None:
    """Ten thousand customers at the bound: SQLite's own sum would stop with an error."""
    tenant, count = a_tenant(), 10_000
    rows = (
        a_row(tenant, number, monthly_revenue=LARGEST, profit=-LARGEST) for number in range(count)
    )
    PortfolioCustomer.objects.bulk_create(rows, batch_size=1_000)
    (sums,) = read_cube(tenant, 1).values()
    assert sums.total(Measure.MONTHLY_REVENUE).amount == LARGEST * count > 2**63
    assert sums.total(Measure.PROFIT).amount == -LARGEST * count


def test_nobody_is_an_empty_cube() -> None:
    tenant = a_tenant()
    assert read_cube(tenant, 1) == {}
    assert read_ranking(tenant, 1, 0) == rank((), 0)
    assert tuple(read_products(tenant, 1)) == ()
