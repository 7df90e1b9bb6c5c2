"""FlexPortal's order record to the domain's order.

D89  The customer's id is inside `customer`; both places are read on the wire.
D90  Five statuses; any other is unknown.
"""

from customers.domain.order import Order, OrderItem, OrderStatus, OrderType
from customers.flexportal.records import OrderItemRecord, OrderRecord
from customers.normalise.figure import first_figure
from customers.normalise.moment import read_moment

_STATUSES: dict[str | None, OrderStatus] = {one.value: one for one in OrderStatus}
_TYPES: dict[str | None, OrderType] = {one.value: one for one in OrderType}


def normalise_order(record: OrderRecord) -> Order:
    """The order as the domain knows it; never raises."""
    status = _STATUSES.get(record.status, OrderStatus.UNKNOWN)
    return Order(
        tenant_id=record.tenant_id,
        order_id=record.order_id,
        customer_id=record.customer_id,
        status=status,
        raw_status=record.status if status is OrderStatus.UNKNOWN else None,
        order_type=_TYPES.get(record.order_type, OrderType.UNKNOWN),
        total=first_figure(("totals.total", record.total)),
        currency=record.currency,
        items=tuple(_item(item) for item in record.items or ()),
        device_count=record.total_devices,
        delivered_count=record.rented_devices,
        subscription_ids=record.rental_ids,
        payment_status=record.payment_status,
        payment_method=record.payment_method,
        tracking_number=record.tracking_number,
        notes=record.notes,
        shipped_at=read_moment(record.shipped_at),
        created_at=read_moment(record.created_at),
        unreadable=record.unreadable,
    )


def _item(record: OrderItemRecord) -> OrderItem:
    """One line; a cost set on the order wins over the variant's."""
    cost, override = record.acquisition_cost, record.acquisition_cost_override
    return OrderItem(
        product_name=record.product_name,
        sku=record.sku,
        quantity=record.quantity,
        unit_price=record.unit_price,
        contract_length=record.contract_length,
        acquisition_cost=cost if override is None else override,
        subscription_ids=record.rental_ids or (),
    )
