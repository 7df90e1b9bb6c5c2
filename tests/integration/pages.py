"""Read what a page tells scripts, and make what it stands on."""

from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from customers.models import Connection, CustomerCopy, ListCopy
from customers.services.open_customer import open_customer

HTMX = {"HX-Request": "true"}
Tag = dict[str, str]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append({"tag": tag, **{name: value or "" for name, value in attrs}})


def tags(response: Any, attribute: str) -> list[Tag]:
    """Every tag that has the attribute, in the order of the page."""
    parser = _Tags()
    parser.feed(response.content.decode())
    return [tag for tag in parser.found if attribute in tag]


def values(response: Any, attribute: str) -> dict[str, str]:
    """`data-value` by the name in `attribute`; a name must not stand there twice."""
    found = [(tag[attribute], tag["data-value"]) for tag in tags(response, attribute)]
    assert len(dict(found)) == len(found)
    return dict(found)


def stale(response: Any) -> list[str]:
    """The reasons in `data-stale`."""
    return [tag["data-stale"] for tag in tags(response, "data-stale")]


def words(response: Any) -> str:
    """What a person reads, in one line."""
    html = response.content.decode().replace("</td>", " ")
    return " ".join(unescape(strip_tags(html)).split())


def profile_url(connection: Connection, customer_id: str) -> str:
    """The address of a profile."""
    return reverse("profile", args=[connection.tenant.slug, customer_id])


def save_copy(connection: Connection, customer_id: str, *, age: float = 0) -> CustomerCopy:
    """Ask for a customer, and let the saved copy grow `age` seconds old."""
    copy = open_customer(connection, customer_id, refresh=True, clock=timezone.now).copy
    grow_old(age)
    return CustomerCopy.objects.get(tenant=copy.tenant, customer_id=customer_id)


def grow_old(seconds: float) -> None:
    """Let time pass over every saved copy and list."""
    earlier = F("fetched_at") - timedelta(seconds=seconds)
    CustomerCopy.objects.update(fetched_at=earlier)
    ListCopy.objects.update(fetched_at=earlier)
