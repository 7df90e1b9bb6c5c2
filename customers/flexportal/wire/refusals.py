"""An HTTP status that is not 200, as the error it means (contract 3; D6, D7, D18)."""

import re

from customers.flexportal.errors import (
    FlexPortalError,
    Forbidden,
    Limited,
    Malformed,
    NotFound,
    Refused,
    Rejected,
    Unreachable,
)
from customers.flexportal.wire.strict import decode

_CODE = re.compile(r"[A-Z][A-Z_]{0,63}")

_BY_STATUS: dict[int, tuple[type[FlexPortalError], str]] = {
    400: (Rejected, "FlexPortal rejects the question"),
    401: (Refused, "FlexPortal does not accept the API key"),
    403: (Forbidden, "The API key may not read this tenant"),
    404: (NotFound, "FlexPortal has no such object in this tenant"),
    409: (Rejected, "FlexPortal rejects the question"),
    422: (Rejected, "FlexPortal rejects the question"),
    429: (Limited, "FlexPortal is limiting our requests"),
}


def refusal(status: int, body: bytes, retry_after: float | None) -> FlexPortalError:
    """Return the error for a status other than 200; the status decides, the body only adds."""
    code = _code(body)
    if status == 400 and code is not None and code.endswith("NOT_FOUND"):
        status = 404
    kind, sentence = _BY_STATUS.get(status) or _otherwise(status)
    shown = f"{status}, {code}" if code else f"{status}"
    return kind(f"{sentence} ({shown}).", status=status, retry_after=retry_after, code=code)


def _otherwise(status: int) -> tuple[type[FlexPortalError], str]:
    if status >= 500:
        return Unreachable, "FlexPortal has a fault of its own"
    return Malformed, "FlexPortal answers in a way it does not document"


def _code(body: bytes) -> str | None:
    """Return the code of the error envelope; its message may hold anything and is left out."""
    try:
        envelope = decode(body)
    except Malformed:
        return None
    error = envelope.get("error") if isinstance(envelope, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None
