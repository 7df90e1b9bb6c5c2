"""A thousand customers: receipts and what changed in a month add up to the cent."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest

from customers.domain.breakdown import Column, device_breakdown
from customers.domain.change_lines import Reason
from customers.domain.confidence import confidence
from customers.domain.customer import Customer
from customers.domain.metric import Metric, figure_of
from customers.domain.receipt import receipt
from customers.domain.snapshot import (
    Snapshot,
    device_figures,
    from_snapshot_document,
    kept_figures,
    to_snapshot_document,
)
from customers.domain.subscription import Subscription
from customers.domain.why_changed import Explanation, why_changed
from customers.flexportal.wire.customer import read_customer
from customers.flexportal.wire.subscription import read_subscription
from customers.normalise import normalise_customer, normalise_subscription
from customers.sandbox.account import Account
from customers.sandbox.books import Books
from tests.contract.generated import TODAY, Generated, generated_customers, sent

A_MONTH_AGO = TODAY - timedelta(days=31)
SUMS = (Metric.LIFETIME_COLLECTED, Metric.ACQUISITION_COST)


class Month(NamedTuple):
    """One customer today, and why it is not as it was a month ago."""

    one: Generated
    explained: Explanation


@pytest.fixture(scope="module")
def months() -> list[Month]:
    """Every customer's last month."""
    return [Month(one, _explain(one)) for one in generated_customers()]


def _explain(one: Generated) -> Explanation:
    """Both days as they are kept."""
    then = _a_month_ago(one.account.books)
    rentals = (read_subscription(sent(document)) for document in then.subscriptions)
    customer = normalise_customer(read_customer(sent(then.customers[0])))
    devices = tuple(normalise_subscription(rental) for rental in rentals)
    before = _kept(customer, devices, one.currency, A_MONTH_AGO)
    after = _kept(one.customer, one.subscriptions, one.currency, TODAY)
    return why_changed(before, after, one.payments)


def _a_month_ago(books: Books) -> Account:
    """The same customer's books on that day: the latest contracts unheard of, some costs others."""
    contracts = list(books.plan.contracts)
    while contracts and contracts[-1].start > A_MONTH_AGO:
        contracts.pop()
    if books.index % 3 == 0:
        contracts = [replace(one, cost=one.cost and one.cost - 1_999) for one in contracts]
    plan = replace(books.plan, contracts=tuple(contracts))
    return Account(Books(books.tenant, books._ids, books.index, plan, A_MONTH_AGO))


def _kept(
    customer: Customer, devices: Iterable[Subscription], currency: str, day: date
) -> Snapshot:
    taken_at = datetime.combine(day, time.max, UTC)
    snapshot = Snapshot(taken_at, kept_figures(customer), device_figures(devices, currency))
    return from_snapshot_document(to_snapshot_document(snapshot))


def test_every_change_is_the_sum_of_its_lines(months: list[Month]) -> None:
    for month in months:
        for metric, change in month.explained.change.items():
            effects = (line.effects.get(metric, Decimal(0)) for line in month.explained.lines)
            assert sum(effects, Decimal(0)) == change, month.one.customer.customer_id


def test_payments_and_devices_leave_nothing_unexplained(months: list[Month]) -> None:
    """Wherever FlexPortal's own figures are left as they follow from its lists."""
    rest = Counter(
        metric
        for month in months
        if not month.one.account.books.plan.patch
        for line in month.explained.lines
        if line.reason is Reason.REST
        for metric in line.effects
    )
    assert rest == Counter()


def test_a_month_has_seen_every_kind_of_change(months: list[Month]) -> None:
    """Else the above would prove less than it says."""
    seen = {line.reason for month in months for line in month.explained.lines}
    assert {Reason.PAYMENTS, Reason.ADDED, Reason.ENDED, Reason.COST_EDITED} <= seen


def _columns(one: Generated) -> Iterator[tuple[Metric, Column]]:
    for metric in Metric:
        found = device_breakdown(one.customer, metric, one.subscriptions, one.currency)
        for column in found.columns if found else ():
            yield metric, column


def test_the_rows_of_every_receipt_add_up() -> None:
    """With the difference, to the figure; and the columns of a ratio end in its formula."""
    for one in generated_customers():
        for metric, column in _columns(one):
            if column.figure is None:
                continue
            assert column.difference is not None
            known = [amount for amount in column.amounts if amount is not None]
            assert sum(known, column.difference) == column.figure
            if metric is Metric.COST_RECOVERY_PERCENT:
                parts = receipt(one.customer, metric).parts
                assert column.figure in {part.value for part in parts} or len(parts) == 1


def test_most_receipts_need_no_difference() -> None:
    """Devices and headline are FlexPortal's own, and agree wherever nothing is odd."""
    for one in generated_customers():
        if one.account.books.plan.patch:
            continue
        for metric, column in _columns(one):
            known = figure_of(one.customer, column.metric).value is not None
            if metric in SUMS and known:
                assert column.difference == 0, one.customer.customer_id


def test_everyone_has_a_grade() -> None:
    """All four are given."""
    grades = Counter(
        confidence(one.customer, one.subscriptions, one.payments, one.currency).grade.value
        for one in generated_customers()
    )
    assert set(grades) == set("ABCD")
