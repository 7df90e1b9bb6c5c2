"""Answers that were dropped because they could not be trusted."""

from typing import Self

from django.db import models

from .tenant import Tenant


class FaultQuerySet(models.QuerySet["Fault"]):
    """Faults, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The faults of that tenant alone."""
        return self.filter(tenant=tenant)


class Fault(models.Model):
    """One dropped answer: when, which question, and what was wrong with it (never its content)."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="faults")
    question = models.CharField(max_length=300)
    problem = models.CharField(max_length=300)
    occurred_at = models.DateTimeField()

    objects = FaultQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["tenant", "-occurred_at"], name="fault_by_tenant"),)

    def __str__(self) -> str:
        return f"{self.question}: {self.problem}"
