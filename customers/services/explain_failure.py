"""Turn the client's errors into those of the services, in words for the person who waits."""

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
    return _fetch_failed(error)


def _fetch_failed(error: FlexPortalError) -> FetchFailed:
    match error:
        case Limited():
            reason, words = FailureReason.LIMITED, "FlexPortal asked us to slow down."
        case TimedOut():
            reason, words = FailureReason.TIMEOUT, "FlexPortal did not answer in time."
        case Malformed():
            reason, words = FailureReason.MALFORMED, "FlexPortal’s answer could not be read."
        case _:
            reason, words = FailureReason.UNREACHABLE, "FlexPortal did not answer."
    return FetchFailed(reason, error.retry_after, words)
