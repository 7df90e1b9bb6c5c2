"""Databases, regions and proxies as the environment writes them."""

import pytest

from config.addresses import database, is_loopback, networks, regions
from config.env import BadValueError


def test_sqlite_keeps_every_write() -> None:
    entry = database("sqlite:////var/lib/recoup/db.sqlite3")
    assert entry["NAME"] == "/var/lib/recoup/db.sqlite3"
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in str(entry["OPTIONS"]["init_command"])


def test_postgres_is_read_whole() -> None:
    entry = database("postgres://us%40er:p%2Fw@db.example:6432/recoup?sslmode=require")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"]) == ("us@er", "p/w", "db.example")
    assert (entry["PORT"], entry["NAME"]) == ("6432", "recoup")
    assert entry["OPTIONS"] == {"pool": True, "sslmode": "require"}


@pytest.mark.parametrize(
    ("url", "reason"), [("mysql://db/recoup", "neither sqlite nor"), ("sqlite://", "no database")]
)
def test_another_database_is_refused(url: str, reason: str) -> None:
    with pytest.raises(BadValueError, match=f"DATABASE_URL.*{reason}"):
        database(url)


def test_regions_are_hosts_by_name() -> None:
    pairs = ["eu=https://api-eu.example/", "qa = http://127.0.0.1:8001", "us=http://[::1]:80"]
    assert regions(pairs) == {
        "eu": "https://api-eu.example",
        "qa": "http://127.0.0.1:8001",
        "us": "http://[::1]:80",
    }


@pytest.mark.parametrize(
    "pairs",
    [
        *([], ["https://a.example"], ["eu="], ["eu=ftp://a.example"], ["eu=http://a.example"]),
        *(["eu=https://a.example", "eu=https://b.example"], ["eu=https://a.example/v1"]),
        *(["eu=https://user@a.example"], ["eu=https://a.example?x=1"], ["eu=http://127.0.0.1.io"]),
    ],
)
def test_a_doubtful_region_is_refused(pairs: list[str]) -> None:
    with pytest.raises(BadValueError, match="FLEXPORTAL_REGIONS"):
        regions(pairs)


def test_loopback_is_this_machine() -> None:
    assert [is_loopback(host) for host in ("localhost", "127.8.0.1", "::1")] == [True] * 3
    assert [is_loopback(host) for host in ("10.0.0.1", "local.example")] == [False] * 2


def test_proxies_are_addresses_or_ranges() -> None:
    assert [str(found) for found in networks(["::1", "10.0.0.0/8"])] == ["::1/128", "10.0.0.0/8"]
    with pytest.raises(BadValueError, match="TRUSTED_PROXIES"):
        networks(["proxy.example"])
