"""How long a step of a question may wait."""

import pytest

from customers.flexportal.sockets import CONNECT_SHARE, Deadline


def test_a_step_may_wait_for_what_is_left_or_its_share() -> None:
    now = [100.0]
    deadline = Deadline(9.0, lambda: now[0])
    assert (deadline.wait(), deadline.wait(CONNECT_SHARE)) == (9.0, 3.0)
    now[0] = 107.0
    assert (deadline.wait(), deadline.wait(CONNECT_SHARE)) == (2.0, 2.0)


@pytest.mark.parametrize("late", [9.0, 50.0])
def test_nothing_waits_when_nothing_is_left(late: float) -> None:
    now = [0.0]
    deadline = Deadline(9.0, lambda: now[0])
    now[0] = late
    assert deadline.left() == 0.0
    with pytest.raises(TimeoutError):
        deadline.wait()
