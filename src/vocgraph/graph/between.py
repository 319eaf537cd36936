"""Tells who lies between others: the share of shortest ways that lead through each node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vocgraph.model import Subgraph

    Floats = NDArray[np.float64]

EXACT: Final = 2_000  # nodes; of larger graphs the shares are estimated
PIVOTS: Final = 1_000  # nodes whose ways are followed in larger graphs
_SEED: Final = 0  # of the lot
_AT_ONCE: Final = 64  # pivots; memory grows with nodes times pivots times the longest way


def betweenness(graph: Subgraph) -> dict[str, float]:
    """How often each node lies on a shortest way between two others: a share of all pairs, 0 to 1, direction ignored.

    Exact up to 2,000 nodes; above, estimated from the ways of 1,000 nodes that are chosen by lot.

    Source: Brandes, "A faster algorithm for betweenness centrality", 2001; Brandes & Pich, "Centrality estimation in
    large networks", 2007, for the pivots.
    """
    count = len(graph.nodes)
    if count < 3:
        return {node.id: 0.0 for node in graph.nodes}
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    pairs = {(numbers[edge.source], numbers[edge.target]) for edge in graph.edges if edge.source != edge.target}
    ends = np.array(sorted(pairs | {(there, here) for here, there in pairs}), dtype=np.int64).reshape(-1, 2)
    ties = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    pivots = np.arange(count)
    if count > EXACT:
        pivots = np.sort(np.random.default_rng(_SEED).choice(count, PIVOTS, replace=False))
    total = np.zeros(count)
    for start in range(0, len(pivots), _AT_ONCE):
        total += _dependency(ties, pivots[start : start + _AT_ONCE])
    shares = total * (count / len(pivots)) / ((count - 1) * (count - 2))
    return {node.id: float(share) for node, share in zip(graph.nodes, shares, strict=True)}


def _dependency(ties: csr_array, pivots: NDArray[np.int64]) -> Floats:
    """For each node the sum, over pivots and all other nodes, of the share of their shortest ways through it."""
    columns = np.arange(len(pivots))
    seen = np.zeros((ties.shape[0], len(pivots)), dtype=bool)
    ways = np.zeros(seen.shape)  # how many shortest ways lead from the pivot to a node of the circle
    ways[pivots, columns] = 1.0
    circles = [ways]
    while circles[-1].any():
        seen |= circles[-1] > 0
        circles.append(np.where(seen, 0.0, ties @ circles[-1]))
    depends = np.zeros(seen.shape)
    for near, far in zip(circles[-2::-1], circles[:0:-1], strict=True):
        share = np.divide(1.0 + depends, far, out=np.zeros(seen.shape), where=far > 0)
        depends += near * (ties @ share)
    depends[pivots, columns] = 0.0
    total: Floats = depends.sum(axis=1)
    return total
