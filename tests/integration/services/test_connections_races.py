"""Two tabs at once: what one did is not undone, or tripped over, by the other."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from customers.flexportal.client import Client
from customers.models import Connection, CustomerCopy, ListCopy, Tenant
from customers.sandbox.cast import MARIEKE, NETHERLANDS
from customers.sandbox.sandbox import Sandbox
from customers.services.errors import ConnectionNotFound, CustomerNotFound
from customers.services.flexportal_client import Secret
from customers.services.open_customer import open_customer
from customers.services.remove_connection import remove_connection
from customers.services.rename_connection import rename_connection
from customers.services.replace_key import replace_key
from tests.integration.connections import NOW, a_connection

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
Meanwhile = Callable[[Callable[[], object]], None]


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Does something while FlexPortal is asked about a key."""

    def arrange(act: Callable[[], object]) -> None:
        really = Client.try_key

        def slowly(client: Client) -> None:
            act()
            really(client)

        monkeypatch.setattr(Client, "try_key", slowly)

    return arrange


def test_a_connection_removed_meanwhile_does_not_come_back_with_a_new_key(
    owner: User, sandbox: Sandbox, meanwhile: Meanwhile
) -> None:
    connection = a_connection(owner)
    meanwhile(lambda: remove_connection(owner, connection.pk, now=timezone.now()))
    with pytest.raises(ConnectionNotFound):
        replace_key(owner, connection.pk, Secret(NETHERLANDS.key), now=LATER)
    assert not Connection.objects.exists()


def test_a_name_given_meanwhile_stays(owner: User, sandbox: Sandbox, meanwhile: Meanwhile) -> None:
    connection = a_connection(owner)
    meanwhile(lambda: rename_connection(owner, connection.pk, name="Noord", hue="slate"))
    replace_key(owner, connection.pk, Secret(NETHERLANDS.key), now=LATER)
    assert Connection.objects.get().name == "Noord"


def save_lists(connection: Connection) -> None:
    for customer_id in (MARIEKE, "cust_1"):
        ListCopy.objects.create(
            tenant=connection.tenant,
            customer_id=customer_id,
            kind="orders",
            document="[]",
            fetched_at=NOW,
        )


def test_with_the_last_connection_the_saved_lists_go(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner)
    save_lists(connection)
    remove_connection(owner, connection.pk, now=timezone.now())
    assert not ListCopy.objects.exists()


def test_with_a_customer_that_is_gone_the_saved_lists_go(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner)
    save_lists(connection)
    with pytest.raises(CustomerNotFound):
        open_customer(connection, "cust_1", refresh=False, clock=lambda: NOW)
    assert [one.customer_id for one in ListCopy.objects.all()] == [MARIEKE]
    assert not CustomerCopy.objects.exists()


def test_a_currency_written_down_meanwhile_stays(
    owner: User, sandbox: Sandbox, meanwhile: Meanwhile
) -> None:
    pk = a_connection(owner, verify=False).pk
    meanwhile(lambda: rename_connection(owner, pk, name="Noord", hue="slate", currency="CHF"))
    replace_key(owner, pk, Secret(NETHERLANDS.key), now=LATER)
    assert Tenant.objects.get().currency == "CHF"
