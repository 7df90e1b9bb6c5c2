"""The filters, as templates use them."""

from decimal import Decimal

import pytest
from django.template import Context, Engine

ENGINE = Engine(libraries={"figures": "customers.templatetags.figures"})


@pytest.mark.parametrize(
    ("expression", "shown", "unknown"),
    [
        ("value|money:'EUR'", "4,250.50\u00a0EUR", "unknown"),
        ("value|amount", "4,250.50", "unknown"),
        ("value|percent", "4,250.5\u00a0%", "unknown"),
        ("value|exact", "4250.50", ""),
        ("value|exact_ratio", "4250.50", ""),
    ],
)
def test_a_value_is_shown_and_an_unknown_one_is_not_zero(
    expression: str, shown: str, unknown: str
) -> None:
    """Through a real template."""
    template = ENGINE.from_string("{% load figures %}{{ " + expression + " }}")
    assert template.render(Context({"value": Decimal("4250.5")})) == shown
    assert template.render(Context({"value": None})) == unknown


def test_counts_and_ages() -> None:
    """Counts may be plain integers."""
    template = ENGINE.from_string(
        "{% load figures %}{{ many|count }} {{ none|count }} {{ old|age }}"
    )
    shown = template.render(Context({"many": 1204, "none": None, "old": 180}))
    assert shown == "1,204 unknown 3 min ago"
