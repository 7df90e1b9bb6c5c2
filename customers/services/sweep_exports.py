"""Delete exports whose time is over or whose user lost the key; say which wait for a worker."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from customers.models import Connection, Export


def sweep_exports(*, now: datetime) -> tuple[UUID, ...]:
    """The exports to prepare next, the oldest first: new ones, and those of a worker that died."""
    working = Connection.objects.working().filter(
        user_id=OuterRef("user_id"), tenant_id=OuterRef("tenant_id")
    )
    Export.objects.filter(expires_at__lte=now).delete()
    Export.objects.exclude(Exists(working)).delete()
    return tuple(Export.objects.to_take(now).values_list("pk", flat=True))
