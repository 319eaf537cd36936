"""Who works with whom, in the example of three reports."""

from __future__ import annotations

import pytest

from tests.example import example_graph, node_id
from vocgraph.graph.network import Network, Partner
from vocgraph.model import EntityKind, Predicate

GRAPH = example_graph()
QINGHE, YUNLING = node_id("青禾职业技术学院"), node_id("云岭工业学校")
LANHAI, COLLEGE = node_id("蓝海科技有限公司"), node_id("蓝海智造产业学院")


@pytest.fixture
def network() -> Network:
    return Network(GRAPH.nodes, GRAPH.edges)


def names(partners: tuple[Partner, ...]) -> list[str]:
    return [partner.node.name for partner in partners]


def test_partners_cooperate_or_share_a_college_or_an_alliance(network: Network) -> None:
    found = network.partners(QINGHE)
    assert names(found) == ["蓝海科技有限公司", "云岭工业学校", "星河机械集团有限公司", "云岭经济开发区"]
    ties = [(tie.through.name if tie.through else "") for tie in found[0].ties]
    assert ties == ["", "云岭市智能制造产教联合体", "蓝海智造产业学院"]


def test_a_tie_holds_the_evidence_of_both_sides(network: Network) -> None:
    [park] = [partner for partner in network.partners(QINGHE) if partner.node.kind is EntityKind.PARK]
    [tie] = park.ties
    assert [(edge.source, edge.target) for edge in tie.edges] == [(QINGHE, COLLEGE), (park.node.id, COLLEGE)]
    assert all(edge.quotes for edge in tie.edges)


def test_cooperation_counts_whichever_side_the_report_names_first(network: Network) -> None:
    assert node_id("青禾职业技术学院") in {partner.node.id for partner in network.partners(YUNLING)}
    assert YUNLING in {partner.node.id for partner in network.partners(QINGHE)}


def test_to_be_awarded_in_the_same_competition_makes_no_partners() -> None:
    kept = tuple(edge for edge in GRAPH.edges if edge.predicate is Predicate.AWARDED_IN)
    assert Network(GRAPH.nodes, kept).partners(QINGHE) == ()


def test_partners_of_a_college_are_its_builders(network: Network) -> None:
    assert names(network.partners(COLLEGE)) == ["云岭经济开发区", "蓝海科技有限公司", "青禾职业技术学院"]


def test_partners_can_be_of_one_kind_and_few(network: Network) -> None:
    assert names(network.partners(QINGHE, kinds=[EntityKind.ENTERPRISE], limit=1)) == ["蓝海科技有限公司"]


def test_neighbours_follow_chosen_predicates(network: Network) -> None:
    found = network.neighbours(QINGHE, predicates=[Predicate.CO_BUILDS], kinds=[EntityKind.INDUSTRIAL_COLLEGE])
    assert [node.name for node in found] == ["星河装备产业学院", "蓝海智造产业学院"]


def test_edges_of_a_node_stand_by_predicate_then_by_name(network: Network) -> None:
    found = [(edge.predicate.value, network.node(edge.target).name) for edge in network.edges_of(LANHAI)]
    assert found == [
        ("coBuilds", "蓝海智造产业学院"),
        ("memberOf", "云岭市智能制造产教联合体"),
        ("cooperatesWith", "蓝海科技有限公司"),
        ("cooperatesWith", "蓝海科技有限公司"),
    ]


def test_a_path_shows_every_edge_of_each_step(network: Network) -> None:
    path = network.path(node_id("云岭省教育厅"), LANHAI)
    assert [node.name for node in path.nodes] == ["云岭省教育厅", "青禾职业技术学院", "蓝海科技有限公司"]
    assert [[edge.predicate.value for edge in step] for step in path.steps] == [["supervisedBy"], ["cooperatesWith"]]


def test_a_path_need_not_lead_through_a_competition(network: Network) -> None:
    awards = [Predicate.AWARDED_IN]
    assert len(network.path(QINGHE, YUNLING, predicates=awards).nodes) == 3
    assert network.path(QINGHE, YUNLING, predicates=awards, not_through=[EntityKind.COMPETITION]).nodes == ()


def test_a_step_shows_only_edges_that_may_be_walked(network: Network) -> None:
    contest = node_id("云岭省职业院校技能竞赛")
    both = network.path(QINGHE, contest).steps
    assert [[edge.predicate.value for edge in step] for step in both] == [["awardedIn", "hosts"]]
    one = network.path(QINGHE, contest, predicates=[Predicate.HOSTS]).steps
    assert [[edge.predicate.value for edge in step] for step in one] == [["hosts"]]


def test_an_unknown_id_is_a_key_error(network: Network) -> None:
    with pytest.raises(KeyError):
        network.partners("Enterprise/nobody")


def test_the_most_connected_come_first(network: Network) -> None:
    first, second, *_ = network.top()
    assert (first.node.id, first.neighbours, first.edges) == (QINGHE, 9, 10)
    assert (second.node.id, second.neighbours) == (YUNLING, 5)


def test_ranking_by_kind_and_predicate_leaves_the_unconnected_out(network: Network) -> None:
    found = network.top(kinds=[EntityKind.ENTERPRISE], predicates=[Predicate.MEMBER_OF])
    assert [(each.node.id, each.neighbours, each.edges) for each in found] == [(LANHAI, 1, 1)]


def test_an_ego_network_has_the_edges_between_neighbours(network: Network) -> None:
    found = network.ego(COLLEGE)
    assert {node.name for node in found.nodes} == {
        "蓝海智造产业学院",
        "云岭经济开发区",
        "蓝海科技有限公司",
        "青禾职业技术学院",
    }
    assert Predicate.COOPERATES_WITH in {edge.predicate for edge in found.edges}
    assert found.complete


def test_a_cut_ego_network_keeps_the_best_connected_and_says_so(network: Network) -> None:
    found = network.ego(COLLEGE, limit=2)
    assert {node.id for node in found.nodes} == {COLLEGE, QINGHE}
    assert not found.complete
    assert found.left_out.startswith("2 of 4 nodes")


def test_the_order_of_the_input_does_not_matter(network: Network) -> None:
    turned = Network(reversed(GRAPH.nodes), reversed(GRAPH.edges))
    assert turned.partners(QINGHE) == network.partners(QINGHE)
    assert turned.ego(QINGHE, depth=2) == network.ego(QINGHE, depth=2)
