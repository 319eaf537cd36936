"""Places nodes in the plane, the same every time: neighbours near each other, everybody else at a distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vocgraph.model import Subgraph

    Places = NDArray[np.float64]  # shape (nodes, 2)

_SPREAD = 40.0  # the wished-for length of an edge, in the units in which exports draw a node of size 6 to 30
_STEPS = 80
_LARGEST = 20_000  # nodes; more are set out as a sunflower, because forces would take minutes
_EXACT = 1_200  # nodes; up to here everybody pushes everybody
_GOLDEN = np.pi * (3 - np.sqrt(5))  # the angle between two seeds of a sunflower, in radians


def positions(graph: Subgraph, *, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Where to draw each node: node id -> (x, y), rounded to a hundredth, the middle at (0, 0), y upwards.

    Forces up to 20,000 connected nodes: edges pull, nodes push, everything is drawn to the middle. Above, a sunflower
    with the best connected in its heart. Nodes without edges stand in a ring around the others.

    Source: Fruchterman & Reingold, "Graph drawing by force-directed placement", 1991; far nodes push as one per cell.
    """
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    pairs = {tuple(sorted((numbers[edge.source], numbers[edge.target]))) for edge in graph.edges}
    edges = np.array(sorted(pair for pair in pairs if pair[0] != pair[1]), dtype=np.int64).reshape(-1, 2)
    degrees = np.bincount(edges.ravel(), minlength=len(numbers))
    tied, alone = np.flatnonzero(degrees), np.flatnonzero(degrees == 0)
    places = np.zeros((len(numbers), 2))
    if len(tied) > _LARGEST:
        places[tied] = _sunflower(degrees[tied])
    elif len(tied):
        placed = _forces(np.searchsorted(tied, edges), _sunflower(degrees[tied]), np.random.default_rng(seed))
        places[tied] = placed - placed.mean(axis=0)
    places[alone] = _ring(len(alone), float(np.linalg.norm(places, axis=1).max(initial=0.0)))
    rounded = np.round(places * _SPREAD, 2) + 0.0  # + 0.0: no minus zero in the files
    return {node.id: (float(x), float(y)) for node, (x, y) in zip(graph.nodes, rounded, strict=True)}


def _sunflower(degrees: NDArray[np.int64]) -> Places:
    """Seeds of a sunflower, one edge length apart, the best connected first."""
    rank = np.empty(len(degrees))
    rank[np.argsort(-degrees, kind="stable")] = np.arange(len(degrees))
    return _polar(np.sqrt(rank), rank * _GOLDEN)


def _ring(count: int, inner: float) -> Places:
    """The outer seeds of a sunflower whose heart, a circle of the given radius, is taken; twice as dense."""
    rank = np.arange(count)
    start = (inner + 1) ** 2 if inner else 0.0
    return _polar(np.sqrt(start + rank / 2), rank * _GOLDEN)


def _polar(radius: NDArray[np.float64], angle: NDArray[np.float64]) -> Places:
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _forces(edges: NDArray[np.int64], places: Places, random: np.random.Generator) -> Places:
    """Let edges pull and nodes push, in steps that grow smaller; unit: the wished-for length of an edge."""
    places = places + random.normal(scale=0.1, size=places.shape)  # so that nobody stands exactly on another
    reach = np.sqrt(len(places)) / 4 + 0.1
    for step in range(_STEPS):
        push = _push_all(places) if len(places) <= _EXACT else _push_by_cell(places)
        pull = np.zeros_like(places)
        gap = places[edges[:, 1]] - places[edges[:, 0]]
        gap *= np.linalg.norm(gap, axis=1, keepdims=True)  # a stretched edge pulls with the square of its length
        np.add.at(pull, edges[:, 0], gap)
        np.add.at(pull, edges[:, 1], -gap)
        force = push + pull - 0.5 * places  # the last one keeps parts that no edge connects from drifting away
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        places = places + force / length * np.minimum(length, reach * (1 - step / _STEPS))
    return places


def _push_all(places: Places) -> Places:
    x = places[:, 0, None] - places[None, :, 0]  # x and y apart: sums over an axis of two are slow
    y = places[:, 1, None] - places[None, :, 1]
    near = np.maximum(x * x + y * y, 0.01)
    return np.column_stack([(x / near).sum(axis=1), (y / near).sum(axis=1)])


def _push_by_cell(places: Places) -> Places:
    """As `_push_all`, but the nodes of a cell of a square grid push together, from the middle between them."""
    grid = 24
    low, high = places.min(axis=0), places.max(axis=0)
    cells = np.minimum(((places - low) / np.maximum(high - low, 1e-9) * grid).astype(np.int64), grid - 1)
    filled, cell = np.unique(cells[:, 0] * grid + cells[:, 1], return_inverse=True)
    weights = np.bincount(cell, minlength=len(filled)).astype(np.float64)
    middle = np.column_stack([np.bincount(cell, places[:, axis], minlength=len(filled)) / weights for axis in (0, 1)])
    pushed = np.zeros_like(places)
    for number in range(len(filled)):  # cell by cell keeps memory at one row per node
        gap = places - middle[number]
        pushed += weights[number] * gap / np.maximum((gap**2).sum(axis=1, keepdims=True), 0.05)
    return pushed
