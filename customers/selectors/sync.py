"""How the reading of a tenant stands: under way, waiting, over, or never begun."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.utils.timezone import localtime

from customers.domain.age import describe_duration
from customers.domain.moment import say_moment
from customers.models import Connection, Portfolio, SyncPhase, SyncRun, SyncState, Tenant
from customers.models.prepared import Select, slot

__all__ = ["SyncRun", "SyncView", "Tenant", "find_tenant", "get_sync", "tenants_with_key"]

UNHEARD_AFTER = timedelta(minutes=2)
"""A run that no worker has taken by then waits for one that does not run."""
_RECENT = Select(lambda: SyncRun.objects.for_tenant(slot("tenant"))[:10])
"""So many runs are looked through for the last one that was published."""
KEPT = "What was read before stands as it is; nothing is lost."
_PHASES = {
    SyncPhase.SUBSCRIPTIONS: "Reading subscriptions",
    SyncPhase.CUSTOMERS: "Reading customers",
    SyncPhase.INACTIVE: "Reading inactive customers",
    SyncPhase.FINISHING: "Working out the figures",
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every so many hours, and when next; None for never."""

    hours: int | None = None
    next_at: str = ""


@dataclass(frozen=True, slots=True)
class SyncView:
    """`state` is a run's, or never. `percent` is None while it cannot be told; `open` polls.

    `title` is one sentence, `text` says what was lost (nothing) or what comes next. `fewer` offers
    to accept a picture with far fewer customers.
    """

    run_id: int
    state: str
    tone: str
    icon: str
    title: str
    text: str
    open: bool
    percent: int | None = None
    rate: str = ""
    left: str = ""
    fewer: bool = False
    schedule: Schedule = Schedule()


def get_sync(tenant: Tenant, now: datetime, portfolio: Portfolio | None = None) -> SyncView:
    """The tenant's latest run in words, in two queries; in one for whoever has the `portfolio`."""
    recent = _RECENT.all(tenant=tenant.pk)
    portfolio = portfolio or Portfolio.objects.for_tenant(tenant).first()
    schedule = _schedule(portfolio, now)
    if not recent:
        return SyncView(0, "never", "", "", "", "", open=False, schedule=schedule)
    run = recent[0]
    if run.state in {SyncState.WAITING, SyncState.RUNNING}:
        pages = (one.page_count for one in recent if one.state == SyncState.PUBLISHED)
        return _open(run, next(pages, 0), now, schedule)
    return _over(run, bool(portfolio and portfolio.generation), now, schedule)


def get_sync_of(run: SyncRun, now: datetime) -> SyncView:
    """The same of a run that is in one's own hands, in one query."""
    before = SyncRun.objects.for_tenant(run.tenant).filter(state=SyncState.PUBLISHED)
    pages = before.exclude(pk=run.pk).values_list("page_count", flat=True).first()
    return _open(run, pages or 0, now, Schedule())


def find_tenant(slug: str) -> Tenant | None:
    """By the name in its addresses."""
    return Tenant.objects.filter(slug=slug).first()


def tenants_with_key() -> tuple[Tenant, ...]:
    """Every tenant for which somebody's key works."""
    keys = Connection.objects.working().values("tenant")
    return tuple(Tenant.objects.filter(pk__in=keys).order_by("slug"))


def _schedule(portfolio: Portfolio | None, now: datetime) -> Schedule:
    if portfolio is None or not portfolio.sync_every_hours or not portfolio.sync_next_at:
        return Schedule()
    next_at = say_moment(localtime(portfolio.sync_next_at), localtime(now))
    return Schedule(portfolio.sync_every_hours, next_at)


def _open(run: SyncRun, expected_pages: int, now: datetime, schedule: Schedule) -> SyncView:
    title, text = _waiting(run, now) or (f"{_PHASES[SyncPhase(run.phase)]}…", _counts(run))
    elapsed = (now - run.started_at).total_seconds() if run.started_at else 0.0
    rate = run.page_count / elapsed if elapsed > 1 else 0.0
    left = (expected_pages - run.page_count) / rate if rate and expected_pages else 0.0
    percent = min(100 * run.page_count // expected_pages, 99) if expected_pages else None
    calm = run.failure_count == 0
    return SyncView(
        run_id=run.pk,
        state=run.state,
        tone="" if calm else "amber",
        icon="refresh-cw" if calm else "clock",
        title=title,
        text=text,
        open=True,
        percent=percent,
        rate=f"{rate * 60:,.0f} pages a minute" if rate else "",
        left=f"about {describe_duration(ceil(left))} left" if left > 0 else "",
        schedule=schedule,
    )


def _waiting(run: SyncRun, now: datetime) -> tuple[str, str] | None:
    """Why nothing moves just now; None while something does."""
    if run.try_at and run.try_at > now:
        wait = describe_duration(ceil((run.try_at - now).total_seconds()))
        return f"{run.reason} It goes on in {wait}.", f"{_counts(run)} Nothing is lost."
    if run.state == SyncState.RUNNING and run.lease_ends_at and run.lease_ends_at <= now:
        words = "Another one goes on where it stopped, within a minute."
        return "The worker that read this tenant has stopped.", words
    if run.state == SyncState.RUNNING:
        return None
    if now - run.created_at > UNHEARD_AFTER and run.fence == 0:
        words = "Whoever runs Recoup can start it: python manage.py run_huey."
        return "No background worker has taken this up yet.", words
    return "Waiting for the background worker…", "It begins within a minute."


def _counts(run: SyncRun) -> str:
    read = [f"{run.subscription_count:,} subscriptions"]
    if run.customer_count:
        of = f" of about {run.expected_count:,}" if run.expected_count else ""
        read.append(f"{run.customer_count:,}{of} customers")
    return f"{' and '.join(read)} so far."


def _over(run: SyncRun, shown: bool, now: datetime, schedule: Schedule) -> SyncView:
    when = say_moment(localtime(run.finished_at or now), localtime(now))
    text = KEPT if shown else "Nothing was published."
    match run.state:
        case SyncState.PUBLISHED:
            tone, icon, title = "", "circle-check", f"Read whole at {when}."
            text = f"{run.customer_count:,} customers, {run.subscription_count:,} subscriptions."
        case SyncState.STOPPED:
            tone, icon, title = "", "circle-dashed", f"The last sync was stopped at {when}."
            text = f"{run.reason} {text}"
        case SyncState.SET_ASIDE:
            tone, icon = "amber", "triangle-alert"
            title = f"The sync of {when} was set aside: it cannot be the whole tenant."
            text = f"{run.reason} {text}"
        case _:
            tone, icon, title = "red", "circle-alert", f"The sync failed at {when}."
            text = f"{run.reason} {text}"
    return SyncView(
        run_id=run.pk,
        state=run.state,
        tone=tone,
        icon=icon,
        title=title,
        text=text,
        open=False,
        fewer=run.state == SyncState.SET_ASIDE and run.customer_count * 2 < run.expected_count,
        schedule=schedule,
    )
