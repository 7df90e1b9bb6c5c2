"""What holds for every request and answer: headers, trusted proxies, sign-in, time zone."""

from collections.abc import Callable, Iterable
from functools import cache
from ipaddress import ip_address
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from config.addresses import Network

Answer = Callable[[HttpRequest], HttpResponseBase]

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media"),
            *("fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone"),
            *("midi", "payment", "screen-wake-lock", "usb", "xr-spatial-tracking"),
        )
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


def answer_headers(get_response: Answer) -> Answer:
    """Put the headers on every answer, errors included; only what says `public` may be kept."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "public" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
            patch_vary_headers(response, ["HX-Request"])
        return response

    return middleware


def trusted_proxies(get_response: Answer) -> Answer:
    """Believe forwarded headers of trusted proxies only; REMOTE_ADDR becomes the true client."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        peer = request.META.get("REMOTE_ADDR") or "127.0.0.1"  # a local socket has no address
        if is_trusted(peer, settings.TRUSTED_PROXIES):
            request.META["REMOTE_ADDR"] = client_address(peer, forwarded, settings.TRUSTED_PROXIES)
        else:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return get_response(request)

    return middleware


def client_address(peer: str, forwarded: str, trusted: Iterable[Network]) -> str:
    """Return the right-most hop that is no trusted proxy; an unreadable hop ends the search."""
    address = peer
    for hop in reversed(forwarded.split(",")):
        try:
            address = str(ip_address(hop.strip()))
        except ValueError:
            break
        if not is_trusted(address, trusted):
            break
    return address


def is_trusted(address: str, trusted: Iterable[Network]) -> bool:
    """Return whether an address belongs to a trusted proxy."""
    return any(ip_address(address) in network for network in trusted)


class SignInRequired(LoginRequiredMiddleware):
    """Sends whoever is not signed in to sign-in; an htmx request gets it as a whole page."""

    def handle_no_permission(  # type: ignore[override]  # not only redirects by status
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        """Return the redirect, back to the page that the person is looking at."""
        htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
        if not htmx:
            return super().handle_no_permission(request, view_func)
        page = htmx.current_url_abs_path or resolve_url(settings.LOGIN_REDIRECT_URL)
        sign_in = redirect_to_login(page, resolve_url(settings.LOGIN_URL))
        return HttpResponseClientRedirect(sign_in.url)


def time_zone(get_response: Answer) -> Answer:
    """Show moments in the zone that the browser named in its cookie, if it is a real one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        name = request.COOKIES.get("timezone", "").replace("%2F", "/")
        if name not in zone_names():
            return get_response(request)
        with timezone.override(ZoneInfo(name)):
            return get_response(request)

    return middleware


@cache
def zone_names() -> frozenset[str]:
    """Return the names of all zones this machine knows."""
    return frozenset(available_timezones())
