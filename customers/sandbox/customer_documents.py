"""A customer and its billing group as documents."""

from .books import Books, amount, percent
from .months import midnight
from .plan import Document, Plan, Shape


def customer_document(books: Books) -> Document:
    """The customer in the shape the plan asks for, with the plan's overrides on top."""
    plan = books.plan
    document = _identity(books) | _counts(books)
    if plan.shape in (Shape.FLAT, Shape.BOTH):
        document |= _flat_figures(books)
    if plan.shape in (Shape.NESTED, Shape.BOTH):
        document["profitability"] = _nested_figures(books)
    document |= _addresses(plan)
    return without_none(document | plan.patch)


def without_none(document: Document) -> Document:
    """The document without the fields that are None: absent and null mean the same here."""
    return {name: value for name, value in document.items() if value is not None}


def _identity(books: Books) -> Document:
    plan, person = books.plan, books.plan.person
    created = plan.created.strftime("%Y-%m-%dT%H:%M:%SZ")
    return {
        "customerId": books.customer_id,
        "tenantId": books.tenant.tenant_id,
        "email": person.email,
        "firstName": person.first,
        "lastName": person.last,
        "company": person.company,
        "phone": person.phone,
        "customerType": "business" if person.company else "individual",
        "status": "active" if plan.active else "inactive",
        "createdAt": created,
        "updatedAt": max(created, midnight(books.today)),
        "createdBy": "order_checkout",
    }


def _counts(books: Books) -> Document:
    orders = [*books.orders, *books.extension_orders]
    return {
        "totalOrders": len(orders),
        "totalDevicesRented": len(books.active),
        "totalMonthlyRevenue": amount(books.monthly),
        "orderIds": [books.order_id(number) for number in orders],
        "rentalIds": [books.rental_id(number) for number in range(len(books.plan.contracts))],
    }


def _flat_figures(books: Books) -> Document:
    costs, collected = books.costs, sum(books.collected)
    figures = {"lifetimeCollected": amount(collected), "subscriptionsTracked": len(costs)}
    if not costs:
        return figures
    margin = collected - sum(costs)
    figures |= {"totalAcquisitionCost": amount(sum(costs)), "customerMargin": amount(margin)}
    if sum(costs):
        figures["customerMarginPercent"] = percent(margin, sum(costs))
    return figures


def _nested_figures(books: Books) -> Document:
    costs, collected = sum(books.costs), sum(books.collected)
    return without_none(
        {
            "lifetimeCollected": amount(collected),
            "totalAcquisitionCost": amount(costs) if books.costs else None,
            "costRecoveryPercent": percent(collected, costs) if costs else None,
            "averageMonthlyRevenue": amount(books.average_monthly),
            "totalDevicesEver": len(books.plan.contracts),
            "activeDevices": len(books.active),
        }
    )


def _addresses(plan: Plan) -> Document:
    prefix = "" if plan.shape is Shape.NESTED else "last"
    names = ("billingAddress", "shippingAddress")
    if prefix:
        names = ("lastBillingAddress", "lastShippingAddress")
    return dict(zip(names, (plan.billing, plan.shipping), strict=True))


def billing_group_documents(books: Books) -> list[Document]:
    """The one billing group of a consolidated customer, or none."""
    plan = books.plan
    if not plan.consolidated:
        return []
    created = plan.created.strftime("%Y-%m-%dT%H:%M:%SZ")
    return [
        {
            "billingGroupId": books.group_id,
            "tenantId": books.tenant.tenant_id,
            "customerId": books.customer_id,
            "groupName": f"{plan.person.company or plan.person.last}, one invoice a month",
            "rentalIds": [books.rental_id(number) for number in range(len(plan.contracts))],
            "billingDay": min((each.start.day for each in plan.contracts), default=1),
            "totalMonthlyAmount": amount(books.monthly),
            "activeRentalCount": len(books.active),
            "currency": books.tenant.currency,
            "status": "active" if books.active else "inactive",
            "createdBy": "user_backoffice",
            "createdAt": created,
            "updatedAt": created,
        }
    ]
