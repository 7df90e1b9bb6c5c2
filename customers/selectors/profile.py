"""The profile page: all that FlexPortal said of one customer, in the order people need it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localtime

from customers.domain.changes import Change, changes
from customers.domain.customer import Customer
from customers.domain.eligibility import Verdict, pre_order_verdict, upgrade_verdict
from customers.domain.facts import facts
from customers.domain.moment import say_day
from customers.domain.personal import mask
from customers.domain.profitability import coverage
from customers.domain.since import Earlier
from customers.domain.summary import Headline
from customers.domain.words import join_words
from customers.models import Connection, CustomerCopy

from .checks import CheckView, check_view
from .contact import ContactView, contact
from .figures import BadgeView, FigureSheet, FigureView, badges
from .freshness import Freshness, freshness
from .panel import Tab
from .panels import outlined_tabs
from .prospect import get_known
from .recovery import RecoveryView, recovery_card
from .tenancy import TenantStrip, tenant_strip


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """All that the profile shows."""

    tenant_strip: TenantStrip
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
    freshness: Freshness
    changed: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One copy and the customer it holds.

    `before` is the customer as known until just now, when a fresh answer came; `wait` is how many
    seconds nobody should ask again. `hidden` is the personal data that the page must not hold.
    """

    copy: CustomerCopy
    customer: Customer
    before: Customer | None = None
    wait: float | None = None
    hidden: frozenset[str] = frozenset()


def get_profile_page(connection: Connection, seen: Seen, now: datetime) -> ProfilePage:
    """The page for what was opened; two queries."""
    tenant, copy, customer = connection.tenant, seen.copy, mask(seen.customer, seen.hidden)
    url = reverse("profile", args=[tenant.slug, copy.customer_id])
    changed = changes(seen.before, seen.customer) if seen.before else ()
    known = get_known(connection, seen.customer, now)
    sheet = _figure_sheet(connection, seen, changed, known.earlier)
    recovery = recovery_card(customer, tenant.currency, sheet.recovery(), known)
    aloud = facts(customer, tenant.currency, known.ahead)
    return ProfilePage(
        tenant_strip=tenant_strip(connection, now),
        url=url,
        customer_id=copy.customer_id,
        name=customer.name or copy.customer_id,
        company=customer.company or "",
        since=say_day(localtime(customer.created_at)) if customer.created_at else "",
        contact=contact(customer, seen.hidden, url),
        badges=badges(customer, known.elapsed_share),
        recovery=recovery,
        main_figures=sheet.main(),
        more_figures=sheet.more(),
        covers=_covers(customer),
        unreadable=join_words(customer.unreadable),
        checks=tuple(check_view(verdict) for verdict in _verdicts(customer)),
        facts=aloud,
        summary="\n".join(_summary(customer, recovery.headline, aloud)),
        tabs=outlined_tabs(connection, customer),
        freshness=freshness(copy, now, seen.wait),
        changed=_say_changes(changed, seen.before == seen.customer) if seen.before else "",
    )


def _figure_sheet(
    connection: Connection, seen: Seen, changed: tuple[Change, ...], earlier: Earlier | None
) -> FigureSheet:
    tenant = connection.tenant
    panel = reverse("profile_receipt", args=[tenant.slug, seen.copy.customer_id])
    return FigureSheet(
        seen.customer,
        tenant.currency,
        lambda metric: f"{panel}?figure={metric.value}",
        frozenset(change.metric for change in changed),
        earlier,
    )


def _say_changes(changed: tuple[Change, ...], same: bool) -> str:
    if same:
        return "Fetched just now; nothing has changed."
    if not changed:
        return "Fetched just now; no figure has changed, other details have."
    return f"Fetched just now: {join_words([change.sentence for change in changed])}."


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
