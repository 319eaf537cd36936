"""Finds what to highlight in a passage: the words that were looked for, never a part of another word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.text.variants import fold_with_places
from vocgraph.text.words import Segmenter, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def find_marks(
    text: str, wanted: Iterable[str], *, segmenter: Segmenter
) -> tuple[tuple[tuple[int, int], ...], set[str]]:
    """The places [start, end) of the wanted words in a passage, joined where they touch, and which words these are.

    :param wanted: folded words or phrases. A place counts where it begins and ends between two words, as the
        segmenter cuts the passage, or is a word inside another one: 农业 in 农业银行, but not 国农 in 中国农业.
    """
    folded, places = fold_with_places(text)
    sought = [word for word in dict.fromkeys(wanted) if word]
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    for run, start, _ in runs(folded):
        inside = [word for word in sought if word in run]
        if not inside:
            continue
        starts, ends = _borders(run, segmenter)
        for word in inside:
            at = run.find(word)
            while at >= 0:
                if at in starts and at + len(word) in ends:
                    found.append((start + at, start + at + len(word)))
                    seen.add(word)
                at = run.find(word, at + 1)
    return _joined([(places[start], places[end - 1] + 1) for start, end in found]), seen


def _borders(run: str, segmenter: Segmenter) -> tuple[set[int], set[int]]:
    tokens = list(segmenter.tokens(run))
    return {token.start for token in tokens}, {token.end for token in tokens}


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
