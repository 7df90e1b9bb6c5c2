"""What FlexPortal says, frozen and typed, in our spelling.

In every record only the identity is sure to be there. Any other member is None when it was absent,
null or unreadable; in the last case its wire path stands in `unreadable`. `raw` is the object as it
was received, safe to store: characters no database takes have been replaced in it.
"""

from customers.flexportal.records.customer import AddressRecord, CustomerRecord, ProseProfitability
from customers.flexportal.records.order import OrderItemRecord, OrderRecord
from customers.flexportal.records.page import Page
from customers.flexportal.records.payment import LineItemRecord, PaymentRecord
from customers.flexportal.records.quote import BuyoutQuote, EarlyReturnQuote
from customers.flexportal.records.subscription import (
    ExtensionRecord,
    ReplacementRecord,
    SubscriptionRecord,
)

__all__ = [
    "AddressRecord",
    "BuyoutQuote",
    "CustomerRecord",
    "EarlyReturnQuote",
    "ExtensionRecord",
    "LineItemRecord",
    "OrderItemRecord",
    "OrderRecord",
    "Page",
    "PaymentRecord",
    "ProseProfitability",
    "ReplacementRecord",
    "SubscriptionRecord",
]
