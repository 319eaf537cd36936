"""Finds where cases (案例) end: at the next heading or case, or where the text goes back to its section.

No box has an end mark in the extracted text. What tells a box from the text around it: it is often set at another
measure, its numbers are spaced otherwise, a figure caption closes it, and it keeps to the words of its title.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from vocgraph.structure.marks import heading_mark, is_figure_caption, is_source_note, is_table_caption
from vocgraph.text.fold import squash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from vocgraph.structure.headings import CaseTitle, Heading
    from vocgraph.structure.layout import Layout
    from vocgraph.structure.lines import Line

_SPACE = re.compile(r"\s+")
_SPACED = re.compile(r"[\u4e00-\u9fff] +\d|\d +[\u4e00-\u9fff]")
_TIGHT = re.compile(r"[\u4e00-\u9fff]\d|\d[\u4e00-\u9fff]")
_ORDINAL = re.compile(r"(?:第?([一二三四五六七八九十])(?:是|，|、|方面)|([①-⑩]))")
_LEAD_IN = re.compile(r"[^。，；：]{2,24}(?:，[^。；：]{2,16})?。(?=.{20})")
_AFTER_FIGURE = 1.0  # the end of a case is often a figure caption
_ELSEWHERE = -4.0  # and seldom anywhere else in running text
_TO_THE_END = 0.5  # most cases are followed by a heading


@dataclass(frozen=True, slots=True)
class _Unit:
    """A paragraph, a caption or a table, as far as the end of a case could fall behind it."""

    kind: str  # "text", "figure", "table", "note"
    lines: tuple[Line, ...]
    text: str

    @property
    def last(self) -> int:
        return self.lines[-1].number


def find_case_ends(
    cases: Sequence[CaseTitle], headings: Sequence[Heading], shown: Sequence[Line], layout: Layout
) -> tuple[int, ...]:
    """For each case the number of its last line.

    :param shown: the lines of the body in reading order, without furniture and contents.
    """
    title_lines = {line.number for case in cases for line in case.lines}
    heads = {line.number for heading in headings for line in heading.lines}
    units = list(_units(shown, layout, heads | title_lines))
    weights = _weights(unit.text for unit in units)
    starts = sorted(heads | {case.line.number for case in cases})
    firsts = {case.lines[-1].number for case in cases}
    in_case = [u for u in units if u.kind == "text" and _previous(shown, u) in firsts]
    in_section = [u for u in units if u.kind == "text" and _previous(shown, u) in heads]
    look = _Look(layout, in_case, in_section)
    ends = []
    for at, case in enumerate(cases):
        first = case.lines[-1].number
        stop = next((number for number in starts if number > case.line.number), math.inf)
        region = [unit for unit in units if first < unit.lines[0].number < stop]
        head = max((number for number in heads if number < case.line.number), default=0)
        earlier = cases[at - 1].line.number if at else 0
        until = min((c.line.number for c in cases if head < c.line.number), default=case.line.number)
        before = [u for u in units if u.kind == "text" and head < u.lines[0].number < until]
        if head < earlier and ends:
            before += [u for u in units if u.kind == "text" and ends[-1] < u.lines[0].number < case.line.number]
        ends.append(_end_of(case, region, before, look, weights) or first)
    return tuple(ends)


def _end_of(
    case: CaseTitle, region: Sequence[_Unit], before: Sequence[_Unit], look: _Look, weights: Callable[[str], float]
) -> int | None:
    """The last line of the case: the split of its region that best parts box from section."""
    if not region:
        return None
    title = case.line.text[case.mark.at : case.mark.end] + (case.more.text if case.more else "")
    own = title
    scores: list[float] = []
    told = before[-12:]
    section_words = _words(" ".join(unit.text for unit in told))
    ordinals = _last_ordinal(told)
    for at, unit in enumerate(region):
        if unit.kind == "table":
            scores.append(4.0 * (_covered(unit.text, title + own[:400], weights) - 0.45))
            continue
        if unit.kind in {"figure", "note"}:
            scores.append(0.0)
            continue
        if at == 0 or not any(other.kind == "text" for other in region[:at]):
            scores.append(5.0)
        else:
            score = look.of(unit)
            score += _by_words(unit, own, section_words, weights)
            score += _by_ordinal(unit, own, ordinals) + _by_number(unit, region[:at]) + _by_name(unit, title, told)
            score += _by_lead_in(unit, region[:at], told)
            scores.append(max(-4.0, min(4.0, score)))
        own += unit.text
    best, held = len(region), -math.inf
    for end in range(1, len(region) + 1):
        if not any(unit.kind == "text" for unit in region[:end]) and end < len(region):
            continue
        prior = _TO_THE_END if end == len(region) else _ELSEWHERE
        if end < len(region) and region[end - 1].kind == "figure" and region[end].kind not in {"figure", "note"}:
            prior = _AFTER_FIGURE
        elif end < len(region) and region[end].kind == "table":
            prior = 0.0
        value = sum(scores[:end]) - sum(scores[end:]) + prior
        if value > held:
            best, held = end, value
    return region[best - 1].last


class _Look:
    """How cases and sections of this report are set, learnt from the paragraphs right under their titles."""

    def __init__(self, layout: Layout, in_case: Sequence[_Unit], in_section: Sequence[_Unit]) -> None:
        self._layout = layout
        case_widths = [w for unit in in_case for w in self._full(unit)]
        section_widths = [w for unit in in_section for w in self._full(unit)]
        enough = len(case_widths) >= 6 and len(section_widths) >= 6
        self._case = median(case_widths) if enough else 0.0
        self._section = median(section_widths) if enough else 0.0
        self._spaced_case = _spaced(in_case)
        self._spaced_section = _spaced(in_section)

    def of(self, unit: _Unit) -> float:
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

    def _full(self, unit: _Unit) -> list[int]:
        return [self._layout.widths[line.number] for line in unit.lines[:-1]]


def _units(shown: Sequence[Line], layout: Layout, stops: set[int]) -> Iterable[_Unit]:
    held: list[Line] = []
    table = False
    for line in shown:
        kind = "text"
        if line.number in stops:
            kind = "stop"
        elif is_figure_caption(line.text):
            kind = "figure"
        elif is_table_caption(line.text):
            kind = "table"
        elif is_source_note(line.text):
            kind = "note"
        if table:
            # a table runs on until its source note or until prose is back
            if kind == "text" and not (layout.is_full(line, None) if layout.wrapped else len(line.text) > 60):
                held.append(line)
                continue
            if kind == "note":
                held.append(line)
            yield _unit("table", held)
            held, table = [], False
            if kind == "note":
                continue
        if kind == "text":
            if held and not layout.goes_on(held[-1], line):
                yield _unit("text", held)
                held = []
            held.append(line)
            continue
        if held:
            yield _unit("text", held)
            held = []
        if kind == "table":
            held, table = [line], True
        elif kind != "stop":
            yield _unit(kind, [line])
    if held:
        yield _unit("table" if table else "text", held)


def _unit(kind: str, lines: Sequence[Line]) -> _Unit:
    text = lines[0].text if kind == "table" else _SPACE.sub("", "".join(line.text for line in lines))
    return _Unit(kind, tuple(lines), text)


def _previous(shown: Sequence[Line], unit: _Unit) -> int:
    number = unit.lines[0].number
    low, high = 0, len(shown)
    while low < high:
        middle = (low + high) // 2
        if shown[middle].number < number:
            low = middle + 1
        else:
            high = middle
    return shown[low - 1].number if low else 0


def _raw(unit: _Unit) -> str:
    return "\n".join(line.text for line in unit.lines)


def _spaced(units: Sequence[_Unit]) -> float | None:
    """The share of borders between Han characters and digits that are printed with a space; None if too few."""
    spaced = sum(len(_SPACED.findall(_raw(unit))) for unit in units)
    tight = sum(len(_TIGHT.findall(_raw(unit))) for unit in units)
    return spaced / (spaced + tight) if spaced + tight >= 10 else None


def _words(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters: the cheapest words of a text without spaces."""
    key = squash(text)
    return frozenset(key[at : at + 2] for at in range(len(key) - 1))


