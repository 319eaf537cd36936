"""Writes documents.sqlite: reports one by one, then what was resolved over all of them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Self

from vocgraph import codec
from vocgraph.documents.schema import SCHEMA, SCHEMA_VERSION, dump, pack
from vocgraph.text.names import fold_name

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from vocgraph.model import Analysis, Chunk, Entity, Relation, Report, Resolution


class DocumentsWriter:
    """Fills a new SQLite file; nothing reads it until `close` has made it whole."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
            f"PRAGMA user_version = {SCHEMA_VERSION}; BEGIN;{SCHEMA}"
        )  # no journal: a half-written generation is thrown away whole, and the file is synced before it is used
        self._chunks = 0
        self._reports: dict[str, Report] = {}

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
        self._reports[report.id] = report
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
        """Store entities, relations and decisions over the reports added before."""
        for entity in resolution.entities:
            self._add_entity(entity)
        for number, relation in enumerate(resolution.relations):
            self._add_relation(number, relation)
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

    def _add_relation(self, number: int, relation: Relation) -> None:
        self._db.execute(
            "INSERT INTO relation VALUES (?,?,?,?)",
            (number, relation.subject, relation.predicate.value, relation.object),
        )
        for span, attrs in zip(relation.evidence, relation.attrs, strict=True):
            report = self._reports[span.report]
            first, last = report.lines(span)
            self._db.execute(
                "INSERT INTO evidence VALUES (?,?,?,?,?,?,?,?,?)",
                (
                    number,
                    span.report,
                    span.start,
                    span.end,
                    first,
                    last,
                    report.page_of(span.start),
                    report.quote(span),
                    dump(attrs),
                ),
            )

    def close(self) -> None:
        """Commit and let go of the file."""
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._db.close()


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
