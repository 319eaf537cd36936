"""Learns how a report's lines are set: wrapped at a measure or not, and where paragraphs can end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vocgraph.structure.lines import Line
from vocgraph.text.fold import width

_TERMINAL = re.compile(r"[。！？!?；;：:…][”’」』）)】》〉\"'\s]*$")
_OPEN = re.compile(r"[，、（(《“‘〈【\[—\-/和与及的]$")
_LATIN_START = re.compile(r"[A-Za-z0-9.+\-]*")


def find_measure(lines: Sequence[Line]) -> int:
    """The width in columns that lines are wrapped at, or 0 where each paragraph is one line."""
    widths = Counter(width(line.text) for line in lines if len(line.text) > 12)
    total = sum(widths.values())
    if total < 8 or sum(count for columns, count in widths.items() if columns > 130) > total * 0.2:
        return 0
    best, held = 0, 0
    for columns in widths:
        near = sum(count for other, count in widths.items() if columns - 4 <= other <= columns)
        if columns >= 40 and (near, columns) > (held, best):
            best, held = columns, near
    return best if held > total * 0.25 else 0


def ends_sentence(text: str) -> bool:
    """Whether a line ends with a mark that can close a paragraph."""
    return _TERMINAL.search(text) is not None


def is_full(line: Line, following: Line | None, measure: int) -> bool:
    """Whether a line was broken by the measure: the next word would not have fitted."""
    if not measure:
        return False
    spare = 5
    if following is not None and (latin := _LATIN_START.match(following.text)):
        spare += len(latin.group())  # Latin words and numbers move to the next line whole
    return width(line.text) >= measure - spare


def goes_on(line: Line, following: Line, measure: int) -> bool:
    """Whether the following line continues the paragraph of this one."""
    if measure:
        return is_full(line, following, measure)
    return not ends_sentence(line.text)


def breaks_off(text: str) -> bool:
    """Whether a line cannot be a paragraph's end: it closes with a comma or an opening mark."""
    return _OPEN.search(text) is not None
