"""Finds where cases (案例) end: at the next heading or case, or where the text goes back to its section.

No box has an end mark in the extracted text. What tells a box from the text around it: it is often set at another
measure, its numbers are spaced otherwise, a figure caption closes it, and it keeps to the words of its title.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from vocgraph.structure import evidence
from vocgraph.structure.units import cut_units

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vocgraph.structure.headings import CaseTitle
    from vocgraph.structure.layout import Layout
    from vocgraph.structure.lines import Line
    from vocgraph.structure.outline import Heading
    from vocgraph.structure.units import Unit

_AFTER_FIGURE = 1.0  # the end of a case is often a figure caption
_BEFORE_TABLE = 0.0  # a table after it often belongs to the section
_ELSEWHERE = -4.0  # and it is seldom anywhere else in running text
_TO_THE_END = 0.5  # most cases are followed by a heading or another case
_CERTAIN = 5.0  # the first paragraph after a title is the case's
_MOST = 4.0  # points that one paragraph can have
_RECENT = 12  # paragraphs of the section before the case that it is compared with


def find_case_ends(
    cases: Sequence[CaseTitle], headings: Sequence[Heading], shown: Sequence[Line], layout: Layout
) -> tuple[int, ...]:
    """For each case the number of its last line.

    :param shown: the lines of the body in reading order, without furniture and contents.
    """
    heads = sorted(line.number for heading in headings for line in heading.lines)
    titles = sorted(line.number for case in cases for line in case.lines)
    starts = sorted({*heads, *titles})
    units = cut_units(shown, layout, set(starts))
    firsts = [unit.first for unit in units]
    weight = evidence.weigh_words(unit.text for unit in units)
    look = evidence.Look(layout, _under(titles, units, shown), _under(heads, units, shown))
    ends: list[int] = []
    for case in cases:
        own = case.lines[-1].number
        until = bisect_right(starts, own)
        stop = starts[until] if until < len(starts) else math.inf
        region = units[bisect_right(firsts, own) : bisect_left(firsts, stop)]
        at = bisect_left(heads, case.line.number)
        head = heads[at - 1] if at else 0
        # The section's own text: between its heading and its first case, and after earlier cases.
        first_case = titles[bisect_right(titles, head)]
        told = [
            unit for unit in units[bisect_right(firsts, head) : bisect_left(firsts, first_case)] if unit.kind == "text"
        ]
        if ends and head < ends[-1]:
            told += units[bisect_right(firsts, ends[-1]) : bisect_left(firsts, case.line.number)]
        ends.append(_end_of(case, region, told[-_RECENT:], look, weight) if region else own)
    return tuple(ends)


def _under(numbers: Sequence[int], units: Sequence[Unit], shown: Sequence[Line]) -> list[Unit]:
    """The paragraphs that stand right under the given lines."""
    above = {line.number: before.number for before, line in itertools.pairwise(shown)}
    wanted = set(numbers)
    return [unit for unit in units if unit.kind == "text" and above.get(unit.first) in wanted]


def _end_of(
    case: CaseTitle, region: Sequence[Unit], told: Sequence[Unit], look: evidence.Look, weight: Callable[[str], float]
) -> int:
    """The last line of the case: the split of its region that best parts box from section."""
    scores = _scores(case, region, told, look, weight)
    first = next((at for at, unit in enumerate(region) if unit.kind == "text"), 0)
    total = sum(scores)
    best, held, so_far = len(region), -math.inf, 0.0
    for end, score in enumerate(scores, start=1):
        so_far += score
        value = 2 * so_far - total + _prior(region, end)
        if (end > first or end == len(region)) and value > held:
            best, held = end, value
    return region[best - 1].last


def _prior(region: Sequence[Unit], end: int) -> float:
    """How likely a case ends before region[end], whatever stands there."""
    if end == len(region):
        return _TO_THE_END
    before, after = region[end - 1].kind, region[end].kind
    if before == "figure" and after not in {"figure", "note"}:
        return _AFTER_FIGURE
    return _BEFORE_TABLE if after == "table" else _ELSEWHERE


def _scores(
    case: CaseTitle, region: Sequence[Unit], told: Sequence[Unit], look: evidence.Look, weight: Callable[[str], float]
) -> list[float]:
    """Points of each unit of the region: above zero for the case, below for the section."""
    title = case.line.text[case.mark.at : case.mark.end] + "".join(line.text for line in case.lines[1:])
    section = evidence.words_of(" ".join(unit.text for unit in told))
    ordinal = evidence.last_ordinal(told)
    mine: list[Unit] = []  # the paragraphs before, as long as they may all be the case's
    own = title
    scores = []
    for unit in region:
        if unit.kind == "table":
            scores.append(evidence.by_caption(unit, title + own[:400], weight))
        elif unit.kind != "text":
            scores.append(0.0)
        elif not mine:
            scores.append(_CERTAIN)
        else:
            score = look.of(unit) + evidence.by_words(unit, own, section, weight) + evidence.by_name(unit, title, told)
            score += evidence.by_ordinal(unit, own, ordinal) + evidence.by_number(unit, mine)
            score += evidence.by_lead_in(unit, mine, told)
            scores.append(max(-_MOST, min(_MOST, score)))
        if unit.kind == "text":
            mine.append(unit)
            own += unit.text
    return scores
