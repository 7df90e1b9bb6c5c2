"""The numbers of segments, which rows keep."""

from customers.domain.segments import SEGMENTS, Segment, number_of


def test_every_segment_has_a_number_of_its_own() -> None:
    assert sorted(SEGMENTS) == list(range(3 * 3 * 4 * 2))


def test_a_number_stays_what_it_is() -> None:
    assert number_of(Segment("active", "individual", "profitable", cost_known=False)) == 0
    assert number_of(Segment("active", "business", "at_risk", cost_known=True)) == 13
    assert number_of(Segment("unknown", "unknown", "no_data", cost_known=True)) == 71
