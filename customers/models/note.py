"""What colleagues write down about a customer; it never leaves Recoup."""

from typing import Self

from django.conf import settings
from django.db import models

from .tenant import Tenant


class NoteQuerySet(models.QuerySet["Note"]):
    """Notes, always of one tenant."""

    def for_tenant(self, tenant: Tenant) -> Self:
        """The notes of that tenant alone, pinned ones first, then the latest."""
        return self.filter(tenant=tenant).order_by("-pinned", "-created_at", "-pk")


class Note(models.Model):
    """One note: dated, authored, pinned or not. The author's name outlives the account."""

    tenant = models.ForeignKey(Tenant, on_delete=models.CASCADE, related_name="notes")
    customer_id = models.CharField(max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    author_name = models.CharField(max_length=160)
    text = models.TextField(max_length=5000)
    pinned = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(text=""), name="note_has_text"),
            models.CheckConstraint(condition=~models.Q(author_name=""), name="note_has_author"),
        )
        indexes = (models.Index(fields=["tenant", "customer_id"], name="note_by_customer"),)

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text[:40]}"
