"""What a profile weighs in a real browser: bytes on the wire, and how Lighthouse sees a phone."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from socket import create_server
from statistics import median
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from .measure import Line
from .product import HOST, Product, Reader
from .speed import WARM_CUSTOMER

FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
}
LIGHTHOUSE = "lighthouse@12"
LIGHTHOUSE_RUNS = 3
LIGHTHOUSE_SECONDS = 240


def on_the_wire(product: Product) -> Iterator[Line]:
    """The first view with nothing kept, and the next one; headers, font and lists included."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        context = browser.new_context()
        sign_in(context, product)
        address = product.url + product.profile(WARM_CUSTOMER)
        for name, aim in (("first", 130), ("repeated", 15)):
            received = _received(context, address)
            yield Line(f"Bytes of a {name} view, kB", received / 1000, aim, digits=1)
        browser.close()


def _received(context: BrowserContext, address: str) -> float:
    """The bytes that one visit brings, as the browser counts them."""
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    page.goto(address, wait_until="networkidle")
    page.close()
    return sum(sizes)


def lighthouse(product: Product, folder: Path) -> Iterator[Line]:
    """The three scores of a phone, each the median of the runs."""
    runs, note = [], ""
    try:
        runs = [_scores(product, folder / f"lighthouse-{run}") for run in range(LIGHTHOUSE_RUNS)]
    except (OSError, subprocess.SubprocessError) as error:
        note = _why(error)
    for key, name in CATEGORIES.items():
        score = median(run[key] for run in runs) if runs else None
        yield Line(f"Lighthouse, phone: {name}", score, 100, note=note, digits=0, larger=True)


def _scores(product: Product, folder: Path) -> Mapping[str, float]:
    """One visit by a signed-in browser with nothing kept; scores from 0 to 100.

    Raises OSError or SubprocessError where Lighthouse cannot run.
    """
    Reader(product).get(f"{product.profile(WARM_CUSTOMER)}?refresh=1")
    with sync_playwright() as player, create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
        free.close()
        context = player.chromium.launch_persistent_context(
            folder,
            executable_path=shutil.which("chromium"),
            args=[*FLAGS, f"--remote-debugging-port={port}"],
        )
        sign_in(context, product)
        report = _run_lighthouse(product.url + product.profile(WARM_CUSTOMER), port)
        context.close()
    return {key: 100 * (report["categories"][key]["score"] or 0) for key in CATEGORIES}


def _run_lighthouse(address: str, port: int) -> dict[str, Any]:
    done = subprocess.run(  # noqa: S603 - our own words only
        [
            *(shutil.which("npx") or "npx", "--yes", LIGHTHOUSE, address),
            *(f"--port={port}", f"--only-categories={','.join(CATEGORIES)}"),
            *("--output=json", "--quiet"),
        ],
        timeout=LIGHTHOUSE_SECONDS,
        capture_output=True,
        check=True,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    if report["finalDisplayedUrl"] != address:
        raise RuntimeError(f"Lighthouse ended at {report['finalDisplayedUrl']}")
    return report


def sign_in(context: BrowserContext, product: Product) -> None:
    """Give a browser the session of the product's user."""
    context.add_cookies([{"name": "session", "value": product.session, "url": product.url}])


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "node is not installed"
    if isinstance(error, subprocess.TimeoutExpired):
        return "it took too long"
    return f"{LIGHTHOUSE} cannot be run here"
