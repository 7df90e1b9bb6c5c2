"""Take away the portfolios of tenants that nobody has a key to any more."""

from django.db import models, transaction

from customers.models import Portfolio, PortfolioCustomer, PortfolioSubscription, Tenant
from customers.models.bulk_rows import delete_rows
from customers.models.portfolio_search import forget_rows

from .clear_rows import batches_of


def forget_portfolios() -> None:
    """Delete the rows behind a picture that went with its last key; in batches, safe to repeat.

    Whoever connects meanwhile begins anew: their first run removes what is left itself.
    """
    for tenant in Tenant.objects.filter(connections=None, portfolio=None):
        for model in (PortfolioCustomer, PortfolioSubscription):
            for keys in batches_of(model._default_manager.filter(tenant=tenant)):
                if not _delete(tenant, model, keys):
                    return


@transaction.atomic
def _delete(tenant: Tenant, model: type[models.Model], keys: list[int]) -> bool:
    """Whether it is still nobody's."""
    if Portfolio.objects.for_tenant(tenant).exists():
        return False
    if model is PortfolioCustomer:
        forget_rows(keys)
    delete_rows(model, keys)
    return True
