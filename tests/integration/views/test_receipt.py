"""The working behind every figure."""

import pytest
from django.test import Client

from customers.domain.metric import Metric
from customers.models import Connection
from customers.sandbox import cast
from customers.sandbox.sandbox import Sandbox
from tests.integration.pages import HTMX, profile_url, save_copy, tags, words

pytestmark = pytest.mark.django_db

EXAMPLE_NESTED = {
    Metric.LIFETIME_COLLECTED: "4,250.00",
    Metric.ACQUISITION_COST: "3,600.00",
    Metric.PROFIT: "4,250.00 − 3,600.00 = 650",
    Metric.COST_RECOVERY_PERCENT: "118.05",
    Metric.AVERAGE_MONTHLY_REVENUE: "354.17",
    Metric.MONTHLY_REVENUE: "279.50",
    Metric.ACTIVE_DEVICES: "2",
    Metric.DEVICES_EVER: "3",
    Metric.ORDERS: "1",
}


def test_every_known_figure_links_to_its_receipt(signed_in: Client, connection: Connection) -> None:
    """As a link without JavaScript, into the dialog with it."""
    url = profile_url(connection, cast.EXAMPLE_NESTED)
    linked = [tag for tag in tags(signed_in.get(url), "data-metric") if tag["tag"] == "a"]
    assert len(linked) == 8
    for tag in linked:
        assert tag["href"] == tag["hx-get"] == f"{url}receipt/?figure={tag['data-metric']}"
        assert signed_in.get(tag["href"]).status_code == 200


@pytest.mark.parametrize("metric", Metric)
def test_page_and_partial_show_the_working(
    signed_in: Client, connection: Connection, sandbox: Sandbox, metric: Metric
) -> None:
    """From the saved copy, with its age, whole without JavaScript."""
    save_copy(connection, cast.EXAMPLE_NESTED, age=600)
    sandbox.requests.clear()
    url = f"{profile_url(connection, cast.EXAMPLE_NESTED)}receipt/?figure={metric}"
    page, partial = signed_in.get(url), signed_in.get(url, headers=HTMX)
    for response in (page, partial):
        assert response.status_code == 200
        assert EXAMPLE_NESTED[metric] in words(response)
        assert "Fetched 10 min ago" in words(response)
        assert len(tags(response, "data-fetched-at")) == 1
    assert b"<!DOCTYPE html>" in page.content
    assert b"<!DOCTYPE html>" not in partial.content
    assert len(tags(partial, "data-close")) == 2
    assert len(sandbox.requests) == 0


def test_a_ratio_shows_its_sums_and_flexportals_own(
    signed_in: Client, connection: Connection
) -> None:
    """Computed from the flat sums; what is delivered beside them stands with the difference."""
    url = profile_url(connection, cast.EXAMPLE_FLAT)
    text = words(signed_in.get(f"{url}receipt/?figure=cost_recovery_percent"))
    assert "4,250.00 ÷ 3,600.00 × 100 = 118.0555" in text
    assert "lifetimeCollected" in text
    profit = words(signed_in.get(f"{url}receipt/?figure=profit"))
    assert "customerMargin" in profit


def test_an_unknown_figure_says_why(signed_in: Client, connection: Connection) -> None:
    """Never 0."""
    url = profile_url(connection, cast.ARCHIVED)
    text = words(signed_in.get(f"{url}receipt/?figure=profit"))
    assert "Where unknown comes from" in text
    assert "Unknown: needs the cost." in text


def test_a_figure_that_is_none_has_no_receipt(signed_in: Client, connection: Connection) -> None:
    """404; without a name it is the recovery's."""
    url = f"{profile_url(connection, cast.EXAMPLE_NESTED)}receipt/"
    assert signed_in.get(f"{url}?figure=shoe_size").status_code == 404
    assert "Cost recovery of John Smith" in words(signed_in.get(url))


def test_trying_again_asks_for_the_same_receipt(
    signed_in: Client, connection: Connection, sandbox: Sandbox
) -> None:
    """The figure is not lost with the answer."""
    sandbox.fault = "malformed"
    url = f"{profile_url(connection, cast.EXAMPLE_NESTED)}receipt/?figure=profit"
    response = signed_in.get(url)
    assert response.status_code == 502
    assert f'href="{url}"' in response.content.decode()
