"""What becomes of a connection: tried again, renamed, its key replaced, removed, re-sealed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.models import Connection, CustomerCopy, RecentCustomer, RequestWindow, Tenant
from customers.sandbox.cast import NETHERLANDS, STATES
from customers.sandbox.sandbox import Sandbox
from customers.services.errors import CannotOpenKey, ConnectionNotFound, FetchFailed, KeyRefused
from customers.services.flexportal_client import Secret, identity_of, open_key
from customers.services.record_answer import record_accepted, record_refused
from customers.services.remove_connection import remove_connection
from customers.services.rename_connection import rename_connection
from customers.services.replace_key import replace_key
from customers.services.rotate_vault_keys import rotate_vault_keys
from customers.services.try_connection import try_connection
from customers.vault import is_sealed_by
from tests.integration.connections import NOW, WRONG_KEY, a_connection

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
OLD_VAULT_KEY, NEW_VAULT_KEY = bytes(32), bytes(range(32))


def kept(connection: Connection) -> Connection:
    return Connection.objects.get(pk=connection.pk)


def test_trying_an_untried_key_makes_it_work(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner, verify=False)
    try_connection(owner, connection.pk, now=LATER)
    assert kept(connection).accepted_at == LATER
    assert kept(connection).is_working
    assert kept(connection).tenant.currency == NETHERLANDS.currency


def test_a_refusal_is_kept_with_its_beginning_and_its_reason(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner, key=WRONG_KEY, verify=False)
    for now in (NOW, LATER):
        with pytest.raises(KeyRefused):
            try_connection(owner, connection.pk, now=now)
    refused = kept(connection)
    assert (refused.refused_since, refused.refused_at) == (NOW, LATER)
    assert "401" in refused.refusal
    assert refused.state == "refused"


def test_no_answer_says_nothing_of_the_key(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner)
    sandbox.fault = "503"
    with pytest.raises(FetchFailed):
        try_connection(owner, connection.pk, now=LATER)
    assert kept(connection).accepted_at == NOW
    assert kept(connection).is_working


def test_a_trial_counts_as_a_request_and_stops_at_the_limit(
    owner: User, sandbox: Sandbox, settings: Settings
) -> None:
    settings.FLEXPORTAL_RATE_LIMIT = 1
    connection = a_connection(owner)
    try_connection(owner, connection.pk, now=LATER)
    assert RequestWindow.objects.get().request_count == 1
    with pytest.raises(FetchFailed, match="used up"):
        try_connection(owner, connection.pk, now=LATER)


def test_an_accepted_new_key_takes_the_place_of_the_old(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner, key=WRONG_KEY, verify=False)
    with pytest.raises(KeyRefused):
        try_connection(owner, connection.pk, now=NOW)
    replace_key(owner, connection.pk, Secret(NETHERLANDS.key), now=LATER)
    replaced = kept(connection)
    assert replaced.is_working
    assert replaced.refused_at == NOW
    assert open_key(replaced) == Secret(NETHERLANDS.key)


def test_a_refused_new_key_changes_nothing(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner)
    with pytest.raises(KeyRefused):
        replace_key(owner, connection.pk, Secret(WRONG_KEY), now=LATER)
    assert kept(connection).is_working
    assert open_key(kept(connection)) == Secret(NETHERLANDS.key)


def test_an_answer_to_a_replaced_key_says_nothing_of_the_new_one(
    owner: User, sandbox: Sandbox
) -> None:
    before = a_connection(owner)
    replace_key(owner, before.pk, Secret(NETHERLANDS.key), now=NOW)
    record_refused(before, KeyRefused("FlexPortal refused this key (401)."), now=LATER)
    assert kept(before).is_working
    record_accepted(before, now=LATER)
    assert kept(before).accepted_at == NOW


def test_a_key_can_be_replaced_when_the_vault_cannot_open_the_old_one(
    owner: User, sandbox: Sandbox, settings: Settings
) -> None:
    connection = a_connection(owner)
    settings.VAULT_KEYS = (NEW_VAULT_KEY,)
    with pytest.raises(CannotOpenKey):
        try_connection(owner, connection.pk, now=LATER)
    replace_key(owner, connection.pk, Secret(NETHERLANDS.key), now=LATER)
    assert try_connection(owner, connection.pk, now=LATER).is_working


def test_renaming_keeps_the_key_working(owner: User, sandbox: Sandbox) -> None:
    connection = a_connection(owner)
    rename_connection(owner, connection.pk, name="Noord", hue="slate")
    assert (kept(connection).name, kept(connection).hue) == ("Noord", "slate")
    assert open_key(kept(connection)) == Secret(NETHERLANDS.key)


@pytest.mark.parametrize(("known", "then"), [("", "CHF"), ("EUR", "EUR")])
def test_a_currency_is_written_down_only_where_none_is_known(
    owner: User, sandbox: Sandbox, known: str, then: str
) -> None:
    connection = a_connection(owner, verify=False)
    Tenant.objects.update(currency=known)
    rename_connection(owner, connection.pk, name="Noord", hue="slate", currency="CHF")
    assert kept(connection).tenant.currency == then


def saw(user: User, connection: Connection, customer_id: str) -> None:
    RecentCustomer.objects.create(
        user=user, tenant=connection.tenant, customer_id=customer_id, opened_at=NOW
    )
    CustomerCopy.objects.create(
        tenant=connection.tenant, customer_id=customer_id, document="{}", body="{}", fetched_at=NOW
    )


def test_removing_takes_the_users_own_and_leaves_the_colleagues(
    owner: User, colleague: User, sandbox: Sandbox
) -> None:
    own, others = a_connection(owner), a_connection(colleague)
    elsewhere = a_connection(owner, STATES)
    saw(owner, own, "cust_1")
    saw(colleague, others, "cust_2")
    saw(owner, elsewhere, "cust_3")
    remove_connection(owner, own.pk, now=timezone.now())
    assert set(Connection.objects.all()) == {others, elsewhere}
    assert {one.customer_id for one in RecentCustomer.objects.all()} == {"cust_2", "cust_3"}
    assert CustomerCopy.objects.for_tenant(own.tenant).count() == 2


def test_with_the_last_connection_the_saved_copies_go(owner: User, sandbox: Sandbox) -> None:
    own, elsewhere = a_connection(owner), a_connection(owner, STATES)
    saw(owner, own, "cust_1")
    saw(owner, elsewhere, "cust_3")
    remove_connection(owner, own.pk, now=timezone.now())
    assert [one.customer_id for one in CustomerCopy.objects.all()] == ["cust_3"]
    assert Tenant.objects.get(pk=own.tenant_id).currency == ""


def test_nobody_acts_on_anothers_connection(owner: User, outsider: User, sandbox: Sandbox) -> None:
    for connection_id in (a_connection(owner).pk, uuid4()):
        with pytest.raises(ConnectionNotFound):
            try_connection(outsider, connection_id, now=NOW)
        with pytest.raises(ConnectionNotFound):
            replace_key(outsider, connection_id, Secret(NETHERLANDS.key), now=NOW)
        with pytest.raises(ConnectionNotFound):
            rename_connection(outsider, connection_id, name="Mine", hue="teal")
        with pytest.raises(ConnectionNotFound):
            remove_connection(outsider, connection_id, now=timezone.now())
    assert kept(Connection.objects.get()).name == NETHERLANDS.name


def test_rotation_reseals_what_an_older_key_sealed_and_then_rests(
    owner: User, colleague: User, sandbox: Sandbox, settings: Settings
) -> None:
    settings.VAULT_KEYS = (OLD_VAULT_KEY,)
    made = [a_connection(owner), a_connection(colleague)]
    settings.VAULT_KEYS = (NEW_VAULT_KEY, OLD_VAULT_KEY)
    newest = a_connection(owner, STATES)
    first, second = (rotate_vault_keys(settings.VAULT_KEYS) for _ in range(2))
    assert (first.sealed_count, first.current_count) == (2, 1)
    assert (second.sealed_count, second.current_count) == (0, 3)
    for one in map(kept, [*made, newest]):
        assert is_sealed_by(NEW_VAULT_KEY, bytes(one.sealed_key), identity=identity_of(one))
    assert open_key(kept(made[0])) == Secret(NETHERLANDS.key)


def test_rotation_names_what_no_key_opens_and_does_the_others(
    owner: User, colleague: User, sandbox: Sandbox, settings: Settings
) -> None:
    settings.VAULT_KEYS = (bytes(32 * [7]),)
    lost = a_connection(owner)
    settings.VAULT_KEYS = (OLD_VAULT_KEY,)
    a_connection(colleague)
    rotation = rotate_vault_keys((NEW_VAULT_KEY, OLD_VAULT_KEY))
    assert (rotation.sealed_count, rotation.unopened) == (1, (lost.pk,))
    assert bytes(kept(lost).sealed_key) == lost.sealed_key
