"""Connect a user to a tenant from the terminal."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from customers.selectors.connections import HUES
from customers.services.connect_tenant import connect_tenant
from customers.services.errors import ServiceError
from customers.services.flexportal_client import Secret, regions
from customers.services.try_key import advise


class Command(BaseCommand):
    """Keep an API key for a user once FlexPortal has accepted it."""

    help = "Reads an API key from standard input, tries it, seals it, prints the tenant's slug."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose connection, to which tenant; never the key."""
        parser.add_argument("username")
        parser.add_argument("--region", required=True, choices=tuple(regions()))
        parser.add_argument("--tenant-id", required=True, help="the Business Unit's id")
        parser.add_argument("--name", required=True, help="the name, as the team says it")
        parser.add_argument("--hue", choices=HUES, help="the colour of the strip")
        parser.add_argument("--no-verify", action="store_true", help="keep the key untried")

    @sensitive_variables()
    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 with a plain reason if the key is not accepted; then nothing was kept."""
        user = get_user_model().objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no user “{options['username']}”.")
        key = sys.stdin.readline().strip()
        if not key:
            raise CommandError("No API key came on standard input. Nothing was saved.")
        try:
            connection = connect_tenant(
                user,
                region=options["region"],
                tenant_id=options["tenant_id"],
                name=options["name"],
                key=Secret(key),
                hue=options["hue"],
                now=timezone.now(),
                verify=not options["no_verify"],
            )
        except ServiceError as error:
            advice = advise(error, options["tenant_id"])
            raise CommandError(f"{error.explanation} Nothing was saved. {advice}".strip()) from None
        self.stdout.write(connection.tenant.slug)
