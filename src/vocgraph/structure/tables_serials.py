"""Finds the running numbers (序号) that begin the rows of a flattened table."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from vocgraph.structure.tables_cells import Gap, Piece
from vocgraph.structure.tables_columns import TOTAL, is_number
from vocgraph.structure.tables_shapes import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.lines import Line

_SERIAL = re.compile(r"0?(\d{1,3})[.、．]?")
_ROW = re.compile(rf"(\d{{1,3}})(?:\s+(?:[{HAN}“《（A-Za-z]|(?:19|20)\d{{2}}\s*年).*|$)")


def _number(piece: Piece) -> int | None:
    match = _SERIAL.fullmatch(piece.text) if piece.gap is not Gap.SPACE else None
    return int(match.group(1)) if match else None


def find_serials(body: Sequence[Piece]) -> list[int | None]:
    """For each piece the row number it is, or None: the likeliest rising chain of the numbers that begin a line.

    Steps of one are the rule, gaps and new starts at 1 the exception; a number that only happens to begin a line
    (a figure of a broken row) breaks the chain and is left out. A row of totals counts as number 0.
    """
    found: list[int | None] = [0 if starts_total(piece) else None for piece in body]
    numbers = [(i, number) for i, piece in enumerate(body) if (number := _number(piece)) is not None]
    best: list[tuple[float, int]] = []
    for m, (_, number) in enumerate(numbers):
        score, before = (1.0 if number <= 1 else 1.0 - 0.3 * math.log(number)), -1
        for p in range(max(0, m - 60), m):
            step = number - numbers[p][1]
            gain = 3.0 if step == 1 else -0.5 if number == 1 else 1.0 - 0.3 * math.log(step) if step > 1 else -math.inf
            if best[p][0] + gain > score:
                score, before = best[p][0] + gain, p
        best.append((score, before))
    if not best:
        return found
    at = max(range(len(best)), key=lambda m: best[m][0])
    chain = []
    while at >= 0:
        chain.append(at)
        at = best[at][1]
    chain.reverse()
    values = [numbers[m][1] for m in chain]
    steps = [b - a for a, b in pairwise(values)]
    i = numbers[chain[-1]][0]
    alone = i + 1 == len(body) or body[i + 1].gap is not Gap.SPACE or is_number(body[i + 1].text)
    if steps and steps[-1] > 1 and steps.count(1) > len(steps) / 2 and alone:
        chain.pop()  # the last row's figure, not a row
    for m in chain:
        i, number = numbers[m]
        found[i] = number
    return found


def starts_total(piece: Piece) -> bool:
    """Whether a row of totals (合计) begins here."""
    return piece.gap is not Gap.SPACE and bool(TOTAL.fullmatch(piece.text))


def split_glued(body: Sequence[Piece]) -> list[Piece]:
    """Part a figure and the next row's number where extraction ran them together: 30 and 3 printed as 303."""
    serials = find_serials(body)
    known = [(i, serial) for i, serial in enumerate(serials) if serial]
    cuts: dict[int, int] = {}
    for (i, before), (j, after) in pairwise(known):
        if after - before != 2:
            continue
        lost = str(before + 1)
        for m in range(i + 1, j):
            piece = body[m]
            if piece.gap is not Gap.SPACE and re.fullmatch(rf"\d+(?:\.\d+)?{lost}", piece.text):
                cuts[m] = len(lost)
                break
    parted: list[Piece] = []
    for m, piece in enumerate(body):
        if m not in cuts:
            parted.append(piece)
            continue
        at = piece.end - cuts[m]
        parted.append(Piece(piece.text[: -cuts[m]], piece.start, at, piece.line, piece.gap))
        parted.append(Piece(piece.text[-cuts[m] :], at, piece.end, piece.line, Gap.TIGHT))
    return parted


def last_serial(serials: Sequence[int | None]) -> int | None:
    """The last row's number, where rows are numbered."""
    return next((serial for serial in reversed(serials) if serial), None)


def goes_on(lines: Sequence[Line], after: int) -> int | None:
    """Where a numbered table that text interrupted goes on: the index of the line that begins with the next number.

    Three rising numbers are asked for, each at the beginning of a line and followed by words, within few lines.
    """
    starts = [(i, int(match.group(1))) for i, line in enumerate(lines) if (match := _ROW.match(line.text))]
    for m, (i, number) in enumerate(starts):
        if number != after + 1:
            continue
        wanted, seen = number + 1, 1
        for _, follow in starts[m + 1 :]:
            if follow == wanted:
                wanted, seen = wanted + 1, seen + 1
        if seen >= 3:
            return i
    return None
