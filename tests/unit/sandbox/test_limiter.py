"""The budget of a minute."""

from customers.sandbox.limiter import Limiter


def test_a_minute_slides_and_tenants_do_not_share_it() -> None:
    """The third request waits until the first is a minute old."""
    now = 100.0
    limiter = Limiter(2, clock=lambda: now)
    assert [limiter.wait_seconds("a") for _ in range(2)] == [0, 0]
    now = 110.5
    assert limiter.wait_seconds("a") == 50
    assert limiter.wait_seconds("b") == 0
    now = 160.0
    assert limiter.wait_seconds("a") == 0


def test_no_limit_lets_everything_through() -> None:
    """And a limit of nothing, nothing."""
    assert Limiter(None).wait_seconds("a") == 0
    assert Limiter(0).wait_seconds("a") == 60
