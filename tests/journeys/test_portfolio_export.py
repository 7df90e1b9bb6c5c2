"""Taking a list along: at once while it is small, watched while it is prepared."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Download, Page, expect

from customers.models import Connection, Export
from customers.services.run_export import run_export
from tests.journeys.inspection import faults_of
from tests.journeys.portfolio import a_tenant_of, url_of


@pytest.fixture
def portfolio(page: Page, connection: Connection) -> Page:
    """The owner in front of 120 customers, a quarter of them at risk."""
    a_tenant_of(connection, 120)
    page.goto(f"{url_of(connection)}?recovery=at_risk")
    return page


def lines(download: Download) -> list[dict[str, str]]:
    text = Path(download.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_a_small_list_comes_at_once(portfolio: Page) -> None:
    portfolio.get_by_text("Export", exact=True).click()
    with portfolio.expect_download() as coming:
        portfolio.get_by_role("link", name="CSV, for any program").click()
    assert coming.value.suggested_filename.startswith("recoup-")
    found = lines(coming.value)
    assert len(found) == 30
    assert {line["Badge"] for line in found} == {"At risk"}


def test_a_large_one_is_prepared_before_ones_eyes(
    portfolio: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("selectors", "views"):
        monkeypatch.setattr(f"customers.{module}.exports.AT_ONCE", {"csv": 5, "xlsx": 5})
    portfolio.get_by_text("Export", exact=True).click()
    portfolio.get_by_role("link", name="CSV, for any program").click()
    expect(portfolio.get_by_role("heading", level=1)).to_have_text("Export")
    assert faults_of(portfolio) == []
    portfolio.get_by_role("button", name="Prepare CSV").click()
    expect(portfolio.locator("#export-one")).to_contain_text("Waiting for its turn")
    assert faults_of(portfolio) == []
    run_export(Export.objects.get().pk, clock=timezone.now)
    expect(portfolio.locator("#export-one")).to_contain_text("Ready: 30 customers")
    assert faults_of(portfolio) == []
    with portfolio.expect_download() as coming:
        portfolio.get_by_role("link", name="Download").click()
    assert len(lines(coming.value)) == 30
    portfolio.get_by_role("button", name="Delete").click()
    expect(portfolio.get_by_text("Prepared for you")).to_have_count(0)
