"""Hands a subgraph to networkx, and asks it for communities."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from vocgraph.model import Subgraph


_SEED = 0  # of the order in which nodes are looked at


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


def communities(graph: Subgraph) -> tuple[tuple[str, ...], ...]:
    """Groups of nodes that have more to do with each other than with the rest: the largest first, ids sorted.

    Direction is ignored; parallel edges count as one edge of that weight. Unconnected nodes are groups of their own.

    Source: Blondel et al., "Fast unfolding of communities in large networks", 2008 (the Louvain method).
    """
    groups = nx.community.louvain_communities(_ties(graph), weight="weight", seed=_SEED)
    named = (tuple(sorted(graph.nodes[number].id for number in group)) for group in groups)
    return tuple(sorted(named, key=lambda group: (-len(group), group)))


def _ties(graph: Subgraph) -> nx.Graph[int]:
    """The undirected graph without loops whose weights count parallel edges; nodes are numbers in order of id.

    Numbers, because the order of a set of texts changes from one run of Python to the next.
    """
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    weights = Counter(
        (min(ends), max(ends)) for edge in graph.edges for ends in ((numbers[edge.source], numbers[edge.target]),)
    )
    ties: nx.Graph[int] = nx.Graph()
    ties.add_nodes_from(range(len(numbers)))
    ties.add_weighted_edges_from((one, other, count) for (one, other), count in weights.items() if one != other)
    return ties
