"""FlexPortal's customer record to the domain's customer.

D19, D21, D22  Profitability comes flat, nested, or not at all: flat first, nested second, unknown
               else. Both shapes are kept in `Delivered`, because a ratio must not mix them.
D20            `last…Address` before `…Address`; an address is taken whole, never mended from two.
D23            `createdAt` has no declared type: see `read_moment`.
D24            `costRecoveryPercent` is kept as delivered, rounding and all.
D25            `totalDevicesRented` means active now, so it stands in for `activeDevices` only.
D26            The average monthly revenue is never replaced by the current one.
D27            One billing and one shipping address: the latest.
D28            No address part is demanded here; completeness is a rule of `domain.eligibility`.
D29            Business data has no fields of its own: it is shown where it is, in `customFields`.

A count below zero cannot be, and is unknown. An unknown status or type stays unknown, not refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal

from customers.domain.customer import (
    Address,
    Customer,
    CustomerType,
    Delivered,
    Figure,
    Status,
)
from customers.flexportal.records import AddressRecord, CustomerRecord, ProseProfitability
from customers.normalise.figure import Member, first_figure
from customers.normalise.moment import read_moment

_ADDRESS_PARTS = tuple(field.name for field in fields(Address))
_STATUSES: dict[str | None, Status] = {status.value: status for status in Status}
_TYPES: dict[str | None, CustomerType] = {kind.value: kind for kind in CustomerType}


def normalise_customer(record: CustomerRecord) -> Customer:
    """The customer as the domain knows it; never raises, whatever the record holds."""
    nested = record.profitability or ProseProfitability()
    status = _STATUSES.get(record.status, Status.UNKNOWN)
    created_at, updated_at = read_moment(record.created_at), read_moment(record.updated_at)
    return Customer(
        tenant_id=record.tenant_id,
        customer_id=record.customer_id,
        first_name=record.first_name,
        last_name=record.last_name,
        email=record.email,
        phone=record.phone,
        company=record.company,
        customer_type=_TYPES.get(record.customer_type, CustomerType.UNKNOWN),
        status=status,
        raw_status=record.status if status is Status.UNKNOWN else None,
        **_money(record, nested),
        **_counts(record, nested),
        subscription_ids=record.rental_ids,
        order_ids=record.order_ids,
        delivered=_delivered(record, nested),
        billing_address=_address(record.last_billing_address or record.billing_address),
        shipping_address=_address(record.last_shipping_address or record.shipping_address),
        custom_fields=tuple(_flatten(record.custom_fields or {})),
        created_at=created_at,
        updated_at=updated_at,
        unreadable=(
            *record.unreadable,
            *_garbled("createdAt", record.created_at, created_at),
            *_garbled("updatedAt", record.updated_at, updated_at),
        ),
    )


def _money(record: CustomerRecord, nested: ProseProfitability) -> dict[str, Figure]:
    return {
        "collected": first_figure(
            ("lifetimeCollected", record.lifetime_collected),
            ("profitability.lifetimeCollected", nested.lifetime_collected),
        ),
        "acquisition_cost": first_figure(
            ("totalAcquisitionCost", record.total_acquisition_cost),
            ("profitability.totalAcquisitionCost", nested.total_acquisition_cost),
        ),
        "monthly_revenue": first_figure(("totalMonthlyRevenue", record.total_monthly_revenue)),
        "average_monthly_revenue": first_figure(
            ("profitability.averageMonthlyRevenue", nested.average_monthly_revenue)
        ),
    }


def _counts(record: CustomerRecord, nested: ProseProfitability) -> dict[str, Figure]:
    rentals = None if record.rental_ids is None else len(record.rental_ids)
    return {
        "active_devices": _first_count(
            ("profitability.activeDevices", nested.active_devices),
            ("totalDevicesRented", record.total_devices_rented),
        ),
        "devices_ever": _first_count(
            ("profitability.totalDevicesEver", nested.total_devices_ever), ("rentalIds", rentals)
        ),
        "orders": _first_count(("totalOrders", record.total_orders)),
        "subscriptions_tracked": _first_count(
            ("subscriptionsTracked", record.subscriptions_tracked)
        ),
    }


def _first_count(*members: Member) -> Figure:
    return first_figure(*((path, value) for path, value in members if value is None or value >= 0))


def _delivered(record: CustomerRecord, nested: ProseProfitability) -> Delivered:
    rented = record.total_devices_rented
    return Delivered(
        lifetime_collected=record.lifetime_collected,
        total_acquisition_cost=record.total_acquisition_cost,
        customer_margin=record.customer_margin,
        customer_margin_percent=record.customer_margin_percent,
        nested_lifetime_collected=nested.lifetime_collected,
        nested_total_acquisition_cost=nested.total_acquisition_cost,
        nested_cost_recovery_percent=nested.cost_recovery_percent,
        total_devices_rented=None if rented is None else Decimal(rented),
    )


def _address(record: AddressRecord | None) -> Address | None:
    if record is None:
        return None
    return Address(**{part: getattr(record, part) for part in _ADDRESS_PARTS})


def _flatten(members: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Custom fields as pairs of text; an object inside becomes `outer.inner`."""
    for name, value in members.items():
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _text(value)


def _text(value: object) -> str:
    """One custom value in words; null is ''."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_text(inner)}" for name, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_text(inner) for inner in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _garbled(path: str, raw: object, moment: datetime | None) -> tuple[str, ...]:
    return (path,) if raw is not None and moment is None else ()
