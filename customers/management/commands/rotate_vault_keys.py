"""Seal every API key anew with the first of VAULT_KEYS."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from customers.services.rotate_vault_keys import rotate_vault_keys


class Command(BaseCommand):
    """Re-seal what an older vault key sealed; safe to interrupt and to repeat."""

    help = "Re-seals every API key with the first of VAULT_KEYS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the counts; exit 1 if there is a key that none of VAULT_KEYS opens."""
        rotation = rotate_vault_keys(settings.VAULT_KEYS)
        self.stdout.write(
            f"Re-sealed {rotation.sealed_count}; "
            f"{rotation.current_count} were sealed with the first key already."
        )
        if rotation.unopened:
            ids = ", ".join(str(connection_id) for connection_id in rotation.unopened)
            raise CommandError(
                f"None of VAULT_KEYS opens {len(rotation.unopened)}: {ids}. "
                "Add the key that sealed them, or let their users replace the API key."
            )
