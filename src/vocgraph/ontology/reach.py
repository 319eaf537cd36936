"""Follows links from name to name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def reached(start: str, onward: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """A name and all that its links lead to, however far; a circle is survived."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += onward(current)
    return frozenset(found)
