"""Learns how a report's lines are set: wrapped at a measure or not, and where paragraphs can end."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from vocgraph.text.fold import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.lines import Line

_TERMINAL = re.compile(r"[。！？!?；;：:…][”’」』）)】》〉\"'\s]*$")
_OPEN = re.compile(r"[，、（(《“‘〈【\[—\-/和与及的]$")
_FULL_STOP = re.compile(r"[。！？][”’」』]?$")
_ITEM = re.compile(  # 2. and its kin open an item after a full stop, though the line before is full
    r"(?:\d{1,2}[.．、](?!\d)|[（(][\d一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、)(?=\S)"
)
_LATIN_START = re.compile(r"[A-Za-z0-9.+\-]*")
_NEAR = 8  # lines on either side that a line's own measure is learnt from: boxes are often set wider than the text
_ALIKE = 4  # lines of one width, itself among them, that make a measure of their own: a box among text
_INDENT = 4  # columns of the two characters that a paragraph's first line is set in by
_OPENS = 16  # characters of a line below which it is a heading or a paragraph's last
_SPARE = 5  # columns by which a full line can stay short of the measure: a mark and a character moved on together


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide each line is, and how wide the lines around it are set."""

    widths: dict[int, int]  # columns of each shown line, by line number
    measures: dict[int, int]  # columns that the lines around it are wrapped at, by line number; empty: not wrapped
    indented: bool = False  # paragraphs open with an indent of two characters, and the text has kept it

    def is_full(self, line: Line, following: Line | None) -> bool:
        """Whether a line was broken because the next word would not have fitted."""
        measure = self.measures.get(line.number, 0)
        if not measure:
            return False
        spare = _SPARE
        if following is not None and (latin := _LATIN_START.match(following.text)):
            spare += min(20, len(latin.group()))  # Latin words and numbers move to the next line whole
        if self.indented and line.indent >= 2:
            spare += _INDENT
        return self.widths[line.number] >= measure - spare

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether the following line can continue the paragraph of this one."""
        if _FULL_STOP.search(line.text) and _ITEM.match(following.text):
            return False
        if self.indented and following.indent >= 2 and ends_sentence(line.text):
            return False
        if self.measures:
            return self.is_full(line, following) or self._hangs(line, following)
        return not ends_sentence(line.text)

    def _hangs(self, line: Line, following: Line) -> bool:
        """Whether a line stops in mid-sentence short of the measure, as first lines do whose indent is lost."""
        near = self.widths[line.number] >= self.measures.get(line.number, 0) - _SPARE - _INDENT - 2
        return near and not ends_sentence(line.text) and len(following.text) > 1

    def opens(self, line: Line) -> bool | None:
        """Whether a line opens a paragraph, where its indent tells; None where it does not."""
        return line.indent >= 2 if self.indented else None

    @property
    def wrapped(self) -> bool:
        return bool(self.measures)


def learn_layout(shown: Sequence[Line]) -> Layout:
    """The layout of the lines that are shown, in reading order."""
    widths = {line.number: width(line.text) for line in shown}
    overall = find_measure(tuple(widths.values()))
    indented = _keeps_indents(shown)
    if not overall:
        return Layout(widths, {}, indented)
    long = [widths[line.number] for line in shown]
    measures = {}
    window: list[int] = []
    for at in range(-_NEAR, len(shown)):
        entering, leaving = at + _NEAR, at - _NEAR - 1
        if entering < len(shown) and long[entering] >= overall * 0.8:
            insort(window, long[entering])
        if leaving >= 0 and long[leaving] >= overall * 0.8:
            del window[bisect_left(window, long[leaving])]
        if at >= 0:
            measures[shown[at].number] = _own_measure(long[at], window) or overall
    return Layout(widths, measures, indented)


def _keeps_indents(shown: Sequence[Line]) -> bool:
    """Whether indented lines open paragraphs: some long lines are indented, and seldom after an open sentence."""
    long = [(before, line) for before, line in pairwise(shown) if len(line.text) > _OPENS]
    closed = [ends_sentence(before.text) or len(before.text) <= _OPENS for before, line in long if line.indent >= 2]
    return max(8, len(long) // 50) <= len(closed) <= len(long) * 0.6 and sum(closed) >= len(closed) * 0.5


def _own_measure(columns: int, window: Sequence[int]) -> int:
    """The measure of a line among the sorted widths of the long lines around it; 0 if they are too few."""
    if len(window) < 3:
        return 0
    usual = window[len(window) // 2]
    alike = bisect_left(window, columns + 2) - bisect_left(window, columns - 1)
    return columns if columns < usual and alike >= _ALIKE else usual


def find_measure(widths: Sequence[int]) -> int:
    """The width in columns that most lines are wrapped at, or 0 where each paragraph is one line."""
    counts = Counter(columns for columns in widths if columns > 24)
    total = sum(counts.values())
    if total < 8 or sum(count for columns, count in counts.items() if columns > 130) > total * 0.2:
        return 0
    best, held = 0, 0
    for columns in counts:
        near = sum(count for other, count in counts.items() if columns - 2 <= other <= columns + 2)
        if columns >= 40 and (near, columns) > (held, best):
            best, held = columns, near
    return best if held > total * 0.2 else 0


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a mark that can close a paragraph."""
    return _TERMINAL.search(text) is not None


def breaks_off(text: str) -> bool:
    """Whether a line cannot be a paragraph's end: it closes with a comma or an opening mark."""
    return _OPEN.search(text) is not None
