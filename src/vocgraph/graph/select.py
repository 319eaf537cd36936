"""Cuts a part out of a subgraph, by report, kind or predicate, and tells what a later report adds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vocgraph.model import Subgraph

if TYPE_CHECKING:
    from collections.abc import Collection

    from vocgraph.model import Edge, EntityKind, Node, Predicate


def part(
    graph: Subgraph,
    *,
    reports: Collection[str] = (),
    kinds: Collection[EntityKind] = (),
    predicates: Collection[Predicate] = (),
    only_connected: bool = False,
    limit: int | None = None,
    keep: Collection[str] = (),
) -> Subgraph:
    """What is left of a graph under these conditions; empty ones mean no restriction.

    Quotes from other reports are dropped, and edges that have none left. A part is complete in itself: only nodes over
    the limit count as left out, and those that more edges touch are kept first.

    :param keep: ids of nodes that go before all others, with or without edges.
    """
    edges = [edge for edge in graph.edges if not predicates or edge.predicate in predicates]
    edges = [kept for edge in edges if (kept := _said_in(edge, reports)) is not None]
    nodes = [node for node in graph.nodes if _wanted(node, reports, kinds)]
    names = {node.id for node in nodes}
    edges = [edge for edge in edges if edge.source in names and edge.target in names]
    touches = _touches(edges)
    if only_connected:
        nodes = [node for node in nodes if touches.get(node.id) or node.id in keep]
    kept_nodes = sorted(nodes, key=lambda node: (node.id not in keep, -touches.get(node.id, 0), node.id))[:limit]
    names = {node.id for node in kept_nodes}
    missing = len(nodes) - len(kept_nodes)
    told = [graph.left_out] if graph.left_out else []
    if missing:
        told.append(f"{missing} of {len(nodes)} nodes: the least connected")
    return Subgraph(
        nodes=tuple(sorted(kept_nodes, key=lambda node: node.id)),
        edges=tuple(edge for edge in edges if edge.source in names and edge.target in names),
        title=graph.title,
        complete=not told,
        left_out="; ".join(told),
    )


def _said_in(edge: Edge, reports: Collection[str]) -> Edge | None:
    """The edge with the quotes of these reports alone, or None where they do not state it."""
    if not reports:
        return edge
    keep = [number for number, quote in enumerate(edge.quotes) if quote.report in reports]
    if not keep:
        return None
    attrs = tuple(edge.attrs[number] for number in keep) if edge.attrs else ()
    return replace(edge, quotes=tuple(edge.quotes[number] for number in keep), attrs=attrs)


def _wanted(node: Node, reports: Collection[str], kinds: Collection[EntityKind]) -> bool:
    return (not kinds or node.kind in kinds) and (not reports or any(report in reports for report in node.reports))


def _touches(edges: list[Edge]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for edge in edges:
        for end in {edge.source, edge.target}:
            counts[end] = counts.get(end, 0) + 1
    return counts
