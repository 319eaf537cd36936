"""Rebuilds tables that extraction flattened: cells set one after another, broken over lines, merged ones printed once."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from vocgraph.model import Mended
from vocgraph.structure.lines import Line
from vocgraph.structure.tables_cells import EMPTY, Gap, Piece, cut_lines, glue
from vocgraph.structure.tables_columns import (
    ColumnModel,
    GapModel,
    cell_cost,
    empty_cost,
    is_number,
    join_cost,
    joined,
    learn_gaps,
    split_cost,
)
from vocgraph.structure.tables_header import Header, read_header, repeated_header
from vocgraph.structure.tables_ruled import Grid, GridRow
from vocgraph.structure.tables_serials import find_serials, split_glued
from vocgraph.structure.tables_shapes import NUMERIC, is_remark, shape_of

LONGEST_CELL = 12  # pieces
ROUNDS = 3  # of reading the rows, each with what the last one taught
_TOTAL = re.compile(r"(?:合|总|共|小)\s*计|总数|全校|全市|平均")

Cells = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A table, or the part of one that stands under a sub-title."""

    title: str
    grid: Grid
    last_serial: int | None  # where its rows are numbered


@dataclass(frozen=True, slots=True)
class _Rows:
    rows: tuple[Cells, ...]
    cost: float
    columns: tuple[ColumnModel, ...]


def read_flat(text: str, lines: Sequence[Line]) -> tuple[Part, ...]:
    """The table in the given lines, from its header on, in parts where sub-titles with headers of their own divide it.

    :return: empty where no header of two columns or no row can be made out.
    """
    titled = _sub_titles(lines)
    parts: list[Part] = []
    for number, (title, chunk) in enumerate(titled):
        part = _read_part(text, title.text if title else "", chunk)
        if part is None:
            return () if number == 0 else tuple(parts)
        parts.append(part)
    return tuple(parts)


def _sub_titles(lines: Sequence[Line]) -> list[tuple[Line | None, Sequence[Line]]]:
    """Cut the lines at sub-titles: a line of one piece before the first header, and before each time it is repeated."""
    if len(lines) < 3 or len(lines[0].text.split()) > 2 or not re.match(r"序\s*号", lines[1].text) or is_number(lines[0].text):
        return [(None, lines)]
    head = re.sub(r"\s", "", lines[1].text)
    cuts = [i - 1 for i, line in enumerate(lines) if re.sub(r"\s", "", line.text) == head and i]
    cuts = [i for i in cuts if len(lines[i].text.split()) <= 2]
    ends = [*cuts[1:], len(lines)]
    return [(lines[start], lines[start + 1 : end]) for start, end in zip(cuts, ends, strict=True)]


def _read_part(text: str, title: str, lines: Sequence[Line]) -> Part | None:
    pieces = cut_lines(lines)
    candidates = read_header(pieces)
    best: tuple[float, Header, _Rows, list[int | None]] | None = None
    for header in candidates:
        body = repeated_header(pieces[header.pieces :], header)
        if not body:
            continue
        serials: list[int | None] = [None] * len(body)
        if header.numbered:
            body = split_glued(body)
            serials = find_serials(body)
        rows = _fit(body, serials, header)
        cost = rows.cost + header.cost
        if best is None or cost < best[0]:
            best = (cost, header, rows, serials)
    if best is None or not best[2].rows:
        return None
    _, header, rows, serials = best
    grid_rows = _merge(text, rows.rows, header.columns)
    grid = Grid(header.columns, tuple(grid_rows), pieces[0].start)
    last = next((serial for serial in reversed(serials) if serial is not None), None)
    return Part(title, grid, last)


def _fit(body: Sequence[Piece], serials: Sequence[int | None], header: Header) -> _Rows:
    """Read the rows several times; each time the columns' cells and the line breaks are better known."""
    columns = [ColumnModel(name) for name in header.columns]
    gaps = GapModel()
    best = _Rows((), math.inf, ())
    for _ in range(ROUNDS):
        rows, cost = _best_rows(body, serials, columns, gaps, numbered=header.numbered)
        best = _Rows(tuple(rows), cost, tuple(columns))
        columns = [ColumnModel(name) for name in header.columns]
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                column.learn(cell)
        gaps = learn_gaps(rows)
    return best


