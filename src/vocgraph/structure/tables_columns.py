"""Weighs how well a text fits a column, and how well two pieces fit together in one cell."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from vocgraph.structure.tables_cells import Gap, Piece, joined
from vocgraph.structure.tables_shapes import HAN, NUMERIC, Shape, expected_shapes, is_remark, shape_of, width

if TYPE_CHECKING:
    from collections.abc import Sequence

# All costs are in nats, as if they were negative logarithms of probabilities; the larger, the worse.
PRIOR = 3.0  # how many cells the header's word counts for
_KNOWN_VALUE, _KNOWN_ENDING = 1.5, 1.4  # the most that a cell gains by being like others of its column
CELL_GAIN = _KNOWN_VALUE + _KNOWN_ENDING  # nats: no cell costs less than minus this
SMOOTHING = 0.25  # cells of every shape that every column is given in advance

TOTAL = re.compile(r"(?:合|总|共|小)计|总数|平均")
_OWN_NAME = re.compile(r"(?<![校位业构])(?:名称|姓名|名单|题目)$")  # every row has its own
_BAD_START = re.compile(r"[、，。；：:）)】》”’与和及或的等－\-—·]|（第.{1,2}版|（[^（）]*）$")
_BAD_END = re.compile(r"[、，；：（(【《“‘与和及或的－\-—·+]$")
_LEFT, _RIGHT = "（(【《“[", "）)】》”]"


@dataclass(slots=True)
class ColumnModel:
    """What is known of one column: from its header at first, from its cells later."""

    header: str
    shapes: Counter[Shape] = field(default_factory=Counter)
    tails: Counter[str] = field(default_factory=Counter)  # last two characters of cells of text
    values: Counter[str] = field(default_factory=Counter)
    widths: list[int] = field(default_factory=list)  # of whole cells
    widest: int = 0  # widest piece
    empty: int = 0
    rows: int = 0

    def learn(self, pieces: Sequence[Piece]) -> None:
        """Take one more cell, empty or not, into account."""
        self.rows += 1
        if not pieces:
            self.empty += 1
            return
        text = joined(pieces)
        self.shapes[shape_of(text)] += 1
        self.tails[text[-2:]] += 1
        self.values[text] += 1
        self.widths.append(width(text))
        self.widest = max(self.widest, *(width(piece.text) for piece in pieces))


@dataclass(frozen=True, slots=True)
class GapModel:
    """How often a gap of each kind lies inside a cell rather than between cells."""

    inside: tuple[float, float, float] = (0.06, 0.5, 0.5)  # by Gap: SPACE, TIGHT, LOOSE


@lru_cache(maxsize=20_000)
def unbalanced(text: str) -> bool:
    """Whether a bracket or quotation mark in the text is not closed, or not opened."""
    depth = 0
    for char in text:
        depth += (char in _LEFT) - (char in _RIGHT)
        if depth < 0:
            return True
    return depth > 0


class Costs:
    """What every cell of one reading costs; knows its columns and gaps, and remembers what it was asked."""

    def __init__(self, columns: Sequence[ColumnModel], gaps: GapModel) -> None:
        self.columns, self.gaps = columns, gaps
        end = len(columns) - 1
        self.empty = [empty_cost(column, lead=False, last=c == end) for c, column in enumerate(columns)]
        self.lead = [empty_cost(column, lead=True, last=c == end) for c, column in enumerate(columns)]
        self._shapes = [{shape: _shape_cost(column, shape) for shape in Shape} for column in columns]
        self._tails = [{tail: n / column.rows for tail, n in column.tails.items()} for column in columns]
        self._usual = [sorted(c.widths)[len(c.widths) // 2] if len(c.widths) >= 3 else 0 for c in columns]
        self._figures = [
            bool(set(expected_shapes(c.header)) & NUMERIC) or 2 * _numeric(c.shapes) > c.rows > 0 for c in columns
        ]
        self._cells: dict[tuple[int, str], float] = {}
        self._joins: dict[tuple[int, int], float] = {}

    def cell(self, column: int, text: str) -> float:
        """How badly a text fits a column."""
        key = (column, text)
        if key not in self._cells:
            shape, faults = _looks(text)
            cost = self._shapes[column][shape] + faults
            if self.columns[column].rows and shape not in NUMERIC and shape is not Shape.MARK:
                cost += self._familiarity(column, text, shape)
            self._cells[key] = cost
        return self._cells[key]

    def _familiarity(self, column: int, text: str, shape: Shape) -> float:
        """Less than 0 where the text, or its ending, is one the column has; more where another column has it."""
        model, cost = self.columns[column], 0.0
        here = model.values[text]
        if here > 1 and here > max((c.values[text] for c in self.columns if c is not model), default=0):
            cost -= min(_KNOWN_VALUE, 0.5 * here)
        tails = [shares.get(text[-2:], 0.0) for shares in self._tails]
        own = tails[column]
        most = max((share for c, share in enumerate(tails) if c != column), default=0.0)
        if own or most:
            alike = model.shapes[shape] >= 0.2 * model.rows  # else the ending is that of another cell joined on
            cost += max(-_KNOWN_ENDING * alike, min(_KNOWN_ENDING, 0.7 * math.log((most + 0.05) / (own + 0.05))))
        usual = self._usual[column]
        if usual:
            cost += 0.5 * max(0.0, abs(math.log(max(1, width(text)) / usual)) - 0.45)
        return cost

    def join(self, j: int, body: Sequence[Piece], column: int, *, roomy: bool, widest: int) -> float:
        """How unlikely it is that piece ``j`` goes on the cell of the piece before it.

        :param roomy: whether its line has no more pieces than the table has columns, so that no two need be joined.
        :param widest: width of the widest piece of the cell so far, in half characters.
        """
        left, right = body[j - 1], body[j]
        if right.gap is Gap.GLUED:
            return 0.0
        key = (j, column)
        if key not in self._joins:
            cost = -math.log(self.gaps.inside[right.gap])
            if right.gap is Gap.SPACE:
                cost = _space_cost(left.text, right.text, cost, roomy=roomy, figures=self._figures[column])
            else:
                cost = _break_cost(left.text, right.text, cost, self.columns[column])
            self._joins[key] = cost
        # a line is broken where the column is full, so a short line is a cell's last
        short = right.gap is not Gap.SPACE and width(left.text) < 0.6 * widest
        return self._joins[key] + (1.5 if short and not open_end(left.text) else 0.0)


@lru_cache(maxsize=50_000)
def _looks(text: str) -> tuple[Shape, float]:
    """A cell's shape, and what speaks against its being whole, wherever it stands."""
    shape = shape_of(text)
    cost = 2.5 * (len(text) == 1 and shape is Shape.TEXT) + 3.0 * unbalanced(text)
    if shape not in NUMERIC and shape is not Shape.MARK:
        cost += 1.5 * bool(_BAD_START.match(text)) + 2.0 * bool(_BAD_END.search(text))
    return shape, cost


