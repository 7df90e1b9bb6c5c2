"""With whom the profit of a tenant rises, and who gives how much of it back."""

import pytest

from customers.models import Portfolio, Tenant
from customers.selectors.portfolio import get_overview
from customers.selectors.portfolio_shape import ShapeView
from tests.portfolio import a_mixed_portfolio, a_portfolio, a_row, a_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant() -> Tenant:
    return a_tenant()


def shape_of(portfolio: Portfolio) -> ShapeView:
    overview = get_overview(portfolio)
    assert overview is not None
    assert overview.shape is not None
    return overview.shape


def test_the_shape_says_with_whom_profit_rises_and_who_gives_it_back(tenant: Tenant) -> None:
    shape = shape_of(a_mixed_portfolio(tenant))
    said = shape.curve.sentence.replace("\u00a0", " ")
    assert said == (
        "Profit added up rises to 650.00 EUR with the best 1 and comes to −550.00 EUR after all 3: "
        "the others give back 1,200.00 EUR."
    )
    assert [spot.text for spot in shape.curve.spots] == [
        "+650 from the best 1",
        "−550 after all 3",
    ]
    assert shape.tail.rising == "the best customer"
    assert shape.tail.giving == "the other 2 customers"
    assert [one.number for one in shape.tenths] == [1, 4, 7]


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        (
            ["5000"],
            "Profit added up rises to 1,400.00 EUR after all 1; nobody gives anything back.",
        ),
        (["1000"], "No customer is ahead; profit added up is −2,600.00 EUR after all 1."),
        (["3600"], "No customer is ahead; profit added up is 0.00 EUR after all 1."),
    ],
)
def test_a_curve_of_one_customer_says_so(tenant: Tenant, amounts: list[str], said: str) -> None:
    rows = [a_row(tenant, number, collected=one) for number, one in enumerate(amounts)]
    shape = shape_of(a_portfolio(tenant, rows))
    assert shape.curve.sentence.replace("\u00a0", " ") == said
    assert len(shape.curve.spots) == 1
