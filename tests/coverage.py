"""Hold what the tests have reached against what they must: `python -m tests.coverage FILE`."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

WHOLE = 95
EVERY_LINE = (
    "customers/flexportal/",
    "customers/domain/",
    "customers/normalise/",
    "customers/vault.py",
)


def main(path: str) -> None:
    """Print every file that is not reached whole; exit 1 where too little is reached."""
    measured = json.loads(Path(path).read_text(encoding="utf-8"))
    reached = measured["summary"]["percent_covered"]
    for line in _missed(measured["files"]):
        sys.stdout.write(f"{line}\n")
    strict = [name for name in _unfinished(measured["files"]) if name.startswith(EVERY_LINE)]
    seen = sum(name.startswith(EVERY_LINE) for name in measured["files"])
    sys.stdout.write(f"Reached: {reached:.1f} % of lines and branches, at least {WHOLE} %.\n")
    sys.stdout.write(f"Of {seen} files with every line and branch, {len(strict)} fall short.\n")
    sys.exit(reached < WHOLE or bool(strict) or not seen)


def _unfinished(files: Mapping[str, Any]) -> Iterator[str]:
    return (
        name for name, file in sorted(files.items()) if file["summary"]["percent_covered"] < 100
    )


def _missed(files: Mapping[str, Any]) -> Iterator[str]:
    for name in _unfinished(files):
        file = files[name]
        lines = ", ".join(map(str, file["missing_lines"]))
        branches = ", ".join(f"{start}→{end}" for start, end in file["missing_branches"])
        reached = file["summary"]["percent_covered"]
        yield f"{name}: {reached:.0f} %, not {'; '.join(filter(None, (lines, branches)))}"


if __name__ == "__main__":
    main(sys.argv[1])