def _shape_cost(column: ColumnModel, shape: Shape) -> float:
    expected = expected_shapes(column.header)
    weights = dict.fromkeys(Shape, SMOOTHING)
    if set(expected) & NUMERIC:
        weights[Shape.TEXT] = SMOOTHING / 5
    for rank, kind in enumerate(expected):
        weights[kind] += PRIOR / (rank + 1)
    if not expected:
        weights[Shape.TEXT] += PRIOR / 2
        weights[Shape.INTEGER] += PRIOR / 2
    elif not set(expected) & NUMERIC:
        # almost any words may stand under a title of words
        weights[Shape.TEXT] += PRIOR / (4 if expected[0] is Shape.ORGANISATION else 2)
    seen = column.shapes[shape] + (0.5 * _numeric(column.shapes) if shape in NUMERIC else 0.0)
    total = sum(weights.values()) + column.shapes.total()
    return -math.log((weights[shape] + seen) / total)


def _numeric(shapes: Counter[Shape]) -> int:
    return sum(count for shape, count in shapes.items() if shape in NUMERIC)


def _break_cost(a: str, b: str, cost: float, column: ColumnModel) -> float:
    if TOTAL.fullmatch(b):
        return cost + 3.0
    if open_end(a) or _BAD_START.match(b):
        return max(0.05, cost - 1.2)
    if shape_of(a) is shape_of(b) is Shape.PEOPLE and Shape.PEOPLE in expected_shapes(column.header):
        return max(0.1, cost - 0.7)
    if len(b) == 1 and shape_of(b) is Shape.TEXT:
        return max(0.1, cost - 0.8)
    if is_number(a) or is_number(b):
        return cost + 3.0
    if column.widest and width(a) < 0.6 * column.widest:
        cost += 0.8
    if width(b) > 1.35 * width(a) + 2:
        cost += 1.2  # there was room for more on the line above
    return cost


