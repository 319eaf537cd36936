"""Writes documents.sqlite: reports one by one, then what was resolved over all of them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

from vocgraph import codec
from vocgraph.documents.schema import SCHEMA, SCHEMA_VERSION, dump, pack, unpack
from vocgraph.model import Report
from vocgraph.text.names import fold_name

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from vocgraph.model import Analysis, Attributes, Chunk, Entity, Resolution, Span

    _Piece = tuple[int, Span, Attributes]  # a relation's number, one place that states it, and what it adds


class DocumentsWriter:
    """Fills a new SQLite file; nothing reads it until `close` has made it whole."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
            f"PRAGMA user_version = {SCHEMA_VERSION}; BEGIN;{SCHEMA}"
        )  # no journal: a half-written generation is thrown away whole, and the file is synced before it is used
        self._chunks = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add_analysis(self, analysis: Analysis) -> None:
        """Store one report: text, structure, chunks and observations."""
        report, structure = analysis.report, analysis.structure
        profile = structure.profile
        self._db.execute(
            "INSERT INTO report VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                report.id,
                report.source,
                report.sha256,
                profile.title,
                profile.institution,
                profile.institution_type,
                profile.region.province,
                profile.region.city,
                profile.year,
                profile.publisher,
                profile.published,
                len(report.text),
                len(report.pages),
                len(structure.cases),
                len(structure.tables),
                pack(codec.encode(report)),
                pack(codec.encode(structure)),
            ),
        )
        self._db.executemany(
            "INSERT INTO chunk VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (_chunk_row(number, chunk, report) for number, chunk in enumerate(analysis.chunks, start=self._chunks)),
        )
        self._chunks += len(analysis.chunks)
        self._db.executemany(
            "INSERT INTO observation VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    report.id,
                    seen.indicator,
                    seen.concept,
                    seen.value,
                    seen.unit,
                    seen.year,
                    seen.population,
                    seen.span.start,
                    seen.span.end,
                    report.line_of(seen.span.start),
                )
                for seen in analysis.observations
            ),
        )

    def add_resolution(self, resolution: Resolution) -> None:
        """Store entities, relations and decisions over the reports added before.

        Quotes are cut from one report's text at a time: no more than that is held, however many reports there are.
        """
        for entity in resolution.entities:
            self._add_entity(entity)
        self._db.executemany(
            "INSERT INTO relation VALUES (?,?,?,?)",
            (
                (number, relation.subject, relation.predicate.value, relation.object)
                for number, relation in enumerate(resolution.relations)
            ),
        )
        pieces: dict[str, list[_Piece]] = {}
        for number, relation in enumerate(resolution.relations):
            for span, attrs in zip(relation.evidence, relation.attrs, strict=True):
                pieces.setdefault(span.report, []).append((number, span, attrs))
        for report_id, said in sorted(pieces.items()):
            report = self._read(report_id)
            self._db.executemany(
                "INSERT INTO evidence VALUES (?,?,?,?,?,?,?,?,?)", (_evidence_row(piece, report) for piece in said)
            )
        self._db.executemany(
            "INSERT INTO decision VALUES (?,?,?,?,?,?)",
            (
                (made.surface, made.kind.value, made.report, made.entity, made.rule, dump(made.features))
                for made in resolution.decisions
            ),
        )

    def _add_entity(self, entity: Entity) -> None:
        self._db.execute(
            "INSERT INTO entity VALUES (?,?,?,?)", (entity.id, entity.kind.value, entity.name, len(entity.mentions))
        )
        self._db.executemany(
            "INSERT INTO name VALUES (?,?,?)",
            ((entity.id, name, fold_name(name)) for name in (entity.name, *entity.aliases)),
        )
        self._db.executemany(
            "INSERT INTO mention VALUES (?,?,?,?,?,?,?)",
            (
                (entity.id, seen.span.report, seen.span.start, seen.span.end, seen.surface, seen.rule, seen.implied)
                for seen in entity.mentions
            ),
        )

    def _read(self, report_id: str) -> Report:
        row = self._db.execute("SELECT body FROM report WHERE id = ?", (report_id,)).fetchone()
        if row is None:
            raise KeyError(f"relations quote {report_id}, which was not added")
        return codec.decode(Report, unpack(row[0]))

    def close(self) -> None:
        """Commit and let go of the file."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._db.close()


def _evidence_row(piece: _Piece, report: Report) -> tuple[object, ...]:
    number, span, attrs = piece
    first, last = report.lines(span)
    return (
        number,
        span.report,
        span.start,
        span.end,
        first,
        last,
        report.page_of(span.start),
        report.quote(span),
        dump(attrs),
    )


def _chunk_row(number: int, chunk: Chunk, report: Report) -> tuple[object, ...]:
    span = chunk.span
    first, last = report.lines(span)
    return (
        number,
        chunk.report,
        chunk.kind.value,
        dump(chunk.heading),
        chunk.case,
        chunk.caption,
        span.start,
        span.end,
        first,
        last,
        report.page_of(span.start),
        chunk.text,
        dump(codec.encode_positions(chunk.raw_at)),
    )
