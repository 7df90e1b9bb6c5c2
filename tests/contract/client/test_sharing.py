"""One transport serves many threads and tenants without mixing them (hazard 7)."""

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from customers.flexportal.client import Client
from tests.contract.client.raw_server import RawServer, reply, serving

THREADS = 8
QUESTIONS = 160


def echoing(server: RawServer, peer: socket.socket) -> None:
    """Answer with the customer that was asked for, of the tenant that asked."""
    while request := server.receive(peer):
        head = request.decode().split("\r\n")
        tenant = next(line for line in head if line.startswith("Tenant-ID: "))
        answer = {
            "customerId": head[0].split()[1].rsplit("/", 1)[1],
            "tenantId": tenant.removeprefix("Tenant-ID: "),
        }
        peer.sendall(reply(answer))


def test_threads_share_connections_and_nothing_else(client_of: Callable[..., Client]) -> None:
    def ask(number: int) -> bool:
        tenant = f"t{number % 3}"
        record = client_of(server.base_url, tenant_id=tenant).get_customer(f"c{number}")
        return (record.customer_id, record.tenant_id) == (f"c{number}", tenant)

    with serving(echoing) as server, ThreadPoolExecutor(THREADS) as threads:
        assert all(threads.map(ask, range(QUESTIONS)))
    assert len(server.requests) == QUESTIONS
    assert server.connections <= THREADS
