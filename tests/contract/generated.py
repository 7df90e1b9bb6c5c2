"""A thousand customers of the sandbox, read as the product reads its answers, without the wire."""

import json
from datetime import date
from functools import cache
from typing import NamedTuple

from customers.domain.customer import Customer
from customers.domain.payment import Payment
from customers.domain.subscription import Subscription
from customers.flexportal.wire.customer import read_customer
from customers.flexportal.wire.fields import Json
from customers.flexportal.wire.payment import read_payment
from customers.flexportal.wire.strict import decode
from customers.flexportal.wire.subscription import read_subscription
from customers.normalise import normalise_customer, normalise_payment, normalise_subscription
from customers.sandbox import cast
from customers.sandbox.account import Account
from customers.sandbox.company import Company

TODAY = date(2026, 11, 23)
COUNT = 1_000


class Generated(NamedTuple):
    """One customer with both lists, and the documents they were read from."""

    account: Account
    currency: str
    customer: Customer
    subscriptions: tuple[Subscription, ...]
    payments: tuple[Payment, ...]


@cache
def generated_customers() -> tuple[Generated, ...]:
    """Of all tenants in turn, the cast first; made once, since it takes some seconds."""
    companies = [Company(tenant, COUNT, 11, TODAY) for tenant in cast.TENANTS]
    turns = (divmod(number, len(companies)) for number in range(COUNT))
    return tuple(
        _read(companies[place].tenant, companies[place].account(index)) for index, place in turns
    )


def _read(tenant: cast.Tenant, account: Account) -> Generated:
    return Generated(
        account,
        tenant.currency,
        normalise_customer(read_customer(sent(account.customers[0]))),
        tuple(normalise_subscription(read_subscription(sent(x))) for x in account.subscriptions),
        tuple(normalise_payment(read_payment(sent(x))) for x in account.payments),
    )


def sent(document: object) -> Json:
    """As it comes out of the strict decoder."""
    decoded = decode(json.dumps(document).encode())
    assert isinstance(decoded, dict)
    return decoded
