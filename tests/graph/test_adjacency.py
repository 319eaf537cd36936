"""Walks over plain arrays."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocgraph.graph.adjacency import Adjacency, circles, connect, distinct_degrees, shortest_path


def graph(nodes: int, *pairs: tuple[int, int]) -> Adjacency:
    ends = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return connect(nodes, ends[:, 0], ends[:, 1])


def test_an_edge_is_found_from_both_ends() -> None:
    found = graph(3, (0, 2), (1, 2))
    assert [part.tolist() for part in found.around(2)] == [[0, 1], [0, 1]]
    assert [part.tolist() for part in found.around(0)] == [[2], [0]]


def test_an_edge_to_itself_is_entered_once_and_is_no_neighbour() -> None:
    found = graph(2, (0, 0), (0, 1))
    assert found.around(0)[0].tolist() == [0, 1]
    assert distinct_degrees(found).tolist() == [1, 1]


def test_parallel_edges_are_one_neighbour() -> None:
    assert distinct_degrees(graph(2, (0, 1), (1, 0), (0, 1))).tolist() == [1, 1]


def test_degrees_count_only_allowed_edges() -> None:
    found = graph(3, (0, 1), (0, 2))
    assert distinct_degrees(found, np.array([True, False])).tolist() == [1, 1, 0]


def test_circles_grow_by_one_edge_each() -> None:
    found = circles(graph(5, (0, 1), (1, 2), (2, 3)), 0, depth=2)
    assert [circle.tolist() for circle in found] == [[0], [1], [2]]


def test_a_closed_node_is_reached_but_not_crossed() -> None:
    chain = graph(3, (0, 1), (1, 2))
    closed = np.array([True, False, True])
    assert [circle.tolist() for circle in circles(chain, 0, depth=5, open_nodes=closed)] == [[0], [1]]
    assert shortest_path(chain, 0, 2, open_nodes=closed) == []
    assert shortest_path(chain, 0, 1, open_nodes=closed) == [0, 1]


def test_of_two_shortest_ways_the_lower_numbers_win() -> None:
    assert shortest_path(graph(4, (0, 2), (0, 1), (2, 3), (1, 3)), 0, 3) == [0, 1, 3]


def test_no_way_and_too_long_a_way_are_empty() -> None:
    found = graph(4, (0, 1), (1, 2))
    assert shortest_path(found, 0, 3) == []
    assert shortest_path(found, 0, 2, limit=1) == []
    assert shortest_path(found, 1, 1) == [1]


def test_an_end_that_is_no_node_is_refused() -> None:
    with pytest.raises(ValueError, match="not one of the 2 nodes"):
        graph(2, (0, 2))


def test_a_graph_without_edges_stands() -> None:
    assert distinct_degrees(graph(2)).tolist() == [0, 0]
    assert shortest_path(graph(2), 0, 1) == []


ENDS = st.integers(0, 7)


@given(st.lists(st.tuples(ENDS, ENDS), max_size=14), ENDS, ENDS, st.sets(ENDS, max_size=3))
def test_a_path_is_as_short_as_plain_search_finds(
    pairs: list[tuple[int, int]], start: int, end: int, closed: set[int]
) -> None:
    open_nodes = np.array([node not in closed for node in range(8)])
    found = shortest_path(graph(8, *pairs), start, end, open_nodes=open_nodes)
    assert len(found) == expected_length(pairs, start, end, closed)
    linked = {frozenset(pair) for pair in pairs}
    assert all(frozenset(step) in linked for step in pairwise(found))
    assert not closed & set(found[1:-1])


def expected_length(pairs: list[tuple[int, int]], start: int, end: int, closed: set[int]) -> int:
    """How many nodes a shortest way has, found one node at a time; 0 if there is none."""
    distance = {start: 1}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for one, other in (*pairs, *((b, a) for a, b in pairs)):
            if one == here and other not in distance and (here == start or here not in closed):
                distance[other] = distance[here] + 1
                waiting.append(other)
    return distance.get(end, 0)
