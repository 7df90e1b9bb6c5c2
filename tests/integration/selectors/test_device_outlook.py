"""Each device by itself: what it has brought in, what it owes, and when it pays for itself."""

from datetime import UTC, date, datetime

from customers.domain.payment import Payment, PaymentStatus
from customers.domain.prospect import prospect_of
from customers.domain.subscription import Subscription, SubscriptionStatus
from customers.selectors.device_outlook import DeviceOutlook, DeviceOutlooks, device_outlooks
from tests.builders import a_customer, a_payment, a_subscription

TODAY = date(2026, 3, 15)


def paid(value: str, due: str, owner: str | None = "rental_001") -> Payment:
    """One that arrived on the day."""
    arrived = datetime.fromisoformat(due).replace(tzinfo=UTC)
    return a_payment(value, due, PaymentStatus.PAID, paid_at=arrived, subscription_id=owner)


def table(payments: list[Payment], *devices: Subscription) -> DeviceOutlooks:
    """Of a customer with those devices and payments."""
    known = prospect_of(a_customer(), devices, payments, "EUR", TODAY)
    return device_outlooks(known, devices, payments, TODAY)


def row(payments: list[Payment], device: Subscription) -> DeviceOutlook:
    """Of a customer with that device alone."""
    (found,) = table(payments, device).rows
    return found


def ended_in_may(**what_matters: str) -> Subscription:
    """Two months to come, 89 each."""
    return a_subscription(end_on=date(2026, 5, 15), **what_matters)


def plain(*texts: str) -> list[str]:
    """With breakable spaces."""
    return [text.replace("\u00a0", " ") for text in texts]


def test_a_device_that_will_pay_for_itself_says_when() -> None:
    """On schedule, and two days later at the customer's own record."""
    late = a_payment(
        "89", "2026-02-01", PaymentStatus.PAID, paid_at=datetime(2026, 2, 3, tzinfo=UTC)
    )
    found = row([late, a_payment(due="2026-04-01")], ended_in_may(cost="150", collected="89"))
    assert (found.paid.value, found.owed.value, found.short.value) == ("89.00", "89.00", "61.00")
    assert plain(found.on_schedule, found.at_own_lateness) == ["1 Apr 2026", "3 Apr 2026"]


def test_a_device_that_will_not_says_how_much_is_short() -> None:
    """Two payments of 89 against 1,000."""
    found = row([a_payment(due=due) for due in ("2026-04-01", "2026-05-01")], ended_in_may())
    assert (found.on_schedule, found.at_own_lateness) == ("822.00 short", "unknown")


def test_a_device_that_has_says_since_when() -> None:
    """But only if its payments add up to what FlexPortal has collected for it."""
    payments = [paid("89", "2026-01-01"), paid("89", "2026-02-01")]
    found = row(payments, ended_in_may(cost="150", collected="178"))
    assert plain(found.on_schedule, found.at_own_lateness) == ["reached 1 Feb 2026"] * 2
    assert (found.doubt, found.short.value) == ("", "0.00")
    doubtful = row(payments, ended_in_may(cost="150", collected="200"))
    assert (doubtful.on_schedule, doubtful.doubt) == ("reached", "FlexPortal: 200.00")


def test_a_device_without_a_cost_has_no_outlook() -> None:
    """Unknown, not zero."""
    found = row([paid("89", "2026-01-01")], a_subscription(cost=None, collected="89"))
    assert (found.short.value, found.short.shown) == ("", "unknown")
    assert (found.on_schedule, found.at_own_lateness) == ("unknown", "unknown")


def test_payments_for_no_known_device_stand_apart() -> None:
    """So that the sums are those of all payments."""
    payments = [
        paid("10", "2026-01-01"),
        paid("20", "2026-01-01", None),
        paid("40", "2026-01-01", "rental_gone"),
        a_payment("80", subscription_id="rental_gone"),
    ]
    found = table(payments, a_subscription())
    assert found.unassigned
    assert [one.value for one in found.unassigned] == ["60.00", "80.00"]
    assert [one.value for one in found.total] == ["70.00", "80.00"]


def test_devices_that_run_stand_first() -> None:
    """The oldest of them in front."""
    ended = a_subscription(subscription_id="a", status=SubscriptionStatus.ENDED_COMPLETED)
    young = a_subscription(subscription_id="b", start_on=date(2026, 2, 1))
    old = a_subscription(subscription_id="c", start_on=date(2025, 2, 1))
    found = table([], ended, young, old)
    assert [one.subscription_id for one in found.rows] == ["c", "b", "a"]
    assert found.unassigned is None
