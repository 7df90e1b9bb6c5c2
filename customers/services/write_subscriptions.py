"""Write pages of subscriptions."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from customers.domain.identify import MAX_ID_LENGTH
from customers.flexportal.records import Page, SubscriptionRecord
from customers.models import PortfolioSubscription, Tenant
from customers.models.bulk_rows import find_alive
from customers.normalise import normalise_subscription

from .portfolio_rows import subscription_values
from .sync_work import Work
from .write_page import Changes, Known, compare, fingerprint, write_changes

_CURRENCY = re.compile("[A-Z]{3}")


def write_subscriptions(
    work: Work, pages: Sequence[Page[SubscriptionRecord]], progress: Mapping[str, Any]
) -> Changes[SubscriptionRecord]:
    """Keep what is new or changed, and how far the run has come; raises LostRun."""
    _learn_currency(work.tenant, pages)
    received = [_received(work.tenant, page) for page in pages]
    changes = compare(work, received, _known(work, received))
    rows = [
        subscription_values(work.tenant, work.generation, normalise_subscription(record))
        | {"fingerprint": mark}
        for record, mark in changes.made.values()
    ]
    count = work.run.subscription_count + sum(changes.fresh)
    changed = work.run.changed_count + len(rows)
    counts = {"subscription_count": count, "changed_count": changed}
    write_changes(work, PortfolioSubscription, changes, rows, {**progress, **counts})
    return changes


def _received(
    tenant: Tenant, page: Page[SubscriptionRecord]
) -> dict[str, tuple[SubscriptionRecord, bytes]]:
    return {
        one.subscription_id: (one, fingerprint(one.raw, tenant.currency))
        for one in page.items
        if max(len(one.subscription_id), len(one.customer_id or "")) <= MAX_ID_LENGTH
    }


def _known(work: Work, received: Sequence[Mapping[str, object]]) -> dict[str, Known]:
    ids = {one for page in received for one in page}
    columns = ("subscription_id", "id", "born", "fingerprint")
    rows = find_alive(PortfolioSubscription, work.tenant, columns[0], ids, columns)
    return {row_id: Known(key, born, bytes(mark)) for row_id, key, born, mark in rows}


def _learn_currency(tenant: Tenant, pages: Sequence[Page[SubscriptionRecord]]) -> None:
    """All money of a Business Unit is in one currency; the first that is told is kept."""
    if tenant.currency:
        return
    told = (one.currency for page in pages for one in page.items)
    currency = next((one for one in told if one and _CURRENCY.fullmatch(one)), "")
    if currency:
        tenant.currency = currency
        Tenant.objects.filter(pk=tenant.pk, currency="").update(currency=currency)
