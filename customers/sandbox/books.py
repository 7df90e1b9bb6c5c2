"""One customer's books: the plan of a customer with its ids, its charges and its sums."""

from datetime import date
from functools import cached_property

from .cast import Tenant
from .codes import Ids
from .ledger import Charge, list_charges
from .months import months_begun
from .plan import Contract, Plan, Waiting

_EXTENSION_ORDERS = 2048  # extension orders are numbered behind every order of a plan
_SWAPPED = 2048  # so are the serial numbers of devices that were handed in for another


def amount(cents: int) -> float:
    """Cents as the major units that the wire carries."""
    return cents / 100


def percent(part: int, whole: int) -> float:
    """A percentage cut off, not rounded, after two decimals: 4,250 of 3,600 is 118.05."""
    return int(part * 10_000 / whole) / 100


class Books:
    """Everything that can be said about one customer of a tenant on one day. Sums are in cents."""

    def __init__(self, tenant: Tenant, ids: Ids, index: int, plan: Plan, today: date) -> None:
        self.tenant, self.index, self.plan, self.today = tenant, index, plan, today
        self._ids = ids

    @property
    def customer_id(self) -> str:
        """The customer's id."""
        return self.plan.customer_id or self._ids.make("cust", self.index)

    @property
    def group_id(self) -> str:
        """The id of the billing group that a consolidated customer has."""
        return self._ids.make("group", self.index)

    def rental_id(self, number: int) -> str:
        """The id of the contract with this number."""
        return self.plan.contracts[number].rental_id or self._ids.make("rent", self.index, number)

    def order_id(self, number: int) -> str:
        """The id of the order with this number."""
        return self._ids.make("ord", self.index, number)

    def payment_id(self, number: int) -> str:
        """The id of the payment at this position of the customer's payments."""
        return self._ids.make("pay", self.index, number)

    def serial(self, number: int) -> str:
        """The serial number of the device a contract holds now."""
        product = self.plan.contracts[number].product
        return self._ids.make_serial(self.index, number, phone=product.phone)

    def swapped_serial(self, number: int) -> str:
        """The serial number of the device a contract held before it was replaced."""
        product = self.plan.contracts[number].product
        return self._ids.make_serial(self.index, _SWAPPED + number, phone=product.phone)

    @cached_property
    def charges(self) -> list[Charge]:
        """Every charge, in the order of the contracts."""
        return list_charges(self.plan, self.today)

    @cached_property
    def collected(self) -> list[int]:
        """What was received, contract by contract."""
        sums = [0] * len(self.plan.contracts)
        for charge in self.charges:
            if charge.status == "paid":
                sums[charge.contract] += charge.amount
        return sums

    @cached_property
    def active(self) -> list[int]:
        """The numbers of the contracts that run today."""
        return [
            number
            for number, contract in enumerate(self.plan.contracts)
            if contract.status(self.today) == "active"
        ]

    @property
    def monthly(self) -> int:
        """What the running contracts bring in each month."""
        return sum(self.plan.contracts[number].monthly for number in self.active)

    @property
    def costs(self) -> list[int]:
        """The acquisition costs that are known."""
        return [each.cost for each in self.plan.contracts if each.cost is not None]

    @property
    def average_monthly(self) -> int:
        """What was collected for each month since the first contract began, rounded."""
        first = min((each.start for each in self.plan.contracts), default=self.today)
        return round(sum(self.collected) / max(months_begun(first, self.today), 1))

    @cached_property
    def orders(self) -> dict[int, tuple[list[int], list[Waiting]]]:
        """Order number -> the contracts it became and the devices it still waits for."""
        orders: dict[int, tuple[list[int], list[Waiting]]] = {}
        for number, contract in enumerate(self.plan.contracts):
            orders.setdefault(contract.order, ([], []))[0].append(number)
        for waiting in self.plan.waiting:
            orders.setdefault(waiting.order, ([], []))[1].append(waiting)
        return orders

    @property
    def extension_orders(self) -> dict[int, int]:
        """Order number -> the contract that it extended."""
        return {
            _EXTENSION_ORDERS + number: number
            for number, contract in enumerate(self.plan.contracts)
            if contract.extended
        }

    def paid_months(self, number: int) -> int:
        """How many monthly charges of a contract have fallen due without being void."""
        contract = self.plan.contracts[number]
        last = self.today if contract.ending is None else contract.ending.on
        return min(months_begun(contract.start, min(last, self.today)), contract.length)


def recovery_status(contract: Contract, collected: int, today: date) -> str:
    """The documented status: more than 100 % is profitable, exactly 100 % still recovering.

    At risk is at most half of the cost back with more than half of the time gone.
    """
    if contract.cost is None:
        return "no_data"
    if collected > contract.cost:
        return "profitable"
    late = collected * 2 <= contract.cost and contract.elapsed(today) > 0.5
    return "at_risk" if late else "recovering"
