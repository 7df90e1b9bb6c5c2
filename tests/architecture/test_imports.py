"""Imports run one way: each room names what it may import of ours; anything else is forbidden."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from tests.architecture.source import ROOT, modules

MAY_IMPORT = {
    "flexportal": set[str](),
    "domain": set[str](),
    "sandbox": set[str](),
    "vault": set[str](),
    "normalise": {"flexportal", "domain"},
    "models": {"domain"},
    "templatetags": {"domain"},
    "selectors": {"models", "domain"},
    "services": {"models", "vault", "flexportal", "normalise", "domain"},
    "forms": {"domain"},
    "views": {"forms", "selectors", "services"},
    "urls": {"views"},
    "tasks": {"services"},
    "management": {"services", "selectors", "sandbox"},
    "checks": set[str](),
    "apps": {"checks"},
    "migrations": {"domain"},
}
LIBRARIES = {"requests": "flexportal", "urllib3": "flexportal", "cryptography": "vault"}
PURE = {"domain": {"django", "requests", "urllib3"}, "flexportal": {"django"}}


def imported(path: Path, tree: ast.Module) -> Iterator[str]:
    """Yield the full name of every module and name that a module imports, wherever it does."""
    package = list(path.with_suffix("").parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{stem}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """Return the room of `customers.<room>…`, empty for anything else."""
    parts = name.split(".")
    return parts[1] if parts[0] == "customers" and len(parts) > 1 else ""


def room_of(path: PurePath) -> str:
    """Return the room that a file lies in."""
    return path.with_suffix("").parts[1]


MODULES = [pair for pair in modules("customers") if pair[0] != Path("customers/__init__.py")]


def forbidden(path: Path, tree: ast.Module) -> list[str]:
    """Return the imports of a module that its room may not make."""
    allowed = MAY_IMPORT[room_of(path)] | {room_of(path), ""}
    found = [name for name in imported(path, tree) if room(name) not in allowed]
    return found + [name for name in imported(path, tree) if name.split(".")[0] in {"config"}]


@pytest.mark.parametrize(("path", "tree"), MODULES, ids=[str(path) for path, _ in MODULES])
def test_a_room_imports_only_what_it_may(path: Path, tree: ast.Module) -> None:
    assert forbidden(path, tree) == []


def test_every_room_is_drawn() -> None:
    assert {room_of(path) for path, _ in MODULES} <= set(MAY_IMPORT)


def test_a_wrong_import_is_seen() -> None:
    tree = ast.parse("from ..services import lookup\nfrom customers import models")
    assert forbidden(Path("customers/domain/money.py"), tree) == [
        "customers.services.lookup",
        "customers.models",
    ]


def test_the_product_imports_neither_sandbox_nor_tests() -> None:
    product = [(path, tree) for path, tree in MODULES if room_of(path) not in {"sandbox"}]
    product = [pair for pair in product if "commands" not in pair[0].parts]
    names = {name for path, tree in [*product, *modules("config")] for name in imported(path, tree)}
    assert {name for name in names if room(name) == "sandbox" or name.startswith("tests")} == set()


def test_config_imports_only_the_addresses() -> None:
    names = {name for path, tree in modules("config") for name in imported(path, tree)}
    assert {room(name) for name in names} - {""} <= {"urls"}


@pytest.mark.parametrize(("library", "home"), LIBRARIES.items())
def test_a_library_has_one_home(library: str, home: str) -> None:
    users = {
        room_of(path)
        for path, tree in MODULES
        if any(name.split(".")[0] == library for name in imported(path, tree))
    }
    assert users == {home}


@pytest.mark.parametrize("name", PURE)
def test_a_pure_room_knows_no_framework(name: str) -> None:
    inside = [(path, tree) for path, tree in MODULES if room_of(path) == name]
    libraries = {found.split(".")[0] for pair in inside for found in imported(*pair)}
    assert libraries & PURE[name] == set()


def test_the_wire_has_one_door() -> None:
    users = [
        path
        for path, tree in MODULES
        if any(found.split(".")[0] == "requests" for found in imported(path, tree))
    ]
    assert users == [Path("customers/flexportal/transport.py")]
    assert (ROOT / users[0]).exists()
