"""How much of a customer's contract time has gone: the one place that the At risk badge asks."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal

from customers.domain.contract_time import weighted_elapsed_share
from customers.domain.customer import Customer
from customers.domain.document import OutdatedDocument
from customers.domain.list_document import from_list_document
from customers.domain.profitability import Recovery, recovery_badge
from customers.domain.subscription import Subscription
from customers.models import ListCopy, ListKind, Tenant

_ALL_OF_IT = Decimal(1)
Key = tuple[int, str]


def elapsed_share(tenant: Tenant, customer: Customer, now: datetime) -> Decimal | None:
    """From 0 to 1; None while the devices are not known, or do not matter to the badge."""
    return elapsed_shares(((tenant.pk, customer),), now).get((tenant.pk, customer.customer_id))


def elapsed_shares(
    customers: Iterable[tuple[int, Customer]], now: datetime
) -> Mapping[Key, Decimal]:
    """The same for (key of a tenant, customer), under (key of the tenant, customer id).

    One query, and none where nobody's badge hangs on the time.
    """
    asked = {(tenant, one.customer_id) for tenant, one in customers if _hangs_on_time(one)}
    if not asked:
        return {}
    copies = ListCopy.objects.filter(
        kind=ListKind.SUBSCRIPTIONS,
        tenant__in={tenant for tenant, _ in asked},
        customer_id__in={customer_id for _, customer_id in asked},
    )
    shares = {(copy.tenant_id, copy.customer_id): _share(copy, now) for copy in copies}
    return {key: share for key, share in shares.items() if key in asked and share is not None}


def _hangs_on_time(customer: Customer) -> bool:
    return recovery_badge(customer, _ALL_OF_IT) is Recovery.AT_RISK


def _share(copy: ListCopy, now: datetime) -> Decimal | None:
    """The day is UTC's: a badge is the same for every reader."""
    try:
        devices = from_list_document(Subscription, copy.document)
    except OutdatedDocument:
        return None
    elapsed = weighted_elapsed_share(devices, now.astimezone(UTC).date())
    return elapsed.share if elapsed else None
