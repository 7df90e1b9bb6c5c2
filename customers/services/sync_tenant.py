"""Read a whole tenant into a new picture and show it; or go on with it where somebody stopped."""

from datetime import timedelta

from customers.flexportal.client import Client
from customers.flexportal.errors import FlexPortalError
from customers.flexportal.records import CustomerRecord, Page
from customers.models import Portfolio, PortfolioCustomer, PortfolioSubscription, SyncPhase, SyncRun

from .clear_rows import clear_rows
from .end_missing import end_missing
from .end_run import end_failed, set_aside
from .errors import ServiceError, SetAside
from .finish_picture import finish_picture
from .flexportal_client import client_for
from .keep_day import keep_day
from .publish_picture import publish_picture
from .read_list import Reading, read_list
from .sync_work import Clockwork, Work
from .take_run import LEASE, LostRun, take_run
from .take_token import take_token
from .write_customers import write_customers
from .write_subscriptions import write_subscriptions

PATIENCE = timedelta(seconds=45)
"""A pause up to this long is waited out by the worker that has the run."""
RECKONING = timedelta(milliseconds=0.2)
"""What working out the figures may take for each customer, at the very most."""


def sync_tenant(run_id: int, time: Clockwork) -> SyncRun:
    """Work on a run until it is over, or has to wait longer than a worker should; say how it is.

    Does nothing while another worker has it. Never raises for what FlexPortal does.
    """
    while taken := take_run(run_id, now=time.clock()):
        hold, run = taken
        portfolio = Portfolio.objects.get(tenant=run.tenant)
        _work(Work(hold, run, portfolio, time))
        run = SyncRun.objects.get(pk=run_id)
        wait = run.try_at - time.clock() if run.try_at else None
        if wait is None or wait > PATIENCE:
            break
        time.sleep(max(wait.total_seconds(), 0.0))
    return SyncRun.objects.select_related("tenant").get(pk=run_id)


def _work(work: Work) -> None:
    try:
        _read_and_publish(work)
    except LostRun:
        return
    except SetAside as reason:
        set_aside(work, reason)
    except (FlexPortalError, ServiceError) as error:
        end_failed(work, error)


def _read_and_publish(work: Work) -> None:
    """Each phase leaves the run where the next begins; a phase that is over is not begun again."""
    client = _client(work)
    if work.run.phase == SyncPhase.SUBSCRIPTIONS:
        if not work.run.page_count:
            clear_rows(work)
        work.recall(of_customers=False)
        reading = Reading("subscriptions", client.subscription_page, write_subscriptions)
        read_list(work, reading, then=SyncPhase.CUSTOMERS)
    if work.run.phase == SyncPhase.CUSTOMERS:
        if not work.run.cursor:
            work.recall(of_customers=False)
            end_missing(work, PortfolioSubscription, "subscription_id")
        work.recall(of_customers=True)
        everyone = Reading("customers", client.customer_page, write_customers)
        read_list(work, everyone, then=SyncPhase.INACTIVE)
    work.recall(of_customers=True)
    if work.run.phase == SyncPhase.INACTIVE:
        if work.run.cursor or not _has_met_inactive(work):
            hidden = Reading(
                "inactive customers", lambda after: _inactive_page(client, after), write_customers
            )
            read_list(work, hidden, then=SyncPhase.FINISHING)
        else:
            work.prove(phase=SyncPhase.FINISHING)
    _finish(work)


def _finish(work: Work) -> None:
    """Only now is anything written that readers can see."""
    expected, count = work.run.expected_count, work.run.customer_count
    if count * 2 < expected:
        raise SetAside(
            f"FlexPortal delivered {count:,} customers, fewer than half of the {expected:,} of the "
            "last picture."
        )
    end_missing(work, PortfolioCustomer, "customer_id")
    keep_day(work)
    work.prove(lease=LEASE + work.run.customer_count * RECKONING)
    finished = finish_picture(
        work.portfolio, work.run, now=work.time.clock(), changed=work.has_changed()
    )
    publish_picture(work, finished)
    work.time.on_commit(work.run)


def _client(work: Work) -> Client:
    """Attempts after the first are counted too."""
    connection = work.run.connection
    if connection is None:
        raise ServiceError("The connection whose key this sync used was removed.")

    def may_repeat() -> bool:
        take_token(work)
        return True

    return client_for(connection, may_repeat=may_repeat)


def _has_met_inactive(work: Work) -> bool:
    """The plain list held inactive customers, so that nobody is hidden from it (D34)."""
    rows = PortfolioCustomer.objects.in_generation(work.tenant, work.generation)
    inactive = rows.filter(status="inactive").values_list("pk", "born")
    return any(born == work.generation or key in work.met for key, born in inactive.iterator(2_000))


def _inactive_page(client: Client, after: str | None) -> Page[CustomerRecord]:
    """Rows that pass the filter; a page of others alone means that FlexPortal knows no filter."""
    page = client.customer_page(after, status="inactive")
    kept = tuple(one for one in page.items if one.status == "inactive")
    ignored = bool(page.items) and not kept
    return Page(kept, None if ignored else page.next_cursor)
