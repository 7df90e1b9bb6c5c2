"""Nothing in the repository looks like a real secret, and no place outside it is named."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LOOKS_REAL = re.compile(
    r"pk_(?:live|test)_[A-Za-z0-9]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}"
    r"|gh[pousr]_[A-Za-z0-9]{30,}|xox[abp]-[0-9A-Za-z-]{20,}"
)


def tracked_texts() -> list[tuple[str, str]]:
    """Return every text file that is part of the project, with its path."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    paths = [Path(name) for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]
    texts = {".py", ".html", ".md", ".js", ".css", ".txt", ".toml", ".json", ".service", ""}
    chosen = [path for path in paths if path.suffix in texts and "vendor" not in path.parts]
    return [(str(path), (ROOT / path).read_text(encoding="utf-8")) for path in chosen]


def test_no_secret_lies_around() -> None:
    found = [path for path, text in tracked_texts() if LOOKS_REAL.search(text)]
    assert found == []


def test_pinned_files_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if not re.fullmatch(r"[\w.\[\],-]+==[\w.]+", line)] == []


@pytest.mark.parametrize("text", ["pk_live_" + 24 * "a", "-----BEGIN RSA " + "PRIVATE KEY"])
def test_a_secret_would_be_seen(text: str) -> None:
    assert LOOKS_REAL.search(text)
