"""Writes documents.sqlite: reports one by one, then what was resolved over all of them."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from typing import TYPE_CHECKING, Self

from vocgraph import codec
from vocgraph.chunk.cut import outline_path
from vocgraph.documents.figures import COUNT_INDICATORS
from vocgraph.documents.schema import SCHEMA, SCHEMA_VERSION, dump, pack, unpack
from vocgraph.extract.indicators import measure
from vocgraph.model import Report
from vocgraph.text.initials import initial
from vocgraph.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from vocgraph.model import Analysis, Attributes, Chunk, Entity, Observation, Resolution, Span, Topic

    _Piece = tuple[int, Span, Attributes]  # a relation's number, one place that states it, and what it adds


class DocumentsWriter:
    """Fills a new SQLite file; nothing reads it until `close` has made it whole."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
            f"PRAGMA user_version = {SCHEMA_VERSION}; BEGIN;{SCHEMA}"
        )  # no journal: a half-written generation is thrown away whole, and the file is synced before it is used
        self._chunks = self._cases = self._sections = 0  # how many are written: the next one's number

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
        self._add_parts(analysis)
        self._db.executemany(
            "INSERT INTO observation VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (_observation_row(seen, analysis) for seen in analysis.observations),
        )

    def _add_parts(self, analysis: Analysis) -> None:
        """Store a report's cases, sections and chunks, and what each is about."""
        report, structure, topics = analysis.report, analysis.structure, analysis.topics
        cases = range(self._cases, self._cases + len(structure.cases))
        sections = range(self._sections, self._sections + len(structure.sections))
        chunks = range(self._chunks, self._chunks + len(analysis.chunks))
        self._cases, self._sections, self._chunks = cases.stop, sections.stop, chunks.stop
        self._db.executemany(
            "INSERT INTO case_study VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (
                (
                    number,
                    f"{report.id}/{place}",
                    report.id,
                    case.id,
                    case.title,
                    dump(outline_path(structure, case.span.start)),
                    *_place_row(report, case.span),
                )
                for place, (number, case) in enumerate(zip(cases, structure.cases, strict=True), start=1)
            ),
        )
        self._db.executemany(
            "INSERT INTO section VALUES (?,?,?,?,?,?,?,?,?)",
            (
                (number, report.id, each.level, each.number, each.title, *_place_row(report, each.span)[:-1])
                for number, each in zip(sections, structure.sections, strict=True)
            ),
        )
        starts = [case.span.start for case in structure.cases]
        for number, chunk in zip(chunks, analysis.chunks, strict=True):
            at = bisect_right(starts, chunk.span.start) - 1
            inside = at >= 0 and chunk.span.start < structure.cases[at].span.end
            row = _chunk_row(number, chunk, report, cases[at] if inside else None)
            self._db.execute("INSERT INTO chunk VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", row)
        self._db.executemany("INSERT INTO case_topic VALUES (?,?,?,?,?)", _topic_rows(cases, topics.cases))
        self._db.executemany("INSERT INTO section_topic VALUES (?,?,?,?,?)", _topic_rows(sections, topics.sections))
        self._db.executemany("INSERT INTO chunk_topic VALUES (?,?,?,?,?)", _topic_rows(chunks, topics.chunks))

    def add_resolution(self, resolution: Resolution) -> None:
        """Store entities, relations and decisions over the reports added before, and count their indicators.

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
        self._db.execute(COUNT_INDICATORS)

    def _add_entity(self, entity: Entity) -> None:
        self._db.execute(
            "INSERT INTO entity VALUES (?,?,?,?,?)",
            (entity.id, entity.kind.value, entity.name, len(entity.mentions), initial(entity.name)),
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


def _observation_row(seen: Observation, analysis: Analysis) -> tuple[object, ...]:
    report, of = analysis.report, measure(analysis.report, analysis.structure, seen)
    return (
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
        report.page_of(seen.span.start),
        of.unit,
        of.amount,
        of.slack,
        of.whole,
    )


def _chunk_row(number: int, chunk: Chunk, report: Report, case: int | None) -> tuple[object, ...]:
    return (
        number,
        chunk.report,
        chunk.kind.value,
        dump(chunk.heading),
        chunk.case,
        chunk.caption,
        *_place_row(report, chunk.span),
        chunk.text,
        dump(codec.encode_positions(chunk.raw_at)),
        case,
    )


def _place_row(report: Report, span: Span) -> tuple[int | None, ...]:
    """Start, end, first and last line, page."""
    return (span.start, span.end, *report.lines(span), report.page_of(span.start))


def _topic_rows(numbers: Iterable[int], topics: Iterable[tuple[Topic, ...]]) -> Iterator[tuple[object, ...]]:
    for number, tagged in zip(numbers, topics, strict=False):  # an analysis may have no topics at all
        for place, topic in enumerate(tagged):
            words = [(word.surface, word.span.start, word.span.end) for word in topic.words]
            yield number, place, topic.concept, topic.weight, dump(words)