def _space_cost(a: str, b: str, cost: float, *, roomy: bool, figures: bool) -> float:
    bare = {shape_of(a), shape_of(b)}.isdisjoint(NUMERIC | {Shape.CODE})
    if bare and (a[-1].isascii() or b[0].isascii()):
        return cost - 1.7 + 0.5 * roomy  # extraction sets Latin words off
    cost += 1.5 * roomy
    if is_number(a) or is_number(b):
        if re.fullmatch(r"(?:19|20)\d{2}", a) and re.match(rf"[{HAN}“]", b):
            return cost - 1.7  # 2024 全省……: a year and what happened in it
        if is_number(a) and is_number(b):
            return cost + 3.0
        return cost + 0.3 if figures else cost - 1.0
    return cost - (2.0 if open_end(a) or _BAD_START.match(b) else 0.0)


def split_cost(right: Piece, gaps: GapModel) -> float:
    """How unlikely it is that the gap before a piece lies between cells."""
    return -math.log(1.0 - gaps.inside[right.gap])


def is_number(text: str) -> bool:
    """Whether a text is a number, a share or a ratio."""
    return shape_of(text) in NUMERIC


@lru_cache(maxsize=20_000)
def open_end(text: str) -> bool:
    """Whether a text cannot be a whole cell as it ends: a bracket is open, or it ends in a comma."""
    return bool(_BAD_END.search(text)) or sum(c in _LEFT for c in text) > sum(c in _RIGHT for c in text)


def empty_cost(column: ColumnModel, *, lead: bool, last: bool) -> float:
    """How unlikely an empty cell is: a remark often is, a figure is seldom.

    A label may be merged with the one above, but then the labels to its left are too.

    :param lead: whether nothing but the row's number is printed to the left.
    :param last: whether the column is the last one, which is no label.
    """
    remark = is_remark(column.header)
    label = not last and not set(expected_shapes(column.header)) & NUMERIC
    share = (column.empty + (1.5 if remark else 0.6 if label else 0.1)) / (column.rows + 2.0)
    own = label and not remark and (not lead or bool(_OWN_NAME.search(column.header)))
    return -math.log(min(0.9, share)) + (1.5 if own else 0.0)


def learn_gaps(rows: Sequence[Sequence[Sequence[Piece]]]) -> GapModel:
    """Where the rows' cells are broken, in shares by kind of gap; a little is left for the unseen."""
    inside, between = [0.5, 1.0, 1.0], [4.5, 1.0, 1.0]
    for row in rows:
        inner = [(i, piece) for cell in row for i, piece in enumerate(cell)][1:]  # what parts two rows says nothing
        for i, piece in inner:
            if piece.gap is Gap.GLUED:
                continue
            (inside if i else between)[piece.gap] += 1
    shares = [min(0.95, max(0.03, a / (a + b))) for a, b in zip(inside, between, strict=True)]
    return GapModel((min(0.06, shares[0]), shares[1], shares[2]))
