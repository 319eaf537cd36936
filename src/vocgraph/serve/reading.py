"""Lays a report out for reading: every raw line once, with its number, its role and the names that stand in it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vocgraph.model import BlockKind, Case, Mended, Mention, Report, Section, Span, Structure, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Name = tuple[Span, str]  # where an entity is named, and the entity's id
_MARKDOWN = re.compile(r"^#{1,6}\s+|\*\*")
_MARKDOWN_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_LINK_MIN = 2  # characters: one character alone (校) is no name to follow


@dataclass(frozen=True, slots=True)
class Bit:
    """A few characters of a line; with an entity's id where they name one."""

    text: str
    entity: str = ""
    markup: bool = False  # Markdown's own signs (##, **): part of the raw text, nothing to read


@dataclass(frozen=True, slots=True)
class Piece:
    """What one part shows of one raw line."""

    line: int  # 1-based
    bits: tuple[Bit, ...]
    first: bool  # the line's first piece: it carries the anchor
    marked: bool = False
    spaced: bool = False  # a space parts it from the piece before: the line break stood between Latin words
    furniture: bool = False  # a running head or page number in the middle of a paragraph

    @property
    def text(self) -> str:
        return "".join(bit.text for bit in self.bits)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, table, case … in reading order. Only a case has parts of its own."""

    kind: str  # a BlockKind value, or "case"
    line: int
    pieces: tuple[Piece, ...] = ()
    level: int = 0  # of a heading or case title: 1 = chapter; no heading is more than one below the one before
    case: Case | None = None
    parts: tuple[Part, ...] = ()
    table: TableLayout | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table row with the numbers of the raw lines it came from; they become its anchors."""

    cells: tuple[tuple[Bit, ...], ...]
    lines: tuple[int, ...]
    span: tuple[int, int]  # first and last line, whichever row carries their anchors
    marked: bool = False


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table ready to be shown."""

    table: Table
    lines: tuple[int, ...]  # those above the first row: caption and column heads
    head: tuple[int, int]  # the first and last of them
    rows: tuple[TableRow, ...]
    after: tuple[int, ...]  # lines below the last row: the source note
    marked: bool = False  # the caption and column heads are


@dataclass(frozen=True, slots=True)
class _Run:
    """Raw characters [start, end) with one role; ``goes_on`` where a paragraph was interrupted just before."""

    start: int
    end: int
    kind: BlockKind
    goes_on: bool = False
    table: Table | None = None


@dataclass(slots=True)
class _Pen:
    """Cuts runs into pieces, remembering which lines have had their anchor."""

    report: Report
    names: Sequence[Name]
    markdown: bool
    anchored: set[int] = field(default_factory=set)

    def take(self, line: int) -> bool:
        """Whether this is the line's first appearance."""
        new = line not in self.anchored
        self.anchored.add(line)
        return new

    def pieces(self, start: int, end: int, *, furniture: bool = False) -> tuple[Piece, ...]:
        """One piece per raw line of [start, end) that is not blank."""
        found: list[Piece] = []
        starts = self.report.line_starts
        line = self.report.line_of(start)
        while line <= len(starts) and starts[line - 1] < end:
            line_end = starts[line] if line < len(starts) else len(self.report.text)
            first, last = _strip(self.report.text, max(start, starts[line - 1]), min(end, line_end))
            if first < last:
                text = self.report.text[first:last]
                spaced = bool(found) and _needs_space(found[-1].text[-1], text[0])
                bits = tuple(self._bits(first, last))
                found.append(Piece(line, bits, self.take(line), spaced=spaced, furniture=furniture))
            line += 1
        return tuple(found)

    def _bits(self, start: int, end: int) -> Iterator[Bit]:
        at = start
        for first, last, entity in self._named(start, end):
            if first > at:
                yield from self._plain(at, first)
            yield Bit(self.report.text[first:last], entity)
            at = last
        if at < end:
            yield from self._plain(at, end)

    def _named(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Stretches of [start, end) that name an entity, with its id."""
        index = max(0, bisect_right(self.names, start, key=lambda name: name[0].start) - 1)
        for span, entity in self.names[index:]:
            if span.start >= end:
                break
            if span.end > start:
                yield max(span.start, start), min(span.end, end), entity

    def _plain(self, start: int, end: int) -> Iterator[Bit]:
        text = self.report.text[start:end]
        if not self.markdown:
            yield Bit(text)
            return
        at = 0
        for match in _MARKDOWN.finditer(text):
            if match.start() > at:
                yield Bit(text[at : match.start()])
            yield Bit(match.group(), markup=True)
            at = match.end()
        if at < len(text):
            yield Bit(text[at:])

    def cell(self, cell: Mended) -> tuple[Bit, ...]:
        """A table cell's text with the names in it."""
        bits, at = [], 0
        named = self._named(cell.raw_at[0], cell.raw_at[-1] + 1) if cell.raw_at else ()
        for start, end, entity in named:
            first, last = bisect_left(cell.raw_at, start), bisect_left(cell.raw_at, end)
            if at <= first < last:
                bits += [Bit(cell.text[at:first]), Bit(cell.text[first:last], entity)]
                at = last
        return tuple(bit for bit in (*bits, Bit(cell.text[at:])) if bit.text)

    def table(self, table: Table) -> TableLayout:
        first, last = self.report.lines(table.span)
        rows = []
        head_end = self.report.lines(table.rows[0].span)[0] - 1 if table.rows else last
        head = self._fresh(first, head_end)
        done = head_end
        for row in table.rows:
            row_first, row_last = self.report.lines(row.span)
            lines = self._fresh(min(done + 1, row_first), row_last)
            rows.append(TableRow(tuple(self.cell(cell) for cell in row.cells), lines, (row_first, row_last)))
            done = max(done, row_last)
        return TableLayout(table, head, (first, head_end), tuple(rows), self._fresh(done + 1, last))

    def _fresh(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(line for line in range(first, last + 1) if self.take(line))


def lay_out(
    report: Report,
    structure: Structure,
    *,
    mentions: Iterable[tuple[str, Mention]] = (),
) -> tuple[Part, ...]:
    """The report's parts in reading order; no character that is not white space is lost, table cells aside.

    :param mentions: entity ids and the mentions to link to them.
    """
    pen = _Pen(report, _names(mentions, report.text), markdown=_MARKDOWN_HEADING.search(report.text) is not None)
    headings = {section.heading.start: section for section in structure.sections}
    parts = _parts(pen, _runs(report, structure), headings)
    return tuple(_boxed(_stepwise(parts), structure.cases))


def mark_parts(parts: tuple[Part, ...], marked: tuple[int, int]) -> tuple[Part, ...]:
    """The same parts with these lines marked, first and last, 1-based, inclusive.

    Laying out takes long and marking does not: one layout serves every mark.
    """
    return tuple(_mark_part(part, marked) for part in parts)


def _mark_part(part: Part, marked: tuple[int, int]) -> Part:
    if part.parts:
        return replace(part, parts=mark_parts(part.parts, marked))
    if part.table:
        rows = tuple(replace(row, marked=_meet(row.span, marked)) for row in part.table.rows)
        return replace(part, table=replace(part.table, rows=rows, marked=_meet(part.table.head, marked)))
    if not any(_meet((piece.line, piece.line), marked) for piece in part.pieces):
        return part
    return replace(
        part, pieces=tuple(replace(piece, marked=_meet((piece.line, piece.line), marked)) for piece in part.pieces)
    )


def _meet(lines: tuple[int, int], marked: tuple[int, int]) -> bool:
    """Whether two stretches of lines have a line in common."""
    return max(lines[0], marked[0]) <= min(lines[1], marked[1])


def mark_anchor(marked: tuple[int, int]) -> str:
    """The id of the marked stretch: ``L120-L134``, or ``L120`` for one line."""
    first, last = marked
    return f"L{first}" if first == last else f"L{first}-L{last}"


def _names(mentions: Iterable[tuple[str, Mention]], text: str) -> list[Name]:
    """Names in reading order, the longest where several overlap."""
    longest = sorted(
        (
            (seen.span, entity)
            for entity, seen in mentions
            if seen.span.end - seen.span.start >= _LINK_MIN and _is_printed(seen, text)
        ),
        key=lambda name: (name[0].start, -name[0].end, name[1]),
    )
    kept: list[Name] = []
    for name in longest:
        if not kept or name[0].start >= kept[-1][0].end:
            kept.append(name)
    return kept


def _is_printed(seen: Mention, text: str) -> bool:
    """Whether the name itself stands at its place; where a sentence only implies its subject, the sentence does."""
    return text[seen.span.start] == seen.surface[:1] and text[seen.span.end - 1] == seen.surface[-1:]


def _runs(report: Report, structure: Structure) -> list[_Run]:
    """The blocks, tables put in whole, what no block covers added as paragraphs, and paragraphs told apart."""
    tables = sorted(structure.tables, key=lambda table: table.span)
    placed = [_Run(table.span.start, table.span.end, BlockKind.TABLE, table=table) for table in tables]
    for block in structure.blocks:
        placed += [_Run(start, end, block.kind) for start, end in _outside(block.span, tables)]
    placed.sort(key=lambda run: (run.start, run.end))
    paragraphs = sorted((chunk.span.start, chunk.span.end) for chunk in structure.paragraphs)
    runs: list[_Run] = []
    at = 0
    for run in (*placed, _Run(len(report.text), len(report.text), BlockKind.PARAGRAPH)):
        if at < run.start:
            runs += _cut(_Run(at, run.start, BlockKind.PARAGRAPH), paragraphs)
        if at <= run.start:
            runs += _cut(run, paragraphs)
        at = max(at, run.end)
    return [run for run in runs if run.table or report.text[run.start : run.end].strip()]


def _outside(span: Span, tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """The stretches of a span that no table holds."""
    at = span.start
    for table in tables:
        if table.span.overlaps(span):
            if at < table.span.start:
                yield at, table.span.start
            at = max(at, table.span.end)
    if at < span.end:
        yield at, span.end


def _cut(run: _Run, paragraphs: Sequence[tuple[int, int]]) -> Iterator[_Run]:
    """A paragraph run, cut where the structure begins a new paragraph; any other run as it is."""
    if run.kind is not BlockKind.PARAGRAPH:
        yield run
        return
    first = bisect_right(paragraphs, run.start, key=lambda paragraph: paragraph[0])
    last = bisect_left(paragraphs, run.end, key=lambda paragraph: paragraph[0])
    inside = dict.fromkeys(start for start, _ in paragraphs[first:last])
    edges = [run.start, *inside, run.end]
    for start, end in itertools.pairwise(edges):
        index = bisect_right(paragraphs, start, key=lambda paragraph: paragraph[0]) - 1
        goes_on = index >= 0 and paragraphs[index][0] < start < paragraphs[index][1]
        yield _Run(start, end, BlockKind.PARAGRAPH, goes_on)


def _parts(pen: _Pen, runs: Sequence[_Run], headings: Mapping[int, Section]) -> list[tuple[int, Part]]:
    """Each run as a part with its raw position; a paragraph that furniture interrupts stays one part."""
    parts: list[tuple[int, Part]] = []
    waiting: list[_Run] = []  # furniture that may turn out to stand inside a paragraph
    for run in runs:
        if run.kind is BlockKind.FURNITURE:
            waiting.append(run)
        elif run.goes_on and waiting and parts and parts[-1][1].kind == BlockKind.PARAGRAPH:
            start, part = parts[-1]
            parts[-1] = (start, _healed(pen, part, waiting, run))
            waiting.clear()
        else:
            parts += [part for furniture in waiting for part in _part(pen, furniture, headings)]
            waiting.clear()
            parts += _part(pen, run, headings)
    return parts + [part for furniture in waiting for part in _part(pen, furniture, headings)]


def _part(pen: _Pen, run: _Run, headings: Mapping[int, Section]) -> Iterator[tuple[int, Part]]:
    """One run with its raw position; nothing where it holds no character to show."""
    if run.table is not None:
        yield run.start, Part(run.kind.value, pen.report.line_of(run.start), table=pen.table(run.table))
        return
    pieces = pen.pieces(run.start, run.end)
    if not pieces:
        return
    level = 0
    if run.kind is BlockKind.HEADING:
        section = headings.get(_strip(pen.report.text, run.start, run.end)[0])
        level = min(section.level, 5) if section else 5
    yield run.start, Part(run.kind.value, pieces[0].line, pieces, level)


def _stepwise(parts: Iterable[tuple[int, Part]]) -> Iterator[tuple[int, Part]]:
    """Let no heading skip a level, whatever the report does: who listens to a page finds the way by its levels."""
    depth = 0
    for start, part in parts:
        if part.kind == BlockKind.HEADING:
            depth = min(part.level, depth + 1)
            yield start, replace(part, level=depth)
        elif part.kind == BlockKind.CASE_TITLE:
            yield start, replace(part, level=min(depth + 1, 5))
        else:
            yield start, part


def _healed(pen: _Pen, part: Part, between: Sequence[_Run], rest: _Run) -> Part:
    """A paragraph with the furniture that interrupts it and what follows."""
    furniture = [piece for run in between for piece in pen.pieces(run.start, run.end, furniture=True)]
    more = pen.pieces(rest.start, rest.end)
    if more and _needs_space(part.pieces[-1].text[-1], more[0].text[0]):
        more = (replace(more[0], spaced=True), *more[1:])
    return replace(part, pieces=(*part.pieces, *furniture, *more))


def _boxed(parts: Iterable[tuple[int, Part]], cases: Sequence[Case]) -> Iterator[Part]:
    """Put the parts that a case's extent holds into one part of kind "case"."""
    ordered = sorted(cases, key=lambda case: case.span)
    starts = [case.span.start for case in ordered]
    open_case: Case | None = None
    inside: list[Part] = []
    for position, part in parts:
        index = bisect_right(starts, position) - 1
        case = ordered[index] if index >= 0 and position < ordered[index].span.end else None
        if case is not open_case:
            if open_case is not None:
                yield Part("case", inside[0].line, case=open_case, parts=tuple(inside))
            open_case, inside = case, []
        if case is None:
            yield part
        else:
            inside.append(part)
    if open_case is not None:
        yield Part("case", inside[0].line, case=open_case, parts=tuple(inside))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _needs_space(left: str, right: str) -> bool:
    """Whether a line break between these characters stood for a space: Chinese has none, Latin words do."""
    return (
        left.isascii() and right.isascii() and (left.isalnum() or left in ",;:.)") and (right.isalnum() or right == "(")
    )
