"""A list as a file: exactly its rows, columns and order, at once, and safe in a spreadsheet."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from customers.models import Connection, PortfolioCustomer, SyncState, Tenant
from customers.services import hold_place
from customers.services.open_export import CutOff
from tests.conftest import SignIn
from tests.integration.exports import ALL, LIST, body, get_book, get_csv, own_columns, table
from tests.integration.pages import tags, words
from tests.portfolio import a_portfolio, a_row, a_run, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db
ODD = '=1+1\n\u202eevil, "x" ;=2'


@pytest.fixture
def tenant(owner: User) -> Tenant:
    tenant = a_tenant()
    a_working_connection(owner, tenant, name="Noord & Zuid")
    return tenant


@pytest.fixture
def visitor(owner: User, tenant: Tenant, sign_in: SignIn) -> Client:
    return sign_in(owner)


def many(tenant: Tenant, count: int) -> list[PortfolioCustomer]:
    """Customers of whom every seventh has no known cost."""
    return [
        a_row(tenant, number, collected=f"{number}.5", cost=None if number % 7 == 0 else "100")
        for number in range(count)
    ]


def on_screen(visitor: Client, query: str) -> list[str]:
    """The ids of all pages of the list, in order."""
    found, url = [], f"{LIST}?{query}"
    while url:
        response = visitor.get(url)
        found += [tag["data-id"] for tag in tags(response, "data-row")]
        nexts = [tag["href"] for tag in tags(response, "rel") if tag["rel"] == "next"]
        url = nexts[0].replace("&amp;", "&") if nexts else ""
    return found


@pytest.mark.parametrize(
    "query",
    ["", "sort=profit", "sort=-recovery&recovery=recovering", "cost=unknown", "q=customer+11"],
)
def test_rows_and_order_are_those_of_all_pages(visitor: Client, tenant: Tenant, query: str) -> None:
    a_portfolio(tenant, many(tenant, 130))
    exported = [line["Customer id"] for line in get_csv(visitor, query)]
    assert exported == on_screen(visitor, query)
    assert exported
    sheet = get_book(visitor, query)["Customers"]
    assert [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)] == exported


def test_columns_are_those_of_the_list(visitor: Client, tenant: Tenant) -> None:
    a_portfolio(tenant, [a_row(tenant, 1)])
    (line,) = get_csv(visitor, "columns=profit,email,customer_since")
    assert own_columns(line) == ["Customer", "Profit", "E-mail", "Customer since"]
    heads = tags(visitor.get(f"{LIST}?columns=profit,email"), "scope")
    assert len(heads) == 3


def test_each_line_says_what_it_is(visitor: Client, tenant: Tenant) -> None:
    a_portfolio(tenant, [a_row(tenant, 1, collected="4250", cost="4262.50")])
    (line,) = get_csv(visitor, ALL)
    assert line["Profit"] == "-12.50"
    assert line["Recovery"] == "99.7067"
    assert (line["Badge"], line["Status"], line["Type"]) == ("Recovering", "Active", "Business")
    assert line["Customer since"] == "2026-01-14"
    assert (line["Tenant"], line["Tenant id"]) == ("Noord & Zuid", "bu_1")
    assert (line["Region"], line["Currency"]) == ("eu", "EUR")
    assert line["As of"] == "2026-11-23T06:00:00Z"


def test_unknown_is_empty_and_never_zero(visitor: Client, tenant: Tenant) -> None:
    row = a_row(tenant, 1, cost=None, active_devices=None, customer_since=None, company="")
    row.status = "unknown"
    a_portfolio(tenant, [row])
    (line,) = get_csv(visitor, ALL)
    names = ["Profit", "Recovery", "Active devices", "Customer since", "Company", "Status"]
    assert [line[name] for name in names] == [""] * 6
    assert line["Badge"] == "No data"
    cells = dict(zip(*get_book(visitor, ALL)["Customers"].values, strict=True))
    assert [cells[name] for name in names] == [None] * 6


def test_a_workbook_holds_real_values(visitor: Client, tenant: Tenant) -> None:
    row = a_row(tenant, 1, collected="1.2345", cost="2", name=ODD, customer_id="0012")
    a_portfolio(tenant, [row])
    opened = get_book(visitor, ALL)
    sheet = opened["Customers"]
    cells = {head.value: cell for head, cell in zip(*sheet.iter_rows(), strict=True)}
    assert (cells["Customer"].value, cells["Customer"].data_type) == (ODD, "s")
    assert (cells["Customer id"].value, cells["Customer id"].data_type) == ("0012", "s")
    assert (cells["Collected"].value, cells["Profit"].value) == (1.2345, -0.7655)
    assert (cells["Recovery"].value, cells["Recovery"].number_format) == (0.61725, "0.0%")
    assert cells["Customer since"].value == datetime(2026, 1, 14)  # noqa: DTZ001
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:L2")
    about: dict[Any, Any] = dict(opened["About"].values)
    assert (about["Tenant id"], about["Currency"], about["Customers"]) == ("bu_1", "EUR", 1)
    assert about["As of"] == datetime(2026, 11, 23, 6)  # noqa: DTZ001


def test_hostile_text_runs_nowhere(visitor: Client, tenant: Tenant) -> None:
    a_portfolio(tenant, [a_row(tenant, 1, name=ODD, email="@x", company="x" * 200)])
    (line,) = get_csv(visitor, "columns=email,company")
    assert line["Customer"] == "'=1+1\n\u202eevil, \"x\" ;'=2"
    assert (line["E-mail"], len(line["Company"])) == ("'@x", 200)


def test_what_is_hidden_stays_hidden(visitor: Client, tenant: Tenant) -> None:
    a_portfolio(tenant, [a_row(tenant, 1, email="anna@example.com")])
    visitor.post("/personal-data/", {"choice": "hidden_now", "back": "/"})
    query = "columns=email"
    assert [line["E-mail"] for line in get_csv(visitor, query)] == ["a•••@•••"]
    revealed = [line["E-mail"] for line in get_csv(visitor, f"{query}&reveal=email")]
    assert revealed == ["anna@example.com"]
    assert "anna" not in str(list(get_book(visitor, query)["Customers"].values))


def test_the_file_has_a_name_and_is_kept_nowhere(visitor: Client, tenant: Tenant) -> None:
    a_portfolio(tenant, [a_row(tenant, 1)])
    response = visitor.get(f"{LIST}export.csv", headers={"Accept-Encoding": "gzip"})
    day = f"{timezone.now().astimezone(UTC):%Y-%m-%d}"
    name = f'attachment; filename="recoup-noord-zuid-{day}.csv"'
    assert response.headers["Content-Disposition"] == name
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(table(body(response))) == 1
    head = visitor.head(f"{LIST}export.xlsx")
    assert (head.status_code, head.content) == (200, b"")


def test_the_first_bytes_wait_for_no_row(
    visitor: Client, tenant: Tenant, django_assert_num_queries: Any
) -> None:
    """Session, user, connection, picture: the head is sent before a row is read."""
    a_portfolio(tenant, many(tenant, 30))
    with django_assert_num_queries(4):
        response = visitor.get(f"{LIST}export.csv")
        chunks = iter(response.streaming_content)  # type: ignore[attr-defined]
        assert next(chunks).startswith(b"\xef\xbb\xbfCustomer,")
    assert len(b"".join(chunks).splitlines()) == 30


def test_a_picture_published_meanwhile_is_not_mixed_in(
    visitor: Client, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows are those of the beginning; once a later run may clean them away, it breaks off."""
    monkeypatch.setattr("customers.services.export_table.ROWS_AT_ONCE", 10)
    monkeypatch.setattr("customers.models.portfolio_rows._AT_ONCE", 10)
    portfolio = a_portfolio(tenant, many(tenant, 30))
    responses = [visitor.get(f"{LIST}export.csv?sort=name") for _ in range(2)]
    first, second = (iter(one.streaming_content) for one in responses)  # type: ignore[attr-defined]
    begun = [next(chunks) + next(chunks) for chunks in (first, second)]
    PortfolioCustomer.objects.update(died=2)
    PortfolioCustomer.objects.bulk_create([a_row(tenant, 5, born=2, collected="9999")])
    portfolio.generation = 2
    portfolio.save()
    lines = table(begun[0] + b"".join(first))
    assert len(lines) == 30
    assert "9999.00" not in [line["Collected"] for line in lines]
    a_run(tenant, 3, state=SyncState.RUNNING)
    with pytest.raises(CutOff):
        list(second)


def test_before_the_first_picture_there_is_nothing(visitor: Client) -> None:
    response = visitor.get(f"{LIST}export.csv")
    assert response.status_code == 409
    assert "No picture of this tenant is published yet." in words(response)


def test_a_key_that_does_not_work_takes_nothing_along(visitor: Client, tenant: Tenant) -> None:
    a_portfolio(tenant, [a_row(tenant, 1)])
    Connection.objects.update(refused_since=timezone.now())
    for name in ("export.csv", "export.xlsx"):
        response = visitor.get(LIST + name)
        assert response.status_code == 403
        assert b"cust_" not in response.content


def test_files_leave_room_for_pages(
    visitor: Client, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A place is held until the end."""
    a_portfolio(tenant, [a_row(tenant, 1)])
    monkeypatch.setattr(hold_place, "PLACES", 1)
    held = visitor.get(f"{LIST}export.csv")
    refused = visitor.get(f"{LIST}export.csv")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "10")
    assert table(body(held)) == get_csv(visitor) == get_csv(visitor)
