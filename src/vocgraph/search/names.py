"""Finds the organisations and contests that a query names, by any of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from vocgraph.search.asking import Named
from vocgraph.text.names import fold_name
from vocgraph.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.text.words import Segmenter

_LONGEST = 40  # characters of the longest name that is looked for
_SHORTEST = 2
_SHORT = 3  # a name of no more characters counts only between two words: 化院 is not in 文化院落


class NameBook(Protocol):
    """Where names are looked up; a look-up costs the same however many names there are."""

    def called(self, folded: Sequence[str]) -> Sequence[tuple[str, str]]:
        """Those of some names (folded by ``fold_name``) that are known, each with the id of an entity that bears it."""

    def names_of(self, entities: Sequence[str]) -> Sequence[tuple[str, str]]:
        """Entity id and name, for every name of these entities."""


def named_in(folded: str, *, book: NameBook, segmenter: Segmenter) -> tuple[Named, ...]:
    """The entities that a folded query names, in order; of names that overlap, the longest from the left.

    A name that several entities bear names them all.
    """
    places = [place for place, character in enumerate(folded) if fold_name(character)]
    squeezed = "".join(folded[place] for place in places)
    spans = {
        (start, end)
        for start in range(len(squeezed))
        for end in range(start + _SHORTEST, min(len(squeezed), start + _LONGEST) + 1)
    }
    known: dict[str, list[str]] = {}
    for key, entity in book.called(sorted({squeezed[start:end] for start, end in spans})):
        known.setdefault(key, []).append(entity)
    if not known:
        return ()
    tokens = list(segmenter.tokens(folded))
    borders = {token.start for token in tokens} | {token.end for token in tokens}
    found: dict[str, str] = {}
    at = 0
    while at < len(squeezed):
        ends = range(min(len(squeezed), at + _LONGEST), at + _SHORTEST - 1, -1)
        end = next((end for end in ends if squeezed[at:end] in known and _stands(places, at, end, borders)), at)
        for entity in known.get(squeezed[at:end], ()):
            found.setdefault(entity, squeezed[at:end])
        at = max(end, at + 1)
    names: dict[str, list[str]] = {}
    for entity, name in book.names_of(list(found)) if found else ():
        names.setdefault(entity, []).append(fold(name))
    return tuple(Named(entity, said, tuple(dict.fromkeys(names.get(entity, ())))) for entity, said in found.items())


def _stands(places: list[int], start: int, end: int, borders: set[int]) -> bool:
    """Whether a name stands for itself there, and is no part of other words."""
    first, last = places[start], places[end - 1] + 1
    return end - start > _SHORT or (first in borders and last in borders)
