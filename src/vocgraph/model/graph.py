"""Holds the graph as it is shown or exported, its evidence at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.model.place import Span

if TYPE_CHECKING:
    from vocgraph.model.facts import Attributes, EntityKind, Predicate


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Evidence that can be shown without opening its report: the place, and the raw words that stand there."""

    report: str
    start: int  # characters [start, end) of the report's raw text
    end: int
    first_line: int  # 1-based, inclusive
    last_line: int
    page: int | None  # 1-based, None where the report's format has no pages
    text: str  # exactly as printed, line breaks included

    @property
    def span(self) -> Span:
        return Span(self.report, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as graphs and exports show it: how often and where it is named, not each place."""

    id: str  # the entity's id
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()  # ids of the reports that name it, sorted
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation as graphs and exports show it, its evidence at hand. Many quotes are still one edge."""

    id: str  # derived from source, predicate and target, so it survives rebuilds
    source: str  # node id
    predicate: Predicate
    target: str  # node id
    quotes: tuple[Quote, ...]  # never empty, in order of report and place
    attrs: tuple[Attributes, ...] = ()  # attrs[i] belongs to quotes[i]; left out: none have any

    def __post_init__(self) -> None:
        if not self.quotes or len(self.attrs) not in {0, len(self.quotes)}:
            raise ValueError("an edge needs quotes, and attributes (maybe empty) for each or for none of them")

    @property
    def evidence(self) -> tuple[tuple[Quote, Attributes], ...]:
        """Each quote with its attributes."""
        return tuple(zip(self.quotes, self.attrs or ((),) * len(self.quotes), strict=True))


@dataclass(frozen=True, slots=True)
class Part:
    """A case or a section of a report as RDF tells it: where it stands, and what it is about."""

    id: str  # its report's id and its place among that report's cases, or sections: qinghe-2024/3
    report: str
    is_case: bool
    title: str
    first_line: int  # 1-based, inclusive
    last_line: int
    topics: tuple[str, ...]  # ids of concepts, the weightiest first


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the graph that says of itself whether it is all of what was asked for."""

    nodes: tuple[Node, ...]  # sorted by id
    edges: tuple[Edge, ...]  # sorted by id; both ends of each are among the nodes
    title: str = ""
    complete: bool = True
    left_out: str = ""  # what is missing and by which rule, for people; empty where complete
    parts: tuple[Part, ...] = ()  # cases and sections of its reports, for formats that tell of them

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        loose = next((edge for edge in self.edges if edge.source not in known or edge.target not in known), None)
        if loose is not None:
            raise ValueError(f"edge {loose.id!r} has an end that is not among the nodes")
        if self.complete == bool(self.left_out):
            raise ValueError("a subgraph is either complete or says what was left out")

    def neighbours(self) -> dict[str, set[str]]:
        """For each node, in order, the other nodes that an edge joins it with in either direction."""
        near: dict[str, set[str]] = {node.id: set() for node in self.nodes}
        for edge in self.edges:
            if edge.source != edge.target:
                near[edge.source].add(edge.target)
                near[edge.target].add(edge.source)
        return near
