"""The customers that are awkward on purpose: extreme figures and rare lives.

Those that are awkward in their words and shapes are in `oddities.py`.
"""

from dataclasses import replace
from datetime import date, timedelta

from . import cast
from .catalogue import GALAXY, IPHONE, MACBOOK_AIR, PIXEL, PRODUCTS, SCREEN, THINKPAD
from .months import add_months
from .plan import Contract, Ending, Payer, Person, Plan, Shape, Waiting
from .recipes import begun, cast_member, rented, returned


def awkward_plans(today: date) -> list[Plan]:
    """Customers with awkward figures, and customers whose contracts took rare turns."""
    return [
        *_ratios(today),
        _partly_tracked(today),
        _archived(today),
        *_without_devices(today),
        _inactive_with_devices(today),
        _lifecycle(today),
        _starts_later(today),
        _late_payer(today),
        *_many_rows(today),
        _consolidated(today),
    ]


def _ratios(today: date) -> list[Plan]:
    return [
        _single(cast.NO_COST, "Nora", "Zonderprijs", (today, 8, 24, 4_400, None)),
        _single(cast.ZERO_COST, "Otto", "Nulkosten", (today, 8, 24, 4_400, 0)),
        _single(cast.EXACTLY_50, "Hanna", "Halfweg", (today, 10, 36, 5_000, 100_000)),
        _single(cast.EXACTLY_100, "Quinn", "Rond", (today, 20, 36, 5_000, 100_000)),
        _single(cast.AT_RISK, "Rik", "Risico", (today, 18, 24, 2_000, 120_000)),
    ]


def _single(
    customer_id: str, first: str, last: str, terms: tuple[date, int, int, int, int | None]
) -> Plan:
    """One device: today, months begun, term, monthly price and cost."""
    today, months, term, monthly, cost = terms
    start = begun(today, months)
    contract = rented(MACBOOK_AIR, start, term=term, monthly=monthly, cost=cost)
    return cast_member(customer_id, _person(first, last), start, contract)


def _person(first: str, last: str, company: str | None = None) -> Person:
    email = f"{first}.{last}@postvak.example".lower().replace(" ", "")
    return Person(first, last, email, company, "+31 6 5550 1000")


def _partly_tracked(today: date) -> Plan:
    start = begun(today, 14)
    contracts = [
        rented(product, start, term=24, monthly=product.monthly, cost=cost)
        for product, cost in ((MACBOOK_AIR, 105_000), (IPHONE, 72_000), (SCREEN, None))
    ]
    return cast_member(cast.PARTLY_TRACKED, _person("Petra", "Deels"), start, *contracts)


def _archived(today: date) -> Plan:
    plan = _single(cast.ARCHIVED, "Arnold", "Archief", (today, 14, 24, 6_200, 105_000))
    return replace(plan, shape=Shape.ARCHIVED)


def enormous(today: date) -> Plan:
    """Amounts that fill every column."""
    terms = (today, 30, 48, 987_654_321_09, 12_345_678_901_23)
    plan = _single(cast.ENORMOUS, "Goliath", "Groothandel", terms)
    return replace(plan, person=_person("Goliath", "Groothandel", "Groothandel Wereldwijd N.V."))


def _without_devices(today: date) -> list[Plan]:
    long_ago = begun(today, 30)
    over = rented(GALAXY, long_ago, term=24, monthly=3_900, cost=64_000)
    newcomer = cast_member(cast.NO_DEVICES, _person("Nieuw", "Begin"), today - timedelta(days=2))
    order = Waiting(PIXEL, 1, 0, today - timedelta(days=2))
    gone = cast_member(cast.INACTIVE, _person("Vera", "Vertrokken"), long_ago, over)
    return [
        replace(newcomer, waiting=(order,)),
        cast_member(cast.ENDED_ONLY, _person("Eva", "Einde"), long_ago, over),
        replace(gone, active=False),
    ]


