"""Look for a pasted id or e-mail address in one tenant, or in all of a user's tenants."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from customers.domain.identify import BESIDE_CUSTOMERS, IdKind, Kind, Recognised, recognise
from customers.models import Connection, CustomerCopy

from . import find_owner
from .errors import Busy, FetchFailed, ServiceError
from .find_customers import Search, find_by_email
from .find_saved_owner import find_saved_owner
from .flexportal_client import question_seconds
from .open_customer import check_id

__all__ = [
    "BESIDE_CUSTOMERS",
    "Answer",
    "IdKind",
    "Kind",
    "Recognised",
    "check_text",
    "look_up_email",
    "look_up_id",
    "recognise",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one tenant said; `problem` is None when FlexPortal answered. `asked` is False when the
    time was used up before its turn came. `kind` is what a found id turned out to be."""

    connection: Connection
    copies: tuple[CustomerCopy, ...] = ()
    problem: ServiceError | None = None
    asked: bool = True
    kind: IdKind | None = None


def look_up_id(
    connections: Iterable[Connection],
    text: str,
    kinds: tuple[IdKind, ...],
    *,
    clock: Callable[[], datetime],
) -> tuple[Answer, ...]:
    """Whose id it is in each of the tenants, as one of `kinds`; what is saved serves in need.

    Raises NotAnId.
    """
    check_text(text, kinds)

    def ask(connection: Connection, seconds: float) -> Answer:
        search = find_owner.Search(connection, text, kinds, clock, seconds)
        try:
            found, problem = find_owner.find_owner(search), None
        except (FetchFailed, Busy) as failure:
            found, problem = find_saved_owner(search), failure
            if not found.copies:
                raise
        return Answer(connection, found.copies, problem, kind=found.kind)

    return _ask_each(connections, ask, clock)


def check_text(text: str, kinds: tuple[IdKind, ...]) -> None:
    """Raise NotAnId for what cannot be an id; a serial number may have spaces in it."""
    if kinds != (IdKind.SERIAL,):
        check_id(text)


def look_up_email(
    connections: Iterable[Connection], email: str, *, clock: Callable[[], datetime]
) -> tuple[Answer, ...]:
    """The customers with this address in each of the tenants."""

    def ask(connection: Connection, seconds: float) -> Answer:
        found = find_by_email(Search(connection, email, clock, seconds))
        return Answer(connection, found.copies, found.problem)

    return _ask_each(connections, ask, clock)


def _ask_each(
    connections: Iterable[Connection],
    ask: Callable[[Connection, float], Answer],
    clock: Callable[[], datetime],
) -> tuple[Answer, ...]:
    """One after another, within the time of one question; a failure leaves the rest standing."""
    answers, ends = [], clock() + timedelta(seconds=question_seconds())
    for connection in connections:
        left = (ends - clock()).total_seconds()
        if left <= 0:
            answers.append(Answer(connection, asked=False))
            continue
        try:
            answers.append(ask(connection, left))
        except ServiceError as problem:
            answers.append(Answer(connection, problem=problem))
    return tuple(answers)
