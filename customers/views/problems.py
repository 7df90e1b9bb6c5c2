"""What people are told when a customer cannot be shown: status, words, and the next step."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from django.http import HttpResponse

from customers.selectors.tenancy import Connection
from customers.services.errors import (
    Busy,
    CannotOpenKey,
    CustomerNotFound,
    FetchFailed,
    KeyRefused,
    NotAnId,
    ServiceError,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One page or panel of its own: what happened, whether anything was lost, what to do.

    `next_step` is one of again, connections, tenants, none; `retry_after` is in seconds.
    """

    status: int
    icon: str
    title: str
    text: str
    next_step: str
    retry_after: int | None = None


_FAILED: Mapping[str, tuple[int, str]] = {
    "unreachable": (503, "FlexPortal did not answer, and there is no saved copy."),
    "timeout": (503, "FlexPortal did not answer in time, and there is no saved copy."),
    "limited": (503, "FlexPortal asks us to slow down, and there is no saved copy."),
    "malformed": (502, "FlexPortal’s answer could not be read, and none is saved."),
}


NOT_ALL_ASKED = Problem(
    503,
    "clock",
    "The time was used up before every tenant was asked.",
    "Look in those that were not asked one by one, or try again.",
    "again",
)


def with_retry_after(response: HttpResponse, problem: Problem | None) -> HttpResponse:
    """The same response, saying when to try again where that is known."""
    if problem and problem.retry_after is not None:
        response["Retry-After"] = str(problem.retry_after)
    return response


def problem_of(error: ServiceError, tenant_name: str) -> Problem:
    """The words for one error (the table "Answers" of the product's promises)."""
    match error:
        case NotAnId():
            return Problem(
                400,
                "search-x",
                f"This cannot be a customer id: {error.explanation}.",
                "Nothing was sent to FlexPortal.",
                "none",
            )
        case CustomerNotFound():
            return Problem(
                404,
                "search-x",
                "No customer has this id here.",
                f"{error.explanation} A customer of another region or Business Unit cannot be "
                "seen with this key.",
                "tenants",
            )
        case KeyRefused() | CannotOpenKey():
            return _refused(error, tenant_name)
        case Busy():
            text = "Nothing was changed, and nothing is lost."
            return Problem(
                503, "clock", error.explanation, text, "again", _whole(error.retry_after)
            )
        case FetchFailed():
            return _failed(error)
    return Problem(503, "cloud-off", error.explanation, "Nothing was changed.", "again")


def key_problem(connection: Connection) -> Problem:
    """The words for a key that opens nothing that is kept."""
    if connection.refused_since is not None:
        return _key_refused(f"FlexPortal refuses your key for {connection.name}.")
    title = f"FlexPortal has not accepted your key for {connection.name} yet."
    text = "What is kept of this tenant is shown as soon as it does. Try the key."
    return Problem(403, "key-round", title, text, "connections")


def _key_refused(title: str) -> Problem:
    text = (
        "It was probably revoked or replaced. Nothing is lost; saved copies are withheld from "
        "you until a key works."
    )
    return Problem(403, "key-round", title, text, "connections")


def _refused(error: KeyRefused | CannotOpenKey, tenant_name: str) -> Problem:
    if isinstance(error, CannotOpenKey):
        title = f"Your key for {tenant_name} cannot be opened any more."
    else:
        title = f"FlexPortal refuses your key for {tenant_name} ({error.status})."
    return _key_refused(title)


def _failed(error: FetchFailed) -> Problem:
    status, title = _FAILED.get(error.reason.value, _FAILED["unreachable"])
    text = "Nothing was changed."
    if error.reason == "malformed":
        text = "The answer was dropped and recorded as a fault. Nothing was changed."
    wait = _whole(error.retry_after) if error.retry_after is not None else None
    if wait is not None:
        text = f"{text} It may be asked again in {wait} s."
    return Problem(status, "cloud-off", title, text, "again", wait)


def _whole(seconds: float) -> int:
    return max(1, ceil(seconds))
