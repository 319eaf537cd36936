"""Gathers everything in a report that can name something: prose, headings, captions and table cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vocgraph.model import BlockKind, Mended, Report, Span, Structure
from vocgraph.text.mend import mend, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# What numbers a heading, a case or a figure and is no part of its words: 图 2-7, 1.2.5, （三）, 【案例 1-2】.
_LABEL = re.compile(
    r"^[#*\s]*(?:[图表]\s*\d+(?:\s*[-—–－.]\s*\d+)*|"
    r"【?(?:典型)?案例\s*[\d一二三四五六七八九十]*(?:\s*[-—–－.]\s*\d+)?\s*】?|"
    r"第?[一二三四五六七八九十]+[章节、.．]|[（(][\d一二三四五六七八九十]+[）)]|"
    r"\d+(?:\s*[.．]\s*\d+)*\s*[.．、]?)[\s:：*]*"
)

_EVENTS = re.compile(r"^(?:大?事件|大事记?|事项|主要工作|活动内容|内容摘要)$")
_EVENT = re.compile(r"[^◆✧●■▲★；。\s][^◆✧●■▲★；。]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A mended text with the way back, and what it is printed as."""

    report: str
    role: str  # "prose", "heading", "case-title", "caption", "cell"
    text: str
    raw_at: tuple[int, ...] = field(repr=False)
    case: str = ""  # the case's title, where it stands in one

    def locate(self, start: int, end: int) -> Span:
        """The raw span of text[start:end], which must not be empty."""
        return Span(self.report, self.raw_at[start], self.raw_at[end - 1] + 1)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """[start, end) of each sentence."""
        return sentences(self.text)


def passages(report: Report, structure: Structure) -> tuple[Passage, ...]:
    """Every passage but table cells, in reading order."""
    found = [Passage(report.id, "prose", c.text, c.raw_at, c.case or "") for c in structure.paragraphs]
    found += [_raw(report, "heading", section.heading) for section in structure.sections if not section.run_in]
    found += [_raw(report, "case-title", case.heading) for case in structure.cases]
    captions = (BlockKind.FIGURE_CAPTION, BlockKind.TABLE_CAPTION)
    found += [_raw(report, "caption", block.span) for block in structure.blocks if block.kind in captions]
    shown = [passage for passage in found if passage.text]
    return tuple(sorted(shown, key=lambda passage: (passage.raw_at[0], passage.role)))


def chronicle(report: Report, structure: Structure) -> Iterator[Passage]:
    """The events of a chronicle (大事记), which are sentences though they stand in a table's cells."""
    for table in structure.tables:
        told = [at for at, title in enumerate(table.columns) if _EVENTS.search(title.replace(" ", ""))]
        for row in table.rows:
            for at in told:
                cell = row.cells[at] if at < len(row.cells) else None
                if cell is None:
                    continue
                for event in _EVENT.finditer(cell.text):
                    yield Passage(report.id, "prose", event.group(), cell.raw_at[event.start() : event.end()])


def cell_passage(report: str, cell: Mended) -> Passage:
    """A table cell as a passage; the cell must not be empty."""
    return Passage(report, "cell", cell.text, cell.raw_at)


def _raw(report: Report, role: str, span: Span) -> Passage:
    mended = mend(report.text, [(span.start, span.end)])
    label = _LABEL.match(mended.text)
    start = label.end() if label else 0
    return Passage(report.id, role, mended.text[start:], mended.raw_at[start:])
