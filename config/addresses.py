"""Addresses that the environment names: databases, FlexPortal's hosts, trusted proxies."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import NotRequired, TypedDict
from urllib.parse import parse_qsl, unquote, urlsplit

from config.env import BadValueError

Network = IPv4Network | IPv6Network

SQLITE = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
}


class Database(TypedDict):
    """One entry of Django's DATABASES."""

    ENGINE: str
    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    CONN_MAX_AGE: int | None
    OPTIONS: dict[str, object]
    TEST: NotRequired[dict[str, object]]


def database(url: str) -> Database:
    """Return Django's settings for `sqlite:///path` or `postgres://user:password@host/name`."""
    parts = urlsplit(url)
    name = unquote(parts.path[1:])
    if not name:
        raise BadValueError("DATABASE_URL", "names no database", "postgres://recoup@db/recoup")
    if parts.scheme == "sqlite":
        return _database("sqlite3", name, None, dict(SQLITE))
    if parts.scheme not in {"postgres", "postgresql"}:
        reason = f"is neither sqlite nor postgres: {parts.scheme!r}"
        raise BadValueError("DATABASE_URL", reason, "sqlite:////var/lib/recoup/db.sqlite3")
    entry = _database("postgresql", name, 0, {"pool": True, **dict(parse_qsl(parts.query))})
    entry["USER"] = unquote(parts.username or "")
    entry["PASSWORD"] = unquote(parts.password or "")
    entry["HOST"] = unquote(parts.hostname or "")
    entry["PORT"] = str(parts.port or "")
    return entry


def queue_file(url: str, folder: Path) -> str:
    """Return where the queue lies without Redis: beside an SQLite database, else in a folder."""
    parts = urlsplit(url)
    beside = Path(unquote(parts.path[1:])).parent if parts.scheme == "sqlite" else folder
    return str(beside / "queue.sqlite3")


def _database(
    engine: str, name: str, seconds_kept_open: int | None, options: dict[str, object]
) -> Database:
    return {
        "ENGINE": f"django.db.backends.{engine}",
        "NAME": name,
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "CONN_MAX_AGE": seconds_kept_open,
        "OPTIONS": options,
    }


def regions(pairs: Iterable[str]) -> dict[str, str]:
    """Return base URLs by region key from `eu=https://…` pairs."""
    found: dict[str, str] = {}
    for pair in pairs:
        key, _, url = (part.strip() for part in pair.partition("="))
        if not key.isalnum() or key in found:
            raise _bad_region(f"needs one name before each address: {pair!r}")
        found[key] = _base_url(url)
    if not found:
        raise _bad_region("names no region")
    return found


def _base_url(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username or not host:
        raise _bad_region(f"needs a scheme and a host, nothing more: {url!r}")
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        raise _bad_region(f"needs https (plain http only on loopback): {url!r}")
    return url.rstrip("/")


def _bad_region(reason: str) -> BadValueError:
    return BadValueError("FLEXPORTAL_REGIONS", reason, "eu=https://api-eu.flexportal.io")


def is_loopback(host: str) -> bool:
    """Return whether a host name or address stays on this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """Return the networks of addresses or ranges such as `10.0.0.0/8`."""
    try:
        return tuple(ip_network(name) for name in names)
    except ValueError as problem:
        raise BadValueError("TRUSTED_PROXIES", str(problem), "127.0.0.1,10.0.0.0/8") from None
