"""What can go wrong between us and FlexPortal: one tree that carries meaning, not status codes."""

from typing import ClassVar


class FlexPortalError(Exception):
    """No usable answer.

    reason: one plain sentence for operators; never holds a key, a header or personal data.
    status: the HTTP status, where an answer came. retry_after: seconds FlexPortal asks us to wait,
    clamped. code: FlexPortal's own error code. `retryable` says whether asking again may help.
    """

    retryable: ClassVar[bool] = False

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        retry_after: float | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.retry_after = retry_after
        self.code = code


class Unreachable(FlexPortalError):
    """No connection, a connection that broke, or a server that says it is in trouble (5xx)."""

    retryable = True


class TimedOut(Unreachable):
    """The time for the question, or for making a connection, was used up."""


class Refused(FlexPortalError):
    """FlexPortal does not take the key (401)."""


class Forbidden(Refused):
    """The key is not for this tenant or lacks a right (403); D6 treats both alike."""


class NotFound(FlexPortalError):
    """This tenant has no such object (404)."""


class Limited(FlexPortalError):
    """Too many requests (429); retry_after says how long to wait, where FlexPortal said so."""

    retryable = True


class Malformed(FlexPortalError):
    """An answer came that is not the answer to the question."""


class ForeignData(Malformed):
    """An answer holds what belongs to another tenant."""


class Rejected(Malformed):
    """FlexPortal will not answer this question in this state (400, 409, 422); code says why."""


class InvalidQuestion(FlexPortalError):
    """The question cannot be put into a request. Nothing was sent."""
