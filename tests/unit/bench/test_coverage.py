"""The gate of coverage closes on too little, and on nothing at all."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.coverage import main


def a_file(reached: float) -> dict[str, Any]:
    missed = [7] if reached < 100 else []
    summary = {"percent_covered": reached}
    return {"summary": summary, "missing_lines": missed, "missing_branches": [[6, 7]] * len(missed)}


@pytest.mark.parametrize(
    ("whole", "files", "closed"),
    [
        (95.0, {"customers/domain/age.py": 100, "customers/tasks.py": 50}, False),
        (94.9, {"customers/domain/age.py": 100, "customers/tasks.py": 50}, True),
        (99.9, {"customers/domain/age.py": 99.9}, True),
        (100.0, {"customers/tasks.py": 100}, True),
    ],
)
def test_the_gate(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    whole: float,
    files: dict[str, float],
    closed: bool,
) -> None:
    measured = tmp_path / "measured.json"
    told = {name: a_file(reached) for name, reached in files.items()}
    measured.write_text(json.dumps({"summary": {"percent_covered": whole}, "files": told}))
    with pytest.raises(SystemExit) as end:
        main(str(measured))
    assert bool(end.value.code) is closed
    missed = [name for name, reached in files.items() if reached < 100]
    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()[:-2]] == missed
