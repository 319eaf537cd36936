"""Rebuilds the tables of a report: where each stands, its columns and rows, its notes."""

from __future__ import annotations

from collections.abc import Sequence

from vocgraph.model import Oddity, Report, Row, Span, Table
from vocgraph.structure.lines import Line
from vocgraph.structure.tables_flat import read_flat
from vocgraph.structure.tables_regions import Layout, Region, find_regions
from vocgraph.structure.tables_ruled import Grid, html_rows, pipe_rows, read_grid, tab_rows


def find_tables(
    report: Report,
    lines: Sequence[Line],
    *,
    stops: frozenset[int] = frozenset(),
    skip: frozenset[int] = frozenset(),
) -> tuple[Table, ...]:
    """Every table of a report with at least one row, in reading order.

    :param lines: every raw line of the report, in order.
    :param stops: 1-based numbers of headings and case titles; no table crosses one.
    :param skip: 1-based numbers of lines that are no content: contents pages, running heads, page numbers.
    :return: tables whose spans do not overlap. A table that prose interrupts comes in parts of the same caption.
    """
    return tuple(table for table, _ in _read(report, lines, stops=stops, skip=skip) if table is not None)


def image_tables(
    report: Report,
    lines: Sequence[Line],
    *,
    stops: frozenset[int] = frozenset(),
    skip: frozenset[int] = frozenset(),
) -> tuple[Oddity, ...]:
    """The captions under which no row can be read, most often because the table is an image in the report.

    The parameters are those of :func:`find_tables`.
    """
    return tuple(oddity for _, oddity in _read(report, lines, stops=stops, skip=skip) if oddity is not None)


def _read(
    report: Report, lines: Sequence[Line], *, stops: frozenset[int], skip: frozenset[int]
) -> list[tuple[Table | None, Oddity | None]]:
    found: list[tuple[Table | None, Oddity | None]] = []
    for region in find_regions(report, lines, stops=stops, skip=skip):
        tables = _tables(report, region)
        found.extend((table, None) for table in tables)
        if not tables and region.caption is not None:
            found.append((None, _no_rows(report, lines, region)))
    return found


def _tables(report: Report, region: Region) -> list[Table]:
    """The tables of one region: none, one, or several where sub-titles divide it."""
    if region.layout is Layout.IMAGE:
        return []
    if region.layout is Layout.FLAT:
        return [
            _table(report, region, part.grid, title=part.title, first=i == 0, last=i == len(parts) - 1)
            for parts in [read_flat(report.text, region.body)]
            for i, part in enumerate(parts)
        ]
    if region.layout is Layout.TABS:
        rows = tab_rows(report.text, region.body)
    elif region.layout is Layout.PIPES:
        rows = pipe_rows(report.text, region.body)
    else:
        rows = html_rows(report.text, region.body[0].start, region.body[-1].end)
    grid = read_grid(rows)
    return [] if grid is None else [_table(report, region, grid, title="", first=True, last=True)]


def _table(report: Report, region: Region, grid: Grid, *, title: str, first: bool, last: bool) -> Table:
    caption = region.caption.text if region.caption else ""
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
