"""What templates read can be asked for in both ways that a template knows."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template

from customers.selectors.shown import Shown


@dataclass(frozen=True, slots=True)
class Sign(Shown):
    """Something shown."""

    word: str


def test_a_template_gets_the_part() -> None:
    """And nothing for a part that is not there."""
    template = Template("{{ sign.word }}{{ sign.colour }}{% if sign.colour %}!{% endif %}")
    assert template.render(Context({"sign": Sign("Open")})) == "Open"


def test_no_part_of_that_name() -> None:
    """As of any object."""
    with pytest.raises(AttributeError):
        Sign("Open")["colour"]
