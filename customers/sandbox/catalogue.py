"""What the company rents out, and the people and streets its customers are drawn from."""

from dataclasses import dataclass

from .plan import Product

MACBOOK_AIR = Product("MBA-13-M3", 'MacBook Air 13" M3, 16/512', 142_900, 105_000, 6_200)
MACBOOK_PRO = Product("MBP-14-M4", 'MacBook Pro 14" M4, 24/512', 219_900, 168_000, 9_900)
THINKPAD = Product("TP-X1-G12", "ThinkPad X1 Carbon Gen 12", 189_900, 131_000, 7_900)
IPHONE = Product("IPH-16-128", "iPhone 16, 128 GB", 94_900, 72_000, 4_400, phone=True)
IPHONE_OLD = Product("IPH-14-128", "iPhone 14, 128 GB", 79_900, 58_000, 3_900, phone=True)
GALAXY = Product("SGS-24-256", "Galaxy S24, 256 GB", 89_900, 64_000, 3_900, phone=True)
PIXEL = Product("PXL-9-128", "Pixel 9, 128 GB", 84_900, 61_500, 3_700, phone=True)
IPAD = Product("IPD-10-64", 'iPad 10.9", 64 GB', 42_900, 31_000, 2_200)
SCREEN = Product("DEL-27-4K", 'Dell UltraSharp 27" 4K', 57_900, 41_500, 2_500)
PRODUCTS = (
    MACBOOK_AIR,
    MACBOOK_PRO,
    THINKPAD,
    IPHONE,
    IPHONE_OLD,
    GALAXY,
    PIXEL,
    IPAD,
    SCREEN,
)


@dataclass(frozen=True)
class Locale:
    """Where customers live: names, `streets`, (city, postal code) pairs, the dialling `prefix`."""

    firsts: tuple[str, ...]
    lasts: tuple[str, ...]
    streets: tuple[str, ...]
    cities: tuple[tuple[str, str | None], ...]
    country: str
    prefix: str
    legal_forms: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


LOCALES = {
    "nl": Locale(
        _words(
            "Sanne Daan Femke Bram Lotte Thijs Anouk Jeroen Maartje Ruben Noor Koen Jürgen Zoë "
            "Oliver Charlotte Emre Yasmina Pieter Willemijn"
        ),
        (
            *_words("Visser Bakker Jansen Mulder Dekker Hoekstra Müller Schäfer Whitfield Yılmaz"),
            "de Vries",
            "van Dijk",
            "van den Berg",
            "ter Horst",
            "Pemberton-Hughes",
            "el Amrani",
        ),
        ("Prinsengracht", "Witte de Withstraat", "Oudegracht", "Kanaalstraat", "Coolsingel"),
        (
            ("Amsterdam", "1016 GV"),
            ("Rotterdam", "3012 BR"),
            ("Utrecht", "3511 LX"),
            ("Groningen", "9711 AB"),
            ("'s-Hertogenbosch", "5211 JN"),
        ),
        "Netherlands",
        "+31 20 555",
        ("B.V.", "V.O.F.", "N.V."),
    ),
    "us": Locale(
        _words("Emma Liam Olivia Noah Ava Ethan Sofía Mateo Grace Jackson Chloe Aiden"),
        _words("Smith Johnson García Nguyen O'Brien Davis Martínez Wilson Kim Patel"),
        ("Main Street", "Oak Avenue", "Market Street", "Lakeview Drive", "2nd Street"),
        (("Austin", "78701"), ("Portland", "97205"), ("Chicago", "60611"), ("Denver", "80202")),
        "US",
        "+1 512 555",
        ("LLC", "Inc.", "Corp."),
    ),
    "qa": Locale(
        _words("ليلى أحمد فاطمة يوسف مريم خالد نورة عمر سارة حمد"),
        ("الخطيب", "الأنصاري", "الكواري", "المري", "عبد الرحمن", "الهاجري", "حداد"),
        ("شارع الكورنيش", "شارع السد", "شارع سلوى", "شارع حمد الكبير"),
        (("الدوحة", None), ("الريان", None), ("الوكرة", None)),
        "قطر",
        "+974 4455",
        ("ذ.م.م", "W.L.L."),
    ),
}
