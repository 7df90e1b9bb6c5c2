"""Databases to measure on: SQLite in a folder, PostgreSQL where a server answers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

SERVER = os.environ.get("POSTGRES", "postgres://root@127.0.0.1:5432/postgres")


class NoServer(Exception):
    """PostgreSQL does not answer."""


@contextmanager
def database(kind: str, folder: Path, name: str) -> Iterator[str]:
    """The URL of a new, empty database, gone when the block ends. Raises NoServer."""
    if kind == "sqlite":
        path = folder / f"{name}.sqlite3"
        try:
            yield f"sqlite:///{path}"
        finally:
            for file in folder.glob(f"{path.name}*"):
                file.unlink()
        return
    whole = Identifier(f"recoup_bench_{name}_{os.getpid()}")
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        raise NoServer(str(error)) from error
    with server:
        server.execute(SQL("CREATE DATABASE {}").format(whole))
        try:
            yield f"{SERVER.rpartition('/')[0]}/recoup_bench_{name}_{os.getpid()}"
        finally:
            server.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(whole))
