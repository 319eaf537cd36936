"""Measures the adjacency on a random graph: memory per edge, and the time of the walks. No fact about any report."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.graph.adjacency import circles, connect, distinct_degrees, shortest_path

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=200_000)
    parser.add_argument("--edges", type=int, default=2_000_000)
    wanted = parser.parse_args()
    random = np.random.default_rng(0)
    weights = 1 / np.arange(1, wanted.nodes + 1) ** 0.7  # few nodes have many edges, as ministries and competitions do
    weights /= weights.sum()
    sources = random.integers(0, wanted.nodes, wanted.edges, dtype=np.int32)
    targets = random.choice(wanted.nodes, wanted.edges, p=weights).astype(np.int32)
    began = time.perf_counter()
    adjacency = connect(wanted.nodes, sources, targets)
    taken = sum(part.nbytes for part in (adjacency.starts, adjacency.neighbours, adjacency.edges))
    seconds = time.perf_counter() - began
    print(f"connect {wanted.edges:,} edges: {seconds:.2f} s, {taken / wanted.edges:.1f} bytes per edge")
    pairs = random.integers(0, wanted.nodes, (50, 2)).tolist()
    _report("neighbours", [lambda a=a: adjacency.around(a) for a, _ in pairs])
    _report("circle of depth 2", [lambda a=a: circles(adjacency, a, depth=2) for a, _ in pairs])
    _report("shortest path", [lambda a=a, b=b: shortest_path(adjacency, a, b) for a, b in pairs])
    _report("degrees of all", [lambda: distinct_degrees(adjacency)])


def _report(name: str, walks: list[Callable[[], object]]) -> None:
    times = []
    for walk in walks:
        began = time.perf_counter()
        walk()
        times.append(time.perf_counter() - began)
    print(f"{name}: median {np.median(times) * 1000:.2f} ms, slowest {max(times) * 1000:.2f} ms")


if __name__ == "__main__":
    main()
