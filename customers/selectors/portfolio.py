"""All that stands above the list of a tenant's portfolio, from figures worked out beforehand."""

from dataclasses import dataclass
from functools import lru_cache

from customers.domain.attention import TOLD_FOR, Kind
from customers.domain.portfolio_figures import Figures
from customers.models import Portfolio
from customers.models.picture_figures import KEPT, figures_of

from .attention import ATTENTION_ICONS
from .portfolio_groups import PaybackView, ProductView, payback_view, product_views
from .portfolio_health import HealthView, health_view
from .portfolio_links import rows_behind
from .portfolio_shape import ShapeView, shape
from .portfolio_totals import TotalView, totals, working
from .portfolio_words import number


@dataclass(frozen=True, slots=True)
class CrossedView:
    """How many customers crossed one line lately."""

    kind: str
    label: str
    icon: str
    customers: int
    count: str
    href: str


@dataclass(frozen=True, slots=True, eq=False)
class Overview:
    """What `_overview.html` shows. `outdated`: the figures are of another version; sync again.

    The same picture gives the same object, so that it is made and rendered once.
    """

    currency: str
    customers: int = 0
    outdated: bool = False
    totals: tuple[TotalView, ...] = ()
    working: str = ""
    health: HealthView | None = None
    crossed: tuple[CrossedView, ...] = ()
    crossed_days: int = TOLD_FOR.days
    shape: ShapeView | None = None
    payback: PaybackView | None = None
    products: tuple[ProductView, ...] = ()


def get_overview(portfolio: Portfolio) -> Overview | None:
    """The overview of the picture that readers see; None while there is none. No query."""
    if not portfolio.generation:
        return None
    return _made(portfolio.figures, portfolio.tenant.currency, portfolio.customer_count)


@lru_cache(KEPT)
def _made(text: str, currency: str, customers: int) -> Overview:
    figures = figures_of(text)
    if figures is None:
        return Overview(currency, customers, outdated=True)
    return Overview(
        currency=currency,
        customers=figures.sums.customers,
        totals=totals(figures, currency),
        working=working(figures.sums, currency),
        health=health_view(figures, currency),
        crossed=_crossed(figures),
        shape=shape(figures.ranking, currency),
        payback=payback_view(figures.payback),
        products=product_views(figures.products),
    )


def _crossed(figures: Figures) -> tuple[CrossedView, ...]:
    counts = ((kind, figures.attention.get(kind.value, 0)) for kind in Kind)
    return tuple(
        CrossedView(
            kind=kind.value,
            label=kind.label,
            icon=ATTENTION_ICONS[kind],
            customers=count,
            count=number(count),
            href=rows_behind(attention=kind.value),
        )
        for kind, count in counts
        if count
    )