def _best_rows(
    body: Sequence[Piece],
    serials: Sequence[int | None],
    columns: Sequence[ColumnModel],
    gaps: GapModel,
    *,
    numbered: bool,
) -> tuple[list[Cells], float]:
    """The cheapest way to deal the pieces, in order, into rows of cells.

    A state is (pieces used, columns closed); a row is open while columns closed > 0.
    """
    n, k = len(body), len(columns)
    empties = [empty_cost(column) for column in columns]
    starts = [piece.gap is not Gap.SPACE for piece in body]
    cache: dict[tuple[int, int, int], float] = {}

    def cell(i: int, j: int, c: int) -> float:
        key = (i, j, c)
        if key not in cache:
            cost = cell_cost(columns[c], columns, body[i:j])
            cost += sum(join_cost(body[m - 1], body[m], columns[c], gaps) for m in range(i + 1, j))
            cache[key] = cost + (split_cost(body[i], gaps) if i else 0.0)
        return cache[key]

    infinity = math.inf
    best = [[infinity] * (k + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int, str]]] = [[(0, 0, "")] * (k + 1) for _ in range(n + 1)]
    best[0][0] = 0.0

    def relax(i: int, c: int, cost: float, come_from: tuple[int, int, str]) -> None:
        if cost < best[i][c]:
            best[i][c], back[i][c] = cost, come_from

    for i in range(n + 1):
        for c in range(1, k):  # the open row may have empty cells here
            relax(i, c + 1, best[i][c] + empties[c], (i, c, "empty"))
        relax(i, 0, best[i][k], (i, k, "row"))  # a full row is closed
        if i == n:
            break
        if starts[i]:  # a new row may begin with empty cells
            relax(i, 1, best[i][0] + _lead_cost(serials[i], numbered=numbered), (i, 0, "empty"))
            for c in range(1, k - 1):
                relax(i, c + 1, best[i][c] + empties[c], (i, c, "empty"))
        for c in range(k):
            if best[i][c] == infinity or (c == 0 and not starts[i]):
                continue
            if numbered and (c == 0) != (serials[i] is not None) and not (c == 0 and _TOTAL.match(body[i].text)):
                continue  # a row number stands in the first column and nowhere else
            for j in range(i + 1, min(n, i + (1 if numbered and c == 0 else LONGEST_CELL)) + 1):
                if j - 1 > i and serials[j - 1] is not None:
                    break
                relax(j, c + 1, best[i][c] + cell(i, j, c), (i, c, "cell"))
    if best[n][0] == infinity:
        return [], infinity
    return _walk_back(body, back, n, k), best[n][0]


def _lead_cost(serial: int | None, *, numbered: bool) -> float:
    """The cost of a row that starts with an empty cell: in a numbered table it belongs to the number above."""
    if numbered:
        return 2.5 if serial is None else 50.0
    return 1.0


def _walk_back(body: Sequence[Piece], back: list[list[tuple[int, int, str]]], n: int, k: int) -> list[Cells]:
    rows: list[Cells] = []
    cells: list[tuple[Piece, ...]] = []
    i, c = n, 0
    while (i, c) != (0, 0):
        before_i, before_c, kind = back[i][c]
        if kind == "row":
            if cells:
                rows.append(tuple(reversed(cells)))
            cells = []
        elif kind == "cell":
            cells.append(tuple(body[before_i:i]))
        else:
            cells.append(())
        i, c = before_i, before_c
    if cells:
        rows.append(tuple(reversed(cells)))
    return rows[::-1]


def _merge(text: str, rows: Sequence[Cells], columns: Sequence[str]) -> list[GridRow]:
    """The rows as text. A label printed once for several rows is repeated on them."""
    grid: list[GridRow] = []
    fills = [_is_merged(rows, column, columns[column]) for column in range(len(columns))]
    above: list[Mended] = [EMPTY] * len(columns)
    for row in rows:
        cells = [glue(text, cell) if cell else EMPTY for cell in row]
        total = any(_TOTAL.match(cell.text) for cell in cells[:2])
        filled = [
            above[c] if not cell.text and fills[c] and not total else cell for c, cell in enumerate(cells)
        ]
        printed = [piece for cell in row for piece in cell]
        grid.append(
            GridRow(tuple(filled), min(piece.start for piece in printed), max(piece.end for piece in printed))
        )
        above = filled
    return grid


def _is_merged(rows: Sequence[Cells], column: int, header: str) -> bool:
    """Whether the empty cells of a column are merged with the one above: a label, not the last column, not a remark."""
    filled = [joined(row[column]) for row in rows if row[column]]
    if not filled or len(filled) == len(rows) or is_remark(header) or column == len(rows[0]) - 1 or not rows[0][column]:
        return False
    return column == 0 or all(shape_of(value) not in NUMERIC for value in filled)

