"""A long list: sorted, filtered, fifty rows at a time; wishes that make no sense are ignored."""

from decimal import Decimal

import pytest

from customers.domain.payment import Payment, PaymentStatus
from customers.selectors.table import Column, Layout, Table, Wish, lay_out
from tests.builders import a_payment

LAYOUT: Layout[Payment] = Layout(
    columns=(
        Column("due", "Due", lambda one: one.due_on, largest_first=True),
        Column("amount", "Amount", lambda one: one.value.value, number=True),
        Column("note", "Note"),
    ),
    statuses=tuple(PaymentStatus),
    status_of=lambda one: one.status,
)
ROWS = (
    a_payment("20", "2026-02-01", PaymentStatus.PAID, payment_id="b"),
    a_payment(None, "2026-01-01", PaymentStatus.PENDING, payment_id="unknown"),
    a_payment("3", None, PaymentStatus.PAID, payment_id="a"),
    a_payment("100", "2026-03-01", PaymentStatus.FAILED, payment_id="c"),
)


def shown(wish: Wish, rows: tuple[Payment, ...] = ROWS) -> Table[Payment]:
    """The rows laid out at /list/."""
    return lay_out(rows, LAYOUT, wish, "/list/")


def ids(table: Table[Payment]) -> list[str]:
    """The payments on the page, in their order."""
    return [one.payment_id for one in table.rows]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("amount", ["a", "b", "c", "unknown"]),
        ("-amount", ["c", "b", "a", "unknown"]),
        ("due", ["unknown", "b", "c", "a"]),
        ("-due", ["c", "b", "unknown", "a"]),
    ],
)
def test_unknown_sorts_last_both_ways(sort: str, order: list[str]) -> None:
    assert ids(shown(Wish(sort=sort))) == order


@pytest.mark.parametrize("sort", ["", "-", "note", "--amount", "colour", "amount "])
def test_a_wish_that_is_not_understood_changes_nothing(sort: str) -> None:
    table = shown(Wish(sort=sort))
    assert ids(table) == [one.payment_id for one in ROWS]
    assert {head.sorted for head in table.heads} == {""}
    assert table.here == "/list/"


def test_heads_turn_the_order_round() -> None:
    """The one that is sorted says so; the first click takes the usual direction."""
    due, amount, note = shown(Wish(sort="-due")).heads
    assert (due.sorted, due.href) == ("descending", "/list/?sort=due")
    assert (amount.sorted, amount.href) == ("", "/list/?sort=amount")
    assert shown(Wish(sort="amount")).heads[1].href == "/list/?sort=-amount"
    assert note.href == ""


def test_a_status_leaves_its_rows_and_keeps_the_sort() -> None:
    table = shown(Wish(sort="-amount", status="paid"))
    assert (ids(table), table.count, table.filtered) == (["b", "a"], 4, True)
    chips = [(one.label, one.count, one.chosen) for one in table.chips]
    assert chips == [
        ("All", 4, False),
        ("Pending", 1, False),
        ("Paid", 2, True),
        ("Failed", 1, False),
    ]
    assert table.chips[0].href == "/list/?sort=-amount"
    assert table.chips[3].href == "/list/?sort=-amount&status=failed"


def test_a_status_nobody_has_is_ignored() -> None:
    table = shown(Wish(status="cancelled"))
    assert (len(table.rows), table.filtered, table.chips[0].chosen) == (4, False, True)


def test_where_all_have_one_status_there_is_nothing_to_choose() -> None:
    assert shown(Wish(), ROWS[:1]).chips == ()


MANY = tuple(a_payment(Decimal(number), payment_id=str(number)) for number in range(120))


@pytest.mark.parametrize(
    ("page", "first", "words"),
    [
        ("", "0", "1 to 50 of 120"),
        ("2", "50", "51 to 100 of 120"),
        ("3", "100", "101 to 120 of 120"),
        ("99", "100", "101 to 120 of 120"),
        ("0", "0", "1 to 50 of 120"),
        ("-1", "0", "1 to 50 of 120"),
        ("two", "0", "1 to 50 of 120"),
        ("9" * 5000, "0", "1 to 50 of 120"),
    ],
)
def test_fifty_rows_at_a_time(page: str, first: str, words: str) -> None:
    table = shown(Wish(page=page), MANY)
    assert (ids(table)[0], table.shown) == (first, words)
    assert len(table.chosen) == 120


def test_pages_lead_to_each_other() -> None:
    second = shown(Wish(sort="-amount", page="2"), MANY)
    assert second.previous_href == "/list/?sort=-amount"
    assert second.next_href == "/list/?sort=-amount&page=3"
    assert second.refresh_href == "/list/?sort=-amount&page=2&refresh=1"
    assert (shown(Wish(page="3"), MANY).next_href, shown(Wish(), MANY).previous_href) == ("", "")


def test_what_fits_on_a_page_is_not_paged() -> None:
    table = shown(Wish(), MANY[:50])
    assert (table.shown, table.next_href) == ("", "")


def test_an_empty_list_is_a_page() -> None:
    table = shown(Wish(sort="amount", status="paid", page="2"), ())
    assert (table.rows, table.count, table.shown) == ((), 0, "")
