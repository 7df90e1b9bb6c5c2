"""The support summary in the terminal."""

from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from customers.selectors.freshness import FRESH_FOR, freshness
from customers.selectors.lookup import connection_with_copy, current_connection
from customers.selectors.support import get_support_json, get_support_text
from customers.selectors.tenancy import Connection, list_connections, region_label
from customers.services.errors import Busy, CustomerNotFound, ServiceError
from customers.services.open_customer import Opened, open_customer


class Command(BaseCommand):
    """Look one customer up through a user's own connections."""

    help = "Prints what support needs to know of one customer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The user, the customer id, and the tenant where the user has several."""
        parser.add_argument("username")
        parser.add_argument("customer_id")
        parser.add_argument("--tenant", metavar="SLUG", help="look in this tenant only")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Without --tenant every tenant of the user is asked until one has the customer."""
        connections = _in_order(options["username"], options["tenant"], options["customer_id"])
        connection, opened = _open_first(connections, options["customer_id"])
        now = timezone.now()
        if isinstance(opened.problem, Busy):
            self.stderr.write(f"{opened.problem.explanation} This is the saved copy.")
        elif opened.copy.failure:
            self.stderr.write(freshness(opened.copy, now).title)
        if options["json"]:
            self.stdout.write(get_support_json(connection, opened.copy, opened.customer, now))
        else:
            self.stdout.write(get_support_text(connection, opened.copy, opened.customer, now))


def _in_order(username: str, slug: str | None, customer_id: str) -> Sequence[Connection]:
    """The tenants to ask, the likeliest first."""
    user = get_user_model().objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user “{username}”.")
    connections = list_connections(user)
    if slug is not None:
        connections = tuple(one for one in connections if one.tenant.slug == slug)
    if not connections:
        where = f" to the tenant “{slug}”" if slug else ""
        raise CommandError(f"{username} has no connection{where}.")
    current = current_connection(user, connections, slug or "")
    first = connection_with_copy(connections, customer_id) or current
    return sorted(connections, key=lambda one: one.pk != first.pk)


def _open_fresh(connection: Connection, customer_id: str) -> Opened:
    """Nobody can look behind a terminal's back: an old copy is renewed before it is shown."""
    opened = open_customer(connection, customer_id, refresh=False, clock=timezone.now)
    if timezone.now() - opened.copy.fetched_at < FRESH_FOR:
        return opened
    return open_customer(connection, customer_id, refresh=True, clock=timezone.now)


def _open_first(connections: Sequence[Connection], customer_id: str) -> tuple[Connection, Opened]:
    problems = []
    for connection in connections:
        try:
            opened = _open_fresh(connection, customer_id)
        except ServiceError as error:
            problems.append((connection, error))
        else:
            return connection, opened
    real = [one for one in problems if not isinstance(one[1], CustomerNotFound)] or problems
    raise CommandError("\n".join(f"{_place(one)}: {error.explanation}" for one, error in real))


def _place(connection: Connection) -> str:
    return f"{connection.name} ({region_label(connection.tenant.region)})"
