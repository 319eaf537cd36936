"""Holds what every answer in a terminal is printed with: the console, its measures, counted words."""

from __future__ import annotations

from rich.console import Console

out = Console(highlight=False, markup=False)
QUOTE = 160  # characters of a quote or passage shown around what matters
SHOWN = 12  # names listed per type before the rest is only counted


def counted(number: int, thing: str) -> str:
    """``1 entity``, ``2 entities``, ``3 passages``."""
    many = thing[:-1] + "ies" if thing.endswith("y") else thing + "s"
    return f"{number:,} {thing if number == 1 else many}"
