"""Every address of the product, read from its resolver: a new one is swept by itself."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver

SAMPLES = {
    "tenant_slug": "nobodys-tenant",
    "customer_id": "cust_1",
    "kind": "subscriptions",
}
UUID = "00000000-0000-0000-0000-000000000000"


def every_address(resolver: URLResolver, prefix: str = "/") -> Iterator[str]:
    """Yield a sample path of every pattern; an unknown argument is filled with 1."""
    for pattern in resolver.url_patterns:
        route = prefix + re.sub(r"<(?:(\w+):)?(\w+)>", _sample, str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from every_address(pattern, route)


def _sample(argument: re.Match[str]) -> str:
    return SAMPLES.get(argument[2], UUID if argument[1] == "uuid" else "1")
