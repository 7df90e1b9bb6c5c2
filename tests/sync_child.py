"""Workers as processes of their own, forked from one that has the product loaded already."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from typing import Any

import django
from django.conf import settings
from django.db import connection as database
from django.utils import timezone


def in_process(work: Callable[..., None], *arguments: Any) -> ForkServerProcess:
    """Start it on this test's database; the caller kills or joins it."""
    context = multiprocessing.get_context("forkserver")
    os.environ["SYNC_DATABASE"] = _database_url()
    context.set_forkserver_preload(["tests.sync_child"])
    process = context.Process(target=work, args=arguments)
    process.start()
    return process


def keep_syncing(url: str, connection_id: str) -> None:
    """One run after the other, until somebody ends it."""
    while True:
        start_and_sync(url, connection_id)


def start_and_sync(url: str, connection_id: str) -> None:
    """The open run, or a new one, to its end."""
    _settle(url)
    from customers.models import Connection  # noqa: PLC0415 - in the child alone
    from customers.services.start_sync import start_sync  # noqa: PLC0415
    from customers.services.sync_tenant import sync_tenant  # noqa: PLC0415
    from customers.services.sync_work import Clockwork  # noqa: PLC0415

    connection = Connection.objects.select_related("tenant").get(pk=connection_id)
    run, _ = start_sync(connection, now=timezone.now())
    sync_tenant(run.pk, Clockwork(timezone.now))


def _settle(url: str) -> None:
    """FlexPortal at that address, with a plan that no test uses up; a commit for two pages."""
    from customers.services import read_list  # noqa: PLC0415

    read_list.PAGES_PER_COMMIT = 2
    settings.FLEXPORTAL_REGIONS = dict.fromkeys(("eu", "us", "qa"), url)
    settings.FLEXPORTAL_RATE_LIMIT = 100_000


def _database_url() -> str:
    own = database.settings_dict
    if database.vendor == "sqlite":
        return f"sqlite:///{own['NAME']}"
    return f"postgres://{own['USER']}:{own['PASSWORD']}@{own['HOST']}:{own['PORT']}/{own['NAME']}"


if multiprocessing.current_process().name == "MainProcess" and "SYNC_DATABASE" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["SYNC_DATABASE"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    if start := settings.DATABASES["default"]["OPTIONS"].get("init_command"):
        quick = f"{start}; PRAGMA synchronous=OFF"
        settings.DATABASES["default"]["OPTIONS"]["init_command"] = quick
