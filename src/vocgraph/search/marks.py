"""Finds what to highlight in a passage: the words that were looked for, never a part of another word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.text.variants import fold_with_places
from vocgraph.text.words import Segmenter, is_han

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
    borders = _Borders(folded, segmenter)
    found: list[tuple[int, int]] = []
    seen: set[str] = set()
    for word in dict.fromkeys(wanted):
        at = folded.find(word) if word else -1
        while at >= 0:
            if borders.between_words(at) and borders.between_words(at + len(word)):
                found.append((at, at + len(word)))
                seen.add(word)
            at = folded.find(word, at + 1)
    return _joined([(places[start], places[end - 1] + 1) for start, end in found]), seen


class _Borders:
    """Where words of one folded text begin and end; only the runs that are asked about are cut."""

    def __init__(self, folded: str, segmenter: Segmenter) -> None:
        self._folded, self._segmenter = folded, segmenter
        self._start = self._end = 0  # the run that was cut last
        self._places: set[int] = set()  # where words begin and end in it

    def between_words(self, at: int) -> bool:
        """Whether a word may begin or end at a position, as the segmenter cuts, words inside words included."""
        folded = self._folded
        if at in (0, len(folded)):
            return True
        before, after = folded[at - 1], folded[at]
        if not (is_han(before) and is_han(after)):
            return not (before.isalnum() and after.isalnum() and _kind(before) == _kind(after))
        if not self._start < at < self._end:
            self._cut_around(at)
        return at in self._places

    def _cut_around(self, at: int) -> None:
        """Cut the Han run that a position stands in; the places that are asked about next are mostly in it too."""
        folded = self._folded
        self._start = self._end = at
        while self._start > 0 and is_han(folded[self._start - 1]):
            self._start -= 1
        while self._end < len(folded) and is_han(folded[self._end]):
            self._end += 1
        tokens = self._segmenter.tokens(folded[self._start : self._end])
        self._places = {self._start + place for token in tokens for place in (token.start, token.end)}


def _kind(character: str) -> int:
    return 0 if is_han(character) else 1 if character.isdigit() else 2


def _joined(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
