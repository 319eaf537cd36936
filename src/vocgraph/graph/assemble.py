"""Turns entities and relations into nodes and edges whose quotes can be shown without the reports."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from vocgraph.model import Edge, Node, Quote, Subgraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vocgraph.model import Entity, Predicate, Relation, Report, Resolution, Span


def assemble(resolution: Resolution, reports: Mapping[str, Report], *, title: str = "") -> Subgraph:
    """The whole graph of a resolution.

    :param reports: every report that a piece of evidence lies in, by id.
    :raises KeyError: if a report is missing.
    """
    return Subgraph(nodes=nodes(resolution.entities), edges=edges(resolution.relations, reports), title=title)


def nodes(entities: Iterable[Entity]) -> tuple[Node, ...]:
    """A node for each entity, sorted by id."""
    made = [
        Node(
            id=entity.id,
            name=entity.name,
            kind=entity.kind,
            aliases=entity.aliases,
            reports=tuple(sorted({mention.span.report for mention in entity.mentions})),
            mentions=len(entity.mentions),
        )
        for entity in entities
    ]
    return tuple(sorted(made, key=lambda node: node.id))


def edges(relations: Iterable[Relation], reports: Mapping[str, Report]) -> tuple[Edge, ...]:
    """An edge for each relation, sorted by id, its quotes in order of report and place."""
    made = []
    for relation in relations:
        pieces = sorted(zip(relation.evidence, relation.attrs, strict=True))
        made.append(
            Edge(
                id=edge_id(relation.subject, relation.predicate, relation.object),
                source=relation.subject,
                predicate=relation.predicate,
                target=relation.object,
                quotes=tuple(quote(span, reports[span.report]) for span, _ in pieces),
                attrs=tuple(attrs for _, attrs in pieces) if any(relation.attrs) else (),
            )
        )
    return tuple(sorted(made, key=lambda edge: edge.id))


def quote(span: Span, report: Report) -> Quote:
    """The raw words at a span, with the lines and the page they stand on."""
    first, last = report.lines(span)
    page = report.page_of(span.start)
    return Quote(span.report, span.start, span.end, first, last, page, report.quote(span))


def edge_id(source: str, predicate: Predicate, target: str) -> str:
    """A short name for an edge that depends on nothing but what it connects: ``coBuilds-2c26b46b68ffc68f``."""
    digest = sha256(f"{source}\0{predicate.value}\0{target}".encode()).hexdigest()
    return f"{predicate.value}-{digest[:16]}"  # 64 bits: 20 million edges clash with a chance of 1 in 100,000
