"""Finds what to highlight in a passage: the words that were looked for, never a part of another word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.text.variants import fold_with_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def find_marks(
    text: str, wanted: Iterable[str], *, borders: Sequence[int]
) -> tuple[tuple[tuple[int, int], ...], set[str]]:
    """The places [start, end) of the wanted words in a text, joined where they touch, and which words these are.

    :param wanted: folded words or phrases, each once. A place counts where it begins and ends between two words, or is
        a word inside another one: 农业 in 农业银行, but not 国农 in 中国农业.
    :param borders: the borders of the folded text's words (`vocgraph.index.borders`).
    :raises ValueError: if these are another text's borders.
    """
    folded, places = fold_with_places(text)
    if len(borders) <= len(folded):
        raise ValueError(f"a text of {len(folded)} characters, borders for {len(borders) - 1}")
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    for word in wanted:
        at = folded.find(word) if word else -1
        while at >= 0:
            if borders[at] and borders[at + len(word)]:
                found.append((places[at], places[at + len(word) - 1] + 1))
                seen.add(word)
            at = folded.find(word, at + 1)
    return _joined(found), seen


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
