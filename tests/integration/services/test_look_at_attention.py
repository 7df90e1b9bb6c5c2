"""When a user looked last, so that a page loaded again does not forget what it just showed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from customers.models import AttentionLook, Connection, Portfolio
from customers.services.look_at_attention import SITTING, look_at_attention
from tests.portfolio import NOW, a_portfolio, a_tenant, a_working_connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def connected(owner: User) -> Connection:
    """The owner's tenant, with a picture of it."""
    tenant = a_tenant()
    a_portfolio(tenant)
    return a_working_connection(owner, tenant)


def test_a_first_look_has_none_before_it(owner: User, connected: Connection) -> None:
    assert look_at_attention(owner, [connected], now=NOW) == {connected.tenant_id: None}


def test_a_sitting_is_one_look(owner: User, connected: Connection) -> None:
    """However often the page is loaded, the look before the sitting counts."""
    look_at_attention(owner, [connected], now=NOW)
    monday = NOW + timedelta(days=3)
    for minutes in (0, 1, 400):
        now = monday + timedelta(minutes=minutes)
        assert look_at_attention(owner, [connected], now=now) == {connected.tenant_id: NOW}
    now = monday + SITTING
    assert look_at_attention(owner, [connected], now=now) == {connected.tenant_id: monday}
    assert AttentionLook.objects.count() == 1


def test_a_tenant_without_a_picture_is_not_looked_at(owner: User, connected: Connection) -> None:
    Portfolio.objects.update(generation=0, as_of=None, published_at=None)
    assert look_at_attention(owner, [connected], now=NOW) == {}
    assert AttentionLook.objects.count() == 0


def test_a_refused_key_looks_at_nothing(owner: User, connected: Connection) -> None:
    connected.refused_since = NOW
    assert look_at_attention(owner, [connected], now=NOW) == {}


def test_everybody_looks_for_themselves(
    owner: User, colleague: User, connected: Connection
) -> None:
    theirs = a_working_connection(colleague, connected.tenant)
    look_at_attention(owner, [connected], now=NOW)
    later = NOW + timedelta(days=1)
    assert look_at_attention(colleague, [theirs], now=later) == {connected.tenant_id: None}
    assert look_at_attention(owner, [connected], now=later) == {connected.tenant_id: NOW}
