"""Finds what to highlight in a passage: the words that were looked for, never a part of another word."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vocgraph.text.variants import fold_with_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Mark(NamedTuple):
    """A place [start, end) of a wanted word in a text."""

    start: int
    end: int
    word: str  # folded


def find_marks(text: str, wanted: Iterable[str], *, borders: Sequence[int]) -> list[Mark]:
    """The places of the wanted words in a text, word by word.

    :param wanted: folded words or phrases, each once. A place counts where it begins and ends between two words, or is
        a word inside another one: 农业 in 农业银行, but not 国农 in 中国农业.
    :param borders: the borders of the folded text's words (`vocgraph.index.borders`).
    :raises ValueError: if these are another text's borders.
    """
    folded, places = fold_with_places(text)
    if len(borders) <= len(folded):
        raise ValueError(f"a text of {len(folded)} characters, borders for {len(borders) - 1}")
    found = []
    for word in wanted:
        at = folded.find(word) if word else -1
        while at >= 0:
            if borders[at] and borders[at + len(word)]:
                found.append(Mark(places[at], places[at + len(word) - 1] + 1, word))
            at = folded.find(word, at + 1)
    return found


def joined(marks: Iterable[Mark], *, end: int) -> tuple[tuple[int, int], ...]:
    """The marked places before an end of the text, in order, made one where they touch."""
    spans: list[tuple[int, int]] = []
    for start, stop, _ in sorted(marks):
        if stop > end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(stop, spans[-1][1]))
        else:
            spans.append((start, stop))
    return tuple(spans)
