"""Which question a request asks, who may ask it, and the answer."""

import json
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from .account import Account
from .books import Books
from .calculators import quote_buyout, quote_early_return
from .company import Company
from .lists import COLLECTIONS, SUBSCRIPTIONS, Collection
from .pages import read_page
from .plan import Document
from .replies import ProblemError, Reply, Request, invalid, json_reply, not_found

Companies = Mapping[str, Company]
"""The companies by tenant id."""

_CALCULATORS: dict[str, Callable[[Books, int], Document]] = {
    "calculate-buyout": quote_buyout,
    "calculate-early-return-fee": quote_early_return,
}


def answer(request: Request, companies: Companies) -> Reply:
    """The documented answer; raises `ProblemError` for everything that is refused."""
    company = authenticate(request, companies)
    root, *parts = [unquote(part) for part in request.path.split("/")[1:]]
    if root != "v1" or not 1 <= len(parts) <= 2 or parts[0] not in COLLECTIONS:
        raise not_found("Address")
    collection = COLLECTIONS[parts[0]]
    if collection is SUBSCRIPTIONS and parts[1:] and parts[1] in _CALCULATORS:
        _demand_method(request, "POST")
        return json_reply(_calculate(company, _CALCULATORS[parts[1]], request.body))
    _demand_method(request, "GET")
    if len(parts) == 1:
        return json_reply(read_page(company, collection, request.query))
    document = _find(company, collection, parts[1])[1]
    wrapped = {"success": True, collection.single: document}
    return json_reply(wrapped if collection.wrapped else document)


def authenticate(request: Request, companies: Companies) -> Company:
    """The company that the key opens and the tenant header names; raises `ProblemError`."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if not scheme:
        raise ProblemError(401, "AUTH_REQUIRED", "An API key is required.")
    known = {company.tenant.key for company in companies.values()}
    if scheme.lower() != "bearer" or key not in known:
        raise ProblemError(401, "INVALID_TOKEN", "The API key is wrong or expired.")
    company = companies.get(request.headers.get("tenant-id", ""))
    if company is None or company.tenant.key != key:
        raise ProblemError(403, "NO_TENANT_ACCESS", "This key cannot use this tenant.")
    return company


def _demand_method(request: Request, method: str) -> None:
    if request.method != method:
        raise ProblemError(405, "METHOD_NOT_ALLOWED", f"Only {method} is served here.")


def _find(company: Company, collection: Collection, wanted: str) -> tuple[Account, Document]:
    account = company.owner(wanted)
    for row in collection.rows(account) if account else ():
        if account and row[collection.id_field] == wanted:
            return account, row
    raise not_found(collection.single.capitalize())


def _calculate(company: Company, quote: Callable[[Books, int], Document], body: bytes) -> Document:
    try:
        asked = json.loads(body)
    except ValueError:
        raise invalid(body="must be JSON") from None
    rental_id = asked.get("rentalId") if isinstance(asked, dict) else None
    if not isinstance(rental_id, str):
        raise invalid(rentalId="is required")
    account, rental = _find(company, SUBSCRIPTIONS, rental_id)
    if rental["status"] != "active":
        raise ProblemError(400, "SUBSCRIPTION_NOT_ACTIVE", "The subscription has ended.")
    number = account.customers[0]["rentalIds"].index(rental_id)
    return {"subscriptionId": rental_id} | quote(account.books, number)
