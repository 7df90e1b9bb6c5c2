"""One subscription in a tenant's portfolio: rows of customers and products are made of them."""

from typing import Self

from django.db import models

from .portfolio_customer import ALIVE
from .tenant import Tenant


class PortfolioSubscriptionQuerySet(models.QuerySet["PortfolioSubscription"]):
    """Subscriptions, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """Every version of every subscription of that tenant."""
        return self.filter(tenant=tenant)

    def in_generation(self, tenant: Tenant, generation: int) -> Self:
        """Those of one generation."""
        return self.for_tenant(tenant).filter(born__lte=generation, died__gt=generation)


class PortfolioSubscription(models.Model):
    """One version of a subscription; `born`, `died` and amounts as on a customer's row.

    `product` is its name, else its SKU, else ''. `contract_months` is the length, extensions
    included. Amounts in another currency than the tenant's are unknown.
    """

    id = models.BigAutoField(primary_key=True)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="+", db_index=False)
    subscription_id = models.CharField(max_length=200)
    customer_id = models.CharField(max_length=200)
    born = models.IntegerField()
    died = models.IntegerField(default=ALIVE)
    fingerprint = models.BinaryField()
    product = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=20)
    monthly_amount = models.BigIntegerField(null=True)
    acquisition_cost = models.BigIntegerField(null=True)
    cost_source = models.CharField(max_length=16)
    collected = models.BigIntegerField(null=True)
    start_on = models.DateField(null=True)
    contract_months = models.IntegerField(null=True)
    end_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    objects = PortfolioSubscriptionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "subscription_id", "born"],
                name="portfolio_subscription_once_per_run",
            ),
            models.CheckConstraint(
                condition=models.Q(died__gt=models.F("born")), name="portfolio_subscription_lives"
            ),
        )
        indexes = (
            models.Index(fields=["tenant", "customer_id"], name="portfolio_sub_by_customer"),
            models.Index(fields=["tenant", "born"], name="portfolio_sub_by_birth"),
            models.Index(
                fields=["tenant", "died"],
                condition=~models.Q(died=ALIVE),
                name="portfolio_sub_by_death",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id}/{self.subscription_id} {self.born}"
