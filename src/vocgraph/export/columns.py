"""Flattens nodes and edges into named values, the same ones in every format."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from vocgraph.graph.layout import positions as lay_out
from vocgraph.graph.rdf import node_iri, statement_iri
from vocgraph.model import EntityKind
from vocgraph.ontology import labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from vocgraph.model import Attributes, Edge, Node, Quote, Subgraph

# Told apart in light and dark, in print and by colour-blind eyes: Okabe & Ito's eight, and one more.
COLOURS: dict[EntityKind, str] = {
    EntityKind.INSTITUTION: "#0072B2",
    EntityKind.ENTERPRISE: "#E69F00",
    EntityKind.INDUSTRIAL_COLLEGE: "#009E73",
    EntityKind.ALLIANCE: "#CC79A7",
    EntityKind.COMPETITION: "#D55E00",
    EntityKind.GOVERNMENT_BODY: "#6E6E6E",
    EntityKind.PARK: "#B8A800",
    EntityKind.ASSOCIATION: "#882255",
    EntityKind.BASE_OR_CENTRE: "#56B4E9",
}
BETWEEN = "; "  # joins the values of a list where a format has no lists


@dataclass(frozen=True, slots=True)
class Point:
    """A node, ready to be drawn."""

    id: str
    label: str
    kind: str
    kind_zh: str
    kind_en: str
    aliases: tuple[str, ...]
    reports: tuple[str, ...]
    mentions: int
    neighbours: int  # different nodes within the exported part
    iri: str
    x: float
    y: float
    size: float
    colour: str  # "#RRGGBB"


@dataclass(frozen=True, slots=True)
class Line:
    """An edge, ready to be drawn, with its evidence."""

    id: str
    source: str
    target: str
    predicate: str
    label_zh: str
    label_en: str
    weight: int  # how many quotes say it
    reports: tuple[str, ...]
    places: tuple[str, ...]  # "report:first line-last line" of each quote
    details: tuple[str, ...]  # "role=副理事长单位", without repetition, in order
    quote: str  # the first quote, as printed
    iri: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote of one edge, for tables that show a row for each."""

    edge: Edge
    quote: Quote
    details: str


def points(graph: Subgraph, *, places: Mapping[str, tuple[float, float]] | None = None) -> Iterator[Point]:
    """The nodes in order.

    :param places: where to draw nodes, by id; computed for all if any is missing.
    """
    if places is None or any(node.id not in places for node in graph.nodes):
        places = lay_out(graph)
    near = graph.neighbours()
    for node in graph.nodes:
        yield _point(node, len(near[node.id]), places[node.id])


def lines(graph: Subgraph) -> Iterator[Line]:
    """The edges in order."""
    for edge in graph.edges:
        yield Line(
            id=edge.id,
            source=edge.source,
            target=edge.target,
            predicate=edge.predicate.value,
            label_zh=labels("zh")[edge.predicate.value],
            label_en=labels("en")[edge.predicate.value],
            weight=len(edge.quotes),
            reports=tuple(sorted({quote.report for quote in edge.quotes})),
            places=tuple(f"{quote.report}:{quote.first_line}-{quote.last_line}" for quote in edge.quotes),
            details=tuple(dict.fromkeys(text for attrs in edge.attrs for text in _details(attrs))),
            quote=edge.quotes[0].text,
            iri=statement_iri(edge.id),
        )


def evidence(graph: Subgraph) -> Iterator[Evidence]:
    """Every quote of every edge, in order."""
    for edge in graph.edges:
        for quote, attrs in edge.evidence:
            yield Evidence(edge, quote, BETWEEN.join(_details(attrs)))


def _point(node: Node, neighbours: int, place: tuple[float, float]) -> Point:
    return Point(
        id=node.id,
        label=node.name,
        kind=node.kind.value,
        kind_zh=labels("zh")[node.kind.value],
        kind_en=labels("en")[node.kind.value],
        aliases=node.aliases,
        reports=node.reports,
        mentions=node.mentions,
        neighbours=neighbours,
        iri=node_iri(node),
        x=place[0],
        y=place[1],
        size=round(6 + 3 * sqrt(neighbours), 2),
        colour=COLOURS[node.kind],
    )


def _details(attrs: Attributes) -> list[str]:
    return [f"{name}={value}" for name, value in attrs]
