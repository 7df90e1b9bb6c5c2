"""The rows on a receipt add up to its figure, on the page itself."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.list_document import to_list_document
from customers.models import Connection, ListCopy, ListKind
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from customers.selectors.owed_receipt import MOST_ROWS
from customers.services.open_list import open_list
from tests.builders import a_payment
from tests.integration.pages import profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db
SUBSCRIPTIONS, ORDERS, PAYMENTS = ListKind.SUBSCRIPTIONS, ListKind.ORDERS, ListKind.PAYMENTS


def open_all(connection: Connection, customer_id: str, *kinds: ListKind) -> None:
    """Save the customer and some of its lists."""
    save_copy(connection, customer_id)
    for kind in kinds or ListKind:
        open_list(connection, customer_id, ListKind(kind), clock=timezone.now)


def receipt(browser: Client, connection: Connection, customer_id: str, figure: str) -> Any:
    return browser.get(f"{profile_url(connection, customer_id)}receipt/?figure={figure}")


def rows(response: Any) -> list[tuple[str, list[str]]]:
    """Each row of the working: its first cell, and its numbers."""
    html = response.content.decode()
    body = html.partition('class="ledger working"')[2].partition("</table>")[0]
    found = []
    for row in body.split("<tr")[2:]:
        cells = [words_of(cell) for cell in row.split("<td")[1:]]
        found.append((cells[0], [cell for cell in cells[1:] if is_number(cell)]))
    return found


def words_of(cell: str) -> str:
    return " ".join(part.rpartition(">")[2] for part in cell.split("<")).strip()


def is_number(text: str) -> bool:
    return text.replace("−", "").replace("+", "").replace(",", "").replace(".", "").isdigit()


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-"))


def assert_adds_up(found: list[tuple[str, list[str]]], until: str) -> None:
    """The column before the row that begins so is its sum."""
    place = next(at for at, (label, _) in enumerate(found) if label.startswith(until))
    for column in range(len(found[place][1])):
        parts = [number(cells[column]) for _, cells in found[:place]]
        assert sum(parts, Decimal(0)) == number(found[place][1][column])


@pytest.mark.parametrize(
    ("figure", "sums"),
    [
        ("lifetime_collected", ["4,250.00"]),
        ("acquisition_cost", ["3,600.00"]),
        ("profit", ["4,250.00", "3,600.00", "650.00"]),
        ("cost_recovery_percent", ["4,250.00", "3,600.00"]),
        ("devices_ever", ["5"]),
    ],
)
def test_devices_add_up_to_the_figure(
    signed_in: Client, connection: Connection, figure: str, sums: list[str]
) -> None:
    """As in the design: five of five, without a difference."""
    open_all(connection, cast.MARIEKE)
    response = receipt(signed_in, connection, cast.MARIEKE, figure)
    found = rows(response)
    assert found[-1] == ("Sum of 5 of 5 subscriptions", sums)
    assert_adds_up(found, "Sum of")
    devices = [tag for tag in tags(response, "data-row") if tag["data-row"] == "subscription"]
    assert len(devices) == 5


def test_only_running_contracts_bring_in_revenue(signed_in: Client, connection: Connection) -> None:
    open_all(connection, cast.MARIEKE)
    found = rows(receipt(signed_in, connection, cast.MARIEKE, "monthly_revenue"))
    assert found[-1] == ("Sum of 3 of 5 subscriptions", ["173.00"])


def test_a_difference_is_a_row(signed_in: Client, connection: Connection) -> None:
    """Unknown amounts are counted, and what is missing leads to the figure."""
    open_all(connection, cast.PARTLY_TRACKED)
    found = rows(receipt(signed_in, connection, cast.PARTLY_TRACKED, "profit"))
    labels = [label for label, _ in found[-3:]]
    assert labels == [
        "Sum of 3 of 3 subscriptions, 1 unknown",
        "Not in the rows above",
        "The figure",
    ]
    (_, total), (_, missing), (_, figure) = found[-3:]
    for parts in zip(total, missing, figure, strict=True):
        assert number(parts[0]) + number(parts[1].replace("+", "")) == number(parts[2])


def test_orders_are_counted(signed_in: Client, connection: Connection) -> None:
    open_all(connection, cast.MARIEKE)
    response = receipt(signed_in, connection, cast.MARIEKE, "orders")
    assert rows(response)[-1] == ("Sum of 5 orders", ["5"])
    assert len([tag for tag in tags(response, "data-row") if tag["data-row"] == "order"]) == 5


@pytest.mark.parametrize("figure", ["outstanding", "overdue"])
@pytest.mark.parametrize("customer_id", [cast.MARIEKE, cast.LATE_PAYER, cast.TWO_THOUSAND_PAYMENTS])
def test_payments_add_up_to_what_is_owed(
    signed_in: Client, connection: Connection, customer_id: str, figure: str
) -> None:
    """As the money card says it; what is too many for the eye is one row."""
    open_all(connection, customer_id)
    panel = signed_in.get(f"{profile_url(connection, customer_id)}payments/")
    (card,) = [tag for tag in tags(panel, "data-metric") if tag["data-metric"] == figure]
    response = signed_in.get(card["href"])
    found = rows(response)
    if found:
        assert_adds_up(found, "Sum of")
        assert number(found[-1][1][0]) == Decimal(card["data-value"])
        shown = [tag for tag in tags(response, "data-row") if tag["data-row"] == "payment"]
        assert 0 < len(shown) <= MOST_ROWS
    else:
        assert Decimal(card["data-value"]) == 0


@pytest.mark.parametrize(
    ("customer_id", "last"),
    [
        (cast.MARIEKE, "By "),
        (cast.AT_RISK, "Expected in all"),
        (cast.LATE_PAYER, "Expected in all"),
    ],
)
def test_the_day_of_break_even_has_its_months(
    signed_in: Client, connection: Connection, customer_id: str, last: str
) -> None:
    """Past or expected, as the outlook says it."""
    open_all(connection, customer_id)
    outlook = signed_in.get(f"{profile_url(connection, customer_id)}outlook/")
    (figure,) = [
        tag for tag in tags(outlook, "data-metric") if tag["data-metric"] == "break_even_on"
    ]
    response = signed_in.get(figure["href"])
    found = rows(response)
    assert found[-1][0].startswith(last)
    assert_adds_up(found, last)
    assert "Break-even of" in words(response)


def test_break_even_that_is_not_reached_says_what_is_short(
    signed_in: Client, connection: Connection
) -> None:
    open_all(connection, cast.AT_RISK)
    text = words(receipt(signed_in, connection, cast.AT_RISK, "break_even_on"))
    assert "Why break-even is not reached" in text
    assert "Assumed: every payment arrives on the day it is due." in text


def test_break_even_in_the_past_is_covered(signed_in: Client, connection: Connection) -> None:
    """What had been received by then is no less than what had been spent."""
    open_all(connection, cast.MARIEKE)
    received, spent = rows(receipt(signed_in, connection, cast.MARIEKE, "break_even_on"))[-1][1]
    assert number(received) >= number(spent) == Decimal(3600)


@pytest.mark.parametrize(
    ("kinds", "figure", "words_said"),
    [
        ((PAYMENTS,), "profit", "The devices have not been read yet"),
        ((SUBSCRIPTIONS,), "orders", "The orders have not been read yet"),
        ((SUBSCRIPTIONS,), "overdue", "The payments have not been read yet"),
        ((SUBSCRIPTIONS,), "break_even_on", "which have not both been read yet"),
    ],
)
def test_a_list_that_was_not_read_is_told(
    signed_in: Client,
    connection: Connection,
    sandbox: Sandbox,
    *,
    kinds: tuple[ListKind, ...],
    figure: str,
    words_said: str,
) -> None:
    """And is not asked for."""
    open_all(connection, cast.MARIEKE, *kinds)
    sandbox.requests.clear()
    response = receipt(signed_in, connection, cast.MARIEKE, figure)
    assert words_said in words(response)
    assert rows(response) == []
    assert len(sandbox.requests) == 0


def test_break_even_is_not_guessed_from_payments_that_do_not_add_up(
    signed_in: Client, connection: Connection
) -> None:
    """Paid back by FlexPortal's sums, but nobody can tell since when."""
    open_all(connection, cast.MARIEKE)
    ListCopy.objects.filter(kind=PAYMENTS).update(document=to_list_document(()))
    text = words(receipt(signed_in, connection, cast.MARIEKE, "break_even_on"))
    assert "do not add up to FlexPortal’s own sums" in text


