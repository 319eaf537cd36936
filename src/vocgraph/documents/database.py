"""Opens documents.sqlite for reading."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from vocgraph.documents.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Database:
    """One generation's documents.sqlite, open for reading; safe to share between threads.

    :raises ValueError: if the file is no database or has another schema.
    """

    def __init__(self, path: Path) -> None:
        # immutable: a generation never changes, so SQLite needs neither locks nor a journal beside the file
        # cached_statements=0: with a shared cache, threads of Python 3.12 and 3.13 get each other's rows
        self._db = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False, cached_statements=0
        )
        self._db.row_factory = sqlite3.Row
        try:
            [version] = self._db.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError as error:
            raise ValueError(f"documents.sqlite is no database ({error})") from error
        if version != SCHEMA_VERSION:
            raise ValueError(f"documents.sqlite has schema {version}, this program reads schema {SCHEMA_VERSION}")

    def close(self) -> None:
        self._db.close()

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with closing(self._db.cursor()) as cursor:
            return cursor.execute(sql, values).fetchall()
