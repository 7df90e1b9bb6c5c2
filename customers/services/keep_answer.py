"""Keep what an answer of FlexPortal, or its lack, says of customer, key and tenant."""

import json
import logging
from datetime import datetime, timedelta

from django.db import transaction

from customers.domain.customer import Customer
from customers.domain.document import to_document
from customers.flexportal.errors import FlexPortalError, Malformed
from customers.flexportal.records import CustomerRecord
from customers.models import (
    Connection,
    CustomerCopy,
    FailureReason,
    Fault,
    ListCopy,
    Tenant,
    fold_email,
)
from customers.models.prepared import Upsert
from customers.normalise import normalise_customer

from .errors import CustomerNotFound, FetchFailed, KeyRefused, ServiceError
from .explain_failure import explain_failure
from .keep_snapshot import keep_figures
from .record_answer import record_accepted, record_refused

_COPY = Upsert(
    CustomerCopy,
    unique=("tenant", "customer_id"),
    changed=("email", "document", "body", "fetched_at", "failed_at", "failure", "retry_at"),
)
logger = logging.getLogger(__name__)

ANSWER_NOTED_EVERY = timedelta(seconds=30)
"""How exactly a tenant's health is kept; more would cost a write at every lookup."""


def keep_customer(tenant: Tenant, record: CustomerRecord, *, now: datetime) -> CustomerCopy:
    """Save the normalised customer and the body it was read from; clears an earlier failure."""
    customer = normalise_customer(record)
    return _keep(_copy_of(tenant, record, customer, now), customer, now)


def keep_listed(tenant: Tenant, record: CustomerRecord, *, now: datetime) -> CustomerCopy:
    """Save a row of a list, unless it tells no figure: the customer alone may say more (D22)."""
    customer = normalise_customer(record)
    copy = _copy_of(tenant, record, customer, now)
    known = customer.collected.value, customer.acquisition_cost.value
    return copy if known == (None, None) else _keep(copy, customer, now)


def _copy_of(
    tenant: Tenant, record: CustomerRecord, customer: Customer, now: datetime
) -> CustomerCopy:
    return CustomerCopy(
        tenant=tenant,
        customer_id=record.customer_id,
        email=fold_email(customer.email or ""),
        document=to_document(customer),
        body=json.dumps(record.raw, default=str),
        fetched_at=now,
    )


@transaction.atomic
def _keep(copy: CustomerCopy, customer: Customer, now: datetime) -> CustomerCopy:
    """The copy, and the day's figures with it."""
    _COPY.save(copy)
    keep_figures(copy.tenant, customer, now=now)
    return copy


def keep_success(connection: Connection, *, started: datetime, now: datetime) -> None:
    """The key works and the tenant answers, in so many milliseconds."""
    record_accepted(connection, now=now)
    tenant = connection.tenant
    noted = tenant.answered_at
    if tenant.failing_since is None and noted and now - noted < ANSWER_NOTED_EVERY:
        return
    tenant.answered_at, tenant.failing_since = now, None
    tenant.answered_in_ms = int((now - started) / timedelta(milliseconds=1))
    Tenant.objects.filter(pk=tenant.pk).update(
        answered_at=now, failing_since=None, answered_in_ms=tenant.answered_in_ms
    )


@transaction.atomic
def keep_failure(
    connection: Connection, asked_for: str, error: FlexPortalError, *, now: datetime
) -> ServiceError:
    """Keep what the failure means and return it in the services' own words.

    `asked_for` is the customer id, or what else the question was about. Only a key that FlexPortal
    has accepted is believed when it says that a customer is gone.
    """
    failure = explain_failure(error)
    match failure:
        case KeyRefused():
            record_refused(connection, failure, now=now)
        case CustomerNotFound() if connection.is_working:
            for copies in (CustomerCopy.objects, ListCopy.objects):
                copies.for_tenant(connection.tenant).filter(customer_id=asked_for).delete()
        case FetchFailed(reason=FailureReason.UNREACHABLE | FailureReason.TIMEOUT):
            tenant = Tenant.objects.filter(pk=connection.tenant_id, failing_since=None)
            tenant.update(failing_since=now)
            connection.tenant.failing_since = connection.tenant.failing_since or now
    if isinstance(error, Malformed):
        _record_fault(connection.tenant, asked_for, error, now)
    return failure


def _record_fault(tenant: Tenant, asked_for: str, error: Malformed, now: datetime) -> None:
    Fault.objects.create(
        tenant=tenant,
        question=asked_for[:300],
        problem=error.reason[:300],
        occurred_at=now,
    )
    logger.warning("Dropped an answer for tenant %s: %s", tenant, error.reason)
