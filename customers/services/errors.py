"""What services raise: one tree, each with a plain sentence that may be shown to a person."""

from customers.models import FailureReason


class ServiceError(Exception):
    """Something did not work; `explanation` says what, whole sentences, nothing secret."""

    def __init__(self, explanation: str) -> None:
        super().__init__(explanation)
        self.explanation = explanation


class KeyRefused(ServiceError):
    """FlexPortal does not take this key; `status` is its answer (401, or 403)."""

    def __init__(self, explanation: str, status: int = 401) -> None:
        super().__init__(explanation)
        self.status = status


class WrongTenant(KeyRefused):
    """The key is not for this tenant or region, or lacks a right there (403)."""

    def __init__(self, explanation: str, status: int = 403) -> None:
        super().__init__(explanation, status)


class FetchFailed(ServiceError):
    """FlexPortal gave no usable answer; asking later may help, after `retry_after` seconds."""

    def __init__(self, reason: FailureReason, retry_after: float | None, explanation: str) -> None:
        super().__init__(explanation)
        self.reason = reason
        self.retry_after = retry_after


class TokensGone(FetchFailed):
    """Our own limit, not FlexPortal's: nothing was sent, and there is room in `retry_after`."""


class CustomerNotFound(ServiceError):
    """FlexPortal was asked and has no such customer in this tenant."""


class NotAnId(ServiceError):
    """What was given cannot be an id; `explanation` names what is wrong. Nothing was sent."""


class Busy(ServiceError):
    """As many threads as may already wait for FlexPortal; try after `retry_after` seconds."""

    def __init__(self, explanation: str, retry_after: float) -> None:
        super().__init__(explanation)
        self.retry_after = retry_after


class CannotOpenKey(ServiceError):
    """The sealed key does not open with any of the vault's keys; it must be replaced."""


class ConnectionNotFound(ServiceError):
    """No such connection, or not this user's: nobody is told which."""


class NoteNotFound(ServiceError):
    """No such note for this user: nobody is told why."""


class ViewNotFound(ServiceError):
    """No such saved view for this user, or not theirs to change: nobody is told which."""


class ViewRefused(ServiceError):
    """A view cannot be saved so; `explanation` says why."""


class UnknownRegion(ServiceError):
    """A region that the settings do not name; nothing was sent."""


class NothingToExport(ServiceError):
    """No picture of the tenant is published yet."""


class ExportNotFound(ServiceError):
    """No such export, or not this user's: nobody is told which."""


class ExportGone(ServiceError):
    """The export was there, and its time is over."""


class TooManyExports(ServiceError):
    """As many exports are being prepared for this user as may be."""


class SetAside(ServiceError):
    """What FlexPortal delivered of a tenant cannot be the whole of it, or not it alone."""


class NoWorkingKey(ServiceError):
    """Nobody's key for this tenant works, so that nothing can be read."""


class SyncRunning(ServiceError):
    """A sync of this tenant is in somebody's hands already; `explanation` says whose."""
