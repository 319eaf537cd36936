"""Puts rows in order whose wrapped cells were printed around the line of their number, centred on it.

第三届海洋职业院校技能大赛
1 一等奖 张大勇 国家级
船舶装备技术赛项
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING

from vocgraph.structure.tables_cells import Gap, Piece, joined

if TYPE_CHECKING:
    from vocgraph.structure.tables_columns import Costs

MOST_WRAPPED = 3  # columns of one row that are broken over lines

Lines = Sequence[Sequence[Piece]]


def uncentre(body: Sequence[Piece], serials: Sequence[int | None], costs: Costs) -> list[Piece] | None:
    """The pieces in the order of rows and columns, the parts of a broken cell glued together.

    :return: None where the lines do not lie evenly around the numbers, so that the table is no such table.
    """
    lines = [list(group) for _, group in groupby(body, key=lambda piece: piece.line)]
    numbers = {(piece.line, piece.start) for piece, serial in zip(body, serials, strict=True) if serial is not None}
    at = [i for i, line in enumerate(lines) if (line[0].line, line[0].start) in numbers]
    if len(at) < 2:
        return None
    # lines above the next number's line -> (cost so far, pieces so far)
    states: dict[int, tuple[float, list[Piece]]] = {at[0]: (0.0, [])}
    broken = at[0] > 0
    for line, following in pairwise([*at, len(lines)]):
        states = _next_states(states, lines, line, following, costs)
        broken = broken or following - line > 1
    end = states.get(0)
    return end[1] if end is not None and broken else None


def _next_states(
    states: dict[int, tuple[float, list[Piece]]], lines: Lines, line: int, following: int, costs: Costs
) -> dict[int, tuple[float, list[Piece]]]:
    """The ways to read one row more: as many lines below its number's line as above it, or one more or less."""
    count = following - line - 1
    found: dict[int, tuple[float, list[Piece]]] = {}
    for above, (cost, pieces) in sorted(states.items()):
        for down in range(max(0, above - 1), min(count, above + 1) + 1):
            row = _in_order(lines[line - above : line], lines[line], lines[line + 1 : line + 1 + down], costs)
            if row is None:
                continue
            total = cost + row[0] + abs(above - down)
            rest = count - down
            if rest not in found or total < found[rest][0]:
                found[rest] = (total, [*pieces, *row[1]])
    return found


def _in_order(above: Lines, main: Sequence[Piece], below: Lines, costs: Costs) -> tuple[float, list[Piece]] | None:
    """One row's pieces by column: the serial, then each cell, its parts from top to bottom; and what that costs."""
    around = [*above, *below]
    if not around:
        return 0.0, list(main)
    wrapped = len(around[0])
    middle = len(main) == len(costs.columns)  # the number's line holds a part of every cell
    if any(len(line) != wrapped for line in around) or wrapped > MOST_WRAPPED:
        return None
    if len(main) + (0 if middle else wrapped) != len(costs.columns) or (len(above) != len(below) and not middle):
        return None
    best: tuple[float, list[list[Piece]]] | None = None
    for chosen in combinations(range(1, len(costs.columns)), wrapped):
        cells = _cells(above, main, below, chosen, columns=len(costs.columns), middle=middle)
        cost = sum(costs.cell(c, joined(cell)) for c, cell in enumerate(cells))
        if best is None or cost < best[0]:
            best = (cost, cells)
    if best is None:
        return None
    return best[0], [
        replace(piece, gap=Gap.GLUED if part else Gap.SPACE if c else Gap.LOOSE)
        for c, cell in enumerate(best[1])
        for part, piece in enumerate(cell)
    ]


def _cells(
    above: Lines, main: Sequence[Piece], below: Lines, chosen: Sequence[int], *, columns: int, middle: bool
) -> list[list[Piece]]:
    rest = list(main)
    cells = []
    for c in range(columns):
        if c not in chosen:
            cells.append([rest.pop(0)])
            continue
        k = chosen.index(c)
        own = [rest.pop(0)] if middle else []
        cells.append([*(line[k] for line in above), *own, *(line[k] for line in below)])
    return cells
