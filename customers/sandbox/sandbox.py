"""The sandbox itself: its companies, what it was asked, and how it is made to misbehave."""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from time import sleep
from urllib.parse import unquote

from .api import answer
from .cast import FAULT_PREFIX, TENANTS
from .company import Company
from .faults import FAULTS, SENDERS, Sender, spoil
from .limiter import Limiter
from .replies import ProblemError, Reply, Request, invalid, json_reply, not_found

_SMALL = 40  # customers of every tenant but the first
_REMEMBERED = 10_000

company = lru_cache(2 * len(TENANTS))(Company)
"""A company never changes, so the sandboxes of one process share it with all that it has made."""


@dataclass(frozen=True)
class LoggedRequest:
    """One request as it came; the key is never kept."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


class Sandbox:
    """Answers requests; `latency_ms`, `fault` and `fault_path` may change at any time.

    `fault` names one of `faults.FAULTS` for every request whose path starts with `fault_path`.
    `url` is set once it is served.
    """

    def __init__(
        self,
        today: date,
        customers: int = 300,
        seed: int = 1,
        *,
        latency_ms: int = 0,
        rate_limit: int | None = None,
    ) -> None:
        sizes = [customers] + [min(customers, _SMALL)] * (len(TENANTS) - 1)
        self.companies = {
            tenant.tenant_id: company(tenant, size, seed, today)
            for tenant, size in zip(TENANTS, sizes, strict=True)
        }
        self.url = ""
        self.latency_ms = latency_ms
        self._fault: str | None = None
        self.fault_path = ""
        self.limiter = Limiter(rate_limit)
        self.requests: deque[LoggedRequest] = deque(maxlen=_REMEMBERED)

    @property
    def fault(self) -> str | None:
        """The fault that every answer carries."""
        return self._fault

    @fault.setter
    def fault(self, name: str | None) -> None:
        if name is not None and name not in FAULTS:
            raise ValueError(f"{name} is none of the faults: {', '.join(sorted(FAULTS))}")
        self._fault = name

    def count_requests(self, path_start: str = "/") -> int:
        """How many requests have come for paths that start so."""
        return sum(request.path.startswith(path_start) for request in list(self.requests))

    def respond(self, request: Request) -> tuple[Reply, Sender | None]:
        """The reply, and the way to send it if not the plain one."""
        headers = {
            name: value for name, value in request.headers.items() if name != "authorization"
        }
        self.requests.append(LoggedRequest(request.method, request.path, request.query, headers))
        sleep(self.latency_ms / 1000)
        try:
            reply = self._limit(request) or answer(request, self.companies)
        except ProblemError as problem:
            reply = problem.reply()
        fault = self._fault_for(request)
        if fault is None:
            return reply, None
        asked_id = unquote(request.path.rpartition("/")[2])
        tenant_id = request.headers.get("tenant-id", "")
        return spoil(fault, reply, tenant_id, asked_id), SENDERS.get(fault)

    def _limit(self, request: Request) -> Reply | None:
        wait = self.limiter.wait_seconds(request.headers.get("tenant-id", ""))
        if not wait:
            return None
        problem = ProblemError(429, "RATE_LIMITED", "Too many requests in this minute.")
        return problem.reply({"Retry-After": str(wait)})

    def _fault_for(self, request: Request) -> str | None:
        """By header, by a reserved id in the path, or as set for everything."""
        name = request.headers.get("x-sandbox-fault", "")
        reserved = unquote(request.path.rpartition("/")[2])
        if not name and reserved.startswith(FAULT_PREFIX):
            name = reserved.removeprefix(FAULT_PREFIX)
        if not name and self.fault and request.path.startswith(self.fault_path):
            name = self.fault
        return name if name in FAULTS else None

    def control(self, request: Request) -> Reply:
        """The control plane: `GET` or `DELETE /_sandbox/requests`, `POST /_sandbox/fault`.

        The fault's body may set `fault` (a name or null), `path` and `latency_ms`.
        """
        asked = request.method, request.path
        if asked == ("GET", "/_sandbox/requests"):
            return json_reply({"requests": [asdict(each) for each in list(self.requests)]})
        if asked == ("DELETE", "/_sandbox/requests"):
            self.requests.clear()
            return Reply(204)
        if asked == ("POST", "/_sandbox/fault"):
            return self._set_fault(request.body)
        raise not_found("Address")

    def _set_fault(self, body: bytes) -> Reply:
        try:
            wish = json.loads(body)
            self.latency_ms = max(int(wish.get("latency_ms", self.latency_ms)), 0)
            self.fault = wish.get("fault")
            self.fault_path = str(wish.get("path", ""))
        except (ValueError, AttributeError, TypeError) as error:
            raise invalid(body=str(error)) from None
        return Reply(204)
