"""One question at a time per customer, across threads, processes and machines."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from customers.models import FetchLease, Tenant


def take_lease(
    tenant: Tenant, customer_id: str, *, now: datetime, seconds: float, subject: str = "customer"
) -> UUID | None:
    """Become the one who asks; None while somebody else is asking.

    `subject` is the customer itself or one of its lists. A lease that ran out belongs to a dead
    process and is taken over.
    """
    holder, expires_at = uuid4(), now + timedelta(seconds=seconds)
    try:
        with transaction.atomic():
            FetchLease.objects.create(
                tenant=tenant,
                customer_id=customer_id,
                subject=subject,
                holder=holder,
                expires_at=expires_at,
            )
    except IntegrityError:
        expired = FetchLease.objects.for_tenant(tenant).filter(
            customer_id=customer_id, subject=subject, expires_at__lte=now
        )
        return holder if expired.update(holder=holder, expires_at=expires_at) else None
    return holder


def release_lease(tenant: Tenant, customer_id: str, holder: UUID) -> None:
    """Let the next one ask; a lease that was taken over meanwhile stays with its new holder."""
    FetchLease.objects.for_tenant(tenant).filter(customer_id=customer_id, holder=holder).delete()
