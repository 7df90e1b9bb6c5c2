"""Quotes over a real socket: asked by the connection's own key, counted, kept nowhere."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from customers.domain.quote import BuyoutQuote, EarlyReturnQuote
from customers.models import Connection, FailureReason, Fault, RequestWindow
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.services.ask_quotes import AskedQuotes, ask_quotes
from customers.services.errors import Busy, FetchFailed, KeyRefused, NotAnId
from customers.services.wait_place import waiting_room

pytestmark = pytest.mark.django_db
BUYOUT = "/v1/subscriptions/calculate-buyout"
EARLY_RETURN = "/v1/subscriptions/calculate-early-return-fee"


def asked(connection: Connection, subscription_id: str = cast.QUOTE_RENTAL) -> AskedQuotes:
    """What came of asking now."""
    return ask_quotes(connection, subscription_id, clock=timezone.now)


def test_the_documented_quotes(connection: Connection, sandbox: Sandbox) -> None:
    """4 × 129 + 142 = 658, and 4 × 129 × 50 % = 258 (contract §10.1); two questions, both POSTs."""
    quotes = asked(connection).quotes
    assert quotes is not None
    assert quotes.buyout == BuyoutQuote(Decimal(658), Decimal(4), Decimal(129), Decimal(142))
    assert quotes.early_return == EarlyReturnQuote(
        Decimal(258), Decimal(4), Decimal(129), Decimal(50)
    )
    assert (quotes.buyout.working, quotes.early_return.working) == (
        "4 × 129.00 + 142.00",
        "4 × 129.00 × 50\u00a0%",
    )
    sent = [(one.method, one.path) for one in sandbox.requests]
    assert sent == [("POST", BUYOUT), ("POST", EARLY_RETURN)]


def test_both_questions_are_counted(connection: Connection) -> None:
    RequestWindow.objects.all().delete()
    asked(connection)
    assert RequestWindow.objects.get(tenant=connection.tenant).request_count == 2


def test_nothing_is_asked_beyond_the_limit(
    connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    RequestWindow.objects.all().delete()
    settings.FLEXPORTAL_RATE_LIMIT = 1
    problem = asked(connection).problem
    assert isinstance(problem, FetchFailed)
    assert problem.reason is FailureReason.LIMITED
    assert len(sandbox.requests) == 1


def test_what_flexportal_will_not_calculate_is_no_fault(connection: Connection) -> None:
    """An ended subscription is refused by both (SUBSCRIPTION_NOT_ACTIVE)."""
    quotes = asked(connection, cast.ENDED_RENTAL).quotes
    assert quotes is not None
    assert (quotes.buyout, quotes.early_return) == (None, None)
    assert not Fault.objects.exists()


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("500", FailureReason.UNREACHABLE),
        ("429", FailureReason.LIMITED),
        ("malformed", FailureReason.MALFORMED),
        ("slow", FailureReason.TIMEOUT),
        ("404", FailureReason.UNREACHABLE),
    ],
)
def test_every_failure_is_named(
    connection: Connection, sandbox: Sandbox, settings: Settings, fault: str, reason: FailureReason
) -> None:
    settings.FLEXPORTAL_DEADLINE, sandbox.fault = 0.8, fault
    found = asked(connection)
    assert isinstance(found.problem, FetchFailed)
    assert (found.quotes, found.problem.reason) == (None, reason)


def test_a_subscription_flexportal_does_not_know_is_said_so(connection: Connection) -> None:
    problem = asked(connection, "rent_nobody").problem
    assert problem is not None
    assert problem.explanation == "FlexPortal knows no such subscription any more."


@pytest.mark.parametrize("fault", ["401", "403"])
def test_a_refused_key_is_noted(connection: Connection, sandbox: Sandbox, fault: str) -> None:
    sandbox.fault = fault
    with pytest.raises(KeyRefused):
        asked(connection)
    connection.refresh_from_db()
    assert not connection.is_working


def test_what_cannot_be_an_id_is_not_sent(connection: Connection, sandbox: Sandbox) -> None:
    with pytest.raises(NotAnId):
        asked(connection, "..")
    assert not sandbox.requests


def test_both_share_the_time_of_one_question(
    connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    """When the first has used it up, the second is not asked."""
    started = timezone.now()
    late = started + timedelta(seconds=settings.FLEXPORTAL_DEADLINE)

    def clock() -> datetime:
        return late if sandbox.requests else started

    problem = ask_quotes(connection, cast.QUOTE_RENTAL, clock=clock).problem
    assert isinstance(problem, FetchFailed)
    assert problem.reason is FailureReason.TIMEOUT
    assert [one.path for one in sandbox.requests] == [BUYOUT]


def test_a_full_waiting_room_is_told_at_once(
    connection: Connection, sandbox: Sandbox, settings: Settings
) -> None:
    settings.FLEXPORTAL_WAITERS = 1
    with waiting_room.place(1):
        found = asked(connection)
    assert isinstance(found.problem, Busy)
    assert not sandbox.requests
