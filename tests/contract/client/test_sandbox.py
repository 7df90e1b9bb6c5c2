"""The client against the sandbox: the same questions a person's pages ask, faults included."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from customers.flexportal.client import Client, Tenancy
from customers.flexportal.errors import (
    FlexPortalError,
    Forbidden,
    ForeignData,
    Limited,
    Malformed,
    NotFound,
    Refused,
    Rejected,
    TimedOut,
    Unreachable,
)
from customers.flexportal.secret import Secret
from customers.flexportal.transport import Transport
from customers.sandbox import cast
from customers.sandbox.faults import FAULTS
from customers.sandbox.sandbox import Sandbox
from customers.sandbox.server import running_sandbox

Ask = Callable[..., Client]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox(customers=230) as running:
        yield running


@pytest.fixture
def ask(sandbox: Sandbox, transport: Transport) -> Ask:
    """Make a client of one of the sandbox's tenants."""

    def make(
        tenant: cast.Tenant = cast.NETHERLANDS, key: str | None = None, deadline: float = 5.0
    ) -> Client:
        secret = Secret(tenant.key if key is None else key)
        return Client(transport, Tenancy(sandbox.url, tenant.tenant_id, secret), deadline)

    return make


@pytest.mark.parametrize("tenant", cast.TENANTS, ids=lambda tenant: tenant.region)
def test_each_key_opens_its_own_tenant(ask: Ask, tenant: cast.Tenant) -> None:
    ask(tenant).try_key()


@pytest.mark.parametrize(
    ("tenant", "key", "kind"),
    [
        (cast.NETHERLANDS, "pk_live_xx_unheard-of", Refused),
        (cast.NETHERLANDS, cast.REVOKED_KEY, Refused),
        (cast.STATES, cast.NETHERLANDS.key, Forbidden),
    ],
)
def test_any_other_key_is_refused(
    ask: Ask, tenant: cast.Tenant, key: str, kind: type[FlexPortalError]
) -> None:
    with pytest.raises(kind):
        ask(tenant, key).try_key()


def test_the_documented_customer_in_the_nested_shape(ask: Ask) -> None:
    record = ask().get_customer(cast.EXAMPLE_NESTED)
    figures = record.profitability
    assert figures is not None
    assert figures.lifetime_collected == Decimal(4250)
    assert figures.total_acquisition_cost == Decimal(3600)
    assert figures.cost_recovery_percent == Decimal("118.05")
    assert figures.average_monthly_revenue == Decimal("354.17")
    assert (figures.total_devices_ever, figures.active_devices) == (3, 2)
    assert record.billing_address is not None
    assert record.billing_address.city == "Amsterdam"
    assert record.shipping_address is not None
    assert record.shipping_address.company == "Acme Corp"
    assert record.unreadable == ()


def test_the_documented_customer_in_the_flat_shape(ask: Ask) -> None:
    record = ask().get_customer(cast.EXAMPLE_FLAT)
    assert record.profitability is None
    assert record.lifetime_collected == Decimal(4250)
    assert record.total_acquisition_cost == Decimal(3600)


def test_everything_a_tenant_has_is_read_without_a_doubt(ask: Ask) -> None:
    client = ask(cast.STATES)
    customers = list(client.list_customers())
    assert len({row.customer_id for row in customers}) == len(customers) > 0
    for rows in (customers, client.list_subscriptions(), client.list_orders()):
        assert {(row.tenant_id, row.unreadable) for row in rows} == {(cast.STATES.tenant_id, ())}


def test_what_belongs_to_a_customer_fits_together(ask: Ask) -> None:
    client = ask()
    customer = client.get_customer(cast.EXAMPLE_FLAT)
    rentals = list(client.list_subscriptions(customer_id=customer.customer_id))
    orders = list(client.list_orders(customer_id=customer.customer_id))
    paid = list(client.list_payments(customer_id=customer.customer_id, status="paid"))
    assert {row.subscription_id for row in rentals} == set(customer.rental_ids or ())
    assert {row.order_id for row in orders} == set(customer.order_ids or ())
    assert sum(row.total or 0 for row in paid) == customer.lifetime_collected