def _weights(texts: Iterable[str]) -> Callable[[str], float]:
    """How telling a pair of characters is: pairs that stand everywhere in the report tell nothing."""
    seen: Counter[str] = Counter()
    count = 1
    for text in texts:
        seen.update(_words(text))
        count += 1

    def weight(word: str) -> float:
        return math.log(1 + count / (1 + seen[word])) ** 2

    return weight


def _alike(text: str, words: frozenset[str], weight: Callable[[str], float]) -> float:
    """The weighted share of a text's words that stand among the given ones, 0 to 1."""
    if not words:
        return 0.0
    mine = _words(text)
    total = sum(weight(word) for word in sorted(mine))
    return sum(weight(word) for word in sorted(mine & words)) / total if total else 0.0


def _by_words(unit: _Unit, own: str, section: frozenset[str], weights: Callable[[str], float]) -> float:
    """A case often sums up its section, so words decide little: half a point either way."""
    gap = _alike(unit.text, _words(own), weights) - _alike(unit.text, section, weights)
    return max(-0.5, min(0.5, 2.0 * gap))


def _covered(caption: str, title: str, weight: Callable[[str], float]) -> float:
    words = re.sub(r"^\W*表\s*[\d一二三四五六七八九十\-—. ]+", "", caption)
    return _alike(words, _words(title), weight)


