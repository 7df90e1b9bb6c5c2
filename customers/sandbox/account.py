"""One customer's documents, made when they are asked for."""

from functools import cached_property

from .asset_documents import asset_documents
from .books import Books
from .customer_documents import billing_group_documents, customer_document
from .order_documents import order_documents
from .payment_documents import payment_documents
from .plan import Document
from .subscription_documents import subscription_documents


class Account:
    """Every document about one customer; documents are shared, so nobody may change them."""

    def __init__(self, books: Books) -> None:
        self.books = books

    @cached_property
    def customers(self) -> list[Document]:
        """The customer itself, as a list of one."""
        return [customer_document(self.books)]

    @cached_property
    def subscriptions(self) -> list[Document]:
        """Its subscriptions."""
        return subscription_documents(self.books)

    @cached_property
    def orders(self) -> list[Document]:
        """Its orders."""
        return order_documents(self.books)

    @cached_property
    def payments(self) -> list[Document]:
        """Its payments."""
        return payment_documents(self.books)

    @cached_property
    def assets(self) -> list[Document]:
        """The devices it holds or has held."""
        return asset_documents(self.books)

    @cached_property
    def billing_groups(self) -> list[Document]:
        """Its billing group, if it has one."""
        return billing_group_documents(self.books)
