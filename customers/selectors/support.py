"""The support summary for the terminal, as text and as JSON."""

from datetime import datetime

from django.utils.timezone import localtime

from customers.domain.customer import Customer
from customers.domain.facts import facts
from customers.domain.moment import say_exactly
from customers.domain.summary import headline, summary_json, support_summary
from customers.models import Connection, CustomerCopy

from .elapsed import elapsed_share


def get_support_text(
    connection: Connection, copy: CustomerCopy, customer: Customer, now: datetime
) -> str:
    """What to read aloud, line by line."""
    currency = connection.tenant.currency
    share = elapsed_share(connection.tenant, customer, now)
    about = (customer.company or "Individual", customer.email, connection.name)
    aloud = enumerate(facts(customer, currency), start=1)
    return "\n".join(
        (
            f"{customer.name or customer.customer_id} ({customer.customer_id})",
            " · ".join(part for part in about if part),
            headline(customer, currency, share).title,
            *(f"{number}. {fact}" for number, fact in aloud),
            f"Fetched {say_exactly(localtime(copy.fetched_at))}",
        )
    )


def get_support_json(
    connection: Connection, copy: CustomerCopy, customer: Customer, now: datetime
) -> str:
    """The same facts under FlexPortal's own names."""
    share = elapsed_share(connection.tenant, customer, now)
    return summary_json(support_summary(customer, copy.fetched_at, share))
