"""The six lists: their keys, filters and sort fields as the documents name them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .account import Account
from .plan import Document

ACTIVITY = ("active", "inactive")


@dataclass(frozen=True)
class Collection:
    """One list.

    `rows` reads it from an account, `id_field` names a row. `equal` maps a parameter to the field
    that must equal it, `choices` the values a parameter may take, `windows` a pair of parameters
    to the day they enclose. `owners` are parameters whose value leads to one customer. `sorts` are
    the fields `sortBy` may name. `wrapped` answers carry `success` and no `limit`.
    """

    path: str
    key: str
    single: str
    id_field: str
    rows: Callable[[Account], list[Document]]
    equal: Mapping[str, str]
    owners: tuple[str, ...] = ("customerId",)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    windows: Mapping[str, str] = field(default_factory=dict)
    sorts: tuple[str, ...] = ("createdAt", "updatedAt")
    wrapped: bool = False


CUSTOMERS = Collection(
    "customers",
    "customers",
    "customer",
    "customerId",
    lambda account: account.customers,
    equal={"status": "status", "customerType": "customerType", "email": "email"},
    owners=(),
    choices={
        "status": ACTIVITY,
        "customerType": ("individual", "business"),
        "hasActiveRentals": ("true", "false"),
    },
    sorts=(
        "createdAt",
        "firstName",
        "lastName",
        "email",
        "totalMonthlyRevenue",
        "totalDevicesRented",
    ),
)
SUBSCRIPTIONS = Collection(
    "subscriptions",
    "rentals",
    "subscription",
    "rentalId",
    lambda account: account.subscriptions,
    equal={
        "status": "status",
        "customerId": "customerId",
        "orderId": "orderId",
        "serialNumber": "assetSerialNumber",
        "sku": "sku",
    },
    owners=("customerId", "orderId", "serialNumber"),
    choices={
        "status": (
            "active",
            "cancelled",
            "ended_completed",
            "ended_buyout",
            "ended_upgrade",
            "ended_early_return",
        )
    },
    windows={"endDateFrom": "endDate", "endDateTo": "endDate"},
    sorts=("createdAt", "updatedAt", "startDate", "endDate", "monthlyAmount", "status"),
)
ORDERS = Collection(
    "orders",
    "orders",
    "order",
    "orderId",
    lambda account: account.orders,
    equal={"status": "status", "customerId": "customer.customerId"},
    choices={"status": ("pending", "confirmed", "partial", "fulfilled", "cancelled")},
    sorts=("createdAt", "updatedAt", "orderId", "status", "totals.total"),
)
PAYMENTS = Collection(
    "payments",
    "payments",
    "payment",
    "paymentId",
    lambda account: account.payments,
    equal={
        "status": "status",
        "customerId": "customerId",
        "billingGroupId": "billingGroupId",
    },
    owners=("customerId", "rentalId", "billingGroupId"),
    choices={"status": ("pending", "processing", "paid", "failed", "cancelled")},
    windows={"dueDateFrom": "dueDate", "dueDateTo": "dueDate"},
    sorts=("createdAt", "updatedAt", "dueDate", "total", "status", "billingPeriod"),
    wrapped=True,
)
ASSETS = Collection(
    "assets",
    "assets",
    "asset",
    "serialNumber",
    lambda account: account.assets,
    equal={
        "status": "status",
        "sku": "sku",
        "customerId": "customerId",
        "rentalId": "rentalId",
    },
    owners=("customerId", "rentalId"),
    choices={"status": ("available", "rented_out", "returned", "sold", "unavailable")},
    sorts=("createdAt", "updatedAt", "serialNumber", "status", "sku"),
)
BILLING_GROUPS = Collection(
    "billing-groups",
    "billingGroups",
    "billingGroup",
    "billingGroupId",
    lambda account: account.billing_groups,
    equal={"status": "status", "customerId": "customerId"},
    choices={"status": ACTIVITY},
    wrapped=True,
)
COLLECTIONS = {
    each.path: each for each in (CUSTOMERS, SUBSCRIPTIONS, ORDERS, PAYMENTS, ASSETS, BILLING_GROUPS)
}


def read_field(document: Document, name: str) -> object:
    """A field of a document, a dotted name reaching into an object; None when it is not there."""
    value: object = document
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value