def _inactive_with_devices(today: date) -> Plan:
    """What FlexPortal says cannot be: deleted, with a device still out."""
    terms = (today, 6, 24, 3_900, 64_000)
    return replace(
        _single(cast.INACTIVE_WITH_DEVICES, "Ilse", "Tegenstrijdig", terms), active=False
    )


def _lifecycle(today: date) -> Plan:
    """Every way a contract can end, an extension and a replacement."""
    start = begun(today, 26)
    upgraded_on = add_months(start, 12)
    base = rented(THINKPAD, start, term=36, monthly=7_900, cost=131_000)
    contracts: list[Contract] = [
        replace(
            base,
            ending=Ending("ended_buyout", add_months(start, 20), 48_000),
            rental_id=cast.ENDED_RENTAL,
        ),
        returned(base, 9),
        replace(base, ending=Ending("ended_early_return", add_months(start, 15), 23_700)),
        replace(base, ending=Ending("cancelled", add_months(start, 5))),
        replace(base, ending=Ending("ended_upgrade", upgraded_on)),
        replace(base, product=MACBOOK_AIR, start=upgraded_on, upgraded_from=4, order=1),
        replace(base, term=24, extended=12),
        replace(base, replaced_on=add_months(start, 7)),
        replace(base, product=SCREEN, term=12, monthly=2_500, cost=41_500),
    ]
    person = _person("Louise", "Levensloop", "Levensloop Advies B.V.")
    waiting = (
        Waiting(PIXEL, 2, 1, upgraded_on),
        Waiting(GALAXY, 1, 2, today - timedelta(days=40), "cancelled"),
    )
    return replace(
        cast_member(cast.LIFECYCLE, person, start, *contracts), waiting=waiting, shape=Shape.BOTH
    )


def _starts_later(today: date) -> Plan:
    contract = rented(IPHONE, today + timedelta(days=14), term=24, monthly=4_400, cost=72_000)
    return cast_member(
        cast.STARTS_LATER, _person("Thea", "Straks"), today - timedelta(days=1), contract
    )


def _late_payer(today: date) -> Plan:
    plan = _single(cast.LATE_PAYER, "Lars", "Telaat", (today, 14, 24, 6_200, 105_000))
    return replace(plan, payer=Payer(delay=45))


def _many_rows(today: date) -> list[Plan]:
    offices = [
        rented(
            PRODUCTS[number % len(PRODUCTS)],
            begun(today, 4 + number % 20),
            term=36,
            monthly=PRODUCTS[number % len(PRODUCTS)].monthly,
            cost=PRODUCTS[number % len(PRODUCTS)].cost,
            order=number % 20,
        )
        for number in range(60)
    ]
    fleet = rented(IPHONE, begun(today, 38), term=50, monthly=4_400, cost=72_000)
    return [
        cast_member(
            cast.SIXTY_DEVICES,
            _person("Zora", "Zestig", "Zestig Kantoren B.V."),
            begun(today, 23),
            *offices,
        ),
        cast_member(
            cast.TWO_THOUSAND_PAYMENTS,
            _person("Tycho", "Termijn", "Termijn Wagenpark B.V."),
            fleet.start,
            *[fleet] * 40,
        ),
    ]


def _consolidated(today: date) -> Plan:
    """Three devices on one invoice: they began at different times, always on the same day."""
    first = begun(today.replace(day=min(today.day, 28)), 18).replace(day=5)
    contracts = [
        rented(
            product,
            add_months(first, months),
            term=30,
            monthly=monthly,
            cost=product.cost,
            order=number,
        )
        for number, (product, months, monthly) in enumerate(
            ((MACBOOK_AIR, 0, 6_200), (IPHONE, 4, 4_400), (SCREEN, 9, 2_500))
        )
    ]
    person = _person("Gerda", "Samen", "Samen Bouwen B.V.")
    plan = cast_member(cast.CONSOLIDATED, person, first, *contracts)
    return replace(plan, consolidated=True)
