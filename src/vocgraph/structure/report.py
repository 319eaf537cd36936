"""Reads the structure of one report: blocks, sections, cases, tables, paragraphs, and what it says about itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from vocgraph.model import BlockKind, Case, Chunk, Oddity, PassageKind, Report, Section, Span, Structure
from vocgraph.structure.cases import find_case_ends
from vocgraph.structure.contents import Contents, find_contents
from vocgraph.structure.flow import Pieces, cut_blocks, find_paragraphs, give_roles
from vocgraph.structure.furniture import find_furniture
from vocgraph.structure.headings import CaseTitle, find_headings, title_of
from vocgraph.structure.layout import learn_layout
from vocgraph.structure.lines import Line, read_lines
from vocgraph.structure.marks import Style, case_mark, is_declaration, is_table_caption
from vocgraph.structure.profile import find_profile
from vocgraph.structure.tables import read_tables
from vocgraph.text.mend import mend

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vocgraph.structure.outline import Heading

_REPORT_TITLE = re.compile(r"质量.{0,6}(?:报告|年报)|年度报告")
_LONGEST_ON_A_COVER = 30  # characters of a line
_WHY = {
    "number-missing": "The number {0} does not follow the heading before it.",
    "number-repeated": "The number {0} stands on two headings.",
}


def structure_report(report: Report) -> Structure:
    """Read a report as a careful reader would.

    Nothing odd is fatal: what cannot be understood becomes an Oddity with its place, and the rest is read.
    """
    lines = read_lines(report)
    furniture = find_furniture(report, lines)
    contents = find_contents(lines, furniture)
    skip = furniture | contents.lines
    layout = learn_layout([line for line in lines if line.text and line.number not in skip])
    headings, titles = find_headings(lines, contents, skip, layout)
    front = _front_matter(lines, headings, skip, contents)
    headings = tuple(heading for heading in headings if heading.line.number not in front)
    titles = tuple(title for title in titles if title.line.number not in front)
    shown = [line for line in lines if line.text and line.number not in skip | front]
    ends = find_case_ends(titles, headings, shown, layout)
    stops = {line.number for heading in headings if not heading.run_in for line in heading.lines}
    stops |= {line.number for title in titles for line in title.lines}
    tables, table_oddities = read_tables(report, lines, stops=frozenset(stops), skip=skip | front)
    roles = give_roles(report, shown, headings, titles, tables)
    paragraphs = find_paragraphs(shown, roles, layout, headings, ends)
    roles |= dict.fromkeys(furniture, BlockKind.FURNITURE) | dict.fromkeys(front, BlockKind.FRONT_MATTER)
    roles |= dict.fromkeys(contents.lines, BlockKind.CONTENTS)
    blocks = cut_blocks(report, lines, roles, paragraphs)
    sections = _sections(report, headings)
    cases = _cases(report, titles, ends, lines)
    return Structure(
        profile=find_profile(lines, skip, body=next((h.line.number for h in headings if h.mark.path), 0)),
        blocks=blocks,
        sections=sections,
        cases=cases,
        tables=tables,
        paragraphs=tuple(_paragraphs(report, paragraphs, sections, cases)),
        oddities=tuple(sorted([*_oddities(report, headings, cases), *table_oddities], key=lambda oddity: oddity.span)),
    )


def _front_matter(
    lines: Sequence[Line], headings: Sequence[Heading], skip: frozenset[int], contents: Contents
) -> frozenset[int]:
    """Lines that are no body: the cover, declarations and editors; a foreword among them stays body."""
    body = (h for h in headings if h.mark.style is not Style.PLAIN or contents.first < h.line.number)
    starts = next((h.line.number for h in body if not _REPORT_TITLE.search(h.line.text)), 0)
    chapters = next((h.line.number for h in headings if h.mark.path and h.line.number > contents.first), 0)
    heads = {heading.line.number for heading in headings}
    prose = (line.number for line in lines if contents.first < line.number < starts and _is_content(line, skip))
    starts = min(starts, next(prose, starts))
    front = set()
    declared = False
    for line in lines:
        if not line.text:
            continue
        if line.number in skip or (line.number in heads and not is_declaration(line.text)):
            declared = False
        elif is_declaration(line.text) and line.number < chapters:
            declared = True
        if (line.number < starts or declared) and line.number not in skip:
            front.add(line.number)
    return frozenset(front)


def _is_content(line: Line, skip: frozenset[int]) -> bool:
    """Whether a line before the first heading is no cover: a part of a report may start with text."""
    if line.number in skip or not line.text:
        return False
    long = len(line.text) > _LONGEST_ON_A_COVER and re.search("[，。；]", line.text) is not None
    return long or "\t" in line.text or case_mark(line.text) is not None or is_table_caption(line.text)


def _sections(report: Report, headings: Sequence[Heading]) -> tuple[Section, ...]:
    ends = [len(report.text.rstrip())] * len(headings)
    open_at: list[int] = []  # headings whose section is still open, outermost first
    for at, heading in enumerate(headings):
        before = heading.line.start
        while before and report.text[before - 1].isspace():
            before -= 1
        while open_at and headings[open_at[-1]].level >= heading.level:
            ends[open_at.pop()] = before
        open_at.append(at)
    out = []
    for heading, end in zip(headings, ends, strict=True):
        line, mark = heading.line, heading.mark
        head = Span(report.id, line.start, line.start + mark.end if heading.run_in else heading.lines[-1].end)
        span = Span(report.id, line.start, max(end, head.end))
        out.append(Section(heading.level, mark.number, title_of(heading), head, span, heading.run_in))
    return tuple(out)


def _cases(report: Report, titles: Sequence[CaseTitle], ends: Sequence[int], lines: Sequence[Line]) -> tuple[Case, ...]:
    out = []
    for title, end in zip(titles, ends, strict=True):
        pieces = [(title.line.start + title.mark.at, title.line.start + title.mark.end)]
        pieces += [(line.start, line.end) for line in title.lines[1:]]
        head = Span(report.id, title.line.start, title.lines[-1].end)
        span = Span(report.id, title.line.start, max(lines[end - 1].end, head.end))
        out.append(Case(title.mark.id, mend(report.text, pieces).text.strip("*_# "), head, span))
    return tuple(out)


def _paragraphs(
    report: Report, paragraphs: Sequence[Pieces], sections: Sequence[Section], cases: Sequence[Case]
) -> Iterator[Chunk]:
    section_starts = [section.span.start for section in sections]
    case_starts = [case.span.start for case in cases]
    path: list[Section] = []
    read = 0  # sections before this one are on the path or closed
    for pieces in paragraphs:
        mended = mend(report.text, pieces)
        if not mended.text:
            continue
        start = mended.raw_at[0]
        until = bisect_right(section_starts, start)
        path = [section for section in (*path, *sections[read:until]) if start < section.span.end]
        read = until
        at = bisect_right(case_starts, start) - 1
        case = cases[at] if at >= 0 and start < cases[at].span.end else None
        yield Chunk(
            report=report.id,
            kind=PassageKind.CASE if case else PassageKind.PROSE,
            heading=tuple(f"{section.number} {section.title}".strip() for section in path),
            text=mended.text,
            raw_at=mended.raw_at,
            case=case.title if case else None,
        )


def _oddities(report: Report, headings: Sequence[Heading], cases: Sequence[Case]) -> Iterator[Oddity]:
    for heading in headings:
        if heading.odd:
            place = Span(report.id, heading.line.start, heading.line.end)
            yield Oddity(place, heading.odd, _WHY[heading.odd].format(heading.mark.number))
    ids: set[str] = set()
    for case in cases:
        if case.id and case.id in ids:
            yield Oddity(case.heading, "case-number-repeated", f"The number {case.id} stands on two cases.")
        ids.add(case.id)
        if case.span.end == case.heading.end:
            yield Oddity(case.heading, "case-empty", f"No text follows the title of case {case.id}.".replace("  ", " "))
