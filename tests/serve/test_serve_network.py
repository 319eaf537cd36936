"""The explorer: every state is an address, what is drawn and what is not is said in numbers, the tables say it too."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from rendered import page
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from small_library import COLLEGE, FIRM, SCHOOL

from vocgraph.graph.picture import NONE
from vocgraph.model import Edge, EntityKind, Node, Predicate, Quote
from vocgraph.serve import network
from vocgraph.serve.ego import MOST, MOST_NARROW, draw_ego
from vocgraph.serve.ties import Tie

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from small_library import SmallLibrary


@pytest.fixture(autouse=True)
def fresh() -> None:
    """Every test has a library of its own, maybe at the address in memory of one that is gone."""
    network._shown.cache_clear()
    network._packed.cache_clear()


def text_of(tree: HTMLParser, selector: str) -> str:
    return " ".join(tree.css_first(selector).text().split())


def source(tree: HTMLParser) -> str:
    return tree.css_first("[data-part=state]").attributes["data-source"] or ""


def add_loner(library: SmallLibrary) -> None:
    library.nodes["Park/孤园"] = Node("Park/孤园", "孤园", EntityKind.PARK, (), ("lanhai-2024",), 1)


def test_what_is_drawn_and_what_is_not_is_said_in_numbers(client: FlaskClient, library: SmallLibrary) -> None:
    add_loner(library)
    assert "3 个实体、2 条关系" in text_of(page(client, "/network"), ".count")
    assert "没有关系的 1 个实体" in text_of(page(client, "/network"), ".count")
    cut = text_of(page(client, "/network?most=2&lang=en"), ".count")
    assert "2 entities and 1 relations are drawn" in cut
    assert "not drawn: 1 less connected entities, 1 relations" in cut
    narrow = text_of(page(client, "/network?kind=Enterprise&kind=IndustrialCollege&lang=en"), ".count")
    assert "outside these conditions: 1 entities, 1 relations" in narrow


def test_data_table_and_exports_hold_the_same_part(client: FlaskClient) -> None:
    tree = page(client, "/network?kind=Enterprise&kind=IndustrialCollege")
    told = client.get(source(tree)).json
    assert told["entities"]["name"] == ["星河科技有限公司", "星河智造产业学院"]
    assert {row.text().strip() for row in tree.css(".network-table tbody th")} == set(told["entities"]["name"])
    for link in tree.css("[data-part=files] a"):
        assert client.get(link.attributes["href"] or "").status_code == 200
    exported = client.get(tree.css_first("[data-part=files] a").attributes["href"] or "").text
    assert "星河科技有限公司" in exported
    assert "蓝海职业学院" not in exported


def test_the_export_shows_nodes_where_the_picture_has_them(client: FlaskClient, library: SmallLibrary) -> None:
    told = client.get("/api/v1/network").json["entities"]
    assert told["x"] == [round(float(x), 1) for x in library.picture.rows["x"]]
    assert told["y"] == [round(float(y), 1) for y in library.picture.rows["y"]]


def test_a_chosen_entity_stands_beside_the_picture_with_the_sentences_that_tie_it(client: FlaskClient) -> None:
    tree = page(client, "/network?node=星河科技")
    assert text_of(tree, "#chosen-title") == "星河科技有限公司"
    assert tree.css_first("[data-part=state]").attributes["data-node"] == FIRM
    assert "学校与星河科技有限公司共建星河智造产业学院" in text_of(tree, ".chosen-node blockquote")
    assert "/reports/lanhai-2024?mark=5-6" in (tree.css_first(".chosen-node .quotes a").attributes["href"] or "")


def test_a_chosen_entity_is_drawn_even_where_it_is_not_well_connected(client: FlaskClient) -> None:
    drawn = client.get(source(page(client, f"/network?most=1&node={SCHOOL}"))).json
    assert drawn["entities"]["name"] == ["蓝海职业学院"]


def test_an_entity_outside_the_conditions_is_said_to_be(client: FlaskClient) -> None:
    tree = page(client, "/network?node=星河科技&kind=Institution")
    assert not tree.css("#chosen-title")
    assert "星河科技 不符合当前条件" in text_of(tree, "[data-part=beside] .problem")


def test_a_way_is_walked_and_told(client: FlaskClient) -> None:
    tree = page(client, "/network?from=星河科技&to=蓝海职业学院")
    assert json.loads(tree.css_first("[data-part=state]").attributes["data-way"] or "") == [FIRM, COLLEGE, SCHOOL]
    assert [stop.text() for stop in tree.css(".way .tie-name a")] == [
        "星河科技有限公司",
        "星河智造产业学院",
        "蓝海职业学院",
    ]


def test_a_way_keeps_to_the_conditions(client: FlaskClient) -> None:
    tree = page(client, "/network?from=星河科技&to=蓝海职业学院&kind=Enterprise&kind=Institution")
    assert "没有把它们连起来的关系" in text_of(tree, ".chosen-way")


def test_part_of_a_name_finds_the_best_match(client: FlaskClient) -> None:
    assert text_of(page(client, "/network?node=科技有限"), "#chosen-title") == "星河科技有限公司"


def test_an_unknown_name_is_told_and_the_picture_stays(client: FlaskClient) -> None:
    tree = page(client, "/network?node=不存在", status=404)
    assert "不存在" in text_of(tree, "[role=alert]")
    assert "3 个实体" in text_of(tree, ".count")


@pytest.mark.parametrize(
    "address",
    ["/network?colour=red", "/network?size=1", "/network?sort=mentions", "/network?most=0", "/network?most=99999"],
)
def test_an_address_that_means_nothing_says_what_would(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_the_table_is_sorted_and_turned_by_address(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "ROWS", 2)
    tree = page(client, "/network?sort=name&page=2")
    assert [row.text().strip() for row in tree.css("tbody th")] == ["蓝海职业学院"]
    assert tree.css_first("th[aria-sort]").attributes["aria-sort"] == "ascending"
    assert "page=" not in (tree.css_first("a[rel=prev]").attributes["href"] or "")


def test_relations_are_a_table_too_with_their_first_place(client: FlaskClient) -> None:
    tree = page(client, "/network?table=relations&sort=subject")
    assert [cell.text() for cell in tree.css("tbody td:first-child a")] == ["星河科技有限公司", "蓝海职业学院"]
    assert len(tree.css('tbody a[href*="mark=5-6"]')) == 2


def test_colours_are_explained(client: FlaskClient) -> None:
    kinds = page(client, "/network?colour=kind&lang=en")
    assert {entry.attributes["class"] for entry in kinds.css(".legend circle")} == {
        f"kind-{kind}" for kind in ("Enterprise", "IndustrialCollege", "Institution")
    }
    assert "星河智造产业学院一带" in text_of(page(client, "/network"), ".legend")


def test_no_two_communities_of_a_picture_have_one_colour(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = library.picture
    rows = picture.rows.copy()
    rows["community"] = [0, 8, 1]
    monkeypatch.setattr(type(library), "picture", replace(picture, rows=rows))
    told = client.get("/api/v1/network").json["entities"]
    assert told["community"] == [0, 8, 1]
    assert told["colour"] == [0, 2, 1]
    swatches = [dot.attributes["class"] for dot in page(client, "/network").css(".legend circle")]
    assert sorted(swatches) == ["community-0", "community-1", "community-2"]


def test_more_communities_than_colours_share_the_colour_of_the_rest() -> None:
    drawn = [number for number in range(10) for _ in range(20 - number)]
    assert network._colours([*drawn, NONE]) == {number: number for number in range(8)}


def test_a_form_keeps_the_rest_of_the_state(client: FlaskClient) -> None:
    tree = page(client, "/network?colour=kind&kind=Enterprise&node=星河科技&lang=en")
    kept = {field.attributes["name"]: field.attributes["value"] for field in tree.css(".way-form input[type=hidden]")}
    assert kept == {"colour": "kind", "kind": "Enterprise", "lang": "en"}
    closing = tree.css_first('a[href*="colour=kind"]').attributes["href"] or ""
    assert parse_qs(urlsplit(closing).query)["kind"] == ["Enterprise"]


def test_regions_restrict_to_their_reports(client: FlaskClient) -> None:
    assert client.get("/api/v1/network?region=海东省").json["matching"] == {"entities": 3, "relations": 2}
    assert client.get("/api/v1/network?region=蓝海市").json["matching"]["relations"] == 2
    assert client.get("/api/v1/network?region=别处").json["matching"] == {"entities": 0, "relations": 0}
    assert client.get("/export/gexf?region=别处").status_code == 200


def test_data_comes_compressed_where_that_is_understood_and_only_when_it_changed(client: FlaskClient) -> None:
    plain = client.get("/api/v1/network")
    packed = client.get("/api/v1/network", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = client.get("/api/v1/network", headers={"If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_an_id_that_its_kind_and_name_do_not_make_is_told(client: FlaskClient, library: SmallLibrary) -> None:
    library.nodes[FIRM] = Node(FIRM, "另一个名字", EntityKind.ENTERPRISE, (), ("lanhai-2024",), 1)
    told = client.get("/api/v1/network").json["entities"]
    assert dict(zip(told["name"], told["id"], strict=True)) == {
        "另一个名字": FIRM,
        "星河智造产业学院": None,
        "蓝海职业学院": None,
    }


# The picture on an entity's page


def tie(number: int, quotes: int = 1) -> Tie:
    node = Node(f"Enterprise/{number:02}", f"第{number}家企业", EntityKind.ENTERPRISE)
    middle = Node("Institution/x", "学校", EntityKind.INSTITUTION)
    said = (Quote("r", 0, 1, 1, 1, None, "x"),) * quotes
    return Tie(middle, node, Edge(str(number), middle.id, Predicate.COOPERATES_WITH, node.id, said))


def test_neighbours_stand_apart_within_the_frame() -> None:
    ego = draw_ego([("cooperatesWith>", [tie(number) for number in range(9)])], [])
    places = {(spot.x, spot.y) for spot in ego.spots}
    assert len(places) == 9
    assert all(0 < x < ego.width and 0 < y < ego.height for x, y in places)
    assert [spot.leftwards for spot in ego.spots] == [False] * 5 + [True] * 4


def test_of_many_neighbours_those_with_most_quotes_are_drawn_and_the_rest_counted() -> None:
    ties = [tie(number, quotes=2 if number == 29 else 1) for number in range(30)]
    ego = draw_ego([("cooperatesWith>", ties)], [])
    assert (len(ego.spots), ego.left_out) == (MOST, 30 - MOST)
    assert any(spot.node.id == "Enterprise/29" for spot in ego.spots)
    assert len(draw_ego([("cooperatesWith>", ties)], [], narrow=True).spots) == MOST_NARROW


def test_relations_among_neighbours_are_drawn_once_and_a_neighbour_of_two_kinds_too() -> None:
    edges = [
        Edge(f"{predicate}", one, predicate, other, (Quote("r", 0, 1, 1, 1, None, "x"),))
        for predicate, one, other in (
            (Predicate.LEADS, "Enterprise/00", "Enterprise/01"),
            (Predicate.COOPERATES_WITH, "Enterprise/01", "Enterprise/00"),
            (Predicate.HOSTS, "Enterprise/01", "Enterprise/77"),
        )
    ]
    ego = draw_ego([("leads>", [tie(0), tie(1)]), ("hosts>", [tie(1)])], edges)
    assert [(one.node.id, other.node.id) for one, other in ego.across] == [("Enterprise/00", "Enterprise/01")]
    assert [spot.relations for spot in ego.spots] == [("leads>",), ("leads>", "hosts>")]


def test_an_entity_s_page_draws_it_with_links_and_words_for_readers(client: FlaskClient) -> None:
    tree = page(client, f"/entities/{COLLEGE}")
    assert [text.text() for text in tree.css("svg.broad a text[lang]")] == ["星河科技有限公司", "蓝海职业学院"]
    assert "2 个实体" in text_of(tree, "svg.broad desc")
    assert "/network?around=" in (tree.css_first(".ego p a").attributes["href"] or "")
