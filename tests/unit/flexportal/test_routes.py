"""The path that is asked for is the one that was meant."""

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.flexportal import routes
from customers.flexportal.errors import InvalidQuestion
from customers.flexportal.routes import ALLOWED, Question


def test_the_list_reads_and_calculates_and_nothing_else() -> None:
    posts = {route.template for route in ALLOWED if route.method != "GET"}
    assert {route.method for route in ALLOWED} == {"GET", "POST"}
    assert posts == {
        "/v1/subscriptions/calculate-buyout",
        "/v1/subscriptions/calculate-early-return-fee",
    }


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_one_segment_or_no_question(object_id: str) -> None:
    try:
        target = Question(routes.CUSTOMER, object_id).target()
    except InvalidQuestion:
        return
    segment = target.removeprefix("/v1/customers/")
    assert unquote(segment) == object_id
    assert set(segment).isdisjoint("/?#\\ ")
    assert segment not in {"", ".", ".."}


def test_filters_are_encoded() -> None:
    question = Question(routes.CUSTOMERS, parameters=(("email", "a+b@c.d"), ("status", "x&y=z")))
    assert question.target() == "/v1/customers?email=a%2Bb%40c.d&status=x%26y%3Dz"


@pytest.mark.parametrize("value", ["", "a\rb", "x" * 1025, "\udfff"])
def test_a_filter_that_cannot_be_sent_is_no_question(value: str) -> None:
    with pytest.raises(InvalidQuestion):
        Question(routes.CUSTOMERS, parameters=(("email", value),)).target()
