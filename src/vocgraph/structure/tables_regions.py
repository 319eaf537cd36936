"""Finds where tables stand in a report: captions, notes, and the lines between them that are no prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vocgraph.structure.tables_lines import (
    Caption,
    is_continuation,
    is_figure,
    is_furniture,
    is_heading,
    is_prose,
    is_remark_line,
    next_text,
    read_caption,
    source_of,
    unit_of,
)
from vocgraph.structure.tables_shapes import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.model import Report
    from vocgraph.structure.lines import Line


class Layout(StrEnum):
    """How a table's cells are kept apart in the text."""

    TABS = "tabs"
    PIPES = "pipes"
    HTML = "html"
    FLAT = "flat"  # by nothing but spaces and line breaks
    IMAGE = "image"  # a caption alone


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of one table, notes left out."""

    layout: Layout
    caption: Caption | None
    body: tuple[Line, ...]
    source: str
    unit: str
    note: Line | None  # the line of the source note
    start: int  # raw position of the caption, or of the first line


_CONTENTS_ENTRY = re.compile(
    r"(?:第.{1,3}[章节]|[一二三四五六七八九十]+[、.]|[（(][一二三四五六七八九十]+[)）]|\d+(?:\s*[.．]\s*\d+)*[.．、\s]|【?(?:典型)?案例|表|图|附|前\s*言|目\s*录)"
)
_FIRST_COLUMN = re.compile(r"序\s*号$")


REST = 80  # lines in which the rest of an interrupted table is looked for


def find_regions(scan: Scan) -> list[Region]:
    """Every region that may hold a table, in order and without overlap."""
    regions: list[Region] = []
    at = 0
    while at < len(scan.lines):
        region, after = scan.region(at)
        if region is not None:
            regions.append(region)
        at = max(after, at + 1)
    return regions


@dataclass(frozen=True, slots=True)
class Scan:
    """One pass over a report's lines, with what is known of them."""

    report: Report
    lines: Sequence[Line]
    stops: frozenset[int]
    skip: frozenset[int]
    full: int  # how wide a full text line is, in half characters

    def region(self, at: int) -> tuple[Region | None, int]:
        """The region that starts on line index ``at``, if one does, and the index after it."""
        line = self.lines[at]
        if not line.text or line.number in self.skip:
            return None, at + 1
        caption = read_caption(self.lines, at, skip=self.skip)
        if caption is not None and line.number not in self.stops:
            return self._captioned(caption)
        if line.number in self.stops:
            return None, at + 1
        layout = self._layout(at)
        if layout is Layout.TABS and self._is_contents(at):
            return None, self._end_of_tabs(at)
        if layout is Layout.FLAT and not self._starts_numbered(at):
            return None, at + 1
        region, after = self._body(at, layout, None, "")
        return (region, after) if region is not None and len(region.body) > 1 else (None, at + 1)

    def _captioned(self, caption: Caption) -> tuple[Region | None, int]:
        unit = caption.unit
        at = self._next(caption.last)
        if at is not None and unit_of(self.lines[at]) is not None:
            unit = unit_of(self.lines[at]) or unit
            at = self._next(at)
        if at is not None and not self._closes(at) and source_of(self.lines[at]) is None:
            region, after = self._body(at, self._layout(at), caption, unit)
            if region is not None:
                return region, after
        note = self.lines[at] if at is not None and source_of(self.lines[at]) is not None else None
        source = source_of(note) or "" if note is not None else ""
        start = self.lines[caption.first].start
        after = (at or 0) + 1 if note is not None else caption.last + 1
        return Region(Layout.IMAGE, caption, (), source, unit, note, start), after

    def _next(self, at: int) -> int | None:
        return next_text(self.lines, at, skip=self.skip)

    def _closes(self, at: int) -> bool:
        """Whether no table goes on over this line: a heading, a figure, another caption, running text."""
        line = self.lines[at]
        return (
            line.number in self.stops
            or is_heading(line, certain=bool(self.stops))
            or is_figure(line)
            or read_caption(self.lines, at, skip=self.skip) is not None
            or ("\t" not in line.text and not line.text.startswith("|") and is_prose(line, full=self.full))
        )

    def _layout(self, at: int) -> Layout:
        line = self.lines[at]
        if self._tabs(line):
            return Layout.TABS
        if "<table" in line.text.lower():
            return Layout.HTML
        if line.text.startswith("|") and line.text.count("|") > 1:
            return Layout.PIPES
        return Layout.FLAT

    def _tabs(self, line: Line) -> int:
        start = self.report.text.rfind("\n", 0, line.start) + 1
        end = self.report.text.find("\n", line.start)
        return self.report.text.count("\t", start, end if end >= 0 else len(self.report.text))

    def _is_contents(self, at: int) -> bool:
        """Whether TAB lines are a page of contents: titles and page numbers; or one stray line with a TAB."""
        run = [line for line in self.lines[at : self._end_of_tabs(at)] if line.text]
        entries = sum(bool(re.search(r"\t\s*\d{1,3}$", line.text) and _CONTENTS_ENTRY.match(line.text)) for line in run)
        return len(run) < 2 or entries >= 0.5 * len(run)

    def _end_of_tabs(self, at: int) -> int:
        """The index after a run of TAB lines; lines without a TAB end it unless TAB lines go on right after one."""
        end = at
        while True:
            line = self.lines[end]
            if not self._tabs(line) and line.number not in self.skip:
                follow = self._next(end)
                near = follow is not None and follow == end + 1 and self._tabs(self.lines[follow])
                if end == at or not near or self._closes(end) or source_of(line) is not None or width(line.text) > 40:
                    return max(end, at + 1)
            after = self._next(end)
            if after is None:
                return end + 1
            if self.lines[after].number in self.stops or (not self._tabs(self.lines[after]) and after != end + 1):
                return end + 1
            end = after

    def _starts_numbered(self, at: int) -> bool:
        """Whether a table without a caption starts here: 序号 ("number") and titles, and a row numbered 1 below."""
        words = self.lines[at].text.split()
        if len(words) < 3 or not _FIRST_COLUMN.match(words[0]):
            return False
        for _ in range(6):
            follow = self._next(at)
            if follow is None or self._closes(follow):
                return False
            if re.match(r"0?1(?:\s|$)", self.lines[follow].text):
                return True
            at = follow
        return False

    def _body(self, at: int, layout: Layout, caption: Caption | None, unit: str) -> tuple[Region | None, int]:
        if layout is Layout.TABS:
            end = self._end_of_tabs(at)
        elif layout is Layout.PIPES:
            end = self._end_of_pipes(at)
        elif layout is Layout.HTML:
            end = self._end_of_html(at)
        else:
            end = self._end_of_flat(at, caption)
        body = tuple(
            line
            for line in self.lines[at:end]
            if line.text
            and line.number not in self.skip
            and not is_furniture(line)
            and not self._repeats(line, caption)
        )
        if not body:
            return None, at
        note_at = self._next(end - 1)
        while note_at is not None and is_remark_line(self.lines[note_at]):
            note_at = self._next(note_at)
        note = self.lines[note_at] if note_at is not None and note_at - end < 12 else None
        source = source_of(note) if note is not None and note.number not in self.stops else None
        start = self.lines[caption.first].start if caption else body[0].start
        region = Region(layout, caption, body, source or "", unit, note if source is not None else None, start)
        return region, (note_at + 1 if source is not None and note_at is not None else end)

    def rest(self, after: int) -> Sequence[Line]:
        """The lines after index ``after`` on which an interrupted table may go on: up to the next caption or stop that
        no table crosses, at most ``REST`` lines.
        """
        found: list[Line] = []
        at = self._next(after)
        while at is not None and len(found) < REST:
            line = self.lines[at]
            if read_caption(self.lines, at, skip=self.skip) is not None:
                break
            found.append(line)
            at = self._next(at)
        return found

    def rows_end(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines up to the first that is no part of a table."""
        for i, line in enumerate(lines):
            if (
                line.number in self.stops
                or is_prose(line, full=self.full)
                or source_of(line) is not None
                or is_figure(line)
            ):
                return lines[:i]
        return lines

    def _repeats(self, line: Line, caption: Caption | None) -> bool:
        """Whether a line inside a table only repeats its caption after a page break (续表 1-2 ……)."""
        if is_continuation(line):
            return True
        again = read_caption((line,), 0, skip=self.skip) if caption else None
        return again is not None and caption is not None and again.number == caption.number

    def _end_of_pipes(self, at: int) -> int:
        end = at
        while end < len(self.lines) and (not self.lines[end].text or self.lines[end].text.startswith("|")):
            if self.lines[end].number in self.stops:
                break
            end += 1
        return end

    def _end_of_html(self, at: int) -> int:
        for end in range(at, len(self.lines)):
            if "</table" in self.lines[end].text.lower():
                return end + 1
            if end > at and self.lines[end].number in self.stops:
                return end
        return len(self.lines)

    def _end_of_flat(self, at: int, caption: Caption | None) -> int:
        end: int | None = at
        last = at
        while end is not None:
            line = self.lines[end]
            closes = self._closes(end) or source_of(line) is not None or self._tabs(line) or is_remark_line(line)
            if end > at and closes and not self._repeats(line, caption):
                return last + 1
            last = end
            end = self._next(end)
        return last + 1
