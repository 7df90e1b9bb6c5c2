"""What goes in and out of the sandbox, before it is bytes on a socket."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from .plan import Document


@dataclass(frozen=True)
class Request:
    """One request; header names are lower-case, `path` still percent-encoded."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """One answer; the length is the server's business."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class ProblemError(Exception):
    """A request that gets the documented error envelope; `details` say what is wrong where."""

    def __init__(
        self, status: int, code: str, message: str, details: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message
        self.details = dict(details or {})

    def reply(self, headers: Mapping[str, str] | None = None) -> Reply:
        """The envelope."""
        error: Document = {"code": self.code, "message": self.message}
        if self.details:
            error["details"] = [
                {"path": path, "message": message, "code": "invalid"}
                for path, message in self.details.items()
            ]
        return json_reply({"error": error}, self.status, headers)


def json_reply(
    document: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Reply:
    """The document as UTF-8 JSON."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(status, body, {"Content-Type": "application/json"} | dict(headers or {}))


def invalid(**details: str) -> ProblemError:
    """The 400 that names each wrong parameter."""
    return ProblemError(400, "VALIDATION_ERROR", "The request is not valid.", details)


def not_found(what: str) -> ProblemError:
    """The 404 for an id that is unknown in this tenant."""
    return ProblemError(404, "NOT_FOUND", f"{what} not found")
