"""What we keep: one file per model, named constraints, querysets that start from a tenant."""

from .attention import Attention, AttentionKind, AttentionLook
from .cohort_month import CohortMonth
from .connection import Connection
from .customer_copy import CustomerCopy, FailureReason, fold_email
from .export import KEPT, Export, ExportFormat, ExportPart, ExportState
from .fault import Fault
from .fetch_lease import FetchLease
from .list_copy import ListCopy, ListKind
from .note import Note
from .portfolio import Portfolio
from .portfolio_customer import ALIVE, PortfolioCustomer
from .portfolio_day import PortfolioDay
from .portfolio_subscription import PortfolioSubscription
from .preference import Preference
from .recent_customer import RecentCustomer
from .request_window import RequestWindow
from .saved_view import SavedView
from .snapshot import Snapshot
from .sync_mark import SyncMark
from .sync_run import SyncPhase, SyncRun, SyncState
from .tenant import Tenant

__all__ = [
    "ALIVE",
    "KEPT",
    "Attention",
    "AttentionKind",
    "AttentionLook",
    "CohortMonth",
    "Connection",
    "CustomerCopy",
    "Export",
    "ExportFormat",
    "ExportPart",
    "ExportState",
    "FailureReason",
    "Fault",
    "FetchLease",
    "ListCopy",
    "ListKind",
    "Note",
    "Portfolio",
    "PortfolioCustomer",
    "PortfolioDay",
    "PortfolioSubscription",
    "Preference",
    "RecentCustomer",
    "RequestWindow",
    "SavedView",
    "Snapshot",
    "SyncMark",
    "SyncPhase",
    "SyncRun",
    "SyncState",
    "Tenant",
    "fold_email",
]
