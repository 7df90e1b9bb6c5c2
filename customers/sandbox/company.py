"""One tenant's whole company: any customer by number, id or e-mail address, made on demand."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, lru_cache

from . import cast
from .account import Account
from .awkward import awkward_plans, enormous
from .books import Books
from .cast import FAULT_PREFIX, Tenant
from .codes import Ids
from .generate import Generator, number_in_email
from .oddities import odd_plans
from .plan import Plan, Shape
from .showcase import example, grace, laila, showcase_plans

_KEPT = 512  # accounts held in memory; the largest takes about three megabytes


class Company:
    """`size` customers, the cast of the tenant among them, so never fewer than the cast."""

    def __init__(self, tenant: Tenant, size: int, seed: int, today: date) -> None:
        self.tenant, self.today = tenant, today
        self._cast = _cast_of(tenant, today)
        self.size = max(size, len(self._cast))
        self._generator = Generator(tenant, seed, today)
        self._ids = Ids(f"{seed}:{tenant.tenant_id}")
        self.account: Callable[[int], Account] = lru_cache(_KEPT)(self._make_account)
        self.places: dict[tuple[str, str], list[tuple[int, int]]] = {}  # kept by `pages.py`

    def _make_account(self, index: int) -> Account:
        return self._open_books(index, self._plan(index))

    def _open_books(self, index: int, plan: Plan) -> Account:
        return Account(Books(self.tenant, self._ids, index, plan, self.today))

    def _plan(self, index: int) -> Plan:
        return self._cast[index] if index < len(self._cast) else self._generator.plan(index)

    @cached_property
    def by_creation(self) -> list[int]:
        """All customer numbers, the oldest customer first."""
        return sorted(range(self.size), key=self._created_at)

    def _created_at(self, index: int) -> datetime:
        if index < len(self._cast):
            return self._cast[index].created
        return self._generator.created_at(index)

    def owner(self, text: str) -> Account | None:
        """The customer to whom an id or a serial number may belong.

        The caller still has to look whether it does. A reserved fault id stands for the
        documented example under another name. The enormous customer stands in no list: beside
        them nobody would see the rest of the company.
        """
        if text == cast.ENORMOUS:
            return self._open_books(self.size, enormous(self.today))
        if text.startswith(FAULT_PREFIX):
            plan = example(self.today, text, Shape.FLAT)
            return self._open_books(self.size, plan)
        index = self._fixed_ids.get(text, self._ids.owner(text))
        return self.account(index) if index is not None and index < self.size else None

    def owners_of_email(self, email: str) -> list[Account]:
        """Every customer that may have this very address."""
        numbers = list(self._fixed_emails.get(email, ()))
        number = number_in_email(email)
        if number is not None and len(self._cast) <= number < self.size:
            numbers.append(number)
        return [self.account(each) for each in numbers]

    @cached_property
    def _fixed_ids(self) -> dict[str, int]:
        fixed = {}
        for index, plan in enumerate(self._cast):
            fixed[plan.customer_id] = index
            fixed |= {each.rental_id: index for each in plan.contracts if each.rental_id}
        return fixed

    @cached_property
    def _fixed_emails(self) -> dict[str, list[int]]:
        fixed = defaultdict(list)
        for index, plan in enumerate(self._cast):
            fixed[plan.patch.get("email", plan.person.email)].append(index)
        return fixed


def _cast_of(tenant: Tenant, today: date) -> list[Plan]:
    if tenant == cast.NETHERLANDS:
        return showcase_plans(today) + awkward_plans(today) + odd_plans(today)
    return [grace(today)] if tenant == cast.STATES else [laila(today)]
