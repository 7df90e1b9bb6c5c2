"""`sync_tenant`: read a whole tenant, with progress on a terminal."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from customers.models import Connection, SyncRun
from customers.services.start_sync import start_sync
from customers.services.sync_tenant import sync_tenant
from customers.services.sync_work import Clockwork


class Command(BaseCommand):
    """Reads all customers of a tenant into its portfolio."""

    help = "Reads all customers of a tenant into its portfolio."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The tenant."""
        parser.add_argument("slug")

    def handle(self, *args: Any, **options: Any) -> None:
        """Thin."""
        connection = (
            Connection.objects.working().select_related("tenant").get(tenant__slug=options["slug"])
        )
        run, _ = start_sync(connection, now=timezone.now())

        def say(run: SyncRun) -> None:
            self.stdout.write(
                f"{run.phase} {run.page_count} {run.customer_count} {run.subscription_count}"
            )

        run = sync_tenant(run.pk, Clockwork(timezone.now, on_commit=say))
        self.stdout.write(f"{run.state} {run.reason}")
