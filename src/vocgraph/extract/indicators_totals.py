"""Checks the totals that tables print against the sums of their rows."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from vocgraph.model import Oddity, Report, Row, Span, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOTAL = re.compile(r"(?:合|总|共)\s*计")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def wrong_totals(report: Report, table: Table) -> list[Oddity]:
    """The totals that are not the sum of the rows they should sum.

    A total is only doubted where the same rows do add up in another column, so that they are known to be its parts.
    """
    totals = [row for row in table.rows if any(_TOTAL.fullmatch(cell.text) for cell in row.cells[:2])]
    if len(totals) != 1:
        return []
    total, oddities = totals[0], []
    for label, rows in _groups(table, total):
        sums = {i: _sum(rows, i) for i in range(len(table.columns))}
        printed = {i: float(c.text) for i, c in enumerate(total.cells) if _NUMBER.fullmatch(c.text)}
        compared = {i: (printed[i], found) for i, found in sums.items() if i in printed and found is not None}
        agree = sum(abs(a - b) < 0.05 * len(rows) for a, b in compared.values())
        for i, (want, got) in sorted(compared.items()):
            if agree and abs(want - got) >= 0.05 * len(rows):
                cell = total.cells[i]
                oddities.append(
                    Oddity(
                        Span(report.id, cell.raw_at[0], cell.raw_at[-1] + 1),
                        "figures-disagree",
                        f"The total of {table.columns[i] or 'this column'} is {want:g}, "
                        f"but the rows{f' of {label}' if label else ''} add up to {got:g}.",
                    )
                )
    return oddities


def _groups(table: Table, total: Row) -> list[tuple[str, Sequence[Row]]]:
    """The rows that should add up to the total: all of them, or each group under one label of the first column."""
    rows = [row for row in table.rows if row is not total and not any("计" in cell.text[:3] for cell in row.cells[:2])]
    labels = [row.cells[0].text for row in rows]
    if len(set(labels)) == len(labels):
        return [("", rows)] if len(rows) > 1 else []
    groups: list[tuple[str, Sequence[Row]]] = []
    for label, group in groupby(rows, key=lambda row: row.cells[0].text):
        groups.append((label, list(group)))
    return [("", rows)] if _adds_up(rows, total) else [(label, group) for label, group in groups if len(group) > 1]


def _adds_up(rows: Sequence[Row], total: Row) -> bool:
    return any(
        _NUMBER.fullmatch(cell.text) and (found := _sum(rows, i)) is not None and abs(found - float(cell.text)) < 0.05
        for i, cell in enumerate(total.cells)
    )


def _sum(rows: Sequence[Row], column: int) -> float | None:
    """The sum of a column; empty cells count nothing, words make it no column of figures."""
    cells = [row.cells[column].text for row in rows]
    filled = [cell for cell in cells if cell]
    if not filled or any(not _NUMBER.fullmatch(cell) for cell in filled):
        return None
    return sum(map(float, filled))
