"""What a worker holds in its hands while it reads a tenant."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from time import sleep as really_sleep
from typing import Any

from django.db.models import Q

from customers.domain.key_set import KeySet, unpack_keys
from customers.models import (
    Portfolio,
    PortfolioCustomer,
    PortfolioSubscription,
    SyncMark,
    SyncRun,
    Tenant,
)

from .take_run import LEASE, Hold, prove


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Now and waiting, passed in; `on_commit` hears of each step that is safe."""

    clock: Callable[[], datetime]
    sleep: Callable[[float], None] = really_sleep
    on_commit: Callable[[SyncRun], None] = lambda run: None


@dataclass(slots=True)
class Work:
    """A run in one worker's hands. `met` are the keys of unchanged rows of the list being read;
    `tokens` may be spent on pages until `tokens_until`."""

    hold: Hold
    run: SyncRun
    portfolio: Portfolio
    time: Clockwork
    met: KeySet = field(default_factory=KeySet)
    tokens: int = 0
    tokens_until: datetime | None = None

    @property
    def tenant(self) -> Tenant:
        """Whose customers are read."""
        return self.run.tenant

    @property
    def generation(self) -> int:
        """The picture that is made."""
        return self.run.generation

    @property
    def today(self) -> date:
        """The day (in UTC) of the whole run, however long it takes."""
        began = self.run.started_at or self.time.clock()
        return began.astimezone(UTC).date()

    def prove(self, *, lease: timedelta = LEASE, **changes: Any) -> None:
        """First thing in each transaction: nobody else has the run. Raises LostRun."""
        prove(self.hold, now=self.time.clock(), lease=lease, **changes)
        for name, value in changes.items():
            setattr(self.run, name, value)

    def has_changed(self) -> bool:
        """Some row of the new picture differs from the one before, or is gone."""
        for rows in (PortfolioCustomer.objects, PortfolioSubscription.objects):
            came, went = Q(born=self.generation), Q(died=self.generation)
            if rows.for_tenant(self.tenant).filter(came | went).exists():
                return True
        return False

    def recall(self, *, of_customers: bool) -> None:
        """Know again which rows of a list were met before this worker came."""
        self.met = KeySet()
        marks = SyncMark.objects.filter(run=self.run, of_customers=of_customers)
        for packed in marks.order_by("pk").values_list("keys", flat=True).iterator(100):
            self.met.add(unpack_keys(bytes(packed)))
