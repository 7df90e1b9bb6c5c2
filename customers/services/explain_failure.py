"""Turn the client's errors into those of the services, in words for the person who waits."""

from collections.abc import Mapping

from customers.flexportal.errors import (
    FlexPortalError,
    Forbidden,
    InvalidQuestion,
    Limited,
    Malformed,
    NotFound,
    Refused,
    TimedOut,
)
from customers.models import FailureReason

from .errors import CustomerNotFound, FetchFailed, KeyRefused, NotAnId, ServiceError, WrongTenant

_WORDS: Mapping[FailureReason, str] = {
    FailureReason.UNREACHABLE: "FlexPortal did not answer.",
    FailureReason.TIMEOUT: "FlexPortal did not answer in time.",
    FailureReason.LIMITED: "FlexPortal asked us to slow down.",
    FailureReason.MALFORMED: "FlexPortal’s answer could not be read.",
}


def explain_failure(error: FlexPortalError) -> ServiceError:
    """What FlexPortal's answer, or its lack, means to a person."""
    match error:
        case Forbidden():
            return WrongTenant("FlexPortal does not let this key into this tenant (403).")
        case Refused():
            return KeyRefused("FlexPortal refused this key (401).")
        case NotFound():
            return CustomerNotFound("FlexPortal was asked just now and answered “not found”.")
        case InvalidQuestion():
            return NotAnId(error.reason)
    return fetch_failed(_reason(error), error.retry_after)


def fetch_failed(reason: FailureReason, retry_after: float | None) -> FetchFailed:
    """The failure in words; `retry_after` in seconds, where FlexPortal said so."""
    return FetchFailed(reason, retry_after, _WORDS[reason])


def _reason(error: FlexPortalError) -> FailureReason:
    match error:
        case Limited():
            return FailureReason.LIMITED
        case TimedOut():
            return FailureReason.TIMEOUT
        case Malformed():
            return FailureReason.MALFORMED
    return FailureReason.UNREACHABLE
