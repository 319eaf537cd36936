"""Places nodes in the plane, the same every time: neighbours near each other, everybody else at a distance."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from vocgraph.model import Subgraph

    Places = NDArray[np.float64]  # shape (nodes, 2)
    Edges = NDArray[np.int64]  # shape (edges, 2), numbers of nodes

_SPREAD = 40.0  # the wished-for length of an edge, in the units in which exports draw a node of size 6 to 30
_STEPS = 100
_LARGEST = 20_000  # nodes; the others stand beside their best neighbour, because forces would take minutes
_EXACT = 1_200  # nodes; up to here everybody pushes everybody
_NEAR = 0.5  # edge lengths; nearer than that, everybody pushes everybody in larger graphs too
_CELLS = 24  # of the grid, each way
_GRAVITY = 2.0  # how strongly everything is drawn to the middle, per edge length of distance from it
_SEED = 0  # of where nodes stand at first
_GOLDEN = np.pi * (3 - np.sqrt(5))  # the angle between two seeds of a sunflower, in radians
_NOWHERE: Mapping[str, tuple[float, float]] = MappingProxyType({})


def positions(
    graph: Subgraph,
    *,
    before: Mapping[str, tuple[float, float]] = _NOWHERE,
    restless: Collection[str] = (),
) -> dict[str, tuple[float, float]]:
    """Where to draw each node: node id -> (x, y), rounded to a hundredth, the middle at (0, 0), y upwards.

    Forces among the 20,000 best connected nodes: edges pull, nodes push, everything is drawn to the middle. Further
    nodes stand around their best connected neighbour, nodes without edges in a ring around all others.

    :param before: where nodes stood in an earlier picture. They move as little as the newcomers are few, and not at
        all where there are none.
    :param restless: nodes of the earlier picture that may move as freely as newcomers, because their ties changed.

    Source: Fruchterman & Reingold, "Graph drawing by force-directed placement", 1991; far nodes push as one per cell.
    """
    ids = [node.id for node in graph.nodes]
    numbers = {name: number for number, name in enumerate(ids)}
    pairs = {tuple(sorted((numbers[edge.source], numbers[edge.target]))) for edge in graph.edges}
    edges = np.array(sorted(pair for pair in pairs if pair[0] != pair[1]), dtype=np.int64).reshape(-1, 2)
    degrees = np.bincount(edges.ravel(), minlength=len(ids))
    tied, alone = np.flatnonzero(degrees), np.flatnonzero(degrees == 0)
    core = np.sort(tied[np.argsort(-degrees[tied], kind="stable")][:_LARGEST])
    old = np.array([before.get(name, (np.nan, np.nan)) for name in ids], dtype=np.float64).reshape(-1, 2)
    old = np.round(old, 2) / _SPREAD  # an earlier picture keeps four bytes for each number
    places = np.zeros((len(ids), 2))
    if len(core):
        inside = np.isin(edges, core).all(axis=1)
        moved = np.array([name in restless for name in ids]) if restless else np.zeros(len(ids), dtype=bool)
        places[core] = _settle(
            np.searchsorted(core, edges[inside]), degrees[core], old[core], moved[core], np.random.default_rng(_SEED)
        )
        _attach(places, core, np.setdiff1d(tied, core), edges, degrees)
    places = np.round(places * _SPREAD, 2)
    places[alone] = _SPREAD * _ring(len(alone), float(np.linalg.norm(places, axis=1).max(initial=0.0)) / _SPREAD)
    rounded = np.round(places, 2) + 0.0  # + 0.0: no minus zero in the files
    return {name: (float(x), float(y)) for name, (x, y) in zip(ids, rounded, strict=True)}


def _settle(
    edges: Edges, degrees: NDArray[np.int64], old: Places, moved: NDArray[np.bool_], random: np.random.Generator
) -> Places:
    """Places of connected nodes, found from where they stood before, not-a-number for newcomers."""
    new = np.isnan(old[:, 0])
    if new.all():
        placed = _forces(edges, _sunflower(degrees), np.ones(len(degrees)), random)
        centred: Places = placed - placed.mean(axis=0)
        return centred
    places = np.where(new[:, None], _welcome(edges, old, new), old)
    free = new | moved
    if not free.any():
        return places
    return _forces(edges, places, np.where(free, 1.0, free.mean()), random)


def _welcome(edges: Edges, old: Places, new: NDArray[np.bool_]) -> Places:
    """Where newcomers begin: in the middle of their neighbours, else outside, around everybody."""
    known = np.where(new[:, None], 0.0, old)
    both = np.concatenate([edges, edges[:, ::-1]])
    both = both[~new[both[:, 1]]]
    near = csr_array((np.ones(len(both)), (both[:, 0], both[:, 1])), shape=(len(old), len(old)))
    count = near.sum(axis=1)
    outside = np.zeros_like(known)
    outside[new] = _ring(int(new.sum()), float(np.linalg.norm(known, axis=1).max()))
    middle: Places = np.where(count[:, None] > 0, (near @ known) / np.maximum(count, 1)[:, None], outside)
    return middle


def _attach(
    places: Places, core: NDArray[np.int64], rest: NDArray[np.int64], edges: Edges, degrees: NDArray[np.int64]
) -> None:
    """Stand each of the rest beside its best connected neighbour in the core, as the seeds of a small sunflower."""
    hosts = np.full(len(places), -1)
    both = np.concatenate([edges, edges[:, ::-1]])
    both = both[np.isin(both[:, 0], rest) & np.isin(both[:, 1], core)]
    both = both[np.argsort(degrees[both[:, 1]], kind="stable")]
    hosts[both[:, 0]] = both[:, 1]  # the last one written is the best connected
    order = rest[np.argsort(hosts[rest], kind="stable")]
    _, first, count = np.unique(hosts[order], return_index=True, return_counts=True)
    rank = np.arange(len(order)) - np.repeat(first, count)
    around = np.where((hosts[order] >= 0)[:, None], places[hosts[order]], 0.0)
    places[order] = around + _polar(0.5 * np.sqrt(rank + 1), rank * _GOLDEN)


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


def _forces(edges: Edges, places: Places, freedom: NDArray[np.float64], random: np.random.Generator) -> Places:
    """Let edges pull and nodes push, in steps that grow smaller; unit: the wished-for length of an edge.

    :param freedom: shape (nodes,); how far each node may go in a step, as a share of the usual.
    """
    # A little noise, so that nobody stands exactly on another.
    places = places + random.normal(scale=0.1, size=places.shape) * freedom[:, None]
    reach = (np.sqrt(len(places)) / 4 + 0.1) * freedom[:, None]
    ends, number = edges.T.ravel(), np.tile(np.arange(len(edges)), 2)
    signs = np.repeat([1.0, -1.0], len(edges))
    pulled = csr_array((signs, (ends, number)), shape=(len(places), len(edges)))
    for step in range(_STEPS):
        push = _push_all(places) if len(places) <= _EXACT else _push_by_cell(places, random.random(2))
        gap = places[edges[:, 1]] - places[edges[:, 0]]
        gap *= np.linalg.norm(gap, axis=1, keepdims=True)  # a stretched edge pulls with the square of its length
        # The last one keeps parts that no edge connects from drifting away.
        force = push + pulled @ gap - _GRAVITY * places
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        places = places + force / length * np.minimum(length, reach * (1 - step / _STEPS))
    return places


def _push_all(places: Places) -> Places:
    x = places[:, 0, None] - places[None, :, 0]  # x and y apart: sums over an axis of two are slow
    y = places[:, 1, None] - places[None, :, 1]
    near = np.maximum(x * x + y * y, 0.01)
    return np.column_stack([(x / near).sum(axis=1), (y / near).sum(axis=1)])


def _push_by_cell(places: Places, shift: NDArray[np.float64]) -> Places:
    """As `_push_all`, but the nodes of a cell of a square grid push together, from the middle between them.

    Only the nearest push one by one as well, so that those of one cell come apart.

    :param shift: of the grid, in cells, 0 to 1; another one each time, or its lines would show.
    """
    low, high = places.min(axis=0), places.max(axis=0)
    cells = ((places - low) / np.maximum(high - low, 1e-9) * _CELLS + shift).astype(np.int64)
    filled, cell = np.unique(cells[:, 0] * (_CELLS + 2) + cells[:, 1], return_inverse=True)
    weights = np.bincount(cell, minlength=len(filled)).astype(np.float64)
    middle = np.column_stack([np.bincount(cell, places[:, axis], minlength=len(filled)) / weights for axis in (0, 1)])
    pushed = np.zeros_like(places)
    for number in range(len(filled)):  # cell by cell keeps memory at one row per node
        x, y = places[:, 0] - middle[number, 0], places[:, 1] - middle[number, 1]
        share = weights[number] / np.maximum(x * x + y * y, 0.05)
        pushed[:, 0] += x * share
        pushed[:, 1] += y * share
    pairs = cKDTree(places).query_pairs(_NEAR, output_type="ndarray")
    gap = places[pairs[:, 0]] - places[pairs[:, 1]]
    gap /= np.maximum((gap**2).sum(axis=1, keepdims=True), 0.01)
    for axis in (0, 1):
        pushed[:, axis] += np.bincount(pairs[:, 0], gap[:, axis], minlength=len(places))
        pushed[:, axis] -= np.bincount(pairs[:, 1], gap[:, axis], minlength=len(places))
    return pushed
