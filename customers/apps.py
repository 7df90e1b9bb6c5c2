"""The one Django app."""

from importlib import import_module

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Customers of the tenants a user is connected to."""

    name = "customers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, the background work, and what happens at every sign-in."""
        import_module("customers.checks")
        import_module("customers.tasks")
        import_module("customers.views.personal_data")
