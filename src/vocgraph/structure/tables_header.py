"""Tells a flattened table's header from its rows, and its columns from each other."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise
from typing import TYPE_CHECKING

from vocgraph.structure.tables_cells import Gap, Piece, joined
from vocgraph.structure.tables_columns import is_number, open_end, unbalanced
from vocgraph.structure.tables_shapes import NUMERIC, Shape, expected_shapes, shape_of

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_COLUMNS = 24
MOST_HEADER_LINES = 24
MOST_READINGS = 12
_NUMBERED = re.compile(r"序号|编号|No\.?$", re.IGNORECASE)
_HEAD_WORD = re.compile(
    r"(?:名称?|单位|机构|类别|类型|等[级次第]|级别|奖项|[人次]数|数量?|备注|姓名|时间|日期|[年月]份|年度|地点|地区|代码|编号|序号|内容|项目|专业|"
    r"学院|企业|学校|院[校部]|部门|负责人|主编|参编|教师|老师|选手|成员|金额|合计|小计|总计|占比|比例|率|得分|来源|对象|学时|课时|级|职务|方式|情况|"
    r"产业|课程|出版社|工种|指标|性质|所在地|类|值|额|师比|人次|达标|年\)?|[（(][^（）()]{1,6}[)）])$"
)


@dataclass(frozen=True, slots=True)
class Header:
    """One way to read the header: its columns, the pieces it takes, how unlikely it is (in nats)."""

    columns: tuple[str, ...]
    head: tuple[Piece, ...]
    numbered: bool
    cost: float
    divided: bool = False  # two rows of titles, already told apart
    centred: bool = False  # only right where the cells after it are centred on the rows' numbers


def read_header(pieces: Sequence[Piece]) -> tuple[Header, ...]:
    """The ways to read the first pieces of a table as its header, one for each number of columns that is possible."""
    lines = [list(group) for _, group in groupby(pieces, key=lambda piece: piece.line)]
    if len(lines) < 2:
        return ()
    opening = "".join(piece.text for line in lines[:2] for piece in line)
    numbered = bool(_NUMBERED.match(opening))
    high = _numbered_height(lines) if numbered else _plain_height(lines)
    if high is None:
        numbered, high = False, _plain_height(lines)
    if high is None:
        return ()
    head = [piece for line in lines[:high] for piece in line]
    if high > 1 and (divided := _divided(lines[:high], lines[high:])) is not None:
        return (Header(divided, tuple(head), numbered, 0.0, divided=True),)
    least = max(2, _fullest(lines[high:]), *(len(line) for line in lines[:high]))
    counts = [len(head)] if high == 1 else range(min(least, len(head)), len(head) + 1)
    found = []
    if numbered and high > 1 and len(lines[0]) == least > 2:  # what follows may be cells, centred on the first number
        found.append(Header(tuple(piece.text for piece in lines[0]), tuple(lines[0]), numbered, 0.0, centred=True))
    for count in counts:
        if count <= MOST_COLUMNS:
            columns, cost = split_header(head, count)
            found.append(Header(columns, tuple(head), numbered, cost))
    return tuple(found[:MOST_READINGS])


def _fullest(lines: Sequence[Sequence[Piece]]) -> int:
    """How many pieces the fullest lines of the rows have: more than one line must, where there are more than a few.

    Latin words are not counted as pieces of their own.
    """
    counts = sorted(
        (
            1
            + sum(
                is_number(a.text) or is_number(b.text) or not (a.text[-1].isascii() or b.text[0].isascii())
                for a, b in pairwise(line)
            )
            for line in lines
        ),
        reverse=True,
    )
    if not counts:
        return 0
    return counts[0] if len(counts) < 4 else counts[1]


def _divided(head: Sequence[Sequence[Piece]], body: Sequence[Sequence[Piece]]) -> tuple[str, ...] | None:
    """The columns of a header whose last line divides some of its titles alike: 人数 比例 人数 比例 under two."""
    below = [piece.text for piece in head[-1]]
    period = next((u for u in range(2, len(below) // 2 + 1) if below == below[:u] * (len(below) // u)), None)
    row = next((line for line in body if len(line) > len(below)), None)
    if period is None or row is None or any(shape_of(text) in NUMERIC for text in below):
        return None
    groups, upper = len(below) // period, [piece for line in head[:-1] for piece in line]
    count = len(row) - len(below) + groups
    if not groups <= count <= min(len(upper), 14):  # more could be combined in too many ways
        return None
    titles, _ = split_header(upper, count)
    best: tuple[float, tuple[str, ...]] = (-1.0, ())
    for chosen in combinations(range(count), groups):
        columns: list[str] = []
        for i, title in enumerate(titles):
            columns += [f"{title} {part}" for part in below[:period]] if i in chosen else [title]
        fits = [shape_of(piece.text) in expected_shapes(column)[:2] for piece, column in zip(row, columns, strict=True)]
        if sum(fits) > best[0]:
            best = (sum(fits), tuple(columns))
    return best[1]


def _numbered_height(lines: Sequence[Sequence[Piece]]) -> int | None:
    """How many lines the header of a numbered table takes: up to the first line that begins with a number."""
    for i, line in enumerate(lines[:MOST_HEADER_LINES]):
        if i and re.fullmatch(r"\d{1,4}[.、．]?", line[0].text):
            return i
    return None


def _plain_height(lines: Sequence[Sequence[Piece]]) -> int | None:
    """How many lines a header without a column of numbers takes.

    One line is enough where it has as many pieces as the fullest row; else lines are added until it has, and then
    those that look like the rest of a title.
    """
    full = max(len(line) for line in lines[1 : MOST_HEADER_LINES * 2])
    figures = next((i for i, line in enumerate(lines[1:MOST_HEADER_LINES], 1) if any(map(_is_figure, line))), None)
    if figures and len(lines[0]) < full <= len(lines[figures]) and sum(map(len, lines[:figures])) <= 3 * full:
        return figures
    count, high = len(lines[0]), 1
    while high < min(len(lines) - 1, MOST_HEADER_LINES) and len(lines[0]) < full:
        line = lines[high]
        if any(map(_is_figure, line)) or (count >= 2 and 2 <= len(line) == full):
            break  # a row
        tail = len(line) == 1 and (_HEAD_WORD.search(line[0].text) or open_end(lines[high - 1][-1].text))
        if count >= full and not tail:
            break
        count += len(line)
        high += 1
    return high if count >= 2 else None


def _is_figure(piece: Piece) -> bool:
    return is_number(piece.text) and not re.fullmatch(r"(?:19|20)\d{2}", piece.text)


def split_header(
    head: Sequence[Piece], count: int, shapes: Sequence[Shape | None] = ()
) -> tuple[tuple[str, ...], float]:
    """The likeliest way to make ``count`` titles out of the pieces, in order, and its cost.

    :param shapes: what most cells under each title look like, where that is known.
    """
    n = len(head)
    best = [[math.inf] * (count + 1) for _ in range(n + 1)]
    back = [[0] * (count + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for j in range(1, n + 1):
        for c in range(1, min(j, count) + 1):
            for i in range(max(c - 1, j - 6), j):
                cost = best[i][c - 1] + _title_cost(head[i:j], shapes[c - 1] if shapes else None)
                if cost < best[j][c]:
                    best[j][c], back[j][c] = cost, i
    titles: list[str] = []
    j = n
    for c in range(count, 0, -1):
        i = back[j][c]
        titles.append(joined(head[i:j]))
        j = i
    return tuple(reversed(titles)), best[n][count]


def _title_cost(pieces: Sequence[Piece], shape: Shape | None) -> float:
    title = joined(pieces)
    expected = expected_shapes(title) if shape else ()
    figures = bool(set(expected) & NUMERIC)
    cost = 0.3 + 1.5 * (bool(expected) and shape not in expected and not (figures and shape in NUMERIC))
    cost += 0.7 * (shape in NUMERIC and not expected)
    for left, right in pairwise(pieces):
        cost += 4.0 if right.gap is Gap.SPACE else 0.7
        if _HEAD_WORD.search(left.text) and not re.match(r"[（(的]", right.text) and len(left.text) > 1:
            cost += 1.5  # a title that was whole
    if not _HEAD_WORD.search(title):
        cost += 1.0
    if len(title) == 1:
        cost += 2.0
    if unbalanced(title) or open_end(title) or re.match(r"[（(）)/、]", title):
        cost += 3.0
    if shape_of(title) is Shape.INTEGER and not re.fullmatch(r"(?:19|20)\d{2}", title):
        cost += 2.0
    return cost + 0.08 * max(0, len(title) - 8)


def repeated_header(body: Sequence[Piece], header: Header) -> list[Piece]:
    """The pieces without the headers that were printed again at the top of a page."""
    head = "".join(header.columns)
    kept: list[Piece] = []
    i = 0
    while i < len(body):
        end = _matches(body, i, head) if body[i].gap is not Gap.SPACE else None
        if end is None:
            kept.append(body[i])
            i += 1
        else:
            i = end
    return kept


def _matches(body: Sequence[Piece], start: int, head: str) -> int | None:
    """The index after the pieces that spell the header from ``start`` on."""
    at = start
    rest = head
    while rest and at < len(body) and rest.startswith(body[at].text):
        rest = rest[len(body[at].text) :]
        at += 1
    ends = at == len(body) or body[at].gap is not Gap.SPACE
    return at if not rest and ends and at - start > 1 else None
