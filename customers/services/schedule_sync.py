"""Choose how often a tenant is read by itself."""

from datetime import datetime, timedelta

from customers.models import Connection, Portfolio

EVERY_HOURS = (1, 6, 24)


def schedule_sync(connection: Connection, hours: int | None, *, now: datetime) -> Portfolio:
    """Every so many hours with this connection's key; None for never."""
    portfolio, _ = Portfolio.objects.get_or_create(tenant=connection.tenant)
    next_at = None
    if hours:
        next_at = max((portfolio.as_of or now) + timedelta(hours=hours), now)
    portfolio.sync_every_hours, portfolio.sync_next_at = hours, next_at
    portfolio.sync_with = connection if hours else None
    portfolio.save(update_fields=["sync_every_hours", "sync_next_at", "sync_with"])
    return portfolio
