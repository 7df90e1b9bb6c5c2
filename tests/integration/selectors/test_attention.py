"""What crossed a line since one last looked: of one's own tenants, most urgent first."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from customers.models import Attention, Connection, Portfolio
from customers.selectors.attention import AttentionCard, get_attention
from tests.portfolio import NOW, a_portfolio, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def connected(owner: User) -> Connection:
    """The owner's tenant, with a first picture."""
    tenant = a_tenant()
    a_portfolio(tenant)
    return a_working_connection(owner, tenant)


def crossed(connection: Connection, number: int, **what_matters: Any) -> Attention:
    """A customer who is newly at risk this morning, kept."""
    sample = {
        "customer_id": f"cust_{number}",
        "name": f"Customer {number}",
        "kind": "newly_at_risk",
        "mark": "2026-11-23",
        "generation": 1,
        "noticed_at": NOW,
        "amount": number * 10_000,
        "reason": "Has paid back 40 %.",
    }
    return Attention.objects.create(tenant=connection.tenant, **{**sample, **what_matters})


def card_of(
    *connections: Connection, before: datetime | None = None, now: datetime = NOW
) -> AttentionCard:
    looks = {one.tenant_id: before for one in connections}
    card = get_attention(connections, looks, now=now)
    assert card is not None
    return card


def names(card: AttentionCard) -> Sequence[str]:
    return [row.customer_id for row in card.rows]


def test_without_a_picture_there_is_no_card(connected: Connection) -> None:
    assert get_attention([connected], {}, now=NOW) is None


def test_a_row_says_who_why_and_how_much(connected: Connection) -> None:
    crossed(connected, 824)
    (row,) = card_of(connected).rows
    assert row.url == "/t/eu-bu-1/customers/cust_824/"
    assert (row.name, row.label, row.icon) == ("Customer 824", "Newly at risk", "triangle-alert")
    assert (row.amount, row.reason) == ("824.00\u00a0EUR", "Has paid back 40 %.")
    assert (row.tenant_name, row.colour) == ("Noord", "violet")


def test_a_name_or_amount_that_is_unknown_is_no_empty_word(connected: Connection) -> None:
    crossed(connected, 1, name="", amount=None)
    (row,) = card_of(connected).rows
    assert (row.name, row.amount) == ("cust_1", "")


@pytest.mark.parametrize(
    ("age", "before", "expected"),
    [
        (timedelta(hours=29), None, 1),
        (timedelta(hours=31), None, 0),
        (timedelta(hours=31), timedelta(days=3), 1),
        (timedelta(days=4), timedelta(days=3), 0),
        (timedelta(hours=29), timedelta(hours=1), 1),
        (timedelta(days=31), timedelta(days=60), 0),
    ],
    ids=[
        "yesterday morning",
        "the day before",
        "since the last look",
        "before the last look",
        "seen an hour ago, but of yesterday",
        "more than 30 days",
    ],
)
def test_since_yesterday_or_the_last_look(
    connected: Connection, age: timedelta, before: timedelta | None, expected: int
) -> None:
    """It is six o'clock in the morning."""
    crossed(connected, 1, noticed_at=NOW - age)
    looked = None if before is None else NOW - before
    assert card_of(connected, before=looked).count == expected


def test_the_card_says_since_when(connected: Connection) -> None:
    assert card_of(connected).since == "since yesterday"
    earlier = card_of(connected, before=NOW - timedelta(days=3))
    assert earlier.since == "since you last looked, 20\u00a0Nov\u00a02026"


def test_two_of_each_kind_stand_there_the_most_urgent_first(connected: Connection) -> None:
    """Contracts by their end, the others by amount; unknown amounts last."""
    for number in (1, 2, 3):
        crossed(connected, number)
    crossed(connected, 4, amount=None)
    crossed(connected, 5, kind="broke_even")
    crossed(connected, 6, kind="ending_unrecovered", mark="2026-12-24", amount=990_000)
    crossed(connected, 7, kind="ending_unrecovered", mark="2026-12-01", amount=1)
    card = card_of(connected)
    assert names(card) == ["cust_7", "cust_6", "cust_3", "cust_2", "cust_5"]
    assert (card.count, card.more) == (7, 2)


def test_every_tenant_keeps_its_currency_and_leads_to_its_own_page(
    owner: User, connected: Connection
) -> None:
    gulf = a_tenant(2, currency="QAR")
    a_portfolio(gulf)
    other = a_working_connection(owner, gulf, name="Gulf", hue="teal")
    crossed(connected, 1)
    crossed(other, 2)
    card = card_of(connected, other)
    assert [row.amount for row in card.rows] == ["2.00\u00a0QAR", "1.00\u00a0EUR"]
    assert [one.name for one in card.tenants] == ["Noord", "Gulf"]
    assert card.tenants[1].url.startswith("/t/eu-bu-2/portfolio/?attention=ending_unrecovered&")


def test_what_is_not_published_or_another_s_is_not_shown(
    outsider: User, connected: Connection
) -> None:
    crossed(connected, 1, generation=2)
    foreign = a_tenant(2)
    a_portfolio(foreign)
    crossed(a_working_connection(outsider, foreign), 2)
    assert card_of(connected).count == 0
    Portfolio.objects.update(generation=2)
    assert names(card_of(connected)) == ["cust_1"]


@pytest.mark.parametrize("count", [0, 30])
def test_the_card_takes_two_queries(
    connected: Connection, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One, when nothing happened."""
    for number in range(count):
        crossed(connected, number)
    with django_assert_num_queries(2 if count else 1):
        card_of(connected)
