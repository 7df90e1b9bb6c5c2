"""Find the customer behind an id of any kind: an order, a subscription, a payment, a serial."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from customers.domain.id_kind import IdKind
from customers.domain.identify import can_be_customer_id
from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError, NotFound, Rejected
from customers.flexportal.records import SubscriptionRecord
from customers.models import Connection, CustomerCopy, FailureReason

from .counted_client import counted_client
from .errors import CustomerNotFound
from .explain_failure import fetch_failed
from .fetch_customer import Question, fetch_customer
from .flexportal_client import question_seconds, waiting_places
from .keep_answer import keep_failure, keep_success
from .open_customer import open_saved
from .wait_place import waiting_room


@dataclass(frozen=True, slots=True)
class Search:
    """One id looked for through one connection, as each of `kinds` in turn.

    `seconds` is how long all of it may take; None is as long as the settings allow.
    """

    connection: Connection
    text: str
    kinds: tuple[IdKind, ...]
    clock: Callable[[], datetime]
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """The customers it belongs to, and the kind it turned out to be; None when nobody has it."""

    copies: tuple[CustomerCopy, ...] = ()
    kind: IdKind | None = None


def find_owner(search: Search) -> Owners:
    """Ask FlexPortal kind by kind until one has it; saved customers answer at once.

    Raises KeyRefused, FetchFailed, NotAnId and Busy.
    """
    seconds = question_seconds() if search.seconds is None else search.seconds
    ends = search.clock() + timedelta(seconds=seconds)
    for kind in search.kinds:
        owners = (search.text,) if kind is IdKind.CUSTOMER else _owner_ids(search, kind, ends)
        if copies := tuple(_copies(search, owners, ends)):
            return Owners(copies, kind)
    return Owners()


def _copies(search: Search, owners: Iterable[str], ends: datetime) -> Iterator[CustomerCopy]:
    """The customers of those ids, as far as there are any."""
    for customer_id in owners:
        if saved := open_saved(search.connection, customer_id):
            yield saved.copy
            continue
        left = (ends - search.clock()).total_seconds()
        question = Question(search.connection, customer_id, search.clock, seconds=left)
        try:
            yield fetch_customer(question)
        except CustomerNotFound:
            continue


def _owner_ids(search: Search, kind: IdKind, ends: datetime) -> tuple[str, ...]:
    """Whose it is by FlexPortal's word; one question, counted."""
    connection, started = search.connection, search.clock()
    if ends <= started:
        raise fetch_failed(FailureReason.TIMEOUT, None)
    with waiting_room.place(waiting_places()):
        client = counted_client(connection, clock=search.clock, ends=ends)
        try:
            found = _ask(client, kind, search.text)
        except (NotFound, Rejected):  # rejected: it cannot even be an id of this kind
            return ()
        except FlexPortalError as error:
            raise keep_failure(connection, f"{kind} by id", error, now=search.clock()) from error
    keep_success(connection, started=started, now=search.clock())
    return tuple(dict.fromkeys(one for one in found if one and can_be_customer_id(one)))


def _ask(client: Client, kind: IdKind, text: str) -> tuple[str | None, ...]:
    match kind:
        case IdKind.SUBSCRIPTION:
            return (client.get_subscription(text).customer_id,)
        case IdKind.ORDER:
            return (client.get_order(text).customer_id,)
        case IdKind.PAYMENT:
            return (client.get_payment(text).customer_id,)
    return _holders(tuple(next(client.list_subscription_pages(serial_number=text)).items))


def _holders(contracts: tuple[SubscriptionRecord, ...]) -> tuple[str | None, ...]:
    """Who has the device now; if nobody, who had it."""
    running = [one for one in contracts if one.status == "active"]
    return tuple(one.customer_id for one in running or contracts)
