"""Write pages of customers, each with what is known of its subscriptions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from customers.domain.identify import can_be_customer_id
from customers.domain.profitability import Recovery
from customers.domain.subscription import Subscription
from customers.flexportal.records import CustomerRecord, Page
from customers.models import PortfolioCustomer, PortfolioSubscription
from customers.models.bulk_rows import find_alive, find_touched
from customers.normalise import normalise_customer

from .portfolio_rows import KEPT_OF_SUBSCRIPTION, as_day, customer_values, kept_subscription
from .sync_work import Work
from .write_page import Changes, Known, compare, fingerprint, write_changes

_KNOWN = (
    "customer_id",
    "id",
    "born",
    "fingerprint",
    "recovery",
    "at_risk_on",
    "collected",
    "collected_since",
)


def write_customers(
    work: Work, pages: Sequence[Page[CustomerRecord]], progress: Mapping[str, Any]
) -> Changes[CustomerRecord]:
    """Keep what is new or changed, and how far the run has come; raises LostRun."""
    received = [
        {one.customer_id: (one, fingerprint(one.raw)) for one in page.items if _can_be_kept(one)}
        for page in pages
    ]
    known = _known(work, {one for page in received for one in page})
    touched = find_touched(PortfolioSubscription, work.tenant, known, work.generation)

    def must_change(row_id: str, row: Known) -> bool:
        return row_id in touched or _moved_by_date(row, work.today)

    changes = compare(work, received, known, must_change)
    count = work.run.customer_count + sum(changes.fresh)
    changed = work.run.changed_count + len(changes.made)
    counts = {"customer_count": count, "changed_count": changed}
    rows = _rows(work, changes, known)
    write_changes(work, PortfolioCustomer, changes, rows, {**progress, **counts})
    return changes


def _can_be_kept(one: CustomerRecord) -> bool:
    """An id that no address can hold leads nowhere."""
    return can_be_customer_id(one.customer_id)


def _known(work: Work, ids: Iterable[str]) -> dict[str, Known]:
    rows = find_alive(PortfolioCustomer, work.tenant, "customer_id", ids, _KNOWN)
    return {
        row_id: Known(key, born, bytes(mark), (recovery, as_day(late), collected, as_day(since)))
        for row_id, key, born, mark, recovery, late, collected, since in rows
    }


def _moved_by_date(row: Known, today: date) -> bool:
    """The day has come on which the badge changes without a word from FlexPortal."""
    recovery, late = row.more[0], row.more[1]
    if recovery == Recovery.RECOVERING:
        return late is not None and late <= today
    return recovery == Recovery.AT_RISK and (late is None or late > today)


def _rows(
    work: Work, changes: Changes[CustomerRecord], known: Mapping[str, Known]
) -> list[dict[str, Any]]:
    held = _subscriptions(work, changes.made)
    rows = []
    for row_id, (record, mark) in changes.made.items():
        customer = normalise_customer(record)
        row = customer_values(work.tenant, work.generation, customer, held[row_id], work.today)
        row["fingerprint"] = mark
        if before := known.get(row_id):
            collected, since = before.more[2], before.more[3]
            if collected == row["collected"]:
                row["collected_since"] = since
        rows.append(row)
    return rows


def _subscriptions(work: Work, ids: Iterable[str]) -> Mapping[str, list[Subscription]]:
    """Of these customers, as this run has read them; in an order that no resume changes."""
    found: defaultdict[str, list[Subscription]] = defaultdict(list)
    columns = KEPT_OF_SUBSCRIPTION
    rows = find_alive(PortfolioSubscription, work.tenant, "customer_id", ids, columns)
    for values in sorted(rows, key=itemgetter(1)):
        found[values[0]].append(kept_subscription(work.tenant, values))
    return found
