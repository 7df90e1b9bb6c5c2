"""Installs the product into a database of its own and fills it; says how to sign in, as JSON."""

import json
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

SLUG = "eu-bench"


def main(count: int) -> None:
    """One user, allowed into the admin too, one connection, one tenant of so many customers."""
    django.setup()
    from customers.models import Connection, Tenant  # noqa: PLC0415 - after setup

    from .fill import fill  # noqa: PLC0415
    from .halfway import halfway  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    if not Path(settings.STATIC_ROOT).exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    user = get_user_model().objects.create_superuser("bench")
    tenant = Tenant.objects.create(region="eu", tenant_id="bench", slug=SLUG, currency="EUR")
    now = timezone.now()
    Connection.objects.create(
        user=user, tenant=tenant, name="Bench", created_at=now, accepted_at=now
    )
    portfolio = fill(tenant, count)
    browser = Client()
    browser.force_login(user)
    told = {"session": browser.cookies["session"].value, "halfway": halfway(portfolio)}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
