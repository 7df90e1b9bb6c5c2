"""The panel that was opened, whichever it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from customers.domain.customer import Customer
from customers.domain.subscription import Subscription
from customers.models import ListKind

from .devices import DEVICES, DevicesPanel, get_devices_panel
from .orders import ORDERS, OrdersPanel, get_orders_panel
from .panel import PanelSource, Tab, panel_tabs
from .payments import PAYMENTS, PaymentsPanel, get_payments_panel
from .table import Layout

_LAYOUTS: Mapping[ListKind, Layout[Any]] = {
    ListKind.SUBSCRIPTIONS: DEVICES,
    ListKind.ORDERS: ORDERS,
    ListKind.PAYMENTS: PAYMENTS,
}
_MOST_BONES = 10
_FEW = range(4)


def outlined_tabs(slug: str, customer: Customer) -> tuple[Tab, ...]:
    """The tabs of a profile whose lists are still to come, each with its outline."""
    counts = {
        ListKind.SUBSCRIPTIONS: customer.subscription_ids,
        ListKind.ORDERS: customer.order_ids,
    }
    return tuple(
        tab._replace(
            heads=tuple(column.label for column in _LAYOUTS[ListKind(tab.kind)].columns),
            bones=range(min(len(counts.get(ListKind(tab.kind)) or _FEW), _MOST_BONES)),
        )
        for tab in panel_tabs(slug, customer.customer_id, ListKind.SUBSCRIPTIONS)
    )


def get_panel(
    source: PanelSource, rows: Sequence[Any], devices: Sequence[Subscription]
) -> DevicesPanel | OrdersPanel | PaymentsPanel:
    """The panel for the rows of one saved list; no query."""
    match source.kind:
        case ListKind.SUBSCRIPTIONS:
            return get_devices_panel(source, rows)
        case ListKind.ORDERS:
            return get_orders_panel(source, rows)
        case ListKind.PAYMENTS:
            return get_payments_panel(source, rows, devices)
