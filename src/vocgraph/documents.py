"""Keeps what was read and resolved in one SQLite file, the truth from which all else in a library can be rebuilt."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from vocgraph import codec
from vocgraph.graph.assemble import edge_id
from vocgraph.model import (
    Analysis,
    Attributes,
    Chunk,
    Decision,
    Edge,
    Entity,
    EntityKind,
    Mention,
    Node,
    Observation,
    PassageKind,
    Predicate,
    Profile,
    Quote,
    Region,
    Relation,
    Report,
    Resolution,
    Span,
    Structure,
)
from vocgraph.text.names import fold_name

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE report (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT NOT NULL, institution TEXT NOT NULL,
    institution_type TEXT NOT NULL, province TEXT NOT NULL, city TEXT NOT NULL, year INTEGER, publisher TEXT NOT NULL,
    published TEXT NOT NULL, characters INTEGER NOT NULL, pages INTEGER NOT NULL,
    cases INTEGER NOT NULL, tables INTEGER NOT NULL, body BLOB NOT NULL, structure BLOB NOT NULL
) STRICT;
CREATE TABLE chunk (
    number INTEGER PRIMARY KEY, report TEXT NOT NULL REFERENCES report(id), kind TEXT NOT NULL, heading TEXT NOT NULL,
    case_title TEXT, caption TEXT, start INTEGER NOT NULL, end INTEGER NOT NULL, first_line INTEGER NOT NULL,
    last_line INTEGER NOT NULL, page INTEGER, text TEXT NOT NULL, raw_at TEXT NOT NULL
) STRICT;
CREATE INDEX chunk_of_report ON chunk(report, start);
CREATE TABLE entity (id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, mentions INTEGER NOT NULL) STRICT;
CREATE TABLE name (entity TEXT NOT NULL REFERENCES entity(id), name TEXT NOT NULL, folded TEXT NOT NULL) STRICT;
CREATE INDEX name_folded ON name(folded);
CREATE INDEX name_entity ON name(entity);
CREATE TABLE mention (
    entity TEXT NOT NULL REFERENCES entity(id), report TEXT NOT NULL REFERENCES report(id), start INTEGER NOT NULL,
    end INTEGER NOT NULL, surface TEXT NOT NULL, rule TEXT NOT NULL, implied TEXT NOT NULL
) STRICT;
CREATE INDEX mention_entity ON mention(entity, report, start);
CREATE INDEX mention_place ON mention(report, start);
CREATE TABLE relation (
    id INTEGER PRIMARY KEY, subject TEXT NOT NULL REFERENCES entity(id), predicate TEXT NOT NULL,
    object TEXT NOT NULL REFERENCES entity(id)
) STRICT;
CREATE INDEX relation_subject ON relation(subject);
CREATE INDEX relation_object ON relation(object);
CREATE TABLE evidence (
    relation INTEGER NOT NULL REFERENCES relation(id), report TEXT NOT NULL REFERENCES report(id), start INTEGER NOT NULL,
    end INTEGER NOT NULL, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, page INTEGER, quote TEXT NOT NULL,
    attrs TEXT NOT NULL
) STRICT;
CREATE INDEX evidence_relation ON evidence(relation);
CREATE TABLE observation (
    report TEXT NOT NULL REFERENCES report(id), indicator TEXT NOT NULL, concept TEXT NOT NULL, value REAL NOT NULL,
    unit TEXT NOT NULL, year INTEGER, population TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    line INTEGER NOT NULL
) STRICT;
CREATE INDEX observation_concept ON observation(concept, report);
CREATE INDEX observation_report ON observation(report, start);
CREATE TABLE decision (
    surface TEXT NOT NULL, kind TEXT NOT NULL, report TEXT NOT NULL, entity TEXT NOT NULL REFERENCES entity(id),
    rule TEXT NOT NULL, features TEXT NOT NULL
) STRICT;
CREATE INDEX decision_entity ON decision(entity);
"""


