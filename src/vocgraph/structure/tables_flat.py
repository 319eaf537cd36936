"""Rebuilds tables that extraction flattened: cells one after another, broken over lines, merged ones printed once."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.structure.tables_cells import EMPTY, Gap, Piece, cut_lines, glue, joined
from vocgraph.structure.tables_centred import uncentre
from vocgraph.structure.tables_columns import (
    CELL_GAIN,
    TOTAL,
    ColumnModel,
    Costs,
    GapModel,
    is_number,
    learn_gaps,
    split_cost,
)
from vocgraph.structure.tables_header import Header, read_header, repeated_header, split_header
from vocgraph.structure.tables_ruled import Grid, GridRow
from vocgraph.structure.tables_serials import find_serials, last_serial, split_glued
from vocgraph.structure.tables_shapes import NUMERIC, Shape, is_remark, shape_of, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vocgraph.model import Mended
    from vocgraph.structure.lines import Line

LONGEST_CELL = 12  # pieces
DEAREST_CELL = 10.0  # nats that joins within one cell may cost
HEADER_WEIGHT, HEADER_SHARE = 2.0, 0.2  # a header is read once, and has to hold against the number of lines
BEAM = 25.0  # nats by which a reading may be behind the best so far
ROW_START = 0.3  # nats
ROUNDS = 3  # of reading the rows again, each with what the last one taught

Cells = tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A table, or the part of one that stands under a sub-title."""

    title: str
    grid: Grid
    last_serial: int | None  # where its rows are numbered


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
    if (
        len(lines) < 3
        or len(lines[0].text.split()) > 2
        or not re.match(r"序\s*号", lines[1].text)
        or is_number(lines[0].text)
    ):
        return [(None, lines)]
    head = re.sub(r"\s", "", lines[1].text)
    cuts = [i - 1 for i, line in enumerate(lines) if re.sub(r"\s", "", line.text) == head and i]
    cuts = [i for i in cuts if len(lines[i].text.split()) <= 2]
    ends = [*cuts[1:], len(lines)]
    return [(lines[start], lines[start + 1 : end]) for start, end in zip(cuts, ends, strict=True)]


def _read_part(text: str, title: str, lines: Sequence[Line]) -> Part | None:
    pieces = cut_lines(lines)
    best: tuple[float, Header, list[Piece], list[int | None], list[Cells]] | None = None
    for header in read_header(pieces):
        for body, serials in _orders(pieces, header):
            unread = Costs([ColumnModel(name) for name in header.columns], GapModel())
            rows, cost = _Deal(body, serials, unread, numbered=header.numbered).run()
            cost += header.cost * (HEADER_WEIGHT + HEADER_SHARE * len({piece.line for piece in body}))
            if rows and (best is None or cost < best[0]):
                best = (cost, header, body, serials, rows)
    if best is None:
        return None
    _, header, body, serials, rows = best
    rows = _fit(body, serials, header, rows)
    columns = header.columns
    if len(columns) < len(header.head) and not header.divided:
        columns, _cost = split_header(header.head, len(columns), _usual_shapes(rows, len(columns)))
    grid = Grid(columns, tuple(_merge(text, rows, columns)), pieces[0].start)
    return Part(title, grid, last_serial(serials))


def _orders(pieces: Sequence[Piece], header: Header) -> Iterator[tuple[list[Piece], list[int | None]]]:
    """The rows' pieces as printed, with the row numbers among them; and as they read if they are centred on these."""
    body = repeated_header(pieces[len(header.head) :], header)
    if not body:
        return
    if not header.numbered:
        yield body, [None] * len(body)
        return
    body = split_glued(body)
    serials = find_serials(body)
    if not header.centred:
        yield body, serials
    centred = uncentre(body, serials, Costs([ColumnModel(name) for name in header.columns], GapModel()))
    if centred is not None:
        yield centred, find_serials(centred)


def _usual_shapes(rows: Sequence[Cells], count: int) -> list[Shape | None]:
    seen = [Counter(shape_of(joined(row[c])) for row in rows if row[c]) for c in range(count)]
    return [max(sorted(shapes), key=lambda shape: shapes[shape]) if (shapes := counter) else None for counter in seen]


def _fit(body: Sequence[Piece], serials: Sequence[int | None], header: Header, rows: list[Cells]) -> list[Cells]:
    """Read the rows again, several times; each time the columns' cells and the line breaks are better known."""
    for _ in range(ROUNDS):
        columns = [ColumnModel(name) for name in header.columns]
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                column.learn(cell)
        again, _cost = _Deal(body, serials, Costs(columns, learn_gaps(rows)), numbered=header.numbered).run()
        if again == rows:
            break
        rows = again
    return rows


