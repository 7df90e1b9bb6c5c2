"""One customer in a tenant's portfolio: what lists, filters and sums need of them."""

from typing import Self

from django.db import models
from django.db.models.expressions import CombinedExpression

from customers.domain.customer import CustomerType, Status
from customers.domain.profitability import Recovery
from customers.domain.segments import COST_KNOWN, STEPS

from .portfolio import Portfolio
from .tenant import Tenant

ALIVE = 2**31 - 1
"""`died` of a row that no later picture has replaced."""
SORTED_BY = (
    "sort_name",
    "company",
    "email",
    "recovery_percent",
    "collected",
    "acquisition_cost",
    "profit",
    "still_open",
    "monthly_revenue",
    "average_monthly_revenue",
    "active_devices",
    "devices_ever",
    "orders",
    "contract_ends_on",
    "customer_since",
)
"""Every column of the list, so that its first page and its ten-thousandth cost the same.

Each has an index in which the segment stands first, so that this holds of every choice of badge,
status, type and known cost too. Those four are orders of segments and need none of their own.
"""
CARRIED = {"still_open": ("cohort", "contract_ends_on")}
"""What the index of a column carries behind it: tested on the way, without a row being read.

The order in which a list opens carries what is not a matter of money and often asked of it.
"""


def _segment() -> CombinedExpression:
    """The row's number in `customers.domain.segments`, worked out by the database."""
    words = [
        models.Case(*(models.When(**{column: word}, then=step) for word, step in steps.items()))
        for column, steps in STEPS.items()
    ]
    cost = models.Case(
        models.When(acquisition_cost__isnull=False, then=COST_KNOWN), default=models.Value(0)
    )
    status, customer_type, recovery = words
    return CombinedExpression(status + customer_type + recovery, "+", cost)


class PortfolioCustomerQuerySet(models.QuerySet["PortfolioCustomer"]):
    """Rows, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """Every version of every row of that tenant."""
        return self.filter(tenant=tenant)

    def in_generation(self, tenant: Tenant, generation: int) -> Self:
        """The whole picture of one generation: one row for each customer."""
        return self.for_tenant(tenant).filter(born__lte=generation, died__gt=generation)

    def shown(self, portfolio: Portfolio) -> Self:
        """The picture that readers see."""
        return self.in_generation(portfolio.tenant, portfolio.generation)


class PortfolioCustomer(models.Model):
    """One version of a row: it stands in the pictures from `born` until before `died`.

    A run writes what is new as a further version, so that readers keep the old picture until the
    new one is published whole. Amounts are ten-thousandths (`customers.domain.minor`), percentages
    ten-thousandths of a percent, cut off; None is unknown. `profit` is `collected` −
    `acquisition_cost`, `still_open` what of the cost is not collected yet. `fingerprint` is of all
    that the row was made from. `at_risk_on` is the first day on which more than half of the
    contract time is gone at half or less paid back (product.md, rule 6), `recovery` the badge on
    the day of the run. `contract_ends_on` is the earliest end of an active contract, `cohort` the
    first day of the month in which the first subscription began, `collected_since` the day from
    which `collected` is known to stand unchanged. `document` is the day's snapshot
    (`customers.domain.snapshot`). `segment` follows from four other columns, nobody fills it.
    """

    id = models.BigAutoField(primary_key=True)
    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer_id = models.CharField(max_length=200)
    born = models.IntegerField()
    died = models.IntegerField(default=ALIVE)
    fingerprint = models.BinaryField()
    name = models.CharField(max_length=200, blank=True)
    company = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=320, blank=True)
    phone = models.CharField(max_length=64, blank=True)
    sort_name = models.CharField(max_length=120, blank=True)
    search_text = models.TextField(blank=True)
    status = models.CharField(max_length=8)
    customer_type = models.CharField(max_length=10)
    recovery = models.CharField(max_length=12)
    collected = models.BigIntegerField(null=True)
    acquisition_cost = models.BigIntegerField(null=True)
    profit = models.BigIntegerField(null=True)
    still_open = models.BigIntegerField(null=True)
    recovery_percent = models.BigIntegerField(null=True)
    monthly_revenue = models.BigIntegerField(null=True)
    average_monthly_revenue = models.BigIntegerField(null=True)
    active_devices = models.IntegerField(null=True)
    devices_ever = models.IntegerField(null=True)
    orders = models.IntegerField(null=True)
    contract_ends_on = models.DateField(null=True)
    at_risk_on = models.DateField(null=True)
    cohort = models.DateField(null=True)
    collected_since = models.DateField(null=True)
    customer_since = models.DateField(null=True)
    document = models.TextField()
    segment = models.GeneratedField(
        expression=_segment(), output_field=models.SmallIntegerField(), db_persist=True
    )

    objects = PortfolioCustomerQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["tenant", "customer_id", "born"], name="portfolio_customer_once_per_run"
            ),
            models.UniqueConstraint(
                fields=["tenant", "customer_id"],
                condition=models.Q(died=ALIVE),
                name="portfolio_customer_one_alive",
            ),
            models.CheckConstraint(
                condition=models.Q(died__gt=models.F("born")), name="portfolio_customer_lives"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[one.value for one in Status])
                & models.Q(customer_type__in=[one.value for one in CustomerType])
                & models.Q(recovery__in=[one.value for one in Recovery]),
                name="portfolio_customer_words_known",
            ),
        )
        indexes = (
            *(
                models.Index(
                    fields=["tenant", "segment", column, "id", *CARRIED.get(column, ())],
                    name=f"row_by_{column}",
                )
                for column in SORTED_BY
            ),
            models.Index(fields=["tenant", "segment", "id"], name="row_by_segment"),
            models.Index(fields=["tenant", "cohort"], name="row_by_cohort"),
            models.Index(
                fields=["tenant", "died"], condition=~models.Q(died=ALIVE), name="row_by_death"
            ),
        )

    def __str__(self) -> str:
        return f"{self.tenant_id}/{self.customer_id} {self.born}"