_INFO = (
    "id, source, sha256, title, institution, institution_type, province, city, year, publisher, published, characters,"
    " pages, cases, tables"
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
class StoredChunk:
    """A chunk with its library-wide number and its place."""

    number: int
    chunk: Chunk
    first_line: int
    last_line: int
    page: int | None


class DocumentsWriter:
    """Fills a new SQLite file; nothing reads it until `close` has made it whole."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
            f"PRAGMA user_version = {SCHEMA_VERSION}; BEGIN;{_SCHEMA}"
        )  # no journal: a half-written generation is thrown away whole, and the file is synced before it is used
        self._chunks = 0
        self._reports: dict[str, Report] = {}

    def __enter__(self) -> DocumentsWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
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
            "INSERT INTO name VALUES (?,?,?)", ((entity.id, name, fold_name(name)) for name in (entity.name, *entity.aliases))
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
            "INSERT INTO relation VALUES (?,?,?,?)", (number, relation.subject, relation.predicate.value, relation.object)
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


class Documents:
    """Reads one generation's documents.sqlite; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        # immutable: a generation never changes, so SQLite needs neither locks nor a journal beside the file
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._db.row_factory = sqlite3.Row

    def close(self) -> None:
        self._db.close()

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with closing(self._db.cursor()) as cursor:
            return cursor.execute(sql, values).fetchall()

    def counts(self) -> dict[str, int]:
        """How many rows each kind of record has."""
        names = ("report", "chunk", "entity", "mention", "relation", "evidence", "observation", "decision")
        return {name: int(self._rows(f"SELECT count(*) FROM {name}")[0][0]) for name in names}  # noqa: S608 - names are ours

    def report_infos(self) -> tuple[ReportInfo, ...]:
        """Every report, in order of id."""
        passages = dict(tuple(row) for row in self._rows("SELECT report, count(*) FROM chunk GROUP BY report"))
        return tuple(_info(row, passages.get(row["id"], 0)) for row in self._rows(f"SELECT {_INFO} FROM report ORDER BY id"))  # noqa: S608 - our own words

    def report(self, report_id: str) -> tuple[Report, Structure] | None:
        """One report's raw text and structure, or None if the library does not hold it."""
        rows = self._rows("SELECT body, structure FROM report WHERE id = ?", (report_id,))
        if not rows:
            return None
        return codec.decode(Report, unpack(rows[0]["body"])), codec.decode(Structure, unpack(rows[0]["structure"]))

    def raw_report(self, report_id: str) -> Report | None:
        """One report's raw text without its structure."""
        rows = self._rows("SELECT body FROM report WHERE id = ?", (report_id,))
        return codec.decode(Report, unpack(rows[0]["body"])) if rows else None

    def chunks(self, numbers: Sequence[int]) -> tuple[StoredChunk, ...]:
        """The chunks with these numbers, in the order asked for."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT * FROM chunk WHERE number IN ({marks})", numbers)  # noqa: S608 - only question marks
        found = {row["number"]: _stored_chunk(row) for row in rows}
        return tuple(found[number] for number in numbers)

    def all_chunks(self) -> Iterator[StoredChunk]:
        """Every chunk in order of number, one at a time."""
        with closing(self._db.cursor()) as cursor:
            for row in cursor.execute("SELECT * FROM chunk ORDER BY number"):
                yield _stored_chunk(row)

    def node(self, entity_id: str) -> Node | None:
        """One entity as graphs show it."""
        found = self.nodes([entity_id])
        return found[0] if found else None

    def nodes(self, ids: Iterable[str] | None = None) -> tuple[Node, ...]:
        """The entities with these ids (all of them when None), sorted by id."""
        if ids is None:
            return self._nodes_where("")
        wanted = sorted(set(ids))
        found: list[Node] = []
        for at in range(0, len(wanted), 500):  # SQLite takes at most 32,766 values in one statement
            part = wanted[at : at + 500]
            found += self._nodes_where(f"WHERE {{id}} IN ({','.join('?' * len(part))})", part)
        return tuple(found)

    def _nodes_where(self, where: str, values: Sequence[object] = ()) -> tuple[Node, ...]:
        on_id, on_entity = where.replace("{id}", "id"), where.replace("{id}", "entity")
        names: dict[str, list[str]] = {}
        for entity, name in self._rows(f"SELECT entity, name FROM name {on_entity} ORDER BY rowid", values):  # noqa: S608
            names.setdefault(entity, []).append(name)
        reports: dict[str, list[str]] = {}
        places = f"SELECT DISTINCT entity, report FROM mention {on_entity} ORDER BY entity, report"  # noqa: S608 - our own words
        for entity, report in self._rows(places, values):
            reports.setdefault(entity, []).append(report)
        return tuple(
            Node(
                id=row["id"],
                name=row["name"],
                kind=EntityKind(row["kind"]),
                aliases=tuple(names[row["id"]][1:]),
                reports=tuple(reports.get(row["id"], ())),
                mentions=row["mentions"],
            )
            for row in self._rows(f"SELECT * FROM entity {on_id} ORDER BY id", values)  # noqa: S608 - our own words
        )

    def edges(self, touching: str | None = None) -> tuple[Edge, ...]:
        """Every relation with its quotes, or only those with the given entity at either end; sorted by id."""
        where, values = ("WHERE subject = ? OR object = ?", (touching, touching)) if touching else ("", ())
        pieces: dict[int, list[tuple[Quote, Attributes]]] = {}
        sql = f"SELECT * FROM evidence WHERE relation IN (SELECT id FROM relation {where}) ORDER BY relation, report, start"  # noqa: S608
        for row in self._rows(sql, values):
            quote = Quote(
                report=row["report"],
                start=row["start"],
                end=row["end"],
                first_line=row["first_line"],
                last_line=row["last_line"],
                page=row["page"],
                text=row["quote"],
            )
            pieces.setdefault(row["relation"], []).append((quote, _attributes(row["attrs"])))
        edges = [
            Edge(
                id=edge_id(row["subject"], Predicate(row["predicate"]), row["object"]),
                source=row["subject"],
                predicate=Predicate(row["predicate"]),
                target=row["object"],
                quotes=tuple(quote for quote, _ in pieces[row["id"]]),
                attrs=tuple(attrs for _, attrs in pieces[row["id"]]),
            )
            for row in self._rows(f"SELECT * FROM relation {where}", values)  # noqa: S608 - our own words
        ]
        return tuple(sorted(edges, key=lambda edge: edge.id))

    def mentions(self, entity_id: str) -> tuple[Mention, ...]:
        """Every mention of one entity, in order of report and place."""
        rows = self._rows(
            "SELECT m.*, e.kind FROM mention m JOIN entity e ON e.id = m.entity WHERE entity = ? ORDER BY report, start, end",
            (entity_id,),
        )
        return tuple(_mention(row) for row in rows)

    def mentions_in(self, report_id: str) -> tuple[tuple[str, Mention], ...]:
        """Every mention in one report with the id of its entity, in reading order."""
        rows = self._rows(
            "SELECT m.*, e.kind FROM mention m JOIN entity e ON e.id = m.entity WHERE report = ? ORDER BY start, end, entity",
            (report_id,),
        )
        return tuple((row["entity"], _mention(row)) for row in rows)

    def find_nodes(self, text: str, *, kind: EntityKind | None = None, limit: int = 50) -> tuple[Node, ...]:
        """Entities with a name or alias equal to the text, then those that contain it, most mentioned first."""
        folded = fold_name(text)
        pattern = "%" + folded.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._rows(
            "SELECT e.id, min(n.folded <> ?) AS part FROM name n JOIN entity e ON e.id = n.entity"
            " WHERE n.folded LIKE ? ESCAPE '\\' AND (? = '' OR e.kind = ?)"
            " GROUP BY e.id ORDER BY part, e.mentions DESC, e.id LIMIT ?",
            (folded, pattern, kind or "", kind or "", limit),
        )
        order = [row["id"] for row in rows]
        found = {node.id: node for node in self.nodes(order)}
        return tuple(found[entity_id] for entity_id in order)

    def is_name_of(self, name: str, entity_id: str) -> bool:
        """Whether the entity goes by that name, however it is written."""
        return bool(self._rows("SELECT 1 FROM name WHERE folded = ? AND entity = ?", (fold_name(name), entity_id)))

    def chunk_facts(self) -> tuple[tuple[str, str, int | None, str], ...]:
        """Report, institution, year and kind of every chunk, in order of number: what passages are filtered by."""
        sql = "SELECT c.report, r.institution, r.year, c.kind FROM chunk c JOIN report r ON r.id = c.report ORDER BY c.number"
        return tuple((row[0], row[1], row[2], row[3]) for row in self._rows(sql))

    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name and alias with its entity's id, sorted."""
        return tuple((row["name"], row["entity"]) for row in self._rows("SELECT name, entity FROM name ORDER BY name, entity"))

    def decisions(self, entity_id: str) -> tuple[Decision, ...]:
        """Why its mentions were joined into this entity."""
        return tuple(
            Decision(
                surface=row["surface"],
                kind=EntityKind(row["kind"]),
                report=row["report"],
                entity=row["entity"],
                rule=row["rule"],
                features=_attributes(row["features"]),
            )
            for row in self._rows("SELECT * FROM decision WHERE entity = ? ORDER BY report, surface", (entity_id,))
        )

    def observations(self, *, report: str = "", concept: str = "") -> tuple[tuple[Observation, int], ...]:
        """Figures with the line each stands on, of one report or one indicator concept (all when neither is given)."""
        rows = self._rows(
            "SELECT * FROM observation WHERE (? = '' OR report = ?) AND (? = '' OR concept = ?) ORDER BY report, start",
            (report, report, concept, concept),
        )
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
        found += [f"{row[0]} row {row[1]} refers to a missing {row[2]}" for row in self._rows("PRAGMA foreign_key_check")]
        lonely = self._rows("SELECT id FROM relation WHERE id NOT IN (SELECT relation FROM evidence)")
        return found + [f"relation {row[0]} has no evidence" for row in lonely]


def pack(value: object) -> bytes:
    """JSON, compressed; the same bytes for the same value."""
    return zlib.compress(dump(value).encode(), 6)


def unpack(data: bytes) -> Any:
    """What `pack` was given."""
    return json.loads(zlib.decompress(data))


def dump(value: object) -> str:
    """JSON without white space, characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _attributes(text: str) -> Attributes:
    return tuple((key, value) for key, value in json.loads(text))


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


def _stored_chunk(row: sqlite3.Row) -> StoredChunk:
    chunk = Chunk(
        report=row["report"],
        kind=PassageKind(row["kind"]),
        heading=tuple(json.loads(row["heading"])),
        text=row["text"],
        raw_at=codec.decode_positions(json.loads(row["raw_at"])),
        case=row["case_title"],
        caption=row["caption"],
    )
    return StoredChunk(row["number"], chunk, row["first_line"], row["last_line"], row["page"])


def _mention(row: sqlite3.Row) -> Mention:
    return Mention(
        span=Span(row["report"], row["start"], row["end"]),
        surface=row["surface"],
        kind=EntityKind(row["kind"]),
        rule=row["rule"],
        implied=row["implied"],
    )


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
