"""Joins the lines of the body into paragraphs, healed across page breaks, captions and furniture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vocgraph.model import BlockKind, Report
from vocgraph.structure.headings import Heading
from vocgraph.structure.layout import Layout
from vocgraph.structure.lines import Line

Pieces = tuple[tuple[int, int], ...]  # [start, end) of each raw line of one paragraph


def find_paragraphs(
    report: Report,
    shown: Sequence[Line],
    roles: Mapping[int, BlockKind],
    layout: Layout,
    headings: Sequence[Heading],
    case_ends: Sequence[int],
) -> list[Pieces]:
    """The paragraphs of the body, each as the raw lines it is made of."""
    _ = report
    breaks = {heading.line.number for heading in headings if heading.run_in}
    closed_by = set(case_ends)
    out: list[Pieces] = []
    last: Line | None = None
    closed = True
    for line in shown:
        role = roles[line.number]
        if role is not BlockKind.PARAGRAPH:
            if role in {BlockKind.HEADING, BlockKind.CASE_TITLE}:
                closed = True
            if line.number in closed_by:
                closed = True
            continue
        if last is not None and not closed and line.number not in breaks and layout.goes_on(last, line):
            out[-1] = (*out[-1], (line.start, line.end))
        else:
            out.append(((line.start, line.end),))
        last, closed = line, line.number in closed_by
    return out
