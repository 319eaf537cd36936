"""The picture of a graph: the same every time, steady while a library grows, and honest about who lies between."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from math import dist
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest

from vocgraph.graph import between, layout, picture
from vocgraph.graph.between import betweenness
from vocgraph.model import Edge, EntityKind, Node, Predicate, Quote, Subgraph

if TYPE_CHECKING:
    from pathlib import Path

QUOTE = (Quote("r", 0, 1, 1, 1, None, "x"),)


def made(pairs: list[tuple[int, int]], *, nodes: int = 0) -> Subgraph:
    count = max([nodes, *(end + 1 for pair in pairs for end in pair)])
    names = [f"Park/{number:03}" for number in range(count)]
    return Subgraph(
        tuple(Node(name, name, EntityKind.PARK) for name in names),
        tuple(
            Edge(f"{one:03}-{other:03}", names[one], Predicate.HOSTS, names[other], QUOTE)
            for one, other in sorted(pairs)
        ),
    )


def stars(*sizes: int) -> list[tuple[int, int]]:
    """Hubs of so many leaves each, in a chain."""
    hubs = [sum(sizes[:number]) + number for number in range(len(sizes))]
    leaves = [(hub, hub + leaf) for hub, size in zip(hubs, sizes, strict=True) for leaf in range(1, size + 1)]
    return leaves + list(pairwise(hubs))


GRAPH = made(stars(12, 9, 6), nodes=32)  # two nodes without relations


def test_a_picture_is_the_same_every_time() -> None:
    assert picture.draw(GRAPH).rows.tobytes() == picture.draw(GRAPH).rows.tobytes()


def test_a_picture_does_not_hang_on_the_order_of_sets() -> None:
    code = (
        "from tests.graph.test_picture import GRAPH; from vocgraph.graph.picture import draw;"
        "import sys; sys.stdout.buffer.write(draw(GRAPH).rows.tobytes())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {picture.draw(GRAPH).rows.tobytes()}


def test_nothing_moves_where_nothing_changed() -> None:
    before = picture.draw(GRAPH)
    assert picture.draw(GRAPH, before=before).rows.tobytes() == before.rows.tobytes()


def test_what_stays_hardly_moves_when_something_comes() -> None:
    before = picture.draw(GRAPH)
    grown = made([*stars(12, 9, 6), (0, 40)], nodes=41)
    after = picture.draw(grown, before=before)
    kept = [name for name, row in zip(before.ids, before.rows, strict=True) if row["neighbours"] and name != "Park/000"]
    moves = [dist(before.places[name], after.places[name]) for name in kept]
    fresh = picture.draw(grown)
    assert np.median(moves) < 0.3 * np.median([dist(before.places[name], fresh.places[name]) for name in kept])


def test_a_newcomer_stands_near_its_neighbour() -> None:
    after = picture.draw(made([*stars(12, 9, 6), (0, 40)], nodes=41), before=picture.draw(GRAPH))
    to_hub = dist(after.places["Park/040"], after.places["Park/000"])
    assert to_hub < dist(after.places["Park/040"], after.places["Park/023"])


def test_a_newcomer_without_known_neighbours_stands_outside_at_first() -> None:
    places = layout.positions(made([(0, 1), (2, 3)]), before={"Park/000": (0.0, 0.0), "Park/001": (40.0, 0.0)})
    assert len(set(places.values())) == 4


def test_communities_are_found_and_the_lonely_have_none() -> None:
    rows = picture.draw(GRAPH).rows
    assert len(set(rows["community"][:13])) == 1
    assert len(set(rows["community"][:30])) == 3
    assert set(rows["community"][30:]) == {picture.NONE}


def test_a_community_keeps_its_number_when_another_outgrows_it() -> None:
    before = picture.draw(GRAPH)
    middle = before.rows["community"][13]
    grown = [*stars(12, 9, 6), *((13, number) for number in range(32, 45))]
    after = picture.draw(made(grown), before=before)
    assert after.rows["community"][13] == middle
    assert picture.draw(made(grown)).rows["community"][13] != middle


def test_outside_the_core_a_node_goes_with_its_best_connected_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "CORE", 3)
    monkeypatch.setattr(layout, "_LARGEST", 3)
    drawn = picture.draw(GRAPH)
    assert set(drawn.rows["community"][1:13]) == {drawn.rows["community"][0]}
    assert len(set(drawn.places.values())) == len(GRAPH.nodes)
    assert drawn.communities[int(drawn.rows["community"][5])][0] == "Park/000"


def test_a_saved_picture_is_read_back_and_another_file_is_refused(tmp_path: Path) -> None:
    drawn = picture.draw(GRAPH)
    drawn.save(tmp_path / "picture.npy")
    assert picture.load(tmp_path / "picture.npy", drawn.ids).rows.tobytes() == drawn.rows.tobytes()
    with pytest.raises(ValueError, match="no picture of 2 nodes"):
        picture.load(tmp_path / "picture.npy", drawn.ids[:2])


def random_graph(nodes: int, edges: int) -> tuple[Subgraph, nx.Graph[str]]:
    random = np.random.default_rng(3)
    pairs = {tuple(sorted(random.integers(0, nodes, 2).tolist())) for _ in range(edges)}
    graph = made([pair for pair in pairs if pair[0] != pair[1]], nodes=nodes)
    known: nx.Graph[str] = nx.Graph()
    known.add_nodes_from(node.id for node in graph.nodes)
    known.add_edges_from((edge.source, edge.target) for edge in graph.edges)
    return graph, known


def test_betweenness_is_what_networkx_finds() -> None:
    graph, known = random_graph(120, 170)
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(known))


def test_a_loop_and_the_direction_do_not_count() -> None:
    graph = made([(0, 1), (2, 1), (1, 1)])
    back = replace(graph.edges[0], id="back", source=graph.edges[0].target, target=graph.edges[0].source)
    twice = Subgraph(graph.nodes, (*graph.edges, back))
    assert betweenness(twice) == {"Park/000": 0.0, "Park/001": 1.0, "Park/002": 0.0}


def test_of_a_large_graph_betweenness_is_estimated_near_the_truth(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, known = random_graph(300, 700)
    monkeypatch.setattr(between, "EXACT", 100)
    monkeypatch.setattr(between, "PIVOTS", 150)
    found, truth = betweenness(graph), nx.betweenness_centrality(known)
    assert np.corrcoef([found[name] for name in truth], list(truth.values()))[0, 1] > 0.95