class _Deal:
    """A deal of pieces, in order, into rows of cells.

    A state is (pieces used, columns closed); a row is open while columns closed > 0. A row begins with a line.
    """

    def __init__(self, body: Sequence[Piece], serials: Sequence[int | None], costs: Costs, *, numbered: bool) -> None:
        self.body, self.serials, self.costs, self.numbered = body, serials, costs, numbered
        self.columns = len(costs.columns)
        on_line = Counter(piece.line for piece in body)
        self.roomy = [on_line[piece.line] <= self.columns for piece in body]
        self.widths = [width(piece.text) for piece in body]
        self.best = [[math.inf] * (self.columns + 1) for _ in range(len(body) + 1)]
        self.back = [[(0, 0, "")] * (self.columns + 1) for _ in range(len(body) + 1)]
        self.best[0][0] = 0.0

    def run(self) -> tuple[list[Cells], float]:
        """The cheapest rows, and their cost; no rows where none can be made."""
        n = len(self.body)
        for i in range(n):
            if self.body[i].gap is Gap.GLUED:
                continue
            self._close_row(i)
            self._begin_row(i)
            self._add_cells(i)
        self._close_row(n)
        cost = self.best[n][0]
        return (_walk_back(self.body, self.back, n), cost) if cost < math.inf else ([], math.inf)

    def _relax(self, i: int, c: int, cost: float, come_from: tuple[int, int, str]) -> None:
        if cost < self.best[i][c]:
            self.best[i][c], self.back[i][c] = cost, come_from

    def _close_row(self, i: int) -> None:
        """The rest of the open row may be empty, and a full row is closed."""
        for c in range(1, self.columns):
            self._relax(i, c + 1, self.best[i][c] + self.costs.empty[c], (i, c, "empty"))
        self._relax(i, 0, self.best[i][self.columns], (i, self.columns, "row"))

    def _begin_row(self, i: int) -> None:
        """A new row may begin with empty cells, and a numbered one go on with them."""
        lead = math.inf
        if self.body[i].gap is not Gap.SPACE:
            lead = self.best[i][0] + _lead_cost(self.serials[i], self.costs, numbered=self.numbered)
            self._relax(i, 1, lead, (i, 0, "empty"))
        if self.numbered and i and self.serials[i - 1] is not None:
            lead = min(lead, self.best[i][1])
        for c in range(1, self.columns - 1):
            lead += self.costs.lead[c]
            self._relax(i, c + 1, lead, (i, c, "empty"))

    def _add_cells(self, i: int) -> None:
        """The next cell may take one piece or several; a row's number stands in the first column and nowhere else."""
        starts = self.body[i].gap is not Gap.SPACE
        is_serial = self.serials[i] is not None
        limit = min(self.best[i]) + BEAM
        for c in range(self.columns):
            if (c == 0 and not starts) or (self.numbered and (c == 0) != is_serial):
                continue
            if self.best[i][c] < limit:
                self._add_cell(i, c, 1 if self.numbered and c == 0 else LONGEST_CELL)

    def _add_cell(self, i: int, c: int, longest: int) -> None:
        best, body, serials = self.best, self.body, self.serials
        before = best[i][c]
        cost = before + (split_cost(body[i], self.costs.gaps) if c else ROW_START)
        text, widest = "", 0
        for j in range(i, min(len(body), i + longest)):
            if j > i:
                if serials[j] is not None:
                    break
                cost += self.costs.join(j, body, c, roomy=self.roomy[j], widest=widest)
                if cost > before + DEAREST_CELL:
                    break
            text += body[j].text
            widest = max(widest, self.widths[j])
            if cost - CELL_GAIN < best[j + 1][c + 1]:  # else no cell is cheap enough to be worth weighing
                self._relax(j + 1, c + 1, cost + self.costs.cell(c, text), (i, c, "cell"))


def _lead_cost(serial: int | None, costs: Costs, *, numbered: bool) -> float:
    """The cost of a row that starts with an empty cell: in a numbered table it belongs to the number above."""
    if numbered:
        return 2.5 if serial is None else 50.0
    return min(2.0, costs.lead[0])


def _walk_back(body: Sequence[Piece], back: list[list[tuple[int, int, str]]], n: int) -> list[Cells]:
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
        total = any(TOTAL.match(cell.text) and not cell.text.startswith("小") for cell in cells[:2])
        total = total or any(TOTAL.fullmatch(cell.text) and not cell.text.startswith("小") for cell in cells[2:])
        filled = [above[c] if not cell.text and fills[c] and not total else cell for c, cell in enumerate(cells)]
        printed = [piece for cell in row for piece in cell]
        grid.append(GridRow(tuple(filled), min(piece.start for piece in printed), max(piece.end for piece in printed)))
        above = filled
    return grid


def _is_merged(rows: Sequence[Cells], column: int, header: str) -> bool:
    """Whether the empty cells of a column are merged with the one above: a label, not the last column, not a remark."""
    filled = [joined(row[column]) for row in rows if row[column]]
    if not filled or len(filled) == len(rows) or is_remark(header) or column == len(rows[0]) - 1 or not rows[0][column]:
        return False
    return column == 0 or all(shape_of(value) not in NUMERIC for value in filled)
