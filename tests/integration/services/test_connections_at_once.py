"""A form sent twice at once makes one connection."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.db import connection as database

from customers.models import Connection
from customers.sandbox.sandbox import Sandbox
from tests.integration.connections import a_connection


@pytest.mark.django_db(transaction=True)
def test_connecting_twice_at_once_makes_one_connection(owner: User, sandbox: Sandbox) -> None:
    def connect(_: int) -> UUID:
        try:
            return a_connection(owner).pk
        finally:
            database.close()

    for _ in range(5):
        with ThreadPoolExecutor(4) as pool:
            made = set(pool.map(connect, range(4)))
        assert made == set(Connection.objects.values_list("pk", flat=True))
        assert len(made) == 1
        Connection.objects.all().delete()
