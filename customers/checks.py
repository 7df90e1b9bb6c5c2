"""System checks: mistakes of an installation that no single environment value shows."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

SHARED_CACHES = {
    "django.core.cache.backends.db.DatabaseCache",
    "django.core.cache.backends.redis.RedisCache",
}


@register(Tags.security)
def check_cache_is_shared(
    app_configs: Sequence[AppConfig] | None, **_: object
) -> list[CheckMessage]:
    """Refuse a cache that every process has to itself: N processes, N times the guesses."""
    if settings.CACHES["default"]["BACKEND"] in SHARED_CACHES:
        return []
    hint = "Use Redis (REDIS_URL) or the database."
    return [Error("The sign-in lockout needs a shared cache.", hint=hint, id="recoup.E001")]


@register(Tags.security, deploy=True)
def check_vault_keys_are_random(
    app_configs: Sequence[AppConfig] | None, **_: object
) -> list[CheckMessage]:
    """Refuse a key of one repeated byte, such as the one of local development."""
    if all(len(set(key)) > 1 for key in settings.VAULT_KEYS):
        return []
    hint = 'python -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
    return [Error("VAULT_KEYS holds a key that is not random.", hint=hint, id="recoup.E002")]


@register(Tags.security, deploy=True)
def check_https_is_on(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Warn about passwords and API keys that would cross a network in clear."""
    if settings.HTTPS:
        return []
    hint = "Set HTTPS=on and let a trusted proxy speak TLS."
    return [checks.Warning("HTTPS is off.", hint=hint, id="recoup.W003")]
