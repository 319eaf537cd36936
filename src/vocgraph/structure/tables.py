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
