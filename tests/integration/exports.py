"""Ask for exports as a browser does, and read what comes."""

import csv
import gzip
from io import BytesIO, StringIO
from typing import Any

from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from customers.domain.csv_table import ORIGIN
from customers.models import Export
from customers.services.run_export import run_export

LIST = "/t/eu-bu-1/portfolio/"
EXPORTS = "/t/eu-bu-1/exports/"
ALL = (
    "columns=company,email,status,type,recovery,recovery_percent,collected,profit,"
    "active_devices,customer_since"
)


def body(response: Any) -> bytes:
    """All bytes of a file, unpacked."""
    assert response.status_code == 200, response.content
    data = b"".join(response.streaming_content)
    return gzip.decompress(data) if response.headers.get("Content-Encoding") == "gzip" else data


def table(data: bytes) -> list[dict[str, str]]:
    """The lines of a CSV file."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def get_csv(browser: Client, query: str = "", **headers: str) -> list[dict[str, str]]:
    """A list as a CSV file."""
    return table(body(browser.get(f"{LIST}export.csv?{query}", headers=headers)))


def book(data: bytes) -> Workbook:
    """An XLSX file, opened."""
    return load_workbook(BytesIO(data))


def get_book(browser: Client, query: str = "") -> Workbook:
    """A list as an XLSX file."""
    return book(body(browser.get(f"{LIST}export.xlsx?{query}")))


def ask(browser: Client, query: str = "", file_format: str = "csv") -> Export:
    """Have a list prepared, up to where a worker takes it."""
    response = browser.post(EXPORTS, {"format": file_format, "query": query})
    assert response.status_code == 302, response.content
    return Export.objects.get(pk=response.headers["Location"].split("/")[-2])


def prepare(export: Export) -> Export:
    """What a worker does."""
    run_export(export.pk, clock=timezone.now)
    return Export.objects.get(pk=export.pk)


def download_url(browser: Client, export: Export) -> str:
    """The link on the export's page."""
    html = browser.get(f"{EXPORTS}{export.pk}/").content.decode()
    return (
        html.split(f'href="{EXPORTS}{export.pk}/download')[1]
        .split('"')[0]
        .join((f"{EXPORTS}{export.pk}/download", ""))
    )


def own_columns(line: dict[str, str]) -> list[str]:
    """The columns of the list, without those that say where a line comes from."""
    return [name for name in line if name not in {*ORIGIN, "Customer id"}]