def test_single_objects_say_what_their_lists_say(ask: Ask) -> None:
    client = ask()
    [rental, *_] = client.list_subscriptions(customer_id=cast.EXAMPLE_FLAT)
    [order, *_] = client.list_orders(customer_id=cast.EXAMPLE_FLAT)
    [payment, *_] = client.list_payments(customer_id=cast.EXAMPLE_FLAT)
    assert client.get_subscription(rental.subscription_id) == rental
    assert client.get_order(order.order_id) == order
    assert client.get_payment(payment.payment_id) == payment


def test_an_email_is_found_whoever_is_active(ask: Ask) -> None:
    found = {row.customer_id for row in ask().list_customers(email=cast.SHARED_EMAIL)}
    found |= {
        row.customer_id for row in ask().list_customers(email=cast.SHARED_EMAIL, status="inactive")
    }
    assert found == {cast.SHARED_EMAIL_ACTIVE, cast.SHARED_EMAIL_INACTIVE}


def test_many_payments_come_in_pages_each_once(ask: Ask) -> None:
    payments = list(ask().list_payments(customer_id=cast.TWO_THOUSAND_PAYMENTS))
    assert len({row.payment_id for row in payments}) == len(payments) >= 2000


def test_payments_of_a_window_of_days(ask: Ask) -> None:
    today = datetime.now(UTC).date()
    first = date(today.year - 1, 1, 1)
    found = list(ask().list_payments(customer_id=cast.EXAMPLE_FLAT, due_from=first, due_to=today))
    assert found
    assert all(first.isoformat() <= (row.due_date or "")[:10] <= str(today) for row in found)


def test_the_documented_quotes(ask: Ask) -> None:
    buyout = ask().calculate_buyout(cast.QUOTE_RENTAL)
    early = ask().calculate_early_return(cast.QUOTE_RENTAL)
    assert (buyout.buyout_price, early.early_return_fee) == (Decimal(658), Decimal(258))


def test_no_quote_for_what_has_ended_or_never_was(ask: Ask) -> None:
    with pytest.raises(Rejected) as ended:
        ask().calculate_buyout(cast.ENDED_RENTAL)
    assert ended.value.code == "SUBSCRIPTION_NOT_ACTIVE"
    with pytest.raises(NotFound):
        ask().calculate_early_return("rent_unheard_of")


@pytest.mark.parametrize("customer_id", ["unheard-of", "../costs", "%2e%2e", "a/b?c#d", "Zoë"])
def test_an_unknown_id_is_not_found_however_odd(ask: Ask, customer_id: str) -> None:
    with pytest.raises(NotFound):
        ask().get_customer(customer_id)


MEANING: dict[str, type[FlexPortalError]] = {
    "401": Refused,
    "403": Forbidden,
    "404": NotFound,
    "429": Limited,
    "500": Unreachable,
    "503": Unreachable,
    "slow": TimedOut,
    "drip": TimedOut,
    "drip_header": TimedOut,
    "cut": Unreachable,
    "wrong_tenant": ForeignData,
} | dict.fromkeys(
    (
        "malformed",
        "deep",
        "nan",
        "latin1",
        "duplicate_key",
        "wrong_id",
        "huge",
        "redirect",
        "204",
    ),
    Malformed,
)


@pytest.mark.parametrize("fault", sorted(FAULTS - {"cookie"}))
def test_every_fault_has_its_name_and_ends_in_time(ask: Ask, fault: str) -> None:
    deadline = 1.0 if MEANING[fault] is TimedOut else 10.0
    start = time.monotonic()
    with pytest.raises(FlexPortalError) as failed:
        ask(deadline=deadline).get_customer(cast.FAULT_PREFIX + fault)
    assert type(failed.value) is MEANING[fault]
    assert time.monotonic() - start < deadline + 0.5


def test_a_cookie_is_no_fault(ask: Ask) -> None:
    customer_id = f"{cast.FAULT_PREFIX}cookie"
    assert ask().get_customer(customer_id).customer_id == customer_id
