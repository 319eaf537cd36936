"""Stands in while tables are not read."""

from __future__ import annotations

from collections.abc import Sequence

from vocgraph.model import Report, Table
from vocgraph.structure.lines import Line


def find_tables(
    report: Report, lines: Sequence[Line], *, stops: frozenset[int], skip: frozenset[int]
) -> tuple[Table, ...]:
    """No tables at all."""
    _ = report, lines, stops, skip
    return ()
