"""What a profile shows whoever reads it and whenever: all that follows from the figures alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.timezone import localtime

from customers.domain.customer import Customer
from customers.domain.eligibility import Verdict, pre_order_verdict, upgrade_verdict
from customers.domain.facts import facts
from customers.domain.metric import Metric
from customers.domain.moment import say_day
from customers.domain.personal import mask
from customers.domain.profitability import coverage
from customers.domain.summary import Headline
from customers.domain.words import join_words

from .checks import CheckView, check_view
from .contact import ContactView, contact
from .figures import BadgeView, FigureSheet, FigureView, badges
from .panel import Tab
from .panels import outlined_tabs
from .prospect import Known
from .recovery import RecoveryView, recovery_card
from .shown import Shown

KEPT = 512
"""Portraits kept in a process; the least used one goes first."""


class Sitting(NamedTuple):
    """All that a portrait is made of; the same sitting gives the same portrait.

    `hidden` is the personal data that it must not hold, `changed` the figures that just moved,
    `zone` the reader's time zone, active while the portrait is made.
    """

    slug: str
    currency: str
    customer: Customer
    known: Known
    changed: frozenset[Metric]
    hidden: frozenset[str]
    zone: str


@dataclass(frozen=True, slots=True, eq=False)
class Portrait(Shown):
    """One customer, in the order people need it. Each is itself: compared by identity."""

    slug: str
    url: str
    customer_id: str
    name: str
    company: str
    since: str
    contact: ContactView
    badges: tuple[BadgeView, ...]
    recovery: RecoveryView
    main_figures: tuple[FigureView, ...]
    more_figures: tuple[FigureView, ...]
    covers: str
    unreadable: str
    checks: tuple[CheckView, ...]
    facts: tuple[str, ...]
    summary: str
    tabs: tuple[Tab, ...]


@lru_cache(KEPT)
def portrait_of(sitting: Sitting) -> Portrait:
    """The portrait; made once a process for as long as nothing of the sitting changes."""
    currency, known = sitting.currency, sitting.known
    customer = mask(sitting.customer, sitting.hidden)
    url = reverse("profile", args=[sitting.slug, customer.customer_id])
    sheet = _figure_sheet(sitting)
    recovery = recovery_card(customer, currency, sheet.recovery(), known)
    aloud = facts(customer, currency, known.ahead)
    return Portrait(
        slug=sitting.slug,
        url=url,
        customer_id=customer.customer_id,
        name=customer.name or customer.customer_id,
        company=customer.company or "",
        since=say_day(localtime(customer.created_at)) if customer.created_at else "",
        contact=contact(customer, sitting.hidden, url),
        badges=badges(customer, known.elapsed_share),
        recovery=recovery,
        main_figures=sheet.main(),
        more_figures=sheet.more(),
        covers=_covers(customer),
        unreadable=join_words(customer.unreadable),
        checks=tuple(check_view(verdict) for verdict in _verdicts(customer)),
        facts=aloud,
        summary="\n".join(_summary(customer, recovery.headline, aloud)),
        tabs=outlined_tabs(sitting.slug, customer),
    )


def _figure_sheet(sitting: Sitting) -> FigureSheet:
    customer = sitting.customer
    panel = reverse("profile_receipt", args=[sitting.slug, customer.customer_id])
    return FigureSheet(
        customer,
        sitting.currency,
        lambda metric: f"{panel}?figure={metric.value}",
        sitting.changed,
        sitting.known.earlier,
    )


def _covers(customer: Customer) -> str:
    covered = coverage(customer)
    if covered is None or not covered.partial:
        return ""
    return f"Covers {covered.tracked} of {covered.subscriptions} subscriptions."


def _verdicts(customer: Customer) -> tuple[Verdict, ...]:
    return upgrade_verdict(customer), pre_order_verdict(customer)


def _summary(customer: Customer, head: Headline, aloud: tuple[str, ...]) -> Iterator[str]:
    """The text of the copy-summary button."""
    yield f"{customer.name or customer.customer_id} ({customer.customer_id})"
    yield from (part for part in (customer.company, customer.email) if part)
    yield head.title
    yield from aloud
