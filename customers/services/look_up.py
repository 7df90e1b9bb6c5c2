"""Look for a pasted id or e-mail address in one tenant, or in all of a user's tenants."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from customers.domain.identify import Kind, Recognised, recognise
from customers.models import Connection, CustomerCopy

from .errors import CustomerNotFound, ServiceError
from .fetch_customer import Question, fetch_customer
from .find_customers import Search, find_by_email
from .flexportal_client import question_seconds
from .open_customer import check_id, open_saved

__all__ = ["Answer", "Kind", "Recognised", "look_up_email", "look_up_id", "recognise"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one tenant said; `problem` is None when FlexPortal answered. `asked` is False when the
    time was used up before its turn came."""

    connection: Connection
    copies: tuple[CustomerCopy, ...] = ()
    problem: ServiceError | None = None
    asked: bool = True


def look_up_id(
    connections: Iterable[Connection], customer_id: str, *, clock: Callable[[], datetime]
) -> tuple[Answer, ...]:
    """Which of the tenants has this customer; a saved copy answers at once. Raises NotAnId."""
    check_id(customer_id)

    def ask(connection: Connection, seconds: float) -> Answer:
        if saved := open_saved(connection, customer_id):
            return Answer(connection, (saved.copy,))
        question = Question(connection, customer_id, clock, seconds=seconds)
        try:
            return Answer(connection, (fetch_customer(question),))
        except CustomerNotFound:
            return Answer(connection)

    return _ask_each(connections, ask, clock)


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
