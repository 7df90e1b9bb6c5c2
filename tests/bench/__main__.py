"""`make bench`: how quick and how light the product is, as ratios within one run."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .measure import report
from .product import running
from .speed import cold, warm
from .story import large, panels
from .weight import lighthouse, on_the_wire


def main() -> None:
    """Measure everything, print the table; exit 1 when a limit is missed."""
    with TemporaryDirectory() as name, running(Path(name)) as product:
        lines = [*warm(product, Path(name)), cold(product)]
        lines += [*large(product), *panels(product)]
        lines += [*on_the_wire(product), *lighthouse(product, Path(name))]
    sys.stdout.write("\n".join(report(lines)) + "\n")
    sys.exit(any(line.is_over for line in lines))


if __name__ == "__main__":
    main()
