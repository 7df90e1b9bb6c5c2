"""Turns the client's errors into those of the services, in words for the person who waits."""

from customers.flexportal import errors as flexportal
from customers.models import FailureReason

from .errors import CustomerNotFound, FetchFailed, NotAnId, ServiceError
from .key_standing import refusal_of

_FAILURES: tuple[tuple[type[flexportal.FlexPortalError], FailureReason, str], ...] = (
    (flexportal.TimedOut, FailureReason.TIMEOUT, "FlexPortal did not answer in time."),
    (flexportal.Limited, FailureReason.LIMITED, "FlexPortal asked us to slow down."),
    (flexportal.Malformed, FailureReason.MALFORMED, "FlexPortal’s answer could not be read."),
    (flexportal.FlexPortalError, FailureReason.UNREACHABLE, "FlexPortal did not answer."),
)


def explain_failure(error: flexportal.FlexPortalError) -> ServiceError:
    """The service error that says what FlexPortal's answer means to a person."""
    match error:
        case flexportal.Refused():
            return refusal_of(error)
        case flexportal.NotFound():
            return CustomerNotFound("FlexPortal was asked just now and answered “not found”.")
        case flexportal.InvalidQuestion():
            return NotAnId(error.reason)
    reason, words = next((why, say) for kind, why, say in _FAILURES if isinstance(error, kind))
    return FetchFailed(reason, error.retry_after, words)
