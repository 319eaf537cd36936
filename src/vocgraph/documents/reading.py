"""Reads documents.sqlite: reports, passages, entities, relations with their quotes, figures."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vocgraph import codec
from vocgraph.documents.cases import CHUNK, CaseDocuments, StoredChunk, outline_of, stored_chunk
from vocgraph.documents.figures import Figures
from vocgraph.documents.schema import unpack
from vocgraph.graph.assemble import edge_id
from vocgraph.model import (
    Attributes,
    Decision,
    Edge,
    EntityKind,
    Mention,
    Node,
    Observation,
    PassageKind,
    Predicate,
    Profile,
    Quote,
    Region,
    Report,
    Span,
    Structure,
)
from vocgraph.text.names import fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

_MENTION = "SELECT m.*, e.kind FROM mention m JOIN entity e ON e.id = m.entity"
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
class NameFilter:
    """Which entities are listed, and in which order. Empty values mean no restriction."""

    text: str = ""  # a part of a name
    kind: EntityKind | None = None
    letter: str = ""  # of the name's first character's pinyin; # for none
    report: str = ""  # only those that this report names
    by_name: bool = False  # in order of letter and name, not of how often they are named


@dataclass(frozen=True, slots=True)
class Companion:
    """An entity that is named in the same passages as another, and the first of these passages."""

    node: Node
    passages: int
    report: str
    first_line: int  # 1-based, inclusive
    last_line: int
    page: int | None


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


class Documents(CaseDocuments):
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
        rows = self._rows(f"{CHUNK} WHERE c.number IN ({marks})", numbers)
        found = {row["number"]: stored_chunk(row) for row in rows}
        return tuple(found[number] for number in numbers)

    def passages(self, numbers: Sequence[int]) -> tuple[StoredPassage, ...]:
        """The passages with these chunk numbers, in the order asked for."""
        if not numbers:
            return ()
        marks = ",".join("?" * len(numbers))
        rows = self._rows(f"{_PASSAGE} WHERE c.number IN ({marks})", numbers)
        found = {row["number"]: _stored_passage(row) for row in rows}
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

    def node(self, entity_id: str) -> Node | None:
        """One entity as graphs show it."""
        found = self.nodes([entity_id])
        return found[0] if found else None

    def entity_names(self, ids: Sequence[str]) -> dict[str, str]:
        """The canonical name of each of these entities."""
        marks = ",".join("?" * len(ids))
        return dict(tuple(row) for row in self._rows(f"SELECT id, name FROM entity WHERE id IN ({marks})", ids))  # noqa: S608 - only question marks

    def entity_ids(self) -> tuple[str, ...]:
        """The ids of all entities, sorted."""
        return tuple(row["id"] for row in self._rows("SELECT id FROM entity ORDER BY id"))

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
        called = f"SELECT entity, name FROM name {on_entity} ORDER BY rowid"  # noqa: S608 - our own words
        for entity, name in self._rows(called, values):
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
        within = f"relation IN (SELECT id FROM relation {where})"  # noqa: S608 - our own words
        pieces_of = f"SELECT * FROM evidence WHERE {within} ORDER BY relation, report, start"  # noqa: S608 - our own words
        for row in self._rows(pieces_of, values):
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
            f"{_MENTION} WHERE entity = ? ORDER BY report, start, end",
            (entity_id,),
        )
        return tuple(_mention(row) for row in rows)

    def mentions_in(self, report_id: str) -> tuple[tuple[str, Mention], ...]:
        """Every mention in one report with the id of its entity, in reading order."""
        rows = self._rows(
            f"{_MENTION} WHERE report = ? ORDER BY start, end, entity",
            (report_id,),
        )
        return tuple((row["entity"], _mention(row)) for row in rows)

    def find_nodes(self, wanted: NameFilter, *, limit: int = 50, offset: int = 0) -> tuple[Node, ...]:
        """Entities with a name or alias equal to the text, then those that contain it, most mentioned first."""
        source, values = _listed(wanted)
        order = "e.letter, e.name, e.id" if wanted.by_name else "part, e.mentions DESC, e.id"
        rows = self._rows(
            f"SELECT e.id, min(n.folded <> ?) AS part {source} GROUP BY e.id ORDER BY {order} LIMIT ? OFFSET ?",
            (fold_name(wanted.text), *values, limit, offset),
        )
        ids = [row["id"] for row in rows]
        found = {node.id: node for node in self.nodes(ids)}
        return tuple(found[entity_id] for entity_id in ids)

    def count_nodes(self, wanted: NameFilter) -> tuple[dict[EntityKind, int], dict[str, int]]:
        """How many entities would be listed of each kind if the kind were left open, and under each letter if that
        were.
        """

        def counted(column: str, open_to_all: NameFilter) -> list[sqlite3.Row]:
            source, values = _listed(open_to_all)
            return self._rows(
                f"SELECT e.{column}, count(DISTINCT e.id) {source} GROUP BY e.{column} ORDER BY e.{column}",
                values,
            )

        kinds = {EntityKind(row[0]): row[1] for row in counted("kind", replace(wanted, kind=None))}
        return kinds, dict(tuple(row) for row in counted("letter", replace(wanted, letter="")))

    def companions(
        self, entity_id: str, *, kinds: Iterable[EntityKind], limit: int, most_mentions: int = 2000
    ) -> tuple[Companion, ...]:
        """Entities of these kinds that share passages with the given one and no relation, those of most passages first.

        :param most_mentions: how many of its mentions are looked at, in order of report and place.
        """
        wanted = [kind.value for kind in kinds]
        rows = self._rows(
            f"""
            SELECT o.entity, count(DISTINCT c.number) AS passages, min(c.number) AS first
            FROM (SELECT report, start FROM mention WHERE entity = ? ORDER BY report, start LIMIT ?) m
            JOIN chunk c ON c.report = m.report AND c.start <= m.start AND c.end > m.start
            JOIN mention o ON o.report = c.report AND o.start >= c.start AND o.start < c.end
            JOIN entity e ON e.id = o.entity
            WHERE o.entity <> ? AND e.kind IN ({",".join("?" * len(wanted))})
                AND o.entity NOT IN (SELECT object FROM relation WHERE subject = ?)
                AND o.entity NOT IN (SELECT subject FROM relation WHERE object = ?)
            GROUP BY o.entity ORDER BY passages DESC, e.mentions DESC, o.entity LIMIT ?""",  # noqa: S608 - our own words
            (entity_id, most_mentions, entity_id, *wanted, entity_id, entity_id, limit),
        )
        nodes = {node.id: node for node in self.nodes(row["entity"] for row in rows)}
        numbers = sorted({row["first"] for row in rows})
        places = dict(zip(numbers, self.chunks(numbers), strict=True))
        return tuple(
            Companion(
                node=nodes[row["entity"]],
                passages=row["passages"],
                report=places[row["first"]].chunk.report,
                first_line=places[row["first"]].first_line,
                last_line=places[row["first"]].last_line,
                page=places[row["first"]].page,
            )
            for row in rows
        )

    def is_name_of(self, name: str, entity_id: str) -> bool:
        """Whether the entity goes by that name, however it is written."""
        return bool(self._rows("SELECT 1 FROM name WHERE folded = ? AND entity = ?", (fold_name(name), entity_id)))

    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name and alias with its entity's id, sorted."""
        return tuple(
            (row["name"], row["entity"]) for row in self._rows("SELECT name, entity FROM name ORDER BY name, entity")
        )

    def called(self, folded: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Those of some folded names that are known, each with the id of an entity that bears it."""
        sql = "SELECT DISTINCT folded, entity FROM name WHERE folded IN (SELECT value FROM json_each(?)) ORDER BY 1, 2"
        return tuple((row["folded"], row["entity"]) for row in self._rows(sql, (json.dumps(folded),)))

    def names_of(self, entities: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Entity id and name, for every name of these entities, the canonical one first."""
        sql = "SELECT entity, name FROM name WHERE entity IN (SELECT value FROM json_each(?)) ORDER BY entity, rowid"
        return tuple((row["entity"], row["name"]) for row in self._rows(sql, (json.dumps(entities),)))

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
        found += [
            f"{row[0]} row {row[1]} refers to a missing {row[2]}" for row in self._rows("PRAGMA foreign_key_check")
        ]
        lonely = self._rows("SELECT id FROM relation WHERE id NOT IN (SELECT relation FROM evidence)")
        return found + [f"relation {row[0]} has no evidence" for row in lonely]


def _listed(wanted: NameFilter) -> tuple[str, list[object]]:
    """Where the entities that are wanted come from: FROM and WHERE, and their values."""
    pattern = "%" + fold_name(wanted.text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    parts, values = ["n.folded LIKE ? ESCAPE '\\'"], list[object]([pattern])
    for condition, value in (
        ("e.kind = ?", wanted.kind),
        ("e.letter = ?", wanted.letter),
        ("e.id IN (SELECT entity FROM mention WHERE report = ?)", wanted.report),
    ):
        if value:
            parts.append(condition)
            values.append(str(value))
    return f"FROM name n JOIN entity e ON e.id = n.entity WHERE {' AND '.join(parts)}", values


def _stored_passage(row: sqlite3.Row) -> StoredPassage:
    """A row of `_PASSAGE` as a record."""
    number, report, kind, heading, *others = row
    return StoredPassage(number, report, PassageKind(kind), outline_of(heading), *others)


def _attributes(text: str) -> Attributes:
    return tuple((key, value) for key, value in json.loads(text))


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
