"""Ask FlexPortal whether it takes a key."""

import re

from customers.flexportal.errors import FlexPortalError
from customers.models import FailureReason, Tenant

from .errors import Busy, CannotOpenKey, FetchFailed, KeyRefused, ServiceError, WrongTenant
from .explain_failure import explain_failure
from .flexportal_client import Client, waiting_places
from .wait_place import waiting_room

_CURRENCY = re.compile("[A-Z]{3}")


def try_key(client: Client) -> None:
    """Return when FlexPortal accepts the client's key for its tenant; keep nothing.

    Raises KeyRefused, WrongTenant, FetchFailed, NotAnId, Busy.
    """
    with waiting_room.place(waiting_places()):
        try:
            client.try_key()
        except FlexPortalError as error:
            raise explain_failure(error) from error


def learn_currency(client: Client, tenant: Tenant) -> None:
    """Keep the currency of the tenant's newest subscription, unless one is known already.

    FlexPortal's settings cannot be read through its API, and all money of a Business Unit is in
    one currency. No answer is no reason to refuse a key that was just accepted.
    """
    if tenant.currency:
        return
    try:
        newest = client.subscription_page(limit=1).items
    except FlexPortalError:
        return
    subscription = newest[0] if newest else None
    currency = (subscription and subscription.currency) or ""
    if _CURRENCY.fullmatch(currency):
        tenant.currency = currency
        Tenant.objects.filter(pk=tenant.pk, currency="").update(currency=currency)


def advise(error: ServiceError, tenant_id: str) -> str:
    """What a person can do about a key that was not accepted; '' where the error says it all."""
    match error:
        case WrongTenant():
            return f"Check the region, and that the key was made in {tenant_id}."
        case KeyRefused():
            return (
                f"Check that it was copied whole and belongs to {tenant_id}, "
                "or make a new one under Settings, API keys."
            )
        case FetchFailed(reason=FailureReason.LIMITED, retry_after=float(seconds)):
            return f"The key may be right. Try again in {max(round(seconds), 1)} s."
        case FetchFailed() | Busy():
            return "The key may be right. Try again in a minute."
        case CannotOpenKey():
            return "Make a new key under Settings, API keys."
    return ""
