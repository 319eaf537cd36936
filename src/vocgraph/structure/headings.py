"""Chooses, among lines that look like headings, those that form one outline, and gives them their level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vocgraph.structure.layout import Layout, breaks_off, ends_sentence
from vocgraph.structure.marks import (
    CaseMark,
    Style,
    case_mark,
    heading_mark,
    is_figure_caption,
    is_source_note,
    is_table_caption,
)
from vocgraph.structure.outline import Heading, Walk, could_be_title
from vocgraph.text.fold import squash
from vocgraph.text.mend import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.contents import Contents
    from vocgraph.structure.lines import Line

_STOPS = re.compile(r"[。；！]")


@dataclass(frozen=True, slots=True)
class CaseTitle:
    """A line accepted as the title of a case, and the line it goes on in, if any."""

    line: Line
    mark: CaseMark
    more: Line | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.line,) if self.more is None else (self.line, self.more)


def find_headings(
    lines: Sequence[Line], contents: Contents, skip: frozenset[int], layout: Layout
) -> tuple[tuple[Heading, ...], tuple[CaseTitle, ...]]:
    """The headings of the body and the titles of its cases, in reading order.

    :param lines: every line of the report.
    :param skip: numbers of lines that are no body: furniture, contents, front matter.
    """
    shown = [line for line in lines if line.text and line.number not in skip]
    walk = Walk(contents, decimal=_is_decimal(shown, layout))
    cases: list[CaseTitle] = []
    joined: set[int] = set()  # second lines of titles
    for at, line in enumerate(shown):
        if line.number in joined:
            continue
        before = shown[at - 1] if at else None
        fresh = before is None or not _continues(before, line, layout)
        case = case_mark(line.text)
        if case is not None and (fresh or squash(line.text[case.at : case.end]) in contents.cases):
            more = _second_line(shown, at, case, contents, layout)
            if more is not None:
                joined.add(more.number)
            if case.at < case.end or more is not None:
                cases.append(CaseTitle(line, case, more))
                walk.open_case()
                continue
        mark = heading_mark(line.text)
        if mark is None or case is not None:
            continue
        after = shown[at + 1] if at + 1 < len(shown) else None
        if walk.offer(line, mark, fresh=fresh, after=after) and _runs_over(line, shown, at, layout):
            walk.taken[-1] = replace(walk.taken[-1], more=shown[at + 1])
            joined.add(shown[at + 1].number)
    return tuple(_levelled(walk.taken)), tuple(cases)


def _continues(before: Line, line: Line, layout: Layout) -> bool:
    """Whether a line is the middle of a sentence: no heading can stand there."""
    if ends_sentence(before.text):
        return False
    if heading_mark(before.text) and before.text.startswith("#"):
        return False
    if is_figure_caption(before.text) or is_table_caption(before.text) or is_source_note(before.text):
        return False
    return layout.is_full(before, line) if layout.wrapped else breaks_off(before.text)


def _second_line(shown: Sequence[Line], at: int, case: CaseMark, contents: Contents, layout: Layout) -> Line | None:
    """The line a case title goes on in: short, without a full stop, and itself followed by a paragraph."""
    if at + 2 >= len(shown):
        return None
    title, more, after = shown[at], shown[at + 1], shown[at + 2]
    own = title.text[case.at : case.end]
    if squash(own + more.text) in contents.cases:
        return more
    if squash(own) in contents.cases or not _could_be_rest(more.text):
        return None
    if not own:
        return more
    if _is_set_larger(title, more, after, layout):
        return more
    columns = layout.measures.get(title.number, 80)
    broken = layout.widths[title.number] >= columns * 0.55 and layout.widths[more.number] <= columns * 0.7
    wanted = broken and not breaks_off(more.text) and more.text[-1] not in "，：:？”"
    return more if wanted and len(after.text) > max(20, len(more.text)) else None


def _could_be_rest(text: str) -> bool:
    """Whether a line has the shape of a title's second line."""
    mark = heading_mark(text)
    other = (mark is not None and mark.path and not mark.loose) or case_mark(text) is not None or text.startswith("#")
    caption = is_figure_caption(text) or is_table_caption(text)
    prose = _STOPS.search(text) or len(text) > 40 or re.fullmatch(r"[（(].*[）)]", text)
    return not (other or caption or prose)


def _runs_over(heading: Line, shown: Sequence[Line], at: int, layout: Layout) -> bool:
    """Whether a heading that fills its line goes on in the next, short one."""
    if at + 2 >= len(shown) or heading.text.startswith("#"):
        return False
    more, after = shown[at + 1], shown[at + 2]
    if not (layout.is_full(heading, more) or _is_set_larger(heading, more, after, layout)):
        return False
    mark = heading_mark(more.text)
    if (mark is not None and mark.path) or case_mark(more.text) or is_figure_caption(more.text):
        return False
    short = layout.widths[more.number] <= layout.measures[heading.number] * 0.5
    return short and not _STOPS.search(more.text) and not breaks_off(more.text) and len(after.text) > len(more.text)


def _is_set_larger(title: Line, more: Line, after: Line, layout: Layout) -> bool:
    """Whether a title in larger letters fills its line: what follows would be indented, were it a paragraph."""
    wide = layout.widths[title.number] >= layout.measures.get(title.number, 80) * 0.7
    return wide and layout.opens(more) is False and layout.opens(after) is True


def _is_decimal(shown: Sequence[Line], layout: Layout) -> bool:
    """Whether the report numbers its sections 1.1, so that a lone 1. is a chapter."""
    deep = 0
    for before, line in zip([None, *shown], shown, strict=False):
        mark = heading_mark(line.text)
        if mark is None or mark.style is not Style.DECIMAL or not could_be_title(line.text[mark.at : mark.end]):
            continue
        if before is None or not _continues(before, line, layout):
            deep += 1
    return deep >= 3


def _levelled(headings: Sequence[Heading]) -> list[Heading]:
    """A foreword does not hold the chapters: where nothing starts over after it, its list is the chapters."""
    out = list(headings)
    for at, heading in enumerate(headings):
        if heading.mark.style is not Style.NAMED or heading.level != 1:
            continue
        below = []
        for after in range(at + 1, len(headings)):
            if headings[after].level == 1:
                break
            below.append(after)
        first = headings[below[0]].mark if below else None
        if first is None or first.style not in {Style.HAN, Style.CHAPTER} or not below:
            continue
        rest = headings[below[-1] + 1 :]
        if not any(other.level == 1 and other.mark.path for other in rest):
            for after in below:
                if out[after].mark.style is not Style.DECIMAL:  # its depth is its level already
                    out[after] = replace(out[after], level=max(1, out[after].level - 1))
    return out


def title_of(heading: Heading) -> str:
    """The heading's title as a reader sees it."""
    title = plain(heading.line.text[heading.mark.at : heading.mark.end] + (heading.more.text if heading.more else ""))
    # "前 言", "附 表": letters set apart to fill the line
    return re.sub(r"(?<=^[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]$)", "", title).strip("*_ ")
