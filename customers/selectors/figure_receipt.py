"""The working behind one of the customer's own figures."""

from collections.abc import Iterator
from decimal import Decimal

from customers.domain.breakdown import device_breakdown, order_breakdown
from customers.domain.confidence import GRADED
from customers.domain.metric import Metric, Unit, format_value
from customers.domain.money import format_amount, format_money, format_working
from customers.domain.receipt import Part, Receipt, receipt
from customers.models import ListKind

from .grade import grade_view
from .receipt_page import Asked, FactView, PartView, ReceiptPage, ages_of
from .saved_lists import SavedLists, get_saved_lists
from .working import WorkingTable, device_table, order_table


def figure_receipt(asked: Asked) -> ReceiptPage:
    """From the saved customer and lists alone; one query."""
    metric, currency = Metric(asked.figure), asked.currency
    working, saved = receipt(asked.customer, metric), _saved(asked, metric)
    explanation = working.comparison.explanation if working.comparison else ""
    return ReceiptPage(
        asked=asked,
        label=working.title,
        shown=_shown(working, currency),
        parts=tuple(_part(part) for part in working.parts),
        result=format_working(working.result) if len(working.parts) > 1 else "",
        ages=ages_of(saved, asked.now),
        table=_table(asked, metric, saved),
        facts=tuple(_facts(working, currency)),
        notes=tuple(filter(None, (explanation, *working.notes, *_unread(metric, saved)))),
        grade=grade_view(asked.customer, saved, currency) if metric in GRADED else None,
    )


def _saved(asked: Asked, metric: Metric) -> SavedLists:
    """The lists that this figure's working stands on."""
    kinds = [ListKind.ORDERS if metric is Metric.ORDERS else ListKind.SUBSCRIPTIONS]
    if metric in GRADED:
        kinds.append(ListKind.PAYMENTS)
    return get_saved_lists(asked.connection, asked.customer.customer_id, *kinds)


def _table(asked: Asked, metric: Metric, saved: SavedLists) -> WorkingTable | None:
    customer = asked.customer
    if saved.orders:
        found = order_breakdown(customer, saved.orders.rows)
        return order_table(found, asked.panel_url(ListKind.ORDERS))
    if saved.subscriptions is None:
        return None
    broken_down = device_breakdown(customer, metric, saved.subscriptions.rows, asked.currency)
    if broken_down is None:
        return None
    known = customer.subscription_ids
    href = asked.panel_url(ListKind.SUBSCRIPTIONS)
    return device_table(broken_down, None if known is None else len(known), href)


def _unread(metric: Metric, saved: SavedLists) -> Iterator[str]:
    """What would show the rows, were it read."""
    if metric is Metric.AVERAGE_MONTHLY_REVENUE:
        return
    if saved.subscriptions is None and saved.orders is None:
        what = "orders" if metric is Metric.ORDERS else "devices"
        yield f"The {what} have not been read yet, so the rows behind it are not known."


def _shown(working: Receipt, currency: str) -> str:
    return _value(working.shown, working.metric.unit, currency)


def _value(value: Decimal | None, unit: Unit, currency: str) -> str:
    return format_money(value, currency) if unit is Unit.MONEY else format_value(value, unit)


def _part(part: Part) -> PartView:
    return PartView(part.operator, part.text, format_value(part.value, part.unit))


def _facts(working: Receipt, currency: str) -> Iterator[FactView]:
    """What was delivered, then FlexPortal's own figure and the difference to ours."""
    for field in working.fields:
        shown = _exactly(field.value, field.unit, currency)
        yield FactView("Delivered by FlexPortal as", field.path, shown)
    if comparison := working.comparison:
        unit = working.metric.unit
        ours = _exactly(comparison.ours, unit, currency)
        points = unit is Unit.PERCENT
        difference = (
            f"{format_amount(comparison.difference)} points"
            if points
            else _value(comparison.difference, unit, currency)
        )
        yield FactView(f"Difference of Recoup’s {ours} to", comparison.path, difference)


def _exactly(value: Decimal, unit: Unit, currency: str) -> str:
    """As delivered: a percentage keeps its two decimals here."""
    if unit is Unit.PERCENT:
        return f"{format_amount(value)}\u00a0%"
    return _value(value, unit, currency)
