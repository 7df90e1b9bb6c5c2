"""The database numbers a row's segment as the domain does, and a list is made of those it needs."""

from collections.abc import Sequence

import pytest

from customers.domain.portfolio_wish import ListWish
from customers.domain.segments import SEGMENTS, Segment, number_of
from customers.models import PortfolioCustomer
from customers.models.portfolio_segments import chosen_segments, held_segments
from tests.portfolio import a_portfolio, a_row, a_tenant

pytestmark = pytest.mark.django_db


def test_the_database_numbers_segments_as_the_domain_does() -> None:
    tenant = a_tenant()
    rows = [
        a_row(
            tenant,
            number,
            status=segment.status,
            customer_type=segment.customer_type,
            recovery=segment.recovery,
            acquisition_cost=0 if segment.cost_known else None,
        )
        for number, segment in SEGMENTS.items()
    ]
    PortfolioCustomer.objects.bulk_create(rows)
    kept = PortfolioCustomer.objects.for_tenant(tenant).order_by("pk")
    assert list(kept.values_list("segment", flat=True)) == list(SEGMENTS)


def test_a_row_moves_to_another_segment_with_what_it_says() -> None:
    row = a_row(a_tenant())
    row.save()
    PortfolioCustomer.objects.filter(pk=row.pk).update(status="inactive", acquisition_cost=None)
    row.refresh_from_db()
    assert row.segment == number_of(Segment("inactive", "business", "profitable", cost_known=False))


@pytest.mark.parametrize(
    ("wish", "count"),
    [
        (ListWish(), 72),
        (ListWish(cost="known"), 36),
        (ListWish(choices=(("recovery", ("at_risk", "no_data")),)), 36),
        (ListWish(choices=(("status", ("inactive",)), ("type", ("business",))), cost="known"), 4),
    ],
)
def test_a_wish_chooses_segments(wish: ListWish, count: int) -> None:
    assert len(chosen_segments(wish)) == count


def test_only_segments_that_somebody_stands_in_are_read() -> None:
    tenant = a_tenant()
    portfolio = a_portfolio(tenant, [a_row(tenant, 1), a_row(tenant, 2, status="inactive")])

    def held(wish: ListWish) -> Sequence[Segment]:
        return [SEGMENTS[one] for one in held_segments(portfolio, wish)]

    active, inactive = (
        Segment(status, "business", "profitable", cost_known=True)
        for status in ("active", "inactive")
    )
    assert held(ListWish()) == [active, inactive]
    assert held(ListWish(choices=(("status", ("inactive",)),))) == [inactive]
    assert held(ListWish(cost="unknown")) == []
    portfolio.figures = "of another version"
    assert len(held(ListWish())) == 72
