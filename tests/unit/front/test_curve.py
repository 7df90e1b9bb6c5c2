"""A curve over numbers in the chart component: what is drawn, and what stands without scripts."""

import json
from decimal import Decimal
from html import unescape

from django.template.loader import render_to_string

from customers.selectors.chart import ChartTable, LineView
from customers.selectors.curve import CurveView, SpotView

CURVE = CurveView(
    key="whale",
    title="Whale curve",
    sentence='Rises, "then" falls.',
    unit="EUR",
    counted="Best",
    numbers=(0, 1, 2),
    lines=(
        LineView("Profit", "accent", (Decimal(0), Decimal("1.005"), Decimal(-2)), stepped=False),
    ),
    spots=(SpotView(1, Decimal("1.005"), "+1 from the best 1", drop=True),),
    table=ChartTable(("Best customers", "Profit"), (("1, the peak", "1.01"), ("2", "−2.00"))),
)
HTML = render_to_string("components/chart.html", {"chart": CURVE})


def test_what_is_drawn_is_what_was_given() -> None:
    """Decimals as text, rounded for the eye; numbers as numbers."""
    text = unescape(HTML.split('data-chart="')[1].split('"', maxsplit=1)[0])
    assert json.loads(text) == {
        "sentence": 'Rises, "then" falls.',
        "unit": "EUR",
        "counted": "Best",
        "numbers": [0, 1, 2],
        "lines": [
            {
                "name": "Profit",
                "tone": "accent",
                "values": ["0.00", "1.01", "-2.00"],
                "dashed": False,
                "stepped": False,
                "end": "",
            }
        ],
        "spots": [[1, "1.01", "+1 from the best 1", True]],
    }


def test_the_table_stands_without_scripts() -> None:
    assert '<table class="ledger" aria-labelledby="whale-title">' in HTML
    assert '<th scope="row">1, the peak</th><td class="num">1.01</td>' in HTML
