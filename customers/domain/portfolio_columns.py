"""The columns of a tenant's list: what each is called, what it holds, and how it is sorted."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from customers.domain.customer import CustomerType, Status
from customers.domain.profitability import Recovery


class Kind(StrEnum):
    """What a column holds: how it is shown, and how unknown is told from the rest."""

    TEXT = "text"
    BADGE = "badge"
    MONEY = "money"
    PERCENT = "percent"
    COUNT = "count"
    DAY = "day"


class Column(NamedTuple):
    """One column; `field` is where the row keeps it, `order` the words of a badge, unknown last."""

    name: str
    label: str
    kind: Kind
    field: str
    order: tuple[str, ...] = ()

    @property
    def number(self) -> bool:
        """It stands to the right."""
        return self.kind in {Kind.MONEY, Kind.PERCENT, Kind.COUNT}

    @property
    def largest_first(self) -> bool:
        """So it starts when it is chosen to sort by."""
        return self.number


NAME = Column("name", "Customer", Kind.TEXT, "sort_name")
_ALL = (
    NAME,
    Column("company", "Company", Kind.TEXT, "company"),
    Column("email", "E-mail", Kind.TEXT, "email"),
    Column("status", "Status", Kind.BADGE, "status", tuple(Status)),
    Column(
        "type",
        "Type",
        Kind.BADGE,
        "customer_type",
        (CustomerType.BUSINESS, CustomerType.INDIVIDUAL, CustomerType.UNKNOWN),
    ),
    Column(
        "recovery",
        "Badge",
        Kind.BADGE,
        "recovery",
        (Recovery.AT_RISK, Recovery.RECOVERING, Recovery.PROFITABLE, Recovery.NO_DATA),
    ),
    Column("recovery_percent", "Recovery", Kind.PERCENT, "recovery_percent"),
    Column("collected", "Collected", Kind.MONEY, "collected"),
    Column("acquisition_cost", "Cost", Kind.MONEY, "acquisition_cost"),
    Column("profit", "Profit", Kind.MONEY, "profit"),
    Column("still_open", "Still open", Kind.MONEY, "still_open"),
    Column("monthly_revenue", "Revenue a month", Kind.MONEY, "monthly_revenue"),
    Column("average_monthly_revenue", "Average a month", Kind.MONEY, "average_monthly_revenue"),
    Column("active_devices", "Active devices", Kind.COUNT, "active_devices"),
    Column("devices_ever", "Devices ever", Kind.COUNT, "devices_ever"),
    Column("orders", "Orders", Kind.COUNT, "orders"),
    Column("contract_ends_on", "Contract ends", Kind.DAY, "contract_ends_on"),
    Column("customer_since", "Customer since", Kind.DAY, "customer_since"),
)
COLUMNS: Mapping[str, Column] = {column.name: column for column in _ALL}
DEFAULT_COLUMNS = ("recovery", "recovery_percent", "collected", "acquisition_cost", "still_open")
DEFAULT_SORT = "-still_open"
_ALSO = {column.field: column.name for column in _ALL}


def column_named(name: str) -> Column | None:
    """By its name in the address, or by where it is kept."""
    return COLUMNS.get(_ALSO.get(name, name))


def shown_columns(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of these names, after the name that always stands first."""
    return (NAME, *(COLUMNS[name] for name in names if name != NAME.name))
