"""Whether a customer has paid back, as the first card of the profile says it."""

from dataclasses import dataclass

from customers.domain.customer import Customer
from customers.domain.summary import Headline, headline

from .figures import BarView, FigureView, bar
from .prospect import Known
from .shown import Shown


@dataclass(frozen=True, slots=True)
class RecoveryView(Shown):
    """The figure (`hero` is its number alone), the sentence and the bar."""

    figure: FigureView
    hero: str
    headline: Headline
    bar: BarView


def recovery_card(
    customer: Customer, currency: str, figure: FigureView, known: Known
) -> RecoveryView:
    """The card for one customer; `figure` is the cost recovery with its receipt."""
    return RecoveryView(
        figure=figure,
        hero=figure.shown.removesuffix("\u00a0%"),
        headline=headline(customer, currency, known.elapsed_share, known.prospect),
        bar=bar(customer, currency),
    )