def _last_ordinal(units: Sequence[_Unit]) -> int:
    """The number of the last 一是…二是… in a run of paragraphs; 0 without any."""
    found = [match.group(1) for unit in units for match in _ORDINAL.finditer(unit.text) if match.group(1)]
    return "一二三四五六七八九十".index(found[-1]) + 1 if found else 0


def _by_ordinal(unit: _Unit, own: str, told: int) -> float:
    """A paragraph that opens with 四是 goes on where 三是 stands: in the case or in the section before it."""
    match = _ORDINAL.match(unit.text)
    if match is None or match.group(1) is None:
        return 0.0
    value = "一二三四五六七八九十".index(match.group(1)) + 1
    if value == 1:
        return 0.0
    before = "一二三四五六七八九十"[value - 2]
    if f"{before}是" in own or f"第{before}" in own:
        return 3.0
    return -3.0 if told == value - 1 else -1.0


def _by_name(unit: _Unit, title: str, told: Sequence[_Unit]) -> float:
    """A paragraph that repeats a run of the case's title, which the section did not use, is still about the case."""
    key, text = squash(title), squash(unit.text)
    before = squash("".join(other.text for other in told))
    runs = (key[at : at + 5] for at in range(len(key) - 4))
    return 1.5 if any(run in text and run not in before for run in runs) else 0.0


def _by_number(unit: _Unit, mine: Sequence[_Unit]) -> float:
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


def _by_lead_in(unit: _Unit, mine: Sequence[_Unit], told: Sequence[_Unit]) -> float:
    """Sections often open each paragraph with a short sentence as its theme; so may a case: like goes with like."""
    if not _LEAD_IN.match(unit.text):
        return 0.0
    in_case = [bool(_LEAD_IN.match(u.text)) for u in mine if u.kind == "text"]
    in_section = [bool(_LEAD_IN.match(u.text)) for u in told]
    share = lambda found: (sum(found) + 0.5) / (len(found) + 1.5)  # noqa: E731 - one line, used twice here
    return max(-1.5, min(1.5, math.log(share(in_case) / share(in_section))))
