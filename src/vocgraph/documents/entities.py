"""Reads entities out of documents.sqlite: their names, their mentions, what relates them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vocgraph.documents.database import Database
from vocgraph.graph.assemble import edge_id
from vocgraph.model import Attributes, Decision, Edge, EntityKind, Mention, Node, Predicate, Quote, Span
from vocgraph.text.names import fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_MENTION = "SELECT m.*, e.kind FROM mention m JOIN entity e ON e.id = m.entity"
_MOST_MENTIONS = 2000


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


class EntityDocuments(Database):
    """The part of one generation's documents.sqlite that tells of entities."""

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

    def companions(self, entity_id: str, *, kinds: Iterable[EntityKind], limit: int) -> tuple[Companion, ...]:
        """Entities of these kinds that share passages with the given one and no relation, those of most passages first.

        Of an entity with more mentions than 2,000, the first ones in order of report and place are looked at.
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
            (entity_id, _MOST_MENTIONS, entity_id, *wanted, entity_id, entity_id, limit),
        )
        nodes = {node.id: node for node in self.nodes(row["entity"] for row in rows)}
        numbers = sorted({row["first"] for row in rows})
        marks = ",".join("?" * len(numbers))
        first = self._rows(f"SELECT * FROM chunk WHERE number IN ({marks})", numbers)  # noqa: S608 - only question marks
        places = {row["number"]: row for row in first}
        return tuple(
            Companion(
                node=nodes[row["entity"]],
                passages=row["passages"],
                report=places[row["first"]]["report"],
                first_line=places[row["first"]]["first_line"],
                last_line=places[row["first"]]["last_line"],
                page=places[row["first"]]["page"],
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


def _listed(wanted: NameFilter) -> tuple[str, list[object]]:
    """Where the entities that are wanted come from: FROM and WHERE, and their values."""
    parts, values = ["instr(n.folded, ?) > 0"], list[object]([fold_name(wanted.text)])
    for condition, value in (
        ("e.kind = ?", wanted.kind),
        ("e.letter = ?", wanted.letter),
        ("e.id IN (SELECT entity FROM mention WHERE report = ?)", wanted.report),
    ):
        if value:
            parts.append(condition)
            values.append(str(value))
    return f"FROM name n JOIN entity e ON e.id = n.entity WHERE {' AND '.join(parts)}", values


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
