"""What the documents name exists, and what exists is documented."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.source import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PROMISED = {"connect_tenant", "lookup", "run_sandbox", "rotate_vault_keys", "sync_tenant"}


def everything_said() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def environment_names() -> set[str]:
    """Return every name that the settings read."""
    tree = ast.parse((ROOT / "config/settings.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        str(ast.literal_eval(call.args[0]))
        for call in calls
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "env"
    }


def test_every_environment_name_is_explained() -> None:
    table = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([A-Z_]+)` \|", table, flags=re.MULTILINE))
    assert explained == environment_names()
    assert len(explained) >= 13


def test_every_make_target_exists_and_is_named() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, flags=re.MULTILINE)) - {"browser"}
    assert set(re.findall(r"\bmake (\w+)", everything_said())) == targets


def test_every_command_that_is_named_exists() -> None:
    named = set(re.findall(r"manage\.py (\w+)", everything_said()))
    assert named <= set(get_commands())
    assert set(get_commands()) >= PROMISED


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_folder_that_the_readme_names_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = re.findall(r"`([a-z_/]+/)`", readme)
    assert len(folders) > 5
    assert [folder for folder in folders if not (ROOT / folder).is_dir()] == []


def test_the_readme_is_one_screen() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 60


def test_the_root_holds_what_was_agreed() -> None:
    agreed = {"config", "customers", "templates", "static", "tests", "docs", "deploy"}
    hidden = re.compile(r"\.|__pycache__$|demo$|staticfiles$|htmlcov$|node_modules$")
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and not hidden.match(path.name)}
    assert found == agreed
