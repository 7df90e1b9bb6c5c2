"""How to reach a customer; an absurd number of custom fields does not fill the page."""

from customers.selectors.contact import FIELDS_SHOWN, LONGEST_VALUE, contact
from tests.builders import a_customer


def test_few_custom_fields_stand_whole() -> None:
    view = contact(a_customer(custom_fields=(("tier", "gold"),)))
    assert (view.custom_fields, view.custom_fields_more) == ((("tier", "gold"),), 0)


def test_two_thousand_custom_fields_are_counted_rather_than_shown() -> None:
    fields = tuple((f"field {number}", 4_000 * "x") for number in range(2_000))
    view = contact(a_customer(custom_fields=fields))
    assert len(view.custom_fields) == FIELDS_SHOWN
    assert view.custom_fields_more == 2_000 - FIELDS_SHOWN
    assert {len(value) for _, value in view.custom_fields} == {LONGEST_VALUE + 1}
