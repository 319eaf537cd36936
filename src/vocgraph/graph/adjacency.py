"""Keeps who is connected to whom as plain arrays, and walks them: neighbours, shortest paths, circles around a node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.int32]
    Allowed = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Adjacency:
    """Compressed sparse rows over both directions of every edge: 16 bytes per edge and 8 per node.

    Nodes and edges are numbers from 0, in the order in which the caller keeps them. The entries of a node are sorted
    by neighbour, leaving edges before arriving ones, so that every walk gives the same answer every time.
    """

    starts: NDArray[np.int64]  # shape (nodes + 1,): entries of node n are [starts[n], starts[n + 1])
    neighbours: Numbers  # shape (at most 2 * edges,): the node at the other end
    edges: Numbers  # shape (at most 2 * edges,): the edge that leads there

    @property
    def nodes(self) -> int:
        return len(self.starts) - 1

    def around(self, node: int) -> tuple[Numbers, Numbers]:
        """The neighbours of a node and the edges that lead to them; a neighbour stands once for each edge."""
        at = slice(self.starts[node], self.starts[node + 1])
        return self.neighbours[at], self.edges[at]


def connect(nodes: int, sources: Numbers, targets: Numbers) -> Adjacency:
    """Build the adjacency of a graph.

    :param nodes: how many nodes there are.
    :param sources: shape (edges,); the node each edge starts from.
    :param targets: shape (edges,); the node it leads to. An edge from a node to itself is entered once.
    :raises ValueError: if the shapes differ or a number is not a node.
    """
    if sources.shape != targets.shape or sources.ndim != 1:
        raise ValueError(f"one source and one target per edge, not {sources.shape} and {targets.shape}")
    ends = np.concatenate([sources, targets])
    if len(ends) and (ends.min() < 0 or ends.max() >= nodes):
        raise ValueError(f"an edge has an end that is not one of the {nodes} nodes")
    numbers = np.arange(len(sources), dtype=np.int32)
    proper = sources != targets
    here = np.concatenate([sources, targets[proper]])
    there = np.concatenate([targets, sources[proper]]).astype(np.int32, copy=False)
    edge = np.concatenate([numbers, numbers[proper]])
    order = np.argsort(here.astype(np.int64) * nodes + there, kind="stable")
    starts = np.zeros(nodes + 1, dtype=np.int64)
    np.cumsum(np.bincount(here, minlength=nodes), out=starts[1:])
    return Adjacency(starts, there[order], edge[order])


def distinct_degrees(adjacency: Adjacency, allowed: Allowed | None = None) -> NDArray[np.int64]:
    """How many different neighbours each node has, itself not counted.

    :param allowed: shape (edges,); the edges that count, all if None.
    :return: shape (nodes,).
    """
    rows = np.repeat(np.arange(adjacency.nodes), np.diff(adjacency.starts))
    keep = rows != adjacency.neighbours
    if allowed is not None:
        keep &= allowed[adjacency.edges]
    rows, ends = rows[keep], adjacency.neighbours[keep]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (ends[1:] != ends[:-1])
    return np.bincount(rows[first], minlength=adjacency.nodes)


def circles(
    adjacency: Adjacency, centre: int, *, depth: int, allowed: Allowed | None = None, open_nodes: Allowed | None = None
) -> list[Numbers]:
    """The nodes at distance 0, 1, … ``depth`` from the centre, each circle sorted; empty ones at the end are dropped.

    :param allowed: shape (edges,); the edges that may be walked, all if None.
    :param open_nodes: shape (nodes,); nodes that may be walked through, all if None; the others may be reached.
    """
    seen = np.zeros(adjacency.nodes, dtype=bool)
    seen[centre] = True
    found = [np.array([centre], dtype=np.int32)]
    for _ in range(depth):
        inner = found[-1]
        if open_nodes is not None:
            inner = inner[open_nodes[inner] | (inner == centre)]
        _, reached, edges = _entries(adjacency, inner)
        if allowed is not None:
            reached = reached[allowed[edges]]
        circle = np.unique(reached[~seen[reached]])
        if not len(circle):
            break
        seen[circle] = True
        found.append(circle)
    return found


def shortest_path(
    adjacency: Adjacency,
    start: int,
    end: int,
    *,
    limit: int = 8,
    allowed: Allowed | None = None,
    open_nodes: Allowed | None = None,
) -> list[int]:
    """The nodes of a shortest way between two nodes, edges walked in either direction; empty if there is none.

    Circles grow around both ends in turn, always the one with fewer edges to follow, until they touch. Of several
    shortest ways it is always the same one: through the lowest-numbered node where they touch.

    :param limit: how many edges the way may have.
    :param allowed: shape (edges,); the edges that may be walked, all if None.
    :param open_nodes: shape (nodes,); nodes that may be walked through, all if None. Both ends always may.
    """
    if start == end:
        return [start]
    passable = np.ones(adjacency.nodes, dtype=bool) if open_nodes is None else open_nodes.copy()
    passable[[start, end]] = True
    sides = [_Side(adjacency.nodes, start), _Side(adjacency.nodes, end)]
    for _ in range(limit):
        near, far = sorted(sides, key=lambda side: side.work(adjacency))  # equal: the start's side
        near.grow(adjacency, passable, allowed)
        touched = near.frontier[far.before[near.frontier] >= 0]
        if len(touched):
            forward, backward = (side.way_to(int(touched[0])) for side in sides)
            return forward + backward[-2::-1]
        if not len(near.frontier):
            break
    return []


class _Side:
    """The circles around one end of a path: from where each node was first reached."""

    def __init__(self, nodes: int, end: int) -> None:
        self.before = np.full(nodes, -1, dtype=np.int32)
        self.before[end] = end
        self.frontier = np.array([end], dtype=np.int32)

    def work(self, adjacency: Adjacency) -> int:
        """How many entries the next circle is found from."""
        return int((adjacency.starts[self.frontier + 1] - adjacency.starts[self.frontier]).sum())

    def grow(self, adjacency: Adjacency, passable: Allowed, allowed: Allowed | None) -> None:
        origins, reached, edges = _entries(adjacency, self.frontier)
        keep = (self.before[reached] < 0) & passable[reached]
        if allowed is not None:
            keep &= allowed[edges]
        origins, reached = origins[keep], reached[keep]
        # Written from the last entry to the first, so that the lowest origin is what stays.
        self.before[reached[::-1]] = origins[::-1]
        self.frontier = np.unique(reached)

    def way_to(self, node: int) -> list[int]:
        """From this end to a node that was reached."""
        way = [node]
        while self.before[way[-1]] != way[-1]:
            way.append(int(self.before[way[-1]]))
        return way[::-1]


def _entries(adjacency: Adjacency, nodes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """The entries of many nodes at once, as three arrays of the same length: node, neighbour, edge."""
    starts = adjacency.starts[nodes]
    lengths = adjacency.starts[nodes + 1] - starts
    ends = np.cumsum(lengths)
    at = np.arange(int(lengths.sum())) + np.repeat(starts - ends + lengths, lengths)
    return np.repeat(nodes, lengths), adjacency.neighbours[at], adjacency.edges[at]
