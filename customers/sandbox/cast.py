"""Who is on stage: the tenants with their keys, and the customers whose ids never change.

One process serves every tenant from one address, so all regions of the product may point there. A
key opens its own tenant only. The keys are public on purpose: they guard nothing. The customers
named here stand in the first tenant unless the comment says otherwise; `showcase.py` and
`awkward.py` tell their stories. `FAULT_PREFIX` plus the name of a fault in `faults.py` is a
customer whose every answer carries that fault.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tenant:
    """One Business Unit: `tax` in percent, included in every price; `locale` picks its people."""

    tenant_id: str
    name: str
    region: str
    currency: str
    key: str
    tax: int
    locale: str


NETHERLANDS = Tenant(
    "bu_nordlicht_nl",
    "Nordlicht Nederland",
    "eu",
    "EUR",
    "pk_live_nl_sandbox_not_a_secret",
    21,
    "nl",
)
STATES = Tenant(
    "bu_nordlicht_us",
    "Nordlicht US",
    "us",
    "USD",
    "pk_live_us_sandbox_not_a_secret",
    0,
    "us",
)
GULF = Tenant(
    "bu_nordlicht_gulf",
    "Nordlicht Gulf",
    "qa",
    "QAR",
    "pk_live_qa_sandbox_not_a_secret",
    0,
    "qa",
)
TENANTS = (NETHERLANDS, STATES, GULF)

REVOKED_KEY = "pk_live_nl_sandbox_revoked"
"""A key of the right shape that no tenant accepts."""

FAULT_PREFIX = "cust_fault_"

# Believable people, for showing the product.
MARIEKE = "cust_8fK2mQ7xT1"
KRIJTWIT = "cust_7pLk0SdR2w"
TOM = "cust_Zq04TtB7uA"
WILLEM = "cust_5hTr0YbN8c"
OLIVER = "cust_1mXd6EqW3s"
GRACE = "cust_2bQy8RkM5d"  # in STATES
LAILA = "cust_3nVw9ZpL4e"  # in GULF

# The customer of the public documentation, in both shapes, and its sample calculation.
EXAMPLE_NESTED = "cust_example_nested"
EXAMPLE_FLAT = "cust_example_flat"
QUOTE_SAMPLE = "cust_quote_sample"
QUOTE_RENTAL = "rent_quote_sample"
ENDED_RENTAL = "rent_lifecycle_bought_out"

# Awkward on purpose: figures.
NO_COST = "cust_no_cost"
ZERO_COST = "cust_zero_cost"
EXACTLY_50 = "cust_exactly_50"
EXACTLY_100 = "cust_exactly_100"
AT_RISK = "cust_at_risk"
PARTLY_TRACKED = "cust_partly_tracked"
ARCHIVED = "cust_archived"
ENORMOUS = "cust_enormous"
NO_DEVICES = "cust_no_devices"
ENDED_ONLY = "cust_ended_only"
INACTIVE = "cust_inactive"
INACTIVE_WITH_DEVICES = "cust_0aBv51"
LIFECYCLE = "cust_lifecycle"
STARTS_LATER = "cust_starts_later"
LATE_PAYER = "cust_late_payer"
SIXTY_DEVICES = "cust_60_devices"
TWO_THOUSAND_PAYMENTS = "cust_2000_payments"
CONSOLIDATED = "cust_consolidated"

# Awkward on purpose: words and shapes.
LONG_NAME = "cust_long_name"
MARKUP = "cust_markup"
OVERRIDE = "cust_right_to_left"
ARABIC = "cust_arabic"
DUTCH = "cust_dutch"
NO_PHONE = "cust_no_phone"
NO_SHIPPING = "cust_no_shipping"
NO_CITY = "cust_no_city"
UNKNOWN_VALUES = "cust_unknown_values"
CREATED_SECONDS = "cust_created_seconds"
CREATED_MILLISECONDS = "cust_created_milliseconds"
CREATED_TIMESTAMP = "cust_created_timestamp"
CREATED_UNDERSCORED = "cust_created_underscored"
CREATED_GARBAGE = "cust_created_garbage"
SHARED_EMAIL = "gedeeld.adres@postvak.example"
SHARED_EMAIL_ACTIVE = "cust_shared_email_active"
SHARED_EMAIL_INACTIVE = "cust_shared_email_inactive"

OFF_CONTRACT = frozenset({NO_CITY, UNKNOWN_VALUES})
"""Customers whose documents break the published schema on purpose."""
