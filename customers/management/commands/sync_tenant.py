"""`sync_tenant`: read a whole tenant, with progress on a terminal."""

from argparse import ArgumentParser
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from customers.management.progress import Progress
from customers.selectors.sync import Tenant, find_tenant, get_sync, tenants_with_key
from customers.services.errors import ServiceError
from customers.services.start_sync import start_sync
from customers.services.sync_now import key_for, sync_now


class Command(BaseCommand):
    """Reads all customers of a tenant into its portfolio, or goes on where a sync stopped."""

    help = "Reads all customers of a tenant into its portfolio."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One tenant or all; whose key; and the way out when half of the customers are gone."""
        parser.add_argument("slug", nargs="?", help="the tenant, as in its addresses")
        parser.add_argument("--all", action="store_true", help="every tenant with a working key")
        parser.add_argument("--user", help="with this user's key; otherwise the one used last")
        parser.add_argument(
            "--start", action="store_true", help="leave the work to the background worker"
        )
        parser.add_argument(
            "--accept-fewer",
            action="store_true",
            help="show the picture even with fewer than half of the customers of the last one",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 with a plain reason unless every tenant asked for was published, or started."""
        problems = [
            f"{tenant.slug}: {problem}"
            for tenant in _asked(options["slug"], everyone=options["all"])
            if (problem := self._sync(tenant, options))
        ]
        if problems:
            raise CommandError("\n".join(problems))

    def _sync(self, tenant: Tenant, options: dict[str, Any]) -> str:
        """Why there is no new picture; '' when there is."""
        if options["start"]:
            return self._start(tenant, options)
        progress = Progress(self.stdout, tenant.slug, timezone.now)
        try:
            run = sync_now(
                tenant,
                clock=timezone.now,
                sleep=sleep,
                on_commit=progress.say,
                user=options["user"],
                accept_fewer=options["accept_fewer"],
            )
        except ServiceError as error:
            return error.explanation
        finally:
            progress.end()
        self.stdout.write(f"{tenant.slug}: {get_sync(tenant, timezone.now()).title}")
        return "" if run.state == "published" else run.reason

    def _start(self, tenant: Tenant, options: dict[str, Any]) -> str:
        try:
            connection = key_for(tenant, options["user"])
        except ServiceError as error:
            return error.explanation
        start_sync(connection, now=timezone.now(), accept_fewer=options["accept_fewer"])
        self.stdout.write(f"{tenant.slug}: started; the background worker reads it.")
        return ""


def _asked(slug: str | None, *, everyone: bool) -> tuple[Tenant, ...]:
    if everyone == bool(slug):
        raise CommandError("Name one tenant, or say --all.")
    if everyone:
        return tenants_with_key()
    tenant = find_tenant(slug or "")
    if tenant is None:
        raise CommandError(f"There is no tenant “{slug}”.")
    return (tenant,)
