"""Divides a long report into sheets that load fast, at its headings; a line is always found on one of them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from vocgraph.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.serve.reading import Part

ROOM: Final = 25_000  # characters of a sheet: some 200 kB with links and line numbers
_LEAST: Final = 1 / 3  # of its room that a sheet fills before it is cut
_NO_HEADING: Final = 9  # ranks a cut elsewhere after every level of heading

Sheet = tuple["Part", ...]


def divide(parts: Sequence[Part], *, room: int = ROOM) -> tuple[Sheet, ...]:
    """The parts of a report in sheets, in order, cut before the highest headings; no part or line is cut or lost."""
    sizes = [_characters(part) for part in parts]
    sheets: list[Sheet] = []
    start = held = 0
    for at, size in enumerate(sizes):
        while at > start and held + size > room:
            cut = _best_cut(parts, sizes, start, at, least=_LEAST * room)
            if cut is None:
                break  # all of it stands on one line
            sheets.append(tuple(parts[start:cut]))
            start, held = cut, sum(sizes[cut:at])
        held += size
    return (*sheets, tuple(parts[start:]))


def find_sheet(sheets: Sequence[Sheet], line: int) -> int:
    """The place of the sheet that shows a line, or would if the line were not blank."""
    return bisect_right([sheet[0].line for sheet in sheets[1:]], line)


def title_of(sheet: Sheet) -> str:
    """The first heading of a sheet; empty where it holds none."""
    heading = next((part for part in sheet if part.kind == BlockKind.HEADING), None)
    return "".join(bit.text for piece in heading.pieces for bit in piece.bits if not bit.markup) if heading else ""


def _best_cut(parts: Sequence[Part], sizes: Sequence[int], start: int, end: int, *, least: float) -> int | None:
    """Where to end a sheet, at the latest before ``end``: before the highest heading, of equal ones the last.

    None where nothing after ``start`` begins a line. Only where nothing else does, less than ``least`` is filled.
    """
    held, cuts, early = 0, list[int](), list[int]()
    for at in range(start + 1, end + 1):
        held += sizes[at - 1]
        if _begins_line(parts[at]):
            (cuts if held >= least or at == end else early).append(at)
    return min(cuts or early, key=lambda at: (_rank(parts[at]), -at), default=None)


def _begins_line(part: Part) -> bool:
    """Whether the anchor of the part's first line stands in it, not in a part before."""
    if part.parts:
        return _begins_line(part.parts[0])
    if part.table:
        return part.line in part.table.lines or any(part.line in row.lines for row in part.table.rows)
    return not part.pieces or part.pieces[0].first


def _rank(part: Part) -> int:
    return part.level if part.kind == BlockKind.HEADING else _NO_HEADING


def _characters(part: Part) -> int:
    """How much a part shows."""
    if part.parts:
        return sum(map(_characters, part.parts))
    if part.table:
        return sum(len(bit.text) for row in part.table.rows for cell in row.cells for bit in cell)
    return sum(len(bit.text) for piece in part.pieces for bit in piece.bits)
