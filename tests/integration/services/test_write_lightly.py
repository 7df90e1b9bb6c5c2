"""What need not outlive a power cut does not wait for the disk; everything else does."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, transaction
from django.db import connection as database
from django.db.backends.utils import CursorWrapper
from django.test.utils import CaptureQueriesContext

from customers.models import Connection, RequestWindow, Tenant
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services import open_customer as opening
from customers.services.open_customer import open_customer
from customers.services.write_lightly import lightly
from tests.integration.connections import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def level() -> Iterator[str]:
    """The setting that says whether a commit waits, at production's value."""
    if database.vendor != "sqlite":
        yield "SHOW synchronous_commit"
        return
    run("PRAGMA synchronous = FULL")
    yield "PRAGMA synchronous"
    run("PRAGMA synchronous = OFF")


def run(sql: str) -> object:
    """What one statement answers."""
    with database.cursor() as cursor:
        return answer(cursor, sql)


def answer(cursor: CursorWrapper, sql: str) -> object:
    """The first value, if there is one."""
    cursor.execute(sql)
    row = cursor.fetchone() if cursor.description else None
    return row and row[0]


def test_only_this_transaction_does_not_wait(level: str) -> None:
    """Whatever becomes of it, the next one waits again."""
    before = run(level)
    with lightly():
        assert run(level) in {1, "off"}
        Tenant.objects.create(region="eu", tenant_id="bu_1", slug="one")
    assert run(level) == before
    with pytest.raises(IntegrityError), lightly():
        Tenant.objects.create(region="eu", tenant_id="bu_1", slug="two")
    assert run(level) == before
    assert list(Tenant.objects.values_list("slug", flat=True)) == ["one"]


def test_within_another_transaction_it_waits_as_that_one_does(level: str) -> None:
    """And is undone with it."""
    before = run(level)
    with transaction.atomic():
        with lightly():
            assert run(level) == before
            Tenant.objects.create(region="eu", tenant_id="bu_1", slug="one")
        transaction.set_rollback(True)
    assert not Tenant.objects.exists()


def test_a_cold_lookup_waits_for_the_disk_once(
    connection: Connection, sandbox: Sandbox, level: str
) -> None:
    """Lease and count lightly, the answer for good; nothing is written after it."""
    if database.vendor != "sqlite":
        return
    with CaptureQueriesContext(database) as captured:
        open_customer(connection, cast.MARIEKE, refresh=False, clock=lambda: NOW)
    waits, commits = True, []
    for sql in (query["sql"] for query in captured):
        if sql.startswith("PRAGMA synchronous ="):
            waits = sql != "PRAGMA synchronous = 1"
        elif sql == "COMMIT":
            commits.append(waits)
    assert commits == [False, True]
    assert RequestWindow.objects.get().request_count == 1


def test_no_list_of_recent_customers_costs_a_saved_copy(
    connection: Connection, sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    """On a database that is read-only just now, the copy is shown, and that is not tried again."""
    open_customer(connection, cast.MARIEKE, refresh=False, clock=lambda: NOW)
    opening._noted.clear()
    read_only, writable = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        "postgresql": (
            "SET default_transaction_read_only TO on",
            "SET default_transaction_read_only TO off",
        ),
    }[database.vendor]
    run(read_only)
    try:
        for _ in range(2):
            opened = open_customer(connection, cast.MARIEKE, refresh=False, clock=lambda: NOW)
            assert opened.customer.customer_id == cast.MARIEKE
    finally:
        run(writable)
    assert [record.message for record in caplog.records if "recent" in record.message] == [
        "The list of recent customers cannot be kept."
    ]
