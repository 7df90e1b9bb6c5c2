"""Where one device's choices stand, and what their columns say."""

from typing import Any

from django.urls import reverse

from customers.models import Connection
from customers.sandbox import cast
from tests.integration.pages import tags


def device_url(
    connection: Connection,
    customer_id: str = cast.QUOTE_SAMPLE,
    subscription_id: str = cast.QUOTE_RENTAL,
) -> str:
    """The address of one device's choices; the documented sample unless named."""
    return reverse("device_options", args=[connection.tenant.slug, customer_id, subscription_id])


def columns(response: Any) -> dict[str, dict[str, str]]:
    """`data-value` by figure, for each choice in the order of the page."""
    found: dict[str, dict[str, str]] = {}
    for tag in tags(response, "tag"):
        if "data-option" in tag:
            inside = found.setdefault(tag["data-option"], {})
        if "data-metric" in tag:
            inside[tag["data-metric"]] = tag["data-value"]
    return found


def money(response: Any) -> dict[str, str]:
    """The money expected by choice."""
    figures = columns(response)
    return {choice: figures[choice]["expected"] for choice in figures if choice != "now"}
