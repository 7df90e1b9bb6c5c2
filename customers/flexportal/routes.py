"""The questions that may be put to FlexPortal: this list, and nothing else (the key can do more).

A question becomes the target of a request here: path template filled, filters encoded.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from customers.flexportal.errors import InvalidQuestion

MAX_ID_LENGTH = 256
MAX_FILTER_LENGTH = 1024

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path template; `{id}` stands for one opaque path segment."""

    method: str
    template: str


CUSTOMERS = Route("GET", "/v1/customers")
CUSTOMER = Route("GET", "/v1/customers/{id}")
SUBSCRIPTIONS = Route("GET", "/v1/subscriptions")
SUBSCRIPTION = Route("GET", "/v1/subscriptions/{id}")
ORDERS = Route("GET", "/v1/orders")
ORDER = Route("GET", "/v1/orders/{id}")
PAYMENTS = Route("GET", "/v1/payments")
PAYMENT = Route("GET", "/v1/payments/{id}")
BUYOUT = Route("POST", "/v1/subscriptions/calculate-buyout")
EARLY_RETURN = Route("POST", "/v1/subscriptions/calculate-early-return-fee")

ALLOWED = frozenset(
    {
        CUSTOMERS,
        CUSTOMER,
        SUBSCRIPTIONS,
        SUBSCRIPTION,
        ORDERS,
        ORDER,
        PAYMENTS,
        PAYMENT,
        BUYOUT,
        EARLY_RETURN,
    }
)


@dataclass(frozen=True, slots=True)
class Question:
    """One request before it has an address: route, id, filters and, for a calculator, a body."""

    route: Route
    object_id: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    body: Mapping[str, object] | None = None

    def target(self) -> str:
        """Return path and query. Raises InvalidQuestion if a part of it cannot be sent."""
        if self.route not in ALLOWED:
            raise InvalidQuestion("FlexPortal is not asked that.")
        path = self.route.template
        if "{id}" in path:
            path = path.replace("{id}", _segment(self.object_id or ""))
        for _, value in self.parameters:
            check_value("a filter", value, MAX_FILTER_LENGTH)
        return f"{path}?{urlencode(self.parameters)}" if self.parameters else path


def check_value(what: str, value: str, longest: int = MAX_ID_LENGTH) -> None:
    """Raise InvalidQuestion unless the value is a short text without control characters."""
    if not value.strip():
        raise InvalidQuestion(f"{what} is empty.")
    if len(value) > longest:
        raise InvalidQuestion(f"{what} is longer than {longest} characters.")
    if _CONTROL.search(value) or not _is_encodable(value):
        raise InvalidQuestion(f"{what} holds characters that cannot be sent.")


def check_id(object_id: str) -> None:
    """Raise InvalidQuestion for what cannot be an id; dots alone are a step in a path."""
    check_value("the id", object_id)
    if object_id.strip() in {".", ".."}:
        raise InvalidQuestion("the id is a step in a path, not an id.")


def _segment(object_id: str) -> str:
    """Quote an id. Quoting leaves dots alone, and HTTP clients fold "..": hence the check."""
    check_id(object_id)
    return quote(object_id, safe="")


def _is_encodable(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
