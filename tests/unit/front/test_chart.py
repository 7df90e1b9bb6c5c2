"""The chart component: the table stands by itself, what is drawn cannot leave its attribute."""

import json
from datetime import date
from decimal import Decimal
from html import unescape

from django.template.loader import render_to_string

from customers.selectors.chart import ChartTable, ChartView, LineView, RingView

DAYS = (date(2026, 1, 1), date(2026, 2, 1))


def a_chart(sentence: str = "Up, then down.") -> ChartView:
    """Two lines over two days."""
    return ChartView(
        key="course",
        title="Collected against cost",
        sentence=sentence,
        unit="EUR",
        days=DAYS,
        lines=(
            LineView("Collected", "accent", (Decimal("1.005"), None)),
            LineView("Expected", "ink3", (None, Decimal(-2)), dashed=True, end="−2 at the end"),
        ),
        table=ChartTable(("Month", "Collected"), (("Jan 2026", "1.01"), ("Feb 2026", "<b>"))),
        today=DAYS[1],
        ring=RingView(DAYS[0], Decimal(1), "Paid back"),
    )


def render(chart: ChartView) -> str:
    """As a page would."""
    return render_to_string("components/chart.html", {"chart": chart})


def drawn(html: str) -> dict[str, object]:
    """What the script reads."""
    found: dict[str, object] = json.loads(
        unescape(html.split('data-chart="')[1].split('"', maxsplit=1)[0])
    )
    return found


def test_what_is_drawn_is_what_was_given() -> None:
    """Decimals as text, rounded for the eye; null where a line has no value."""
    assert drawn(render(a_chart())) == {
        "sentence": "Up, then down.",
        "unit": "EUR",
        "days": ["2026-01-01", "2026-02-01"],
        "lines": [
            {
                "name": "Collected",
                "tone": "accent",
                "values": ["1.01", None],
                "dashed": False,
                "stepped": True,
                "end": "",
            },
            {
                "name": "Expected",
                "tone": "ink3",
                "values": [None, "-2.00"],
                "dashed": True,
                "stepped": True,
                "end": "−2 at the end",
            },
        ],
        "today": "2026-02-01",
        "ring": ["2026-01-01", "1.00", "Paid back"],
    }


def test_a_sentence_cannot_leave_its_attribute() -> None:
    """Whatever a device is called."""
    html = render(a_chart('"><script>alert(1)</script>'))
    assert "<script" not in html
    assert drawn(html)["sentence"] == '"><script>alert(1)</script>'


def test_the_table_stands_without_scripts() -> None:
    """Named by the title; what needs scripts is marked so."""
    html = render(a_chart())
    assert '<table class="ledger" aria-labelledby="course-title">' in html
    assert '<th scope="row">Jan 2026</th><td class="num">1.01</td>' in html
    assert '<td class="num">&lt;b&gt;</td>' in html
    for mark in ("data-chart-canvas", "data-chart-values", "data-chart-table", "chart-legend"):
        tag = next(part for part in html.split("<") if mark in part)
        assert "needs-js" in tag


def test_the_legend_shows_each_line_as_it_is_drawn() -> None:
    """Tone and dashes."""
    html = render(a_chart())
    assert 'class="chart-sample chart-accent"' in html
    assert 'class="chart-sample chart-ink3 chart-dashed"' in html
