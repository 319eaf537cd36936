"""Parts of a graph, networkx views, layout, and how nodes and edges are made."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import dist

import pytest

from tests.example import REPORTS, example_graph, node_id
from vocgraph.graph import layout
from vocgraph.graph.assemble import assemble, edge_id, quote
from vocgraph.graph.between import betweenness
from vocgraph.graph.select import part
from vocgraph.graph.views import as_networkx, communities
from vocgraph.model import Edge, EntityKind, Node, Predicate, Quote, Resolution, Span, Subgraph

GRAPH = example_graph()


def pair(names: str) -> Subgraph:
    """A chain of enterprises named by single letters."""
    nodes = tuple(Node(f"Enterprise/{name}", name, EntityKind.ENTERPRISE) for name in names)
    said = (Quote("r", 0, 1, 1, 1, None, "x"),)
    edges = (
        Edge(f"e{number}", one.id, Predicate.COOPERATES_WITH, other.id, said)
        for number, (one, other) in enumerate(pairwise(nodes))
    )
    return Subgraph(nodes, tuple(edges))


def test_a_quote_knows_lines_page_and_the_words_as_printed() -> None:
    report = REPORTS["qinghe-2024"]
    found = quote(
        Span("qinghe-2024", report.text.index("学校承办"), report.text.index("技能竞赛。\n学校建有") + 5), report
    )
    assert (found.first_line, found.last_line, found.page, found.text) == (5, 5, 2, "学校承办云岭省职业院校技能竞赛。")


def test_a_quote_over_a_line_break_keeps_it() -> None:
    [member] = [edge for edge in GRAPH.edges if edge.predicate is Predicate.MEMBER_OF and "蓝海" in edge.source]
    assert member.quotes[0].text.count("\n") == 1
    assert (member.quotes[0].first_line, member.quotes[0].last_line) == (4, 5)


def test_an_edge_joins_the_quotes_of_all_reports_in_order() -> None:
    [built] = [edge for edge in GRAPH.edges if edge.source == node_id("蓝海科技有限公司") and "智造" in edge.target]
    assert [quote.report for quote in built.quotes] == ["qinghe-2023", "qinghe-2024"]


def test_an_edge_id_depends_on_direction_and_predicate() -> None:
    ids = {edge_id("a", Predicate.LEADS, "b"), edge_id("b", Predicate.LEADS, "a"), edge_id("a", Predicate.HOSTS, "b")}
    assert len(ids) == 3
    assert edge_id("a", Predicate.LEADS, "b") == "leads-b6a6ad476fbe713a"


def test_a_node_counts_its_mentions_and_reports() -> None:
    [school] = [node for node in GRAPH.nodes if node.name == "青禾职业技术学院"]
    assert (school.reports, school.mentions) == (("qinghe-2023", "qinghe-2024", "yunling-2024"), 3)


def test_nothing_resolved_is_an_empty_graph() -> None:
    assert assemble(Resolution((), (), ()), {}) == Subgraph((), ())


def test_a_part_of_one_report_drops_the_quotes_of_others() -> None:
    found = part(GRAPH, reports=["qinghe-2023"])
    assert {quote.report for edge in found.edges for quote in edge.quotes} == {"qinghe-2023"}
    assert "星河装备产业学院" not in {node.name for node in found.nodes}
    assert found.complete


def test_a_part_keeps_details_beside_their_quotes() -> None:
    chain = pair("ab")
    [edge] = chain.edges
    two = replace(
        edge, quotes=(edge.quotes[0], replace(edge.quotes[0], report="s")), attrs=((("k", "r"),), (("k", "s"),))
    )
    nodes = tuple(replace(node, reports=("r", "s")) for node in chain.nodes)
    [kept] = part(Subgraph(nodes, (two,)), reports=["s"]).edges
    assert (kept.quotes[0].report, kept.attrs) == ("s", ((("k", "s"),),))


def test_a_part_by_kind_has_no_loose_edges() -> None:
    found = part(GRAPH, kinds=[EntityKind.INSTITUTION, EntityKind.ENTERPRISE], only_connected=True)
    assert {edge.predicate for edge in found.edges} == {Predicate.COOPERATES_WITH}
    assert len(found.nodes) == 4


def test_a_limited_part_says_what_is_missing() -> None:
    found = part(GRAPH, limit=2)
    assert {node.name for node in found.nodes} == {"青禾职业技术学院", "云岭工业学校"}
    assert found.left_out == "10 of 12 nodes: the least connected"


def test_a_part_of_an_incomplete_graph_stays_incomplete() -> None:
    whole = replace(GRAPH, complete=False, left_out="all competitions")
    assert part(whole, kinds=[EntityKind.PARK]).left_out == "all competitions"


def test_networkx_sees_names_kinds_and_quotes() -> None:
    made = as_networkx(GRAPH)
    assert made.number_of_edges() == 18
    assert made.nodes[node_id("云岭经济开发区")]["kind"] == "Park"
    [data] = made.get_edge_data(node_id("青禾职业技术学院"), node_id("云岭省教育厅")).values()
    assert (data["predicate"], data["quotes"][0].first_line) == ("supervisedBy", 1)


def test_communities_cover_every_node_once_and_are_the_same_every_time() -> None:
    found = communities(GRAPH)
    assert sorted(node for group in found for node in group) == [node.id for node in GRAPH.nodes]
    assert found == communities(GRAPH)
    assert [len(group) for group in found] == sorted((len(group) for group in found), reverse=True)


def test_two_knots_are_two_communities() -> None:
    one, other = pair("abca"[:3]), pair("xyz")
    assert communities(
        Subgraph(one.nodes + other.nodes, one.edges + tuple(replace(e, id=f"o{e.id}") for e in other.edges))
    ) == (
        ("Enterprise/a", "Enterprise/b", "Enterprise/c"),
        ("Enterprise/x", "Enterprise/y", "Enterprise/z"),
    )


def test_the_middle_of_a_chain_lies_between() -> None:
    assert betweenness(pair("abc")) == {"Enterprise/a": 0.0, "Enterprise/b": 1.0, "Enterprise/c": 0.0}


def test_a_layout_is_the_same_every_time_and_puts_nobody_on_another() -> None:
    found = layout.positions(GRAPH)
    assert found == layout.positions(GRAPH)
    places = list(found.values())
    assert min(dist(one, other) for number, one in enumerate(places) for other in places[:number]) > 8


def test_neighbours_are_drawn_nearer_than_strangers() -> None:
    found = layout.positions(pair("abcde"))
    assert dist(found["Enterprise/a"], found["Enterprise/b"]) < dist(found["Enterprise/a"], found["Enterprise/e"])


def test_a_large_layout_by_cells_still_keeps_neighbours_near(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_EXACT", 0)
    found = layout.positions(pair("abcdefghij"))
    assert dist(found["Enterprise/a"], found["Enterprise/b"]) < dist(found["Enterprise/a"], found["Enterprise/j"])


def test_a_huge_graph_becomes_a_sunflower(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "_LARGEST", 2)
    assert len(set(layout.positions(pair("abcdef")).values())) == 6


def test_nodes_without_edges_stand_around_the_others() -> None:
    alone = tuple(Node(f"Park/{number}", str(number), EntityKind.PARK) for number in range(5))
    chain = pair("abc")
    found = layout.positions(Subgraph(chain.nodes + alone, chain.edges))
    inner = max(dist((0, 0), found[node.id]) for node in chain.nodes)
    assert all(dist((0, 0), found[node.id]) > inner for node in alone)


def test_an_empty_graph_has_no_positions() -> None:
    assert layout.positions(Subgraph((), ())) == {}
