"""What the product needs before it can serve."""

from collections.abc import Callable
from secrets import token_hex

from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from redis import RedisError


def list_unready_parts() -> tuple[str, ...]:
    """Return the names of the parts that do not answer, out of database, migrations and cache."""
    probes = {
        "database": connection.ensure_connection,
        "migrations": _migrations_are_applied,
        "cache": _cache_keeps,
    }
    return tuple(name for name, probe in probes.items() if not _holds(probe))


def _holds(probe: Callable[[], bool | None]) -> bool:
    """Return whether a probe neither failed nor said no."""
    try:
        return probe() is not False
    except (Error, RedisError):
        return False


def _migrations_are_applied() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _cache_keeps() -> bool:
    token = token_hex(4)
    cache.set(f"readyz:{token}", token, timeout=10)
    kept: str | None = cache.get(f"readyz:{token}")
    return kept == token and cache.delete(f"readyz:{token}")
