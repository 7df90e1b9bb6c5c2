"""Only a trusted proxy is believed about who is asking and how."""

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from config.addresses import networks
from config.middleware import trusted_proxies

PROXIES = networks(["127.0.0.0/8", "10.0.0.0/8"])


def seen(settings: Settings, peer: str, **headers: str) -> HttpRequest:
    """Return the request as the views see it."""
    settings.TRUSTED_PROXIES = PROXIES
    requests: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponseBase:
        requests.append(request)
        return HttpResponse()

    trusted_proxies(view)(RequestFactory(REMOTE_ADDR=peer).get("/", headers=headers))
    return requests[0]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.7, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9, nonsense, 10.1.2.3", "10.1.2.3"),
        ("127.0.0.1", "10.9.9.9", "10.9.9.9"),
        ("127.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("203.0.113.5", "198.51.100.7", "203.0.113.5"),
        ("", "198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_client_is_the_right_most_hop_nobody_vouches_for(
    settings: Settings, peer: str, forwarded: str, client: str
) -> None:
    request = seen(settings, peer, **{"X-Forwarded-For": forwarded})
    assert request.META["REMOTE_ADDR"] == client
    assert "X-Forwarded-For" not in request.headers


@pytest.mark.parametrize(("peer", "secure"), [("127.0.0.1", True), ("203.0.113.5", False)])
def test_https_is_believed_from_a_trusted_proxy_only(
    settings: Settings, peer: str, secure: bool
) -> None:
    assert seen(settings, peer, **{"X-Forwarded-Proto": "https"}).is_secure() is secure