def test_an_average_has_no_rows(signed_in: Client, connection: Connection) -> None:
    """FlexPortal does not say what it is made of."""
    open_all(connection, cast.MARIEKE)
    assert rows(receipt(signed_in, connection, cast.MARIEKE, "average_monthly_revenue")) == []


def test_a_payment_without_a_due_day_is_outstanding(
    signed_in: Client, connection: Connection
) -> None:
    open_all(connection, cast.MARIEKE, SUBSCRIPTIONS)
    payments = [a_payment("50.00", None), a_payment("30.00"), a_payment("7", currency="USD")]
    ListCopy.objects.create(
        tenant=connection.tenant,
        customer_id=cast.MARIEKE,
        kind=PAYMENTS,
        document=to_list_document(payments),
        fetched_at=timezone.now(),
    )
    response = receipt(signed_in, connection, cast.MARIEKE, "outstanding")
    assert rows(response)[-1] == ("Sum of three payments, 1 unknown", ["80.00"])
    text = words(response)
    assert "37.00" not in text
    assert "Day unknown" in text


def test_a_list_of_another_version_counts_as_unread(
    signed_in: Client, connection: Connection
) -> None:
    open_all(connection, cast.MARIEKE)
    ListCopy.objects.update(document='{"v": 0}')
    text = words(receipt(signed_in, connection, cast.MARIEKE, "profit"))
    assert "The devices have not been read yet" in text


def test_break_even_of_an_unknown_cost_says_what_it_takes(
    signed_in: Client, connection: Connection
) -> None:
    open_all(connection, cast.NO_COST)
    text = words(receipt(signed_in, connection, cast.NO_COST, "break_even_on"))
    assert "Where unknown comes from" in text
    assert "a cost above 0" in text


@pytest.mark.parametrize(
    ("customer_id", "grade"), [(cast.MARIEKE, "A"), (cast.PARTLY_TRACKED, "C"), (cast.NO_COST, "D")]
)
def test_the_grade_stands_with_its_grounds(
    signed_in: Client, connection: Connection, customer_id: str, grade: str
) -> None:
    """On what recovery is made of, and on nothing else."""
    open_all(connection, customer_id)
    response = receipt(signed_in, connection, customer_id, "lifetime_collected")
    assert [tag["data-grade"] for tag in tags(response, "data-grade")] == [grade]
    assert tags(receipt(signed_in, connection, customer_id, "orders"), "data-grade") == []


def test_each_list_tells_its_own_age(signed_in: Client, connection: Connection) -> None:
    """Customer and lists may differ."""
    open_all(connection, cast.MARIEKE)
    response = receipt(signed_in, connection, cast.MARIEKE, "profit")
    assert len(tags(response, "data-fetched-at")) == 3
