"""Hands a subgraph to networkx, and asks it for communities and go-betweens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from vocgraph.model import Subgraph


def as_networkx(graph: Subgraph) -> nx.MultiDiGraph[str]:
    """The subgraph as networkx knows it: names, kinds and quotes as attributes, edge ids as keys.

    A node has `name`, `kind`, `aliases`, `reports` and `mentions`; an edge `predicate`, `quotes` (Quote records) and
    `attrs`; the graph `title`, `complete` and `left_out`.
    """
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph(title=graph.title, complete=graph.complete, left_out=graph.left_out)
    for node in graph.nodes:
        made.add_node(
            node.id,
            name=node.name,
            kind=node.kind.value,
            aliases=node.aliases,
            reports=node.reports,
            mentions=node.mentions,
        )
    for edge in graph.edges:
        made.add_edge(
            edge.source,
            edge.target,
            key=edge.id,
            predicate=edge.predicate.value,
            quotes=edge.quotes,
            attrs=edge.attrs,
        )
    return made


def communities(graph: Subgraph, *, resolution: float = 1.0, seed: int = 0) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes that have more to do with each other than with the rest: the largest first, ids sorted.

    Direction is ignored; parallel edges count as one edge of that weight. Unconnected nodes are groups of their own.

    :param resolution: above 1 favours smaller groups, below 1 larger ones.

    Source: Blondel et al., "Fast unfolding of communities in large networks", 2008 (the Louvain method).
    """
    groups = nx.community.louvain_communities(_ties(graph), weight="weight", resolution=resolution, seed=seed)
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))


def betweenness(graph: Subgraph) -> dict[str, float]:
    """How often each node lies on a shortest way between two others: a share of all pairs, 0 to 1, direction ignored.

    It takes nodes times edges steps: meant for subgraphs of up to a few thousand nodes.
    """
    shares: dict[str, float] = nx.betweenness_centrality(_ties(graph), normalized=True)
    return shares


def _ties(graph: Subgraph) -> nx.Graph[str]:
    """The undirected graph without loops whose weights count parallel edges; everything enters it in order of id."""
    ties: nx.Graph[str] = nx.Graph()
    ties.add_nodes_from(node.id for node in graph.nodes)
    for edge in graph.edges:
        if edge.source != edge.target:
            before = ties.get_edge_data(edge.source, edge.target, default={"weight": 0})
            ties.add_edge(edge.source, edge.target, weight=before["weight"] + 1)
    return ties
