"""A thousand customers: the panel of devices adds up to the headline, to the cent."""

from decimal import Decimal

import pytest

from customers.domain.list_document import from_list_document, to_list_document
from customers.domain.payment import Payment, PaymentStatus
from customers.domain.subscription import Subscription
from customers.models import ListKind
from customers.selectors.devices import DevicesPanel, get_devices_panel
from tests.contract.generated import Generated, generated_customers
from tests.integration.panels import a_source


def panel(one: Generated) -> DevicesPanel:
    """The panel of a generated customer."""
    source = a_source(ListKind.SUBSCRIPTIONS, one.customer, currency=one.currency)
    return get_devices_panel(source, one.subscriptions)


@pytest.fixture(scope="module")
def everybody() -> tuple[Generated, ...]:
    """The thousand."""
    return generated_customers()


def test_devices_add_up_to_the_headline(everybody: tuple[Generated, ...]) -> None:
    """Wherever the headline is known, the sum is the same; nobody's difference is hidden."""
    for one in everybody:
        for compared in panel(one).compared:
            known = "unknown in the headline" not in compared.words
            assert compared.agrees == known, (one.customer.customer_id, compared.words)


def test_rows_add_up_to_their_totals(everybody: tuple[Generated, ...]) -> None:
    """Over all pages; of what is unknown, nothing is added."""
    for one in everybody:
        shown = panel(one)
        if shown.table.next_href:
            continue
        for part in ("collected", "cost"):
            values = [getattr(row, part).value for row in shown.rows]
            total = sum((Decimal(value) for value in values if value), Decimal(0))
            assert total == Decimal(getattr(shown.totals, part).value)


def test_collected_is_what_was_paid(everybody: tuple[Generated, ...]) -> None:
    """The lists agree with each other, buyouts and fees included as the sandbox pays them."""
    for one in everybody:
        paid = [
            payment.value.value or 0
            for payment in one.payments
            if payment.status is PaymentStatus.PAID
        ]
        if one.subscriptions and one.customer.collected.value is not None:
            assert Decimal(panel(one).totals.collected.value) == sum(paid, Decimal(0))


def test_saved_lists_come_back_exactly(everybody: tuple[Generated, ...]) -> None:
    for one in everybody[::10]:
        devices, payments = one.subscriptions, one.payments
        assert from_list_document(Subscription, to_list_document(devices)) == devices
        assert from_list_document(Payment, to_list_document(payments)) == payments
