"""What each product has brought in against what its devices cost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

MOST_PRODUCTS = 12


class Device(NamedTuple):
    """What the sums need of one subscription; amounts in ten-thousandths, None is unknown."""

    product: str
    collected: int | None
    acquisition_cost: int | None


@dataclass(frozen=True, slots=True)
class Product:
    """The devices of one product; the sums are of the `counted` ones, of whom both are known."""

    name: str
    devices: int
    counted: int
    collected: int
    cost: int

    @property
    def left_out(self) -> int:
        """Devices of which collected or cost is not known."""
        return self.devices - self.counted

    @property
    def recovery_percent(self) -> Decimal | None:
        """From the sums, unrounded; None unless the cost is above 0."""
        return Decimal(self.collected) * 100 / self.cost if self.cost > 0 else None


@dataclass(frozen=True, slots=True)
class ProductList:
    """The products on which most was spent, and what all `others` make together, if any."""

    products: tuple[Product, ...] = ()
    others: Product | None = None
    other_count: int = 0


def products_of(devices: Iterable[Device]) -> tuple[Product, ...]:
    """One for each name, in no order."""
    found: dict[str, Product] = {}
    for device in devices:
        one = _product_of(device)
        found[one.name] = _joined(found[one.name], one) if one.name in found else one
    return tuple(found.values())


def largest(products: Iterable[Product], most: int = MOST_PRODUCTS) -> ProductList:
    """The `most` dearest by what their devices cost, then by number and name; the rest as one."""
    ordered = sorted(products, key=lambda one: (-one.cost, -one.devices, one.name))
    if len(ordered) <= most:
        return ProductList(tuple(ordered))
    rest = ordered[most:]
    return ProductList(tuple(ordered[:most]), _all_of(rest), len(rest))


def _product_of(device: Device) -> Product:
    collected, cost = device.collected, device.acquisition_cost
    if collected is None or cost is None:
        return Product(device.product, 1, 0, 0, 0)
    return Product(device.product, 1, 1, collected, cost)


def _all_of(products: Sequence[Product]) -> Product:
    together = Product("", 0, 0, 0, 0)
    for product in products:
        together = _joined(together, product)
    return together


def _joined(one: Product, other: Product) -> Product:
    return Product(
        one.name,
        one.devices + other.devices,
        one.counted + other.counted,
        one.collected + other.collected,
        one.cost + other.cost,
    )
