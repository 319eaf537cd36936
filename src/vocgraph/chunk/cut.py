"""Cuts a structured report into passages that can be read alone."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from vocgraph.model import BlockKind, Chunk, Mended, PassageKind, Report, Section, Structure, Table
from vocgraph.text.mend import cut, join, mend, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FULL = 400  # characters a passage is filled up to
LONGEST = 650  # characters a passage may have before it is cut at a sentence
_THIN = 150  # characters below which a passage takes in the next paragraph even if that overfills it
_REST = 80  # characters that are not left over as a passage of their own
_CAPTIONS = frozenset((BlockKind.FIGURE_CAPTION, BlockKind.TABLE_CAPTION))


def cut_chunks(report: Report, structure: Structure) -> tuple[Chunk, ...]:
    """Passages in reading order: paragraphs and captions of one section or one case together, and tables by rows.

    No passage crosses the border of a section or a case; a case that fits is one passage.
    """
    paths = _Paths(structure)
    parts = sorted([*structure.paragraphs, *_captions(report, structure, paths)], key=lambda part: part.raw_at[0])
    chunks = [*_prose(parts)]
    for table in structure.tables:
        chunks.extend(_rows(report, table, paths))
    return tuple(sorted(chunks, key=lambda chunk: (chunk.raw_at[0], chunk.raw_at[-1], chunk.kind.value)))


def outline_path(structure: Structure, position: int) -> tuple[str, ...]:
    """The headings over a raw position, outermost first, numbers included."""
    return _Paths(structure).heading(position)


class _Paths:
    """Where in the outline, and in which case, a raw position lies."""

    def __init__(self, structure: Structure) -> None:
        self._sections = structure.sections
        self._starts = [section.span.start for section in structure.sections]
        self._above: list[int] = []  # for each section the last one before it of a higher level; -1: none
        for at, section in enumerate(structure.sections):
            above = at - 1
            while above >= 0 and structure.sections[above].level >= section.level:
                above = self._above[above]
            self._above.append(above)
        self._cases = structure.cases
        self._case_starts = [case.span.start for case in structure.cases]

    def heading(self, position: int) -> tuple[str, ...]:
        path: list[Section] = []
        at = bisect_right(self._starts, position) - 1
        while at >= 0:
            if position < self._sections[at].span.end:
                path.append(self._sections[at])
            at = self._above[at]
        return tuple(f"{section.number} {section.title}".strip() for section in reversed(path))

    def case(self, position: int) -> str | None:
        at = bisect_right(self._case_starts, position) - 1
        return self._cases[at].title if at >= 0 and position < self._cases[at].span.end else None


def _captions(report: Report, structure: Structure, paths: _Paths) -> Iterator[Chunk]:
    """Captions read as sentences of the text around them; those of tables stand with the table's rows."""
    in_tables = [table.span for table in structure.tables if table.rows]
    for block in structure.blocks:
        if block.kind not in _CAPTIONS or any(span.contains(block.span) for span in in_tables):
            continue
        caption = mend(report.text, [(block.span.start, block.span.end)])
        if caption.text:
            case = paths.case(block.span.start)
            yield Chunk(
                report.id,
                PassageKind.CASE if case else PassageKind.PROSE,
                paths.heading(block.span.start),
                caption.text,
                caption.raw_at,
                case=case,
            )


def _prose(parts: Sequence[Chunk]) -> Iterator[Chunk]:
    held: list[Chunk] = []
    size = 0  # characters held
    for part in parts:
        if held and not _takes(held, size, part):
            yield from _emit(held)
            held, size = [], 0
        held.append(part)
        size += len(part.text)
    if held:
        yield from _emit(held)


def _takes(held: Sequence[Chunk], size: int, part: Chunk) -> bool:
    """Whether a passage that is being filled takes in one more paragraph."""
    first = held[0]
    if (first.kind, first.heading, first.case) != (part.kind, part.heading, part.case):
        return False
    if held[-1].raw_at[-1] >= part.raw_at[0]:
        return False  # a caption that tears a paragraph apart goes with what follows: positions must not fall
    if first.case is not None:
        return size + len(part.text) <= LONGEST or len(part.text) < _REST
    return size + len(part.text) <= FULL or size < _THIN or len(part.text) < _REST


def _emit(held: Sequence[Chunk]) -> Iterator[Chunk]:
    whole = join([Mended(part.text, part.raw_at) for part in held], glue="\n")
    for start, end in _cut_long(whole.text):
        part = cut(whole, start, end)
        if part.text.strip():
            first = held[0]
            yield Chunk(first.report, first.kind, first.heading, part.text, part.raw_at, case=first.case)


def _cut_long(text: str) -> Iterator[tuple[int, int]]:
    """[start, end) of parts of nearly the same length, cut between sentences."""
    if len(text) <= LONGEST:
        yield 0, len(text)
        return
    parts = -(-len(text) // FULL)
    start, part = 0, 1
    for _, right in sentences(text):
        if part < parts and right >= len(text) * part / parts - _REST / 4:
            yield start, right
            start, part = right, part + 1
    if start < len(text):
        yield start, len(text)


def _rows(report: Report, table: Table, paths: _Paths) -> Iterator[Chunk]:
    """Rows as "column：value；column：value", as many to a passage as it holds, each passage under the caption."""
    held: list[Mended] = []
    heading, case = paths.heading(table.span.start), paths.case(table.span.start)

    def passage() -> Chunk:
        rows = join(held, glue="\n")
        raw_at = _rising(rows.raw_at, 0)
        prefix = f"{table.caption} · " if table.caption else ""
        return Chunk(
            report.id,
            PassageKind.TABLE,
            heading,
            prefix + rows.text,
            (raw_at[0],) * len(prefix) + raw_at,
            case=case,
            caption=table.caption or None,
        )

    for row in table.rows:
        line = _row(table.columns, row.cells, row.span.start)
        if not line.text:
            continue
        if held and sum(len(other.text) for other in held) + len(line.text) > FULL:
            yield passage()
            held = []
        held.append(line)
    if held:
        yield passage()


def _row(columns: Sequence[str], cells: Sequence[Mended], start: int) -> Mended:
    parts: list[Mended] = []
    at = start
    for number, cell in enumerate(cells):
        if not cell.text:
            continue
        column = columns[number] if number < len(columns) else ""
        label = f"{column}：" if column else ""
        value = _rising(cell.raw_at, at)
        parts.append(Mended(label + cell.text, (value[0],) * len(label) + value))
        at = value[-1]
    return join(parts, glue="；")


def _rising(raw_at: Sequence[int], floor: int) -> tuple[int, ...]:
    """The same positions, but never falling: a cell repeated from the row above points at its own row's start."""
    out = []
    for position in raw_at:
        floor = max(floor, position)
        out.append(floor)
    return tuple(out)
