"""The system check that no single environment value could make."""

import pytest
from django.core.checks import run_checks
from pytest_django.fixtures import Settings


@pytest.mark.parametrize(("name", "found"), [("locmem.LocMemCache", 1), ("db.DatabaseCache", 0)])
def test_the_lockout_needs_a_shared_cache(settings: Settings, name: str, found: int) -> None:
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{name}"}}
    assert [message.id for message in run_checks()].count("recoup.E001") == found
