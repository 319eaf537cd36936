"""Reads cases, topics and what passages are filtered by out of documents.sqlite."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from vocgraph import codec
from vocgraph.documents.database import Database
from vocgraph.index.chunks import Facts, IndexedCase, chapter_of
from vocgraph.model import Chunk, Part, PassageKind, Span, Topic, TopicWord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

CHUNK = "SELECT c.*, s.id AS case_id FROM chunk c LEFT JOIN case_study s ON s.number = c.case_study"


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A chunk with its library-wide number and its place."""

    number: int
    chunk: Chunk
    first_line: int
    last_line: int
    page: int | None
    case: str | None  # the id of the case that it belongs to


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case with its library-wide number and its place."""

    number: int
    id: str  # its report's id and its place among that report's cases: qinghe-2024/3
    report: str
    printed: str  # the number that is printed before its title: 1-1; "" where none is
    title: str
    heading: tuple[str, ...]  # the headings that it stands under, outermost first
    start: int  # characters [start, end) of the report's raw text
    end: int
    first_line: int  # 1-based, inclusive
    last_line: int
    page: int | None
    topics: tuple[Topic, ...]


class CaseDocuments(Database):
    """The part of one generation's documents.sqlite that tells of cases and topics."""

    def chunk_facts(self) -> Iterator[Facts]:
        """What each chunk is filtered by, in order of number, one at a time."""
        return self._facts("chunk", "kind", "chunk_topic", "chunk")

    def cases_to_index(self) -> Iterator[IndexedCase]:
        """What each case is filtered by, and its chunks, in order of number, one at a time."""
        chunks = self._grouped("SELECT case_study, number FROM chunk WHERE case_study IS NOT NULL ORDER BY 1, 2")
        for number, facts in enumerate(self._facts("case_study", "'case'", "case_topic", "case_study")):
            yield IndexedCase(facts, tuple(chunks(number)))

    def _facts(self, parts: str, kind: str, topics: str, key: str) -> Iterator[Facts]:
        own: dict[str, set[str]] = {}
        for report, entity in self._rows("SELECT r.id, n.entity FROM report r JOIN name n ON n.name = r.institution"):
            own.setdefault(report, set()).add(entity)
        concepts = self._grouped(f"SELECT {key}, concept FROM {topics} ORDER BY {key}, place")  # noqa: S608 - our own words
        named = self._grouped(
            f"SELECT p.number, m.entity FROM {parts} p CROSS JOIN mention m"  # noqa: S608 - our own words
            " ON m.report = p.report AND m.start >= p.start AND m.start < p.end ORDER BY p.number"
        )
        rows = (
            f"SELECT p.number, p.report, r.institution, r.year, {kind}, r.province, p.heading"  # noqa: S608 - our own words
            f" FROM {parts} p JOIN report r ON r.id = p.report ORDER BY p.number"
        )
        with closing(self._db.cursor()) as cursor:
            for number, report, institution, year, of_kind, province, heading in cursor.execute(rows):
                yield Facts(
                    report=report,
                    institution=institution,
                    year=year,
                    kind=PassageKind(of_kind),
                    province=province,
                    chapter=chapter_of(outline_of(heading)),
                    topics=tuple(concepts(number)),
                    organisations=tuple(sorted(set(named(number)) - own.get(report, set()))),
                )

    def _grouped(self, sql: str) -> Callable[[int], list[Any]]:
        """The second column of the rows that have a number in the first; numbers must be asked for in rising order."""
        groups = groupby(self._db.cursor().execute(sql), key=itemgetter(0))
        ahead = next(groups, None)

        def of(number: int) -> list[Any]:
            nonlocal ahead
            if ahead is None or ahead[0] != number:
                return []
            values = [value for _, value in ahead[1]]
            ahead = next(groups, None)
            return values

        return of

    def cases(self, numbers: Sequence[int], *, with_topics: bool = True) -> tuple[StoredCase, ...]:
        """The cases with these numbers, in the order asked for; their topics are left empty where not asked for."""
        marks = ",".join("?" * len(numbers))
        found = {
            row["number"]: StoredCase(
                number=row["number"],
                id=row["id"],
                report=row["report"],
                printed=row["printed"],
                title=row["title"],
                heading=tuple(json.loads(row["heading"])),
                start=row["start"],
                end=row["end"],
                first_line=row["first_line"],
                last_line=row["last_line"],
                page=row["page"],
                topics=(),
            )
            for row in self._rows(f"SELECT * FROM case_study WHERE number IN ({marks})", numbers)  # noqa: S608 - only question marks
        }
        if not with_topics:
            return tuple(found[number] for number in numbers)
        topics = self._topics("case_topic", "case_study", [(found[number].report, number) for number in numbers])
        return tuple(replace(found[number], topics=topics.get(number, ())) for number in numbers)

    def case_titles(self) -> Iterator[tuple[str, str, str, int | None]]:
        """Id, title, institution and year of every case, in order of number, one at a time."""
        sql = (
            "SELECT c.id, c.title, r.institution, r.year FROM case_study c JOIN report r ON r.id = c.report"
            " ORDER BY c.number"
        )
        with closing(self._db.cursor()) as cursor:
            for row in cursor.execute(sql):
                yield row["id"], row["title"], row["institution"], row["year"]

    def topic_counts(self) -> dict[str, int]:
        """How many passages are about each concept; a concept that none is about is left out."""
        return dict(tuple(row) for row in self._rows("SELECT concept, count(*) FROM chunk_topic GROUP BY concept"))

    def case_number(self, case_id: str) -> int | None:
        """The number of the case of that id, or None if the library does not hold it."""
        rows = self._rows("SELECT number FROM case_study WHERE id = ?", (case_id,))
        return int(rows[0][0]) if rows else None

    def chunks_of_cases(self, numbers: Sequence[int]) -> dict[int, tuple[StoredChunk, ...]]:
        """The chunks of each of these cases, in reading order."""
        marks = ",".join("?" * len(numbers))
        sql = f"{CHUNK} WHERE c.case_study IN ({marks}) ORDER BY c.number"
        found: dict[int, list[StoredChunk]] = {}
        for row in self._rows(sql, numbers):
            found.setdefault(row["case_study"], []).append(stored_chunk(row))
        return {number: tuple(found.get(number, ())) for number in numbers}

    def texts_of_cases(self, numbers: Sequence[int]) -> dict[int, str]:
        """The mended text of each of these cases, a paragraph or table row per line."""
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT case_study, text FROM chunk WHERE case_study IN ({marks}) ORDER BY number"  # noqa: S608 - only question marks
        found: dict[int, list[str]] = {number: [] for number in numbers}
        for number, text in self._rows(sql, numbers):
            found[number].append(text)
        return {number: "\n".join(texts) for number, texts in found.items()}

    def case_weights(self, numbers: Sequence[int]) -> tuple[dict[str, float], ...]:
        """What each of these cases is about, without the words that say so: concept -> weight."""
        return self._weights("case_topic", "case_study", numbers)

    def chunk_weights(self, numbers: Sequence[int]) -> tuple[dict[str, float], ...]:
        """What each of these chunks is about, without the words that say so: concept -> weight."""
        return self._weights("chunk_topic", "chunk", numbers)

    def _weights(self, table: str, key: str, numbers: Sequence[int]) -> tuple[dict[str, float], ...]:
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT {key}, concept, weight FROM {table} WHERE {key} IN ({marks}) ORDER BY {key}, place"  # noqa: S608 - our own words
        found: dict[int, dict[str, float]] = {number: {} for number in numbers}
        for number, concept, weight in self._rows(sql, numbers):
            found[number][concept] = weight
        return tuple(found[number] for number in numbers)

    def cases_of_chunks(self, numbers: Sequence[int]) -> tuple[int | None, ...]:
        """The number of the case that each of these chunks belongs to, None where it belongs to none."""
        marks = ",".join("?" * len(numbers))
        sql = f"SELECT number, case_study FROM chunk WHERE number IN ({marks})"  # noqa: S608 - only question marks
        found = {row[0]: row[1] for row in self._rows(sql, numbers)}
        return tuple(found[number] for number in numbers)

    def chunk_topics(self, numbers: Sequence[int]) -> tuple[tuple[Topic, ...], ...]:
        """What each of these chunks is about, the weightiest first."""
        marks = ",".join("?" * len(numbers))
        reports = self._rows(f"SELECT report, number FROM chunk WHERE number IN ({marks})", numbers)  # noqa: S608 - only question marks
        found = self._topics("chunk_topic", "chunk", [(report, number) for report, number in reports])
        return tuple(found.get(number, ()) for number in numbers)

    def section_topics(self, report_id: str) -> tuple[tuple[Topic, ...], ...]:
        """What each section of a report is about, in the order of its structure."""
        numbers = [row[0] for row in self._rows("SELECT number FROM section WHERE report = ? ORDER BY 1", (report_id,))]
        found: dict[int, tuple[Topic, ...]] = {}
        for at in range(0, len(numbers), 500):
            found |= self._topics("section_topic", "section", [(report_id, each) for each in numbers[at : at + 500]])
        return tuple(found.get(number, ()) for number in numbers)

    def _topics(self, table: str, key: str, parts: Sequence[tuple[str, int]]) -> dict[int, tuple[Topic, ...]]:
        reports = {number: report for report, number in parts}
        marks = ",".join("?" * len(reports))
        sql = f"SELECT * FROM {table} WHERE {key} IN ({marks}) ORDER BY {key}, place"  # noqa: S608 - our own words
        found: dict[int, list[Topic]] = {}
        for row in self._rows(sql, tuple(reports)):
            words = tuple(
                TopicWord(surface, Span(reports[row[key]], start, end))
                for surface, start, end in json.loads(row["words"])
            )
            found.setdefault(row[key], []).append(Topic(row["concept"], row["weight"], words))
        return {number: tuple(topics) for number, topics in found.items()}

    def parts(self, report_ids: Iterable[str]) -> Iterator[Part]:
        """Cases and sections of these reports with what they are about, in order of report and place."""
        for report in sorted(set(report_ids)):
            yield from self._parts_of(report, "case_study", "case_topic", is_case=True)
            yield from self._parts_of(report, "section", "section_topic", is_case=False)

    def _parts_of(self, report: str, table: str, topics: str, *, is_case: bool) -> list[Part]:
        about: dict[int, list[str]] = {}
        told = (
            f"SELECT p.number, t.concept FROM {table} p JOIN {topics} t ON t.{table} = p.number"  # noqa: S608 - our own words
            " WHERE p.report = ? ORDER BY p.number, t.place"
        )
        for number, concept in self._rows(told, (report,)):
            about.setdefault(number, []).append(concept)
        rows = self._rows(f"SELECT * FROM {table} WHERE report = ? ORDER BY number", (report,))  # noqa: S608 - our own words
        return [
            Part(
                id=f"{report}/{place}",
                report=report,
                is_case=is_case,
                title=row["title"],
                first_line=row["first_line"],
                last_line=row["last_line"],
                topics=tuple(about.get(row["number"], ())),
            )
            for place, row in enumerate(rows, start=1)
        ]

    def chunks_at(self, report_id: str, first_line: int, last_line: int) -> tuple[int, ...]:
        """Numbers of the chunks of a report that stand on any of these lines."""
        rows = self._rows(
            "SELECT number FROM chunk WHERE report = ? AND first_line <= ? AND last_line >= ? ORDER BY number",
            (report_id, last_line, first_line),
        )
        return tuple(row[0] for row in rows)

    def entities_within(self, report_id: str, start: int, end: int) -> tuple[str, ...]:
        """Ids of the entities named in a part of a report, most often named there first."""
        rows = self._rows(
            "SELECT entity FROM mention WHERE report = ? AND start >= ? AND start < ?"
            " GROUP BY entity ORDER BY count(*) DESC, min(start), entity",
            (report_id, start, end),
        )
        return tuple(row[0] for row in rows)


@lru_cache(maxsize=1024)
def outline_of(heading: str) -> tuple[str, ...]:
    """The headings that are kept as JSON; neighbours stand under the same ones."""
    return tuple(json.loads(heading))


def stored_chunk(row: sqlite3.Row) -> StoredChunk:
    """A row of `CHUNK` as a record."""
    chunk = Chunk(
        report=row["report"],
        kind=PassageKind(row["kind"]),
        heading=outline_of(row["heading"]),
        text=row["text"],
        raw_at=codec.decode_positions(json.loads(row["raw_at"])),
        case=row["case_title"],
        caption=row["caption"],
    )
    return StoredChunk(row["number"], chunk, row["first_line"], row["last_line"], row["page"], row["case_id"])
