"""Ask FlexPortal's two calculators what keeping or returning a device would cost now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from customers.domain.quote import Quotes
from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError, Rejected
from customers.models import Connection, FailureReason
from customers.normalise.quote import normalise_buyout_quote, normalise_early_return_quote

from .counted_client import counted_client
from .errors import Busy, CustomerNotFound, FetchFailed
from .explain_failure import fetch_failed
from .flexportal_client import question_seconds, waiting_places
from .keep_answer import keep_failure, keep_success
from .wait_place import waiting_room

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class AskedQuotes:
    """The quotes, or why none came; neither before anybody asked."""

    quotes: Quotes | None = None
    problem: FetchFailed | Busy | None = None


def ask_quotes(
    connection: Connection, subscription_id: str, *, clock: Callable[[], datetime]
) -> AskedQuotes:
    """Both quotes, within the time of one question. They are indicative, so none is kept.

    Raises NotAnId and KeyRefused.
    """
    try:
        with waiting_room.place(waiting_places()):
            return AskedQuotes(_ask_both(connection, subscription_id, clock))
    except (FetchFailed, Busy) as problem:
        return AskedQuotes(problem=problem)


def _ask_both(
    connection: Connection, subscription_id: str, clock: Callable[[], datetime]
) -> Quotes:
    asked_at = clock()
    ends = asked_at + timedelta(seconds=question_seconds())

    def ask(calculate: Callable[[Client], Answer]) -> Answer | None:
        return _ask(connection, subscription_id, calculate, ends=ends, clock=clock)

    price = ask(lambda client: client.calculate_buyout(subscription_id))
    fee = ask(lambda client: client.calculate_early_return(subscription_id))
    return Quotes(
        asked_at,
        None if price is None else normalise_buyout_quote(price),
        None if fee is None else normalise_early_return_quote(fee),
    )


def _ask(
    connection: Connection,
    subscription_id: str,
    calculate: Callable[[Client], Answer],
    *,
    ends: datetime,
    clock: Callable[[], datetime],
) -> Answer | None:
    """One answer; None where FlexPortal says that this cannot be done."""
    started = clock()
    if ends <= started:
        raise fetch_failed(FailureReason.TIMEOUT, None)
    client = counted_client(connection, clock=clock, ends=ends)
    try:
        answer = calculate(client)
    except Rejected:
        answer = None
    except FlexPortalError as error:
        failure = keep_failure(connection, f"quotes of {subscription_id}", error, now=clock())
        if isinstance(failure, CustomerNotFound):
            words = "FlexPortal knows no such subscription any more."
            raise FetchFailed(FailureReason.UNREACHABLE, None, words) from error
        raise failure from error
    keep_success(connection, started=started, now=clock())
    return answer
