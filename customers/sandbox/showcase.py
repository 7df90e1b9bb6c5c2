"""The believable customers: the documented example, and people to show the product with."""

from dataclasses import replace
from datetime import date

from . import cast
from .catalogue import IPAD, IPHONE, IPHONE_OLD, MACBOOK_AIR, MACBOOK_PRO, SCREEN, THINKPAD
from .months import add_months
from .plan import Payer, Person, Plan, Shape
from .recipes import (
    EXAMPLE_BILLING,
    EXAMPLE_SHIPPING,
    address,
    begun,
    cast_member,
    moment,
    rented,
    returned,
)


def showcase_plans(today: date) -> list[Plan]:
    """The believable customers of the first tenant; Marieke is the newest one's opposite."""
    return [
        _marieke(today),
        _krijtwit(today),
        _tom(today),
        _willem(today),
        _oliver(today),
        example(today, cast.EXAMPLE_NESTED, Shape.NESTED),
        example(today, cast.EXAMPLE_FLAT, Shape.FLAT),
        _quote_sample(today),
    ]


def example(today: date, customer_id: str, shape: Shape) -> Plan:
    """The documented customer: 4,250.00 of 3,600.00, three devices ever, two of them active."""
    first = begun(today, 12)
    contracts = (
        rented(MACBOOK_AIR, first, term=24, monthly=15_000, cost=150_000),
        rented(THINKPAD, first, term=24, monthly=12_950, cost=130_000),
        returned(rented(IPHONE, first, term=24, monthly=11_200, cost=80_000), 8),
    )
    person = Person("John", "Smith", "john.smith@acme.example", "Acme Corp", "+31 20 555 0100")
    return Plan(
        person,
        moment(first),
        contracts,
        billing=EXAMPLE_BILLING,
        shipping=EXAMPLE_SHIPPING,
        shape=shape,
        customer_id=customer_id,
    )


def _quote_sample(today: date) -> Plan:
    """Four months of 129.00 are left, on a device of 1,800.00 that brought in 1,548.00."""
    start = begun(today, 12)
    contract = rented(MACBOOK_PRO, start, term=16, monthly=12_900, cost=180_000)
    person = Person("Sofie", "Lindqvist", "sofie.lindqvist@postvak.example")
    sample = replace(contract, rental_id=cast.QUOTE_RENTAL)
    return cast_member(cast.QUOTE_SAMPLE, person, start, sample)


def _marieke(today: date) -> Plan:
    name = "Marieke van den Heuvel-Oosterbaan"
    first = begun(today, 45)
    contracts = (
        rented(MACBOOK_AIR, begun(today, 22, 20), term=36, monthly=6_200, cost=105_000, order=2),
        rented(MACBOOK_PRO, begun(today, 15, 11), term=36, monthly=7_400, cost=98_000, order=3),
        rented(IPHONE, begun(today, 12, 15), term=24, monthly=3_700, cost=45_000, order=4),
        rented(IPHONE_OLD, begun(today, 44), term=24, monthly=3_900, cost=70_000, order=1),
        rented(IPAD, first, term=18, monthly=2_200, cost=42_000),
    )
    person = Person(
        "Marieke",
        "van den Heuvel-Oosterbaan",
        "marieke@heuveloosterbaan.example",
        "Heuvel & Oosterbaan Bouwadvies B.V.",
        "+31 20 555 08 16",
    )
    return Plan(
        person,
        moment(first),
        contracts,
        billing=address(name, "Prinsengracht 263-H", "Amsterdam", "1016 GV", "NL"),
        shipping=address(
            "Bouwplaats Noord, t.a.v. J. Oosterbaan", "Papaverweg 34", "Amsterdam", "1032 KJ", "NL"
        ),
        shape=Shape.BOTH,
        customer_id=cast.MARIEKE,
        patch={"customFields": {"accountManager": "Sanne Visser", "costCentre": "NL-4410"}},
    )


def _krijtwit(today: date) -> Plan:
    """62.4 %, with two failed months and contracts that end before everything is back."""
    start = begun(today, 12)
    laptops = [
        rented(THINKPAD, start, term=18, monthly=10_300, cost=170_000, order=1) for _ in range(4)
    ]
    screen = rented(SCREEN, begun(today, 30), term=16, monthly=7_946, cost=184_000)
    person = Person(
        "Femke", "Krijtwit", "studio@krijtwit.example", "Studio Krijtwit V.O.F.", "+31 30 555 0142"
    )
    plan = cast_member(cast.KRIJTWIT, person, begun(today, 30), screen, *laptops)
    return replace(plan, payer=Payer(1, stops_on=add_months(today, -2)))


def _tom(today: date) -> Plan:
    start = begun(today, 1)
    contract = rented(IPHONE, start, term=24, monthly=8_900, cost=None)
    person = Person("Tom", "Whitfield", "tom.whitfield@postvak.example", phone="+31 6 5550 1207")
    return cast_member(cast.TOM, person, start, contract)


def _willem(today: date) -> Plan:
    start = begun(today, 16)
    contract = rented(MACBOOK_AIR, start, term=36, monthly=4_450, cost=100_000)
    person = Person(
        "Willem-Alexander",
        "de Graaf van Nieuwenhuizen tot Oud-Beijerland",
        "wa.degraaf@postvak.example",
        phone="+31 6 5550 1344",
    )
    return cast_member(cast.WILLEM, person, start, contract)


def _oliver(today: date) -> Plan:
    start = begun(today, 10)
    contract = rented(MACBOOK_AIR, start, term=36, monthly=4_900, cost=100_000)
    person = Person("Oliver", "Pemberton-Hughes", "oliver@pemberton.example")
    return cast_member(cast.OLIVER, person, start, contract)


def grace(today: date) -> Plan:
    """The customer of the American tenant: a business that has paid back."""
    start = begun(today, 20)
    contracts = (
        rented(MACBOOK_PRO, start, term=24, monthly=11_900, cost=168_000),
        rented(IPHONE, begun(today, 9), term=24, monthly=4_900, cost=72_000, order=1),
    )
    person = Person(
        "Grace", "Whitfield", "grace@whitfield.example", "Whitfield Labs LLC", "+1 512 555 0187"
    )
    home = address("Grace Whitfield", "1204 Market Street", "Austin", "78701", "US")
    plan = cast_member(cast.GRACE, person, start, *contracts)
    return replace(plan, billing=home, shipping=home, shape=Shape.BOTH)


def laila(today: date) -> Plan:
    """The customer of the Gulf tenant: 35 % back, three quarters of the time gone, 822 overdue."""
    start = begun(today, 19)
    contract = rented(MACBOOK_PRO, start, term=24, monthly=27_400, cost=1_252_000)
    person = Person("ليلى", "عبد الرحمن الخطيب", "laila@alkhatib.example", phone="+974 4455 0162")
    home = address("ليلى عبد الرحمن الخطيب", "شارع الكورنيش 18", "الدوحة", None, "قطر")
    plan = cast_member(cast.LAILA, person, start, contract)
    return replace(plan, billing=home, shipping=home, payer=Payer(80), shape=Shape.BOTH)
