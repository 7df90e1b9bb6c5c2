"""One question at a time per customer, across threads, processes and machines."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db.models import DateTimeField, UUIDField

from customers.models import FetchLease, Tenant
from customers.models.prepared import Upsert, delete, slot

from .errors import FetchFailed

_LEASE = Upsert(
    FetchLease,
    unique=("tenant", "customer_id", "subject"),
    changed=("holder", "expires_at"),
    only_if=("customers_fetchlease.expires_at <= %s", [slot("now", DateTimeField())]),
)
_HELD = delete(
    lambda: FetchLease.objects.for_tenant(slot("tenant")).filter(
        customer_id=slot("customer_id"), holder=slot("holder", UUIDField())
    )
)
FAILURES_KEPT = timedelta(minutes=1)
"""Longer than anybody waits for another's question."""


def take_lease(
    tenant: Tenant, customer_id: str, *, now: datetime, seconds: float, subject: str = "customer"
) -> UUID | None:
    """Become the one who asks; None while somebody else is asking.

    `subject` is the customer itself or one of its lists. A lease that ran out belongs to a dead
    process, or to a question that failed, and is taken over.
    """
    lease = FetchLease(
        tenant=tenant,
        customer_id=customer_id,
        subject=subject,
        holder=uuid4(),
        expires_at=now + timedelta(seconds=seconds),
    )
    return lease.holder if _LEASE.save(lease, now=now) else None


def release_lease(tenant: Tenant, customer_id: str, holder: UUID) -> None:
    """Let the next one ask; a lease that was taken over meanwhile stays with its new holder."""
    _HELD.run(tenant=tenant.pk, customer_id=customer_id, holder=holder)


def fail_lease(holder: UUID, failure: FetchFailed, *, tenant: Tenant, now: datetime) -> None:
    """Let the next one ask, and tell those who waited how it went; old failures are forgotten."""
    leases = FetchLease.objects.for_tenant(tenant)
    leases.filter(failed_at__lt=now - FAILURES_KEPT, expires_at__lte=now).delete()
    leases.filter(holder=holder).update(
        expires_at=now, failed_at=now, failure=failure.reason, retry_after=failure.retry_after
    )


def prolong_lease(tenant: Tenant, holder: UUID, *, until: datetime) -> None:
    """Hold it longer, unless another has taken it over meanwhile."""
    FetchLease.objects.for_tenant(tenant).filter(holder=holder).update(expires_at=until)
