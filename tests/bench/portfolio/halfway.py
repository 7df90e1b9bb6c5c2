"""Where the middle of a list is, in the words of its address."""

from django.utils import timezone

from customers.domain.portfolio_wish import ListWish
from customers.models import Portfolio, PortfolioCustomer
from customers.models.portfolio_rows import walk_of
from customers.models.portfolio_walk import Place, write_place


def halfway(portfolio: Portfolio) -> str:
    """The cursor of the page in the middle of the list as it opens."""
    walk = walk_of(portfolio, ListWish(), (), timezone.now())
    field = walk.column.field
    known = PortfolioCustomer.objects.shown(portfolio).exclude(**{field: None})
    order = [f"-{field}", "-id"] if walk.descending else [field, "id"]
    middle = portfolio.customer_count // 2
    value, key = known.order_by(*order).values_list(field, "id")[middle]
    return write_place(Place("known", value, key, back=False, start=middle))
