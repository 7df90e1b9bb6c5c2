"""The queue of the background worker without Redis: an SQLite file, made when it is first used."""

import sqlite3
from typing import Any

from huey import Huey
from huey.storage import SqliteStorage


class _Storage(SqliteStorage):  # type: ignore[misc]  # huey has no types
    """Opens no file while the product merely starts, or only reads its settings."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, create_tables=False, **options)

    def _create_connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._create_connection()
        for statement in self.ddl:
            connection.execute(statement)
        return connection


class FileHuey(Huey):  # type: ignore[misc]
    """huey over that file."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, storage_class=_Storage, **options)
