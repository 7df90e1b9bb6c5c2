"""The support summary in the terminal."""

import json
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from customers.models import Connection, CustomerCopy
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.wait_place import waiting_room
from tests.integration.connections import a_connection
from tests.integration.pages import save_copy

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[str, str]:
    """What stands on standard output and standard error."""
    out, err = StringIO(), StringIO()
    call_command("lookup", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_the_summary_in_words(connection: Connection) -> None:
    """Who, whether they have paid back, five facts, and when that was fetched."""
    out, err = run("owner", cast.EXAMPLE_NESTED)
    lines = out.splitlines()
    assert lines[0] == f"John Smith ({cast.EXAMPLE_NESTED})"
    assert lines[1].startswith("Acme Corp · ")
    assert lines[1].endswith(" · Nordlicht Nederland")
    assert lines[2].replace("\u00a0", " ") == "Has paid back 118 % of what was spent."
    assert [line[:2] for line in lines[3:8]] == ["1.", "2.", "3.", "4.", "5."]
    assert lines[8].startswith("Fetched ")
    assert err == ""


def test_the_summary_for_scripts(connection: Connection) -> None:
    """The documented names, money digit by digit."""
    out, _ = run("owner", cast.EXAMPLE_NESTED, "--json")
    summary = json.loads(out, parse_float=Decimal)
    reasons = summary["canUpgrade"].pop("reasons")
    assert len(reasons) == 2
    assert summary.pop("fetchedAt").endswith("Z")
    assert summary.pop("email")
    assert summary == {
        "name": "John Smith",
        "company": "Acme Corp",
        "activeSubscriptions": 2,
        "monthlyRevenue": Decimal("354.17"),
        "lifetimeValue": Decimal(4250),
        "isProfitable": True,
        "recoveryStatus": "profitable",
        "canUpgrade": {"value": True},
    }


def test_unknown_is_null(connection: Connection) -> None:
    """And a customer without a company is an individual."""
    out, _ = run("owner", cast.ARCHIVED, "--json")
    summary = json.loads(out)
    assert summary["monthlyRevenue"] is None
    assert summary["lifetimeValue"] is None
    assert summary["isProfitable"] is None
    assert summary["company"] == "Individual"


def test_a_young_copy_is_believed_and_an_old_one_renewed(
    connection: Connection, sandbox: Sandbox
) -> None:
    """Nobody can look behind a terminal's back."""
    for age, questions in ((30, 0), (61, 1)):
        save_copy(connection, cast.TOM, age=age)
        sandbox.requests.clear()
        run("owner", cast.TOM)
        assert len(sandbox.requests) == questions


def test_a_saved_copy_says_so_on_standard_error(
    connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """Standard output stays clean for scripts."""
    save_copy(connection, cast.TOM, age=3 * 3600)
    sandbox.fault = "503"
    out, err = run("owner", cast.TOM, "--json")
    assert json.loads(out)["name"]
    assert "FlexPortal did not answer. You are looking at the saved copy from" in err
    sandbox.fault = None
    settings.FLEXPORTAL_WAITERS = 1
    CustomerCopy.objects.update(failed_at=None, failure="")
    with waiting_room.place(1):
        err = run("owner", cast.TOM)[1]
    assert "already waits for many answers from FlexPortal. This is the saved copy." in err


def test_the_tenants_are_asked_in_turn_until_one_has_the_customer(
    connection: Connection, owner: User, sandbox: Sandbox
) -> None:
    """The one named alone; the one with a saved copy first."""
    a_connection(owner, cast.STATES)
    assert "Nordlicht US" in run("owner", cast.GRACE)[0]
    sandbox.requests.clear()
    run("owner", cast.GRACE)
    assert len(sandbox.requests) == 0
    with pytest.raises(CommandError, match=r"^Nordlicht Nederland \(EU region\): .*not found"):
        run("owner", cast.GRACE, "--tenant", connection.tenant.slug)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("nobody", "x"), "There is no user “nobody”."),
        (("owner", "x", "--tenant", "else"), "owner has no connection to the tenant “else”."),
        (("owner", ".."), "it is only dots"),
        (("owner", "cust_nobody"), "FlexPortal was asked just now and answered “not found”."),
        (("owner", "cust_fault_401"), "FlexPortal refused this key (401)."),
        (("owner", "cust_fault_503"), "FlexPortal did not answer."),
    ],
)
@pytest.mark.usefixtures("connection")
def test_a_failure_is_a_plain_reason(arguments: tuple[str, ...], reason: str) -> None:
    """And exit code 1."""
    with pytest.raises(CommandError) as failure:
        run(*arguments)
    assert reason in str(failure.value)
    assert failure.value.returncode == 1


def test_a_user_without_a_connection(outsider: User) -> None:
    """Is told so."""
    with pytest.raises(CommandError, match=r"^outsider has no connection\.$"):
        run("outsider", "x")


def test_a_failure_counts_more_than_not_found(
    connection: Connection, owner: User, sandbox: Sandbox
) -> None:
    """The tenant that gave no answer may still have the customer."""
    a_connection(owner, cast.STATES)
    Connection.objects.filter(pk=connection.pk).update(sealed_key=b"\x01" * 60)
    with pytest.raises(CommandError) as failure:
        run("owner", "cust_nobody")
    assert "cannot be opened any more" in str(failure.value)
    assert "not found" not in str(failure.value)
