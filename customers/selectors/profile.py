"""The profile page: all that FlexPortal said of one customer, in the order people need it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import get_current_timezone_name

from customers.domain.changes import Change, changes
from customers.domain.customer import Customer
from customers.domain.words import join_words
from customers.models import Connection, CustomerCopy

from .freshness import Freshness, freshness
from .portrait import Portrait, Sitting, portrait_of
from .prospect import get_known
from .shown import Shown
from .tenancy import TenantStrip, tenant_strip


@dataclass(frozen=True, slots=True)
class ProfilePage(Shown):
    """All that the profile shows: the portrait, and what depends on the moment."""

    tenant_strip: TenantStrip
    portrait: Portrait
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
    """The page for what was opened; one query, and one more when a list is new."""
    changed = changes(seen.before, seen.customer) if seen.before else ()
    sitting = Sitting(
        slug=connection.tenant.slug,
        currency=connection.tenant.currency,
        customer=seen.customer,
        known=get_known(connection, seen.customer, now),
        changed=frozenset(change.metric for change in changed),
        hidden=seen.hidden,
        zone=get_current_timezone_name(),
    )
    return ProfilePage(
        tenant_strip=tenant_strip(connection, now),
        portrait=portrait_of(sitting),
        freshness=freshness(seen.copy, now, seen.wait),
        changed=_say_changes(changed, seen.before == seen.customer) if seen.before else "",
    )


def _say_changes(changed: tuple[Change, ...], same: bool) -> str:
    if same:
        return "Fetched just now; nothing has changed."
    if not changed:
        return "Fetched just now; no figure has changed, other details have."
    return f"Fetched just now: {join_words([change.sentence for change in changed])}."
