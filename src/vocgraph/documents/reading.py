"""Reads all that documents.sqlite keeps: reports with their passages, cases, entities, figures."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vocgraph import codec
from vocgraph.documents.cases import CHUNK, CaseDocuments, StoredChunk, outline_of, stored_chunk
from vocgraph.documents.entities import EntityDocuments
from vocgraph.documents.figures import Figures
from vocgraph.documents.schema import unpack
from vocgraph.model import Observation, PassageKind, Profile, Region, Report, Span, Structure

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_INFO = (
    "id, source, sha256, title, institution, institution_type, province, city, year, publisher, published, characters,"
    " pages, cases, tables"
)
_PASSAGE = (
    "SELECT c.number, c.report, c.kind, c.heading, c.case_title AS 'case', s.id AS case_id, c.caption, c.text,"
    " c.start, c.end, c.first_line, c.last_line, c.page"
    " FROM chunk c LEFT JOIN case_study s ON s.number = c.case_study"
)


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """One line about a report: what it is and how much was found in it."""

    id: str
    source: str
    sha256: str
    profile: Profile
    characters: int
    pages: int  # 0: the format has no pages
    cases: int
    tables: int
    passages: int


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A chunk as it is shown, with its place but without the way back of each of its characters."""

    number: int
    report: str
    kind: PassageKind
    heading: tuple[str, ...]
    case: str | None  # the title of the case that it belongs to
    case_id: str | None
    caption: str | None
    text: str
    start: int  # characters [start, end) of the report's raw text
    end: int
    first_line: int
    last_line: int
    page: int | None


class Documents(CaseDocuments, EntityDocuments):
    """Reads one generation's documents.sqlite; safe to share between threads."""

    @property
    def figures(self) -> Figures:
        """Questions about indicators and their figures."""
        return Figures(self._rows)

    def counts(self) -> dict[str, int]:
        """How many rows each kind of record has."""
        names = (
            "report",
            "case_study",
            "chunk",
            "entity",
            "mention",
            "relation",
            "evidence",
            "observation",
            "decision",
        )
        return {name: int(self._rows(f"SELECT count(*) FROM {name}")[0][0]) for name in names}  # noqa: S608 - names are ours

    def report_infos(self) -> tuple[ReportInfo, ...]:
        """Every report, in order of id."""
        passages = dict(tuple(row) for row in self._rows("SELECT report, count(*) FROM chunk GROUP BY report"))
        rows = self._rows(f"SELECT {_INFO} FROM report ORDER BY id")  # noqa: S608 - our own words
        return tuple(_info(row, passages.get(row["id"], 0)) for row in rows)

    def report(self, report_id: str) -> tuple[Report, Structure]:
        """The raw text and structure of a report that the library holds."""
        [row] = self._rows("SELECT body, structure FROM report WHERE id = ?", (report_id,))
        return codec.decode(Report, unpack(row["body"])), codec.decode(Structure, unpack(row["structure"]))

    def raw_report(self, report_id: str) -> Report | None:
        """One report's raw text without its structure."""
        rows = self._rows("SELECT body FROM report WHERE id = ?", (report_id,))
        return codec.decode(Report, unpack(rows[0]["body"])) if rows else None

    def chunks(self, numbers: Sequence[int]) -> tuple[StoredChunk, ...]:
        """The chunks with these numbers, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"{CHUNK} WHERE c.number IN ({marks})", numbers)
        found = {row["number"]: stored_chunk(row) for row in rows}
        return tuple(found[number] for number in numbers)

    def passages(self, numbers: Sequence[int]) -> tuple[StoredPassage, ...]:
        """The passages with these chunk numbers, in the order asked for."""
        if not numbers:
            return ()
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"{_PASSAGE} WHERE c.number IN ({marks})", numbers)
        found = {row[0]: _stored_passage(row) for row in rows}
        return tuple(found[number] for number in numbers)

    def all_chunks(self) -> Iterator[StoredChunk]:
        """Every chunk in order of number, one at a time."""
        with closing(self._db.cursor()) as cursor:
            for row in cursor.execute(f"{CHUNK} ORDER BY c.number"):
                yield stored_chunk(row)

    def all_passages(self) -> Iterator[StoredPassage]:
        """Every chunk in order of number, one at a time, in a third of the time that `all_chunks` takes."""
        with closing(self._db.cursor()) as cursor:
            for row in cursor.execute(f"{_PASSAGE} ORDER BY c.number"):
                yield _stored_passage(row)

    def observations(self) -> tuple[tuple[Observation, int], ...]:
        """Every figure with the line that it stands on, in order of report and place."""
        rows = self._rows("SELECT * FROM observation ORDER BY report, start")
        return tuple(
            (
                Observation(
                    indicator=row["indicator"],
                    value=row["value"],
                    unit=row["unit"],
                    year=row["year"],
                    span=Span(row["report"], row["start"], row["end"]),
                    population=row["population"],
                    concept=row["concept"],
                ),
                int(row["line"]),
            )
            for row in rows
        )

    def problems(self) -> list[str]:
        """What SQLite itself finds wrong with the file, and references that lead nowhere; empty when all is well."""
        found = [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        found += [
            f"{row[0]} row {row[1]} refers to a missing {row[2]}" for row in self._rows("PRAGMA foreign_key_check")
        ]
        lonely = self._rows("SELECT id FROM relation WHERE id NOT IN (SELECT relation FROM evidence)")
        return found + [f"relation {row[0]} has no evidence" for row in lonely]


def _stored_passage(row: Sequence[Any]) -> StoredPassage:
    """A row of `_PASSAGE` as a record."""
    number, report, kind, heading, *others = row
    return StoredPassage(number, report, PassageKind(kind), outline_of(heading), *others)


def _info(row: sqlite3.Row, passages: int) -> ReportInfo:
    profile = Profile(
        title=row["title"],
        institution=row["institution"],
        institution_type=row["institution_type"],
        region=Region(row["province"], row["city"]),
        year=row["year"],
        publisher=row["publisher"],
        published=row["published"],
    )
    return ReportInfo(
        id=row["id"],
        source=row["source"],
        sha256=row["sha256"],
        profile=profile,
        characters=row["characters"],
        pages=row["pages"],
        cases=row["cases"],
        tables=row["tables"],
        passages=passages,
    )
