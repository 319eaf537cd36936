"""Weighs whether a paragraph after a case's title still belongs to the case or to the section around it.

Every function gives points: above zero for the case, below for the section.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING

from vocgraph.structure.marks import heading_mark
from vocgraph.text.fold import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vocgraph.structure.layout import Layout
    from vocgraph.structure.units import Unit

_SPACED = re.compile(r"[\u4e00-\u9fff] +\d|\d +[\u4e00-\u9fff]")
_TIGHT = re.compile(r"[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]")
_ORDINALS = "一二三四五六七八九十"
_ORDINAL = re.compile(rf"第?([{_ORDINALS}])(?:是|，|、|方面)")
_LEAD_IN = re.compile(r"[^。，；：]{2,24}(?:，[^。；：]{2,16})?。(?=.{20})")


class Look:
    """How cases and sections of this report are set, learnt from the paragraphs right under their titles."""

    def __init__(self, layout: Layout, in_case: Sequence[Unit], in_section: Sequence[Unit]) -> None:
        self._layout = layout
        case_widths = [w for unit in in_case for w in self._full(unit)]
        section_widths = [w for unit in in_section for w in self._full(unit)]
        enough = len(case_widths) >= 6 and len(section_widths) >= 6
        self._case = median(case_widths) if enough else 0.0
        self._section = median(section_widths) if enough else 0.0
        self._spaced_case = _spaced(in_case)
        self._spaced_section = _spaced(in_section)

    def of(self, unit: Unit) -> float:
        """Above zero: set like a case; below: set like a section's text."""
        score = 0.0
        widths = self._full(unit)
        if widths and abs(self._case - self._section) >= 1.5:
            far_case = sum(abs(w - self._case) for w in widths) / len(widths)
            far_section = sum(abs(w - self._section) for w in widths) / len(widths)
            most = min(3.0, 0.8 * len(widths))  # one line proves little
            score += max(-most, min(most, (far_section - far_case) * math.sqrt(len(widths)) / 1.5))
        if self._spaced_case is not None and self._spaced_section is not None:
            spaced, tight = len(_SPACED.findall(_raw(unit))), len(_TIGHT.findall(_raw(unit)))
            gap = self._spaced_section - self._spaced_case
            if abs(gap) > 0.3 and spaced + tight:
                score += max(-2.0, min(2.0, (tight - spaced) * math.copysign(0.6, gap)))
        return score

    def _full(self, unit: Unit) -> list[int]:
        return [self._layout.widths[line.number] for line in unit.lines[:-1]]


def _raw(unit: Unit) -> str:
    return "\n".join(line.text for line in unit.lines)


def _spaced(units: Sequence[Unit]) -> float | None:
    """The share of borders between Han characters and digits that are printed with a space; None if too few."""
    spaced = sum(len(_SPACED.findall(_raw(unit))) for unit in units)
    tight = sum(len(_TIGHT.findall(_raw(unit))) for unit in units)
    return spaced / (spaced + tight) if spaced + tight >= 10 else None


def words_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters: the cheapest words of a text without spaces."""
    key = squash(text)
    return frozenset(key[at : at + 2] for at in range(len(key) - 1))


def weigh_words(texts: Iterable[str]) -> Callable[[str], float]:
    """How telling a pair of characters is: pairs that stand everywhere in the report tell nothing."""
    seen: Counter[str] = Counter()
    count = 1
    for text in texts:
        seen.update(words_of(text))
        count += 1

    def weight(word: str) -> float:
        return math.log(1 + count / (1 + seen[word])) ** 2

    return weight


def share_of(text: str, words: frozenset[str], weight: Callable[[str], float]) -> float:
    """The weighted share of a text's words that stand among the given ones, 0 to 1."""
    if not words:
        return 0.0
    mine = words_of(text)
    total = sum(weight(word) for word in sorted(mine))
    return sum(weight(word) for word in sorted(mine & words)) / total if total else 0.0


def by_words(unit: Unit, own: str, section: frozenset[str], weights: Callable[[str], float]) -> float:
    """A case often sums up its section, so words decide little: half a point either way."""
    gap = share_of(unit.text, words_of(own), weights) - share_of(unit.text, section, weights)
    return max(-0.5, min(0.5, 2.0 * gap))


def by_caption(unit: Unit, title: str, weight: Callable[[str], float]) -> float:
    """A table whose caption repeats the case's title is part of the case."""
    caption = re.sub(r"^\W*表\s*[\d一二三四五六七八九十\-—. ]+", "", unit.text)
    return 4.0 * (share_of(caption, words_of(title), weight) - 0.45)


def last_ordinal(units: Sequence[Unit]) -> int:
    """The number of the last 一是…二是… in a run of paragraphs; 0 without any."""
    found = [match.group(1) for unit in units for match in _ORDINAL.finditer(unit.text)]
    return _ORDINALS.index(found[-1]) + 1 if found else 0


def by_ordinal(unit: Unit, own: str, told: int) -> float:
    """A paragraph that opens with 四是 goes on where 三是 stands: in the case or in the section before it."""
    match = _ORDINAL.match(unit.text)
    at = _ORDINALS.index(match.group(1)) if match else 0
    if at == 0:
        return 0.0
    if f"{_ORDINALS[at - 1]}是" in own or f"第{_ORDINALS[at - 1]}" in own:
        return 3.0
    return -3.0 if told == at else -1.0


def by_name(unit: Unit, title: str, told: Sequence[Unit]) -> float:
    """A paragraph that repeats a run of the case's title, which the section did not use, is still about the case."""
    key, text = squash(title), squash(unit.text)
    before = squash("".join(other.text for other in told))
    runs = (key[at : at + 5] for at in range(len(key) - 4))
    return 1.5 if any(run in text and run not in before for run in runs) else 0.0


def by_number(unit: Unit, mine: Sequence[Unit]) -> float:
    """A paragraph that opens with 2. or 二、 goes on where the case's own 1. or 一、 stands."""
    mark = heading_mark(unit.lines[0].text)
    if mark is None or not mark.path or mark.loose or mark.path[-1] == 1:
        return 0.0
    wanted = (mark.style, (*mark.path[:-1], mark.path[-1] - 1))
    for other in mine:
        before = heading_mark(other.lines[0].text)
        if before is not None and (before.style, before.path) == wanted:
            return 4.0
    return 0.0


def by_lead_in(unit: Unit, mine: Sequence[Unit], told: Sequence[Unit]) -> float:
    """Sections often open each paragraph with a short sentence as its theme; so may a case: like goes with like."""
    if not _LEAD_IN.match(unit.text):
        return 0.0
    return max(-1.5, min(1.5, math.log(_lead_ins(mine) / _lead_ins(told))))


def _lead_ins(units: Sequence[Unit]) -> float:
    found = sum(_LEAD_IN.match(unit.text) is not None for unit in units if unit.kind == "text")
    return (found + 0.5) / (sum(unit.kind == "text" for unit in units) + 1.5)
