"""Cuts a structured report into passages that can be read alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vocgraph.model import Chunk, Mended, PassageKind, Report, Structure, Table
from vocgraph.text.mend import cut, join, sentences

FULL = 400  # characters a passage is filled up to
LONGEST = 650  # characters a paragraph or case may have before it is cut at a sentence


def cut_chunks(report: Report, structure: Structure) -> tuple[Chunk, ...]:
    """Passages in reading order: paragraphs of one section or one case together, and tables by rows."""
    chunks = [*_prose(structure.paragraphs)]
    for table in structure.tables:
        start = table.span.start
        before = [p for p in structure.paragraphs if p.raw_at[0] < start]
        heading = before[-1].heading if before else ()
        case = next((c.title for c in structure.cases if c.span.start <= start < c.span.end), None)
        chunks.extend(_rows(report, table, heading, case))
    return tuple(sorted(chunks, key=lambda chunk: (chunk.raw_at[0], chunk.raw_at[-1], chunk.kind.value)))


def _prose(paragraphs: Sequence[Chunk]) -> Iterator[Chunk]:
    held: list[Chunk] = []
    for paragraph in paragraphs:
        if held and (_place(held[0]) != _place(paragraph) or _size(held) + len(paragraph.text) > FULL):
            yield from _emit(held)
            held = []
        held.append(paragraph)
    if held:
        yield from _emit(held)


def _place(chunk: Chunk) -> tuple[PassageKind, tuple[str, ...], str | None]:
    return chunk.kind, chunk.heading, chunk.case


def _size(held: Sequence[Chunk]) -> int:
    return sum(len(chunk.text) for chunk in held)


def _emit(held: Sequence[Chunk]) -> Iterator[Chunk]:
    whole = join([Mended(chunk.text, chunk.raw_at) for chunk in held], glue="\n")
    for part in _cut_long(whole):
        yield Chunk(
            held[0].report, held[0].kind, held[0].heading, part.text, part.raw_at, case=held[0].case
        )


def _cut_long(whole: Mended) -> Iterator[Mended]:
    if len(whole.text) <= LONGEST:
        yield whole
        return
    parts = -(-len(whole.text) // FULL)
    goal = len(whole.text) / parts
    start = 0
    for left, right in sentences(whole.text):
        if right - start >= goal and len(whole.text) - right > 80:
            yield cut(whole, start, right)
            start = right
        _ = left
    yield cut(whole, start, len(whole.text))


def _rows(report: Report, table: Table, heading: tuple[str, ...], case: str | None) -> Iterator[Chunk]:
    held: list[Mended] = []
    for row in table.rows:
        parts: list[Mended] = []
        for column, cell in zip(table.columns, row.cells, strict=False):
            if not cell.text:
                continue
            label = f"{column}：" if column else ""
            at = parts[-1].raw_at[-1] if parts else row.span.start
            place = max(at, cell.raw_at[0]) if not parts else at
            parts.append(Mended(label + cell.text, (place,) * len(label) + _rising(cell.raw_at, place)))
        if not parts:
            continue
        line = join(parts, glue="；")
        if held and sum(len(h.text) for h in held) + len(line.text) > FULL:
            yield _table_chunk(report, table, heading, case, held)
            held = []
        held.append(line)
    if held:
        yield _table_chunk(report, table, heading, case, held)


def _rising(raw_at: Sequence[int], floor: int) -> tuple[int, ...]:
    out = []
    for position in raw_at:
        floor = max(floor, position)
        out.append(floor)
    return tuple(out)


def _table_chunk(
    report: Report, table: Table, heading: tuple[str, ...], case: str | None, held: Sequence[Mended]
) -> Chunk:
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
