"""Cuts a part out of a subgraph by what its nodes and edges are, and where they are said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vocgraph.model import Edge, EntityKind, Node, Predicate, Subgraph

if TYPE_CHECKING:
    from collections.abc import Collection


def select(
    subgraph: Subgraph,
    *,
    kinds: Collection[EntityKind] = (),
    predicates: Collection[Predicate] = (),
    reports: Collection[str] = (),
) -> Subgraph:
    """The nodes and edges that meet every condition; an empty condition is met by all.

    An edge is kept if both its ends are; of its quotes only those of the given reports. Where predicates are chosen,
    nodes that none of those edges touch are left out too. The title says what was chosen.
    """
    nodes = tuple(_within(node, reports) for node in subgraph.nodes if _meets(node, kinds, reports))
    known = {node.id for node in nodes}
    edges = tuple(
        cut
        for edge in subgraph.edges
        if edge.source in known and edge.target in known and (not predicates or edge.predicate in predicates)
        for cut in [_said_in(edge, reports)]
        if cut is not None
    )
    if predicates:
        touched = {end for edge in edges for end in (edge.source, edge.target)}
        nodes = tuple(node for node in nodes if node.id in touched)
    chosen = [", ".join(sorted(str(one) for one in part)) for part in (kinds, predicates, reports) if part]
    title = "; ".join([subgraph.title, *chosen]) if chosen else subgraph.title
    return replace(subgraph, nodes=nodes, edges=edges, title=title)


def _meets(node: Node, kinds: Collection[EntityKind], reports: Collection[str]) -> bool:
    return (not kinds or node.kind in kinds) and (not reports or any(report in reports for report in node.reports))


def _within(node: Node, reports: Collection[str]) -> Node:
    return replace(node, reports=tuple(one for one in node.reports if one in reports)) if reports else node


def _said_in(edge: Edge, reports: Collection[str]) -> Edge | None:
    """The edge with its quotes from these reports only, or None if they do not say it."""
    if not reports:
        return edge
    kept = [number for number, quote in enumerate(edge.quotes) if quote.report in reports]
    if not kept:
        return None
    attrs = tuple(edge.attrs[number] for number in kept) if edge.attrs else ()
    return replace(edge, quotes=tuple(edge.quotes[number] for number in kept), attrs=attrs)
