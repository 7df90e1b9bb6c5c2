"""The sandbox keeps to FlexPortal's published description, held against it by schemathesis.

Requests are aimed at ids that exist, so that most answers are documents and not 404. What answers
may look like is the published file, untouched.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
)

from customers.sandbox import cast
from customers.sandbox.company import Company
from customers.sandbox.sandbox import Sandbox
from customers.sandbox.server import running_sandbox
from tests.contract.sandbox.conftest import headers_for

DESCRIPTION: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "openapi.json").read_text(encoding="utf-8")
)
EXCLUDED = [
    positive_data_acceptance,  # `limit` and `startAfter` are any string there, but not any will do
    negative_data_rejection,  # parameters that are not described are ignored, as by FlexPortal
    unsupported_method,  # no 405 is described for the reads; a test of its own asks for it
]


TODAY = date(2026, 11, 23)
COMPANY = Company(cast.STATES, 40, 5, TODAY)  # nobody here breaks the description on purpose


def _real_ids() -> dict[str, list[str]]:
    accounts = [COMPANY.account(index) for index in range(COMPANY.size)]
    ids = {"customerId": [each.books.customer_id for each in accounts[:6]]}
    for name, field, kind in (
        ("subscriptionId", "rentalId", "subscriptions"),
        ("rentalId", "rentalId", "subscriptions"),
        ("orderId", "orderId", "orders"),
        ("paymentId", "paymentId", "payments"),
        ("serialNumber", "serialNumber", "assets"),
        ("billingGroupId", "billingGroupId", "billing_groups"),
    ):
        rows = [row for account in accounts for row in getattr(account, kind)]
        ids[name] = [row[field] for row in rows[:40:7]]
    return ids


IDS = _real_ids()
del DESCRIPTION["paths"]["/v1/customers/{customerId}"]["put"]  # the sandbox has no writes
schema = schemathesis.openapi.from_dict(DESCRIPTION)


def _aim(case: schemathesis.Case[Any]) -> None:
    """Put ids that exist into most well-formed requests, so that they find documents."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    for part in (case.path_parameters, case.query, case.body):
        if isinstance(part, dict):
            for name in part.keys() & IDS.keys():
                choices = [*IDS[name], part[name]]
                part[name] = choices[len(str(part[name])) % len(choices)]


@pytest.fixture(scope="module")
def american() -> Iterator[Sandbox]:
    """The same company, served."""
    with running_sandbox(customers=40, seed=5, today=TODAY) as running:
        yield running


@schema.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_read_keeps_to_the_description(
    case: schemathesis.Case[Any], american: Sandbox
) -> None:
    """Status, content type, headers and document; missing and wrong credentials are refused."""
    _aim(case)
    case.call_and_validate(
        base_url=american.url, headers=headers_for(cast.STATES), excluded_checks=EXCLUDED
    )
