"""Decides between names that overlap in one passage, and turns what is left into mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.model import EntityKind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vocgraph.extract.names import Found
    from vocgraph.extract.passages import Passage


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and where it stands in its passage."""

    start: int
    end: int
    mention: Mention

    @property
    def kind(self) -> EntityKind:
        return self.mention.kind


def settle(found: Iterable[Found]) -> tuple[Found, ...]:
    """The names that stay: the weightier wins an overlap, then the longer, then the earlier; in reading order."""
    kept: list[Found] = []
    names = sorted(
        set(found), key=lambda f: (-f.weight, f.start - f.end, f.start, not f.implied, f.rule, f.kind, f.implied)
    )
    taken = bytearray(max((name.end for name in names), default=0))
    for name in names:
        if name.end > name.start and not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            kept.append(name)
    return tuple(sorted(kept, key=lambda f: f.start))


def placed(passage: Passage, found: Found) -> Placed:
    """The found name as a mention with its raw span; quotes around the whole name are left out."""
    start, end = found.start, found.end
    while end - start > 2 and passage.text[start] in "“‘ " and passage.text[end - 1] in "”’ ":
        start, end = start + 1, end - 1
    surface = (
        passage.text[start:end].replace(" ", "") if not passage.text[start:end].isascii() else passage.text[start:end]
    )
    mention = Mention(passage.locate(start, end), surface, found.kind, found.rule, found.implied)
    return Placed(start, end, mention)
