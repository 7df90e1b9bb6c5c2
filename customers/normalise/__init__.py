"""FlexPortal's records to the domain's shapes: each doubtful field is decided here, once.

The only room that speaks both. Nothing here raises, whatever a record holds: what is absent, null
or unreadable becomes unknown.
"""

from customers.normalise.customer import normalise_customer
from customers.normalise.moment import read_day, read_moment
from customers.normalise.order import normalise_order
from customers.normalise.payment import normalise_payment
from customers.normalise.subscription import normalise_subscription

__all__ = [
    "normalise_customer",
    "normalise_order",
    "normalise_payment",
    "normalise_subscription",
    "read_day",
    "read_moment",
]
