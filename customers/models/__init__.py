"""What we keep: one file per model, named constraints, querysets that start from a tenant."""

from .connection import Connection
from .customer_copy import CustomerCopy, FailureReason, fold_email
from .fault import Fault
from .fetch_lease import FetchLease
from .list_copy import ListCopy, ListKind
from .note import Note
from .preference import Preference
from .recent_customer import RecentCustomer
from .request_window import RequestWindow
from .snapshot import Snapshot
from .tenant import Tenant

__all__ = [
    "Connection",
    "CustomerCopy",
    "FailureReason",
    "Fault",
    "FetchLease",
    "ListCopy",
    "ListKind",
    "Note",
    "Preference",
    "RecentCustomer",
    "RequestWindow",
    "Snapshot",
    "Tenant",
    "fold_email",
]
