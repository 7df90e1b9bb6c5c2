"""A company of the sandbox on one fixed day."""

from datetime import date

import pytest

from customers.sandbox import cast
from customers.sandbox.company import Company

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def company() -> Company:
    """The first tenant with 120 customers, the cast among them."""
    return Company(cast.NETHERLANDS, 120, 7, TODAY)
