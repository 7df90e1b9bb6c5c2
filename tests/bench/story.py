"""What the whole story costs: large customers against an ordinary one, panels, upstream calls."""

import shutil
from collections.abc import Iterator

import requests
from playwright.sync_api import Browser, expect, sync_playwright

from customers.sandbox import cast

from .measure import Line, Round, compare, seconds, take_turns
from .product import Product, Reader
from .speed import ROUNDS, WARM_CUSTOMER
from .weight import FLAGS, sign_in

LISTS = ("subscriptions", "orders", "payments")
PAIRS = 40
VISITS = 5
LARGE = {cast.SIXTY_DEVICES: "60 devices", cast.TWO_THOUSAND_PAYMENTS: "2,000 payments"}


def large(product: Product) -> Iterator[Line]:
    """The first screen of a large customer whose lists are saved, against an ordinary one's."""
    reader = Reader(product)
    for customer_id, story in LARGE.items():
        for one in (customer_id, WARM_CUSTOMER):
            _fill(reader, product.profile(one))

        def ours(profile: str = product.profile(customer_id)) -> bytes:
            return reader.get(profile)

        def ordinary() -> bytes:
            return reader.get(product.profile(WARM_CUSTOMER))

        rounds = [take_turns((ours, ordinary) for _ in range(PAIRS)) for _ in range(ROUNDS)]
        yield compare(f"{story} : an ordinary first screen", rounds, limit=2, aim=1.2)


def panels(product: Product) -> Iterator[Line]:
    """Until every panel is in, against the headline alone; what FlexPortal is asked meanwhile."""
    profile = product.profile(cast.KRIJTWIT)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        _asked(product)
        _visit(browser, product, profile)
        yield Line("Upstream calls of a cold profile", _asked(product), 4, 4, digits=0)
        rounds = [_round(browser, product, profile) for _ in range(ROUNDS)]
        yield Line("Upstream calls while copies are fresh", _asked(product), 0, 0, digits=0)
        yield compare("All panels in : headline alone, Chromium", rounds, limit=10, aim=4)
        browser.close()


def _fill(reader: Reader, profile: str) -> None:
    reader.get(f"{profile}?refresh=1")
    for name in LISTS:
        reader.get(f"{profile}{name}/")


def _round(browser: Browser, product: Product, profile: str) -> Round:
    visits = [_visit(browser, product, profile) for _ in range(VISITS)]
    return Round(tuple(whole for _, whole in visits), tuple(headline for headline, _ in visits))


def _visit(browser: Browser, product: Product, profile: str) -> tuple[float, float]:
    """Seconds until the headline stands, and until nothing is on its way any more."""
    context = browser.new_context()
    sign_in(context, product)
    page = context.new_page()
    headline = seconds(lambda: page.goto(product.url + profile, wait_until="commit")) + seconds(
        lambda: expect(page.locator("#profile-recovery")).to_be_visible()
    )
    busy = page.locator("#profile [aria-busy=true]")
    rest = seconds(lambda: expect(busy).to_have_count(0, timeout=20_000))
    context.close()
    return headline, headline + rest


def _asked(product: Product) -> int:
    """How many questions reached the sandbox since this was asked last."""
    log = f"{product.sandbox_url}/_sandbox/requests"
    told = requests.get(log, timeout=10).json()
    requests.delete(log, timeout=10).raise_for_status()
    return len(told["requests"])
