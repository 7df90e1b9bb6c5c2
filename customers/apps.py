"""The one Django app."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Customers of the tenants a user is connected to."""

    name = "customers"
    default_auto_field = "django.db.models.BigAutoField"
