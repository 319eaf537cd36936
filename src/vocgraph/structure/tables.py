"""Rebuilds the tables of a report: where each stands, its columns and rows, its notes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vocgraph.model import Oddity, Report, Row, Span, Table
from vocgraph.structure.tables_flat import Part, read_flat
from vocgraph.structure.tables_lines import text_width
from vocgraph.structure.tables_regions import Layout, Region, Scan, find_regions
from vocgraph.structure.tables_ruled import Grid, html_rows, pipe_rows, read_grid, tab_rows
from vocgraph.structure.tables_serials import goes_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.lines import Line

_HEADER_LINES = 12  # lines that a broken header can take


def read_tables(
    report: Report,
    lines: Sequence[Line],
    *,
    stops: frozenset[int] = frozenset(),
    skip: frozenset[int] = frozenset(),
) -> tuple[tuple[Table, ...], tuple[Oddity, ...]]:
    """Every table of a report with at least one row, and the captions under which no row can be read.

    Most often a table without rows is an image in the report (kind ``table-is-image``).

    :param lines: every raw line of the report, in order.
    :param stops: 1-based numbers of headings and case titles; no table crosses one.
    :param skip: 1-based numbers of lines that are no content: contents pages, running heads, page numbers.
    :return: both in reading order. Spans of tables do not overlap; one that prose interrupts comes in parts of the
        same caption.
    """
    scan = Scan(report, lines, stops, skip, text_width(lines))
    tables: list[Table] = []
    oddities: list[Oddity] = []
    captions: dict[str, str] = {}
    for region in find_regions(scan):
        caption = _caption(region, captions)
        found = _tables(scan, region, caption)
        tables.extend(found)
        if not found and region.caption is not None:
            oddities.append(_no_rows(report, lines, region))
    return tuple(_apart(tables)), tuple(oddities)


def _caption(region: Region, seen: dict[str, str]) -> str:
    """The region's caption; a continued table (续表 1-2) has that of the table it continues."""
    if region.caption is None:
        return ""
    if region.caption.continued and region.caption.number in seen:
        return seen[region.caption.number]
    seen[region.caption.number] = region.caption.text
    return region.caption.text


def _apart(tables: Sequence[Table]) -> list[Table]:
    """Tables in reading order, one that overlaps an earlier one left out."""
    kept: list[Table] = []
    for table in sorted(tables, key=lambda table: table.span):
        if not kept or kept[-1].span.end <= table.span.start:
            kept.append(table)
    return kept


def _tables(scan: Scan, region: Region, caption: str) -> list[Table]:
    """The tables of one region: none, one, or several where sub-titles divide it or text interrupts it."""
    text, body = scan.report.text, region.body
    if region.layout is Layout.IMAGE:
        return []
    if region.layout is Layout.FLAT:
        return _flat_tables(scan, region, caption)
    if region.layout is Layout.TABS:
        rows = tab_rows(text, body)
    elif region.layout is Layout.PIPES:
        rows = pipe_rows(text, body)
    else:
        rows = html_rows(text, body[0].start, body[-1].end)
    grid = read_grid(rows)
    return [] if grid is None else [_table(scan.report, region, grid, caption, title="", first=True, last=True)]


def _flat_tables(scan: Scan, region: Region, caption: str) -> list[Table]:
    parts = list(read_flat(scan.report.text, region.body))
    rest = _rest(scan, region, parts[-1]) if parts else ()
    if rest:  # read again as a whole: the rows after the interruption are like those before it
        parts = list(read_flat(scan.report.text, (*region.body, *rest)))
        parts[-1:] = _cut(parts[-1], rest[0].start)
    last = len(parts) - (2 if rest else 1)
    return [
        _table(scan.report, region, part.grid, caption, title=part.title, first=i == 0, last=i == last)
        for i, part in enumerate(parts)
        if part.grid.rows
    ]


def _rest(scan: Scan, region: Region, part: Part) -> Sequence[Line]:
    """The lines of the rows that follow after prose broke into a numbered table."""
    if part.last_serial is None or region.note is None:
        return ()
    ahead = scan.rest(region.note.number - 1)
    start = goes_on(ahead, part.last_serial)
    if start is None:
        return ()
    start -= _header_lines(ahead[:start], "".join(part.grid.columns))
    return scan.rows_end(ahead[start:])


def _header_lines(before: Sequence[Line], header: str) -> int:
    """How many lines right before the rows repeat the header; 0 if none do."""
    spelt = ""
    for count, line in enumerate(reversed(before[-_HEADER_LINES:]), start=1):
        spelt = "".join(line.text.split()) + spelt
        if spelt == header:
            return count
    return 0


def _cut(part: Part, at: int) -> tuple[Part, Part]:
    """A table's rows before and after a raw position, as two tables."""
    before = tuple(row for row in part.grid.rows if row.start < at)
    after = tuple(row for row in part.grid.rows if row.start >= at)
    return replace(part, grid=replace(part.grid, rows=before)), replace(
        part, grid=replace(part.grid, rows=after, start=at)
    )


def _table(report: Report, region: Region, grid: Grid, caption: str, *, title: str, first: bool, last: bool) -> Table:
    start = grid.start
    if first:
        start = min(start, region.body[0].start, region.start)
    end = max(row.end for row in grid.rows)
    if last and region.note is not None:
        end = max(end, region.note.end)
    return Table(
        caption=" · ".join(part for part in (caption, title) if part),
        columns=grid.columns,
        rows=tuple(Row(row.cells, Span(report.id, row.start, row.end)) for row in grid.rows),
        span=Span(report.id, start, end),
        source=region.source,
        unit=region.unit,
    )


def _no_rows(report: Report, lines: Sequence[Line], region: Region) -> Oddity:
    assert region.caption is not None
    first, last = lines[region.caption.first], lines[region.caption.last]
    return Oddity(
        Span(report.id, first.start, last.end),
        "table-is-image",
        f"No row can be read under the caption “{region.caption.text}”: the table is probably an image.",
    )
