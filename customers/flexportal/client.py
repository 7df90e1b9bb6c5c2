"""FlexPortal as a set of questions, one method each; paging is hidden behind iterators."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from customers.flexportal import routes
from customers.flexportal.records import (
    BuyoutQuote,
    CustomerRecord,
    EarlyReturnQuote,
    OrderRecord,
    Page,
    PaymentRecord,
    SubscriptionRecord,
)
from customers.flexportal.routes import Question, Route
from customers.flexportal.transport import Tenancy, Transport
from customers.flexportal.wire import entities
from customers.flexportal.wire.answers import (
    Entity,
    Identified,
    read_answer,
    read_one,
    read_page,
    wanted,
)
from customers.flexportal.wire.fields import Json
from customers.flexportal.wire.quote import (
    quote_question,
    read_buyout_quote,
    read_early_return_quote,
)

__all__ = ["MAX_PAGES", "PAGE_SIZE", "Client", "Tenancy"]

PAGE_SIZE = 100
MAX_PAGES = 20_000

Row = TypeVar("Row", bound=Identified)
Values = Mapping[str, str | date | None]


class Client:
    """Asks one tenant's FlexPortal. Cheap to make, one for each use.

    deadline: seconds that one question, or one page of a list, may take in all. Every method
    raises a FlexPortalError if there is no answer, or none that can be trusted. may_repeat is
    asked before each attempt after a question's first.
    """

    def __init__(
        self,
        transport: Transport,
        tenancy: Tenancy,
        deadline: float,
        may_repeat: Callable[[], bool] = lambda: True,
    ) -> None:
        self._transport = transport
        self._tenancy = tenancy
        self._deadline = deadline
        self._may_repeat = may_repeat

    def try_key(self) -> None:
        """Ask the cheapest question that needs key and tenant. Raises Refused if they misfit."""
        read_page(
            entities.CUSTOMERS,
            self._ask(Question(routes.CUSTOMERS, parameters=(("limit", "1"),))),
            tenant_id=self._tenancy.tenant_id,
        )

    def get_customer(self, customer_id: str) -> CustomerRecord:
        """Return one customer. Raises NotFound if the tenant has no such customer."""
        return self._one(entities.CUSTOMERS, routes.CUSTOMER, customer_id)

    def list_customers(
        self,
        *,
        email: str | None = None,
        status: str | None = None,
        customer_type: str | None = None,
    ) -> Iterator[CustomerRecord]:
        """Yield customers, newest first unless FlexPortal decides otherwise; e-mail in any case."""
        pages = self.list_customer_pages(email=email, status=status, customer_type=customer_type)
        return (row for page in pages for row in page.items)

    def list_customer_pages(
        self,
        *,
        email: str | None = None,
        status: str | None = None,
        customer_type: str | None = None,
        start_after: str | None = None,
    ) -> Iterator[Page[CustomerRecord]]:
        """Yield pages of customers, from the start or after a cursor kept from an earlier page."""
        values = {"email": email, "status": status, "customer_type": customer_type}
        return self._pages(entities.CUSTOMERS, routes.CUSTOMERS, values, start_after)

    def customer_page(
        self, after: str | None = None, *, status: str | None = None
    ) -> Page[CustomerRecord]:
        """Return one page of all customers, as received: rows may repeat, or fail the filter."""
        return self._page(entities.CUSTOMERS, routes.CUSTOMERS, {"status": status}, after)

    def get_subscription(self, subscription_id: str) -> SubscriptionRecord:
        """Return one subscription. Raises NotFound."""
        return self._one(entities.SUBSCRIPTIONS, routes.SUBSCRIPTION, subscription_id)

    def list_subscriptions(
        self,
        *,
        customer_id: str | None = None,
        status: str | None = None,
        order_id: str | None = None,
        serial_number: str | None = None,
    ) -> Iterator[SubscriptionRecord]:
        """Yield subscriptions."""
        values = {
            "customer_id": customer_id,
            "status": status,
            "order_id": order_id,
            "serial_number": serial_number,
        }
        return self._rows(entities.SUBSCRIPTIONS, routes.SUBSCRIPTIONS, values)

    def list_subscription_pages(
        self, *, customer_id: str | None = None, serial_number: str | None = None
    ) -> Iterator[Page[SubscriptionRecord]]:
        """Yield pages of one customer's or device's subscriptions; each is a question."""
        values = {"customer_id": customer_id, "serial_number": serial_number}
        return self._pages(entities.SUBSCRIPTIONS, routes.SUBSCRIPTIONS, values, None)

    def subscription_page(
        self, after: str | None = None, *, limit: int = PAGE_SIZE
    ) -> Page[SubscriptionRecord]:
        """Return one page of all subscriptions, as received."""
        return self._page(entities.SUBSCRIPTIONS, routes.SUBSCRIPTIONS, {}, after, limit)

    def get_order(self, order_id: str) -> OrderRecord:
        """Return one order. Raises NotFound."""
        return self._one(entities.ORDERS, routes.ORDER, order_id)

    def list_orders(
        self, *, customer_id: str | None = None, status: str | None = None
    ) -> Iterator[OrderRecord]:
        """Yield orders."""
        values = {"customer_id": customer_id, "status": status}
        return self._rows(entities.ORDERS, routes.ORDERS, values)

    def list_order_pages(self, *, customer_id: str) -> Iterator[Page[OrderRecord]]:
        """Yield pages of one customer's orders."""
        return self._pages(entities.ORDERS, routes.ORDERS, {"customer_id": customer_id}, None)

    def get_payment(self, payment_id: str) -> PaymentRecord:
        """Return one payment. Raises NotFound."""
        return self._one(entities.PAYMENTS, routes.PAYMENT, payment_id)

    def list_payments(
        self,
        *,
        customer_id: str | None = None,
        status: str | None = None,
        rental_id: str | None = None,
        due_from: date | None = None,
        due_to: date | None = None,
    ) -> Iterator[PaymentRecord]:
        """Yield payments; both due days belong to the range, as written in the due date."""
        values = {
            "customer_id": customer_id,
            "status": status,
            "rental_id": rental_id,
            "due_from": due_from,
            "due_to": due_to,
        }
        return self._rows(entities.PAYMENTS, routes.PAYMENTS, values)

    def list_payment_pages(self, *, customer_id: str) -> Iterator[Page[PaymentRecord]]:
        """Yield pages of one customer's payments."""
        return self._pages(entities.PAYMENTS, routes.PAYMENTS, {"customer_id": customer_id}, None)

    def calculate_buyout(self, subscription_id: str) -> BuyoutQuote:
        """Return what keeping the device would cost now; changes nothing."""
        return read_buyout_quote(self._calculated(routes.BUYOUT, subscription_id))

    def calculate_early_return(self, subscription_id: str) -> EarlyReturnQuote:
        """Return what handing the device back would cost now; changes nothing."""
        return read_early_return_quote(self._calculated(routes.EARLY_RETURN, subscription_id))

    def _ask(self, question: Question) -> bytes:
        return self._transport.ask(self._tenancy, question, self._deadline, self._may_repeat)

    def _one(self, entity: Entity[Row], route: Route, object_id: str) -> Row:
        return read_one(
            entity,
            self._ask(Question(route, object_id)),
            tenant_id=self._tenancy.tenant_id,
            object_id=object_id,
        )

    def _calculated(self, route: Route, subscription_id: str) -> Json:
        routes.check_id(subscription_id)
        return read_answer(
            self._ask(Question(route, body=quote_question(subscription_id))),
            tenant_id=self._tenancy.tenant_id,
            subscription_id=subscription_id,
        )

    def _rows(self, entity: Entity[Row], route: Route, values: Values) -> Iterator[Row]:
        return (row for page in self._pages(entity, route, values, None) for row in page.items)

    def _pages(
        self, entity: Entity[Row], route: Route, values: Values, start_after: str | None
    ) -> Iterator[Page[Row]]:
        """Yield pages without a row twice; end on a page with nothing new or a known cursor."""
        wish = wanted(entity, values)
        cursor, cursors, known = start_after, {start_after}, set[str]()
        for _ in range(MAX_PAGES):
            page = self._page(entity, route, values, cursor)
            fresh = {entity.id_of(row): row for row in page.items if entity.id_of(row) not in known}
            known.update(fresh)
            cursor = page.next_cursor
            yield Page(tuple(row for row in fresh.values() if wish.keeps(row)), cursor)
            if not fresh or cursor is None or cursor in cursors:
                return
            cursors.add(cursor)

    def _page(
        self,
        entity: Entity[Row],
        route: Route,
        values: Values,
        after: str | None,
        limit: int = PAGE_SIZE,
    ) -> Page[Row]:
        place = () if after is None else (("startAfter", after),)
        parameters = (("limit", str(limit)), *wanted(entity, values).parameters, *place)
        body = self._ask(Question(route, parameters=parameters))
        return read_page(entity, body, tenant_id=self._tenancy.tenant_id)
