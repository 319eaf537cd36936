"""Reads tables whose cells are kept apart by marks: TABs, Markdown pipes, HTML tags."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from vocgraph.model import Mended
from vocgraph.structure.tables_cells import EMPTY, mend_cell
from vocgraph.structure.tables_shapes import NUMERIC, Shape, expected_shapes, is_remark, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from vocgraph.structure.lines import Line

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
MAX_SPAN = 200  # cells that one HTML cell may govern: a damaged attribute must not fill the memory
MAX_CELLS = 200_000  # cells one HTML table may come to


@dataclass(frozen=True, slots=True)
class GridRow:
    """One printed row: its cells as printed, and its place."""

    cells: tuple[Mended, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's header and rows, every row as wide as the header."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    start: int  # raw position of the header


def tab_rows(text: str, lines: Sequence[Line]) -> list[GridRow]:
    """The rows of TAB separated lines. A leading or trailing TAB means an empty cell, so the raw line is read."""
    rows = []
    for line in lines:
        start = text.rfind("\n", 0, line.start) + 1
        end = text.find("\n", line.start)
        end = len(text) if end < 0 else end
        rows.append(_cut(text, start, end, [i for i in range(start, end) if text[i] == "\t"]))
    return rows


def pipe_rows(text: str, lines: Sequence[Line]) -> list[GridRow]:
    """The rows of a Markdown table, without its rule."""
    rows = []
    for line in lines:
        if _RULE.fullmatch(line.text):
            continue
        start, end = line.start, line.end
        start += line.text.startswith("|")
        end -= line.text.endswith("|") and not line.text.endswith("\\|") and len(line.text) > 1
        rows.append(_cut(text, start, end, [m.start() for m in _PIPE.finditer(text, start, end)]))
    return rows


def _cut(text: str, start: int, end: int, marks: Sequence[int]) -> GridRow:
    edges = [start - 1, *marks, end]
    cells = tuple(mend_cell(text, left + 1, right) for left, right in itertools.pairwise(edges))
    return GridRow(cells, start, end)


class _TableParser(HTMLParser):
    """Collects the cells of the first table fed, with their raw places; nested tables are read as text."""

    def __init__(self, text: str, start: int) -> None:
        super().__init__(convert_charrefs=False)
        self.raw, self.start = text, start
        self.rows: list[list[tuple[int, int, int, int]]] = []  # (rowspan, colspan, start, end)
        self._lines = [start]
        self._open: tuple[int, int, int] | None = None

    def at(self) -> int:
        line, column = self.getpos()
        while len(self._lines) < line:
            self._lines.append(self.raw.index("\n", self._lines[-1]) + 1)
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._close()
            values = dict(attrs)
            rows, columns = (_span(values.get(name)) for name in ("rowspan", "colspan"))
            self._open = (rows, columns, self.at() + len(self.get_starttag_text() or ""))
            if not self.rows:
                self.rows.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._close()

    def _close(self) -> None:
        if self._open:
            self.rows[-1].append((*self._open, max(self._open[2], self.at())))
            self._open = None


def _span(value: str | None) -> int:
    """How many rows or columns a cell governs; what is no number counts as 1."""
    return min(max(int(value), 1), MAX_SPAN) if value and value.isdecimal() and len(value) < 6 else 1


def html_rows(text: str, start: int, end: int) -> list[GridRow]:
    """The rows of the HTML table in raw [start, end); what a merged cell governs repeats it."""
    parser = _TableParser(text, start)
    parser.feed(text[start:end])
    parser.close()
    rows: list[GridRow] = []
    hanging: dict[int, tuple[int, Mended]] = {}  # column -> rows still governed, cell
    total = 0
    for printed in parser.rows:
        cells: list[Mended] = []
        queue = list(printed)
        while queue or any(column >= len(cells) for column in hanging):
            column = len(cells)
            if column in hanging:
                left, cell = hanging.pop(column)
                cells.append(cell)
                if left > 1:
                    hanging[column] = (left - 1, cell)
            elif queue:
                rowspan, colspan, cell_start, cell_end = queue.pop(0)
                cell = mend_cell(text, cell_start, cell_end)
                for extra in range(colspan):
                    cells.append(cell)
                    if rowspan > 1:
                        hanging[column + extra] = (rowspan - 1, cell)
            else:
                cells.append(EMPTY)
        total += len(cells)
        if total > MAX_CELLS:
            break
        if cells:
            places = [cell.raw_at for cell in cells if cell.raw_at]
            row_start = printed[0][2] if printed else min(place[0] for place in places)
            row_end = printed[-1][3] if printed else row_start
            rows.append(GridRow(tuple(cells), row_start, max(row_start, row_end)))
    return rows


def read_grid(rows: Sequence[GridRow]) -> Grid | None:
    """Header and rows: one or two header rows told from the first rows of figures, repeated headers dropped,
    short rows aligned by what their cells look like, merged cells repeated on the rows they govern.

    :return: None where there is not even one row under a header.
    """
    rows = [row for row in rows if any(cell.text for cell in row.cells)]
    if len(rows) < 2:
        return None
    high = _header_rows(rows)
    columns = _columns(rows[:high])
    heads = {_key(row) for row in rows[:high]}
    body = [row for row in _heal_page_breaks(rows[high:], heads) if _key(row) not in heads]
    if not body:
        return None
    wide = max(len(columns), *(len(row.cells) for row in body))
    while wide > len(columns) and any(len(row.cells) >= wide and row.cells[wide - 1].text for row in body):
        columns = (*columns, "")
    shapes = [
        _usual_shapes(columns[i], [row for row in body if len(row.cells) == len(columns)], i)
        for i in range(len(columns))
    ]
    aligned = [_align(row, columns, shapes) for row in body]
    return Grid(columns, tuple(_fill_down(aligned, columns)), rows[0].start)


def _key(row: GridRow) -> tuple[str, ...]:
    return tuple(re.sub(r"\s", "", cell.text) for cell in row.cells)


def _heal_page_breaks(rows: Sequence[GridRow], heads: set[tuple[str, ...]]) -> list[GridRow]:
    """Give cells back what a page break cut off: extraction set it before the first cells under the repeated header."""
    out = list(rows)
    values: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        for column, cell in enumerate(row.cells):
            values[column].add(cell.text)
    for at in range(1, len(rows) - 1):
        if _key(rows[at]) in heads:
            out[at - 1], out[at + 1] = _heal_rows(out[at - 1], out[at + 1], values)
    return out


def _heal_rows(cut: GridRow, below: GridRow, values: Mapping[int, AbstractSet[str]]) -> tuple[GridRow, GridRow]:
    """Move the first word of a cell to the cell above it, where both make a value that its column has elsewhere."""
    above, under = list(cut.cells), list(below.cells)
    end = cut.end
    for column, (upper, lower) in enumerate(zip(cut.cells, below.cells, strict=False)):
        length = lower.text.find(" ")
        if length < 1 or upper.text + lower.text[:length] not in values[column]:
            continue
        above[column] = Mended(upper.text + lower.text[:length], (*upper.raw_at, *lower.raw_at[:length]))
        under[column] = Mended(lower.text[length + 1 :], lower.raw_at[length + 1 :])
        end = max(end, lower.raw_at[length - 1] + 1)
    return GridRow(tuple(above), cut.start, end), GridRow(tuple(under), below.start, below.end)


def _header_rows(rows: Sequence[GridRow]) -> int:
    """1, or 2 where the second row only divides columns of the first: it has gaps on the left and no figures."""
    first, second = rows[0], rows[1]
    divides = (
        len(rows) > 2
        and not second.cells[0].text
        and any(not cell.text for cell in first.cells[1:])
        and all(shape_of(cell.text) not in NUMERIC for cell in second.cells if cell.text)
        and any(shape_of(cell.text) in NUMERIC for cell in rows[2].cells if cell.text)
    )
    same = (
        len(rows) > 2
        and first.cells[0].text == second.cells[0].text != ""
        and first.cells[0].text != rows[2].cells[0].text
    )
    repeated = same and any(a.text == b.text for a, b in zip(first.cells, first.cells[1:], strict=False))
    return 2 if divides or repeated else 1


def _columns(heads: Sequence[GridRow]) -> tuple[str, ...]:
    if len(heads) == 1:
        return tuple(cell.text for cell in heads[0].cells)
    names, above = [], ""
    top, low = heads
    for i in range(max(len(top.cells), len(low.cells))):
        upper = top.cells[i].text if i < len(top.cells) else ""
        lower = low.cells[i].text if i < len(low.cells) else ""
        above = upper or (above if lower else "")
        names.append(above if lower in {"", above} else f"{above} {lower}".strip())
    return tuple(names)


def _usual_shapes(header: str, full: Sequence[GridRow], column: int) -> frozenset[Shape]:
    seen = {shape_of(row.cells[column].text) for row in full if row.cells[column].text}
    return frozenset(seen or set(expected_shapes(header)))


def _align(row: GridRow, columns: Sequence[str], shapes: Sequence[frozenset[Shape]]) -> GridRow:
    """A row with as many cells as there are columns; the cells that are missing are looked for by shape."""
    cells = list(row.cells)
    while len(cells) > len(columns) and not cells[-1].text:
        cells.pop()
    missing = len(columns) - len(cells)
    if missing < 0:
        tail = cells[len(columns) - 1 :]
        last = Mended("".join(c.text for c in tail), tuple(at for c in tail for at in c.raw_at))
        return GridRow((*cells[: len(columns) - 1], last), row.start, row.end)
    best: tuple[float, list[Mended]] = (float("inf"), [])
    for hole in range(len(cells), -1, -1):
        trial = [*cells[:hole], *[EMPTY] * missing, *cells[hole:]]
        cost = sum(
            1.0
            for cell, usual in zip(trial, shapes, strict=True)
            if cell.text
            and usual
            and shape_of(cell.text) not in usual
            and not (usual & NUMERIC and shape_of(cell.text) in NUMERIC)
        )
        if cost < best[0]:
            best = (cost, trial)
    return GridRow(tuple(best[1]), row.start, row.end)


def _fill_down(rows: Sequence[GridRow], columns: Sequence[str]) -> list[GridRow]:
    """Repeat merged cells. A row whose first cells are empty belongs to the group above; the group's other cells are
    repeated too in a column of text that no row of any group fills again.
    """
    follows = [bool(i) and not row.cells[0].text and any(c.text for c in row.cells[1:]) for i, row in enumerate(rows)]
    lead = [next((i for i, cell in enumerate(row.cells) if cell.text), 0) for row in rows]
    whole = [
        _is_text(rows, column)
        and not is_remark(columns[column])
        and all(not row.cells[column].text for row, follow in zip(rows, follows, strict=True) if follow)
        for column in range(len(columns))
    ]
    filled: list[GridRow] = []
    for row, follow, first in zip(rows, follows, lead, strict=True):
        if not follow or not _is_label(filled[-1], first, columns):
            filled.append(row)
            continue
        above = filled[-1].cells
        cells = tuple(
            above[i] if not cell.text and (i < first or whole[i]) else cell for i, cell in enumerate(row.cells)
        )
        filled.append(GridRow(cells, row.start, row.end))
    return filled


def _is_text(rows: Sequence[GridRow], column: int) -> bool:
    return all(shape_of(row.cells[column].text) not in NUMERIC for row in rows if row.cells[column].text)


def _is_label(above: GridRow, first: int, columns: Sequence[str]) -> bool:
    """Whether the cells above the gap are labels: in a table of two columns a gap is a continuation, not a merge."""
    return len(columns) > 2 and any(cell.text for cell in above.cells[:first])
