"""Reads what a user knows better: names that are the same, names that are not."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from pathlib import Path

_EXAMPLE = '[[same]]\nnames = ["蓝海科技", "蓝海科技股份有限公司"]'


@dataclass(frozen=True, slots=True)
class Overrides:
    """A user's decisions, which stand above every rule. Names of different kinds are never made one."""

    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()  # no two names of a group are one entity


NO_OVERRIDES = Overrides()


def read_overrides(path: Path) -> Overrides:
    """Read ``resolutions.toml``: tables ``[[same]]`` and ``[[different]]``, each with ``names``, two or more.

    :raises VocgraphError: if the file cannot be read or says anything else.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise VocgraphError(
            f"{path} cannot be read as TOML: {error}.", fix=f"Write it like this:\n{_EXAMPLE}"
        ) from error
    unknown = sorted(set(tables) - {"same", "different"})
    if unknown:
        raise VocgraphError(
            f"{path} has a table [[{unknown[0]}]].",
            fix=f"Only [[same]] and [[different]] are known, for example:\n{_EXAMPLE}",
        )
    same = _groups(path, "same", tables.get("same", []))
    different = _groups(path, "different", tables.get("different", []))
    for group in same:
        for other in different:
            both = sorted(set(group) & set(other))
            if len(both) > 1:
                raise VocgraphError(
                    f"{path} calls {both[0]} and {both[1]} the same and different.",
                    fix="Take one of the two statements out.",
                )
    return Overrides(same, different)


def _groups(path: Path, table: str, entries: object) -> tuple[tuple[str, ...], ...]:
    if not isinstance(entries, list):
        raise VocgraphError(f"{path}: {table} is not a list of tables.", fix=f"Write it like this:\n{_EXAMPLE}")
    return tuple(_names(path, table, number, entry) for number, entry in enumerate(entries, start=1))


def _names(path: Path, table: str, number: int, entry: object) -> tuple[str, ...]:
    names = entry.get("names") if isinstance(entry, dict) and set(entry) == {"names"} else None
    if (
        not isinstance(names, list)
        or len(names) < 2
        or not all(isinstance(name, str) and name.strip() for name in names)
    ):
        raise VocgraphError(
            f"{path}: number {number} of [[{table}]] does not give two or more names.",
            fix=f"Write it like this:\n{_EXAMPLE}",
        )
    return tuple(names)
