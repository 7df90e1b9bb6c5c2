"""`run_sandbox`: the stand-in FlexPortal, by itself."""

from argparse import ArgumentParser
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand

from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.sandbox.server import SandboxServer


class Command(BaseCommand):
    """Serves the sandbox until it is interrupted."""

    help = "Serve a stand-in FlexPortal over HTTP. The same seed and day give the same company."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The promised options, and a fixed day for repeatable figures."""
        parser.add_argument("--port", type=int, required=True)
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--customers", type=int, default=300, help="of the first tenant")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--latency-ms", type=int, default=0)
        parser.add_argument("--rate-limit", type=int, help="requests per minute and tenant")
        parser.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD")

    def handle(self, *args: object, **options: Any) -> None:
        """Print who can be asked for, then serve."""
        sandbox = Sandbox(
            options["today"] or datetime.now(UTC).date(),
            options["customers"],
            options["seed"],
            latency_ms=options["latency_ms"],
            rate_limit=options["rate_limit"],
        )
        with SandboxServer(sandbox, options["host"], options["port"]) as server:
            self.stdout.write(f"FlexPortal sandbox at {sandbox.url}")
            for tenant in cast.TENANTS:
                self.stdout.write(f"  {tenant.region}  {tenant.tenant_id}  {tenant.key}")
            self.stdout.flush()
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                self.stdout.write("Sandbox stopped.")
