"""The analyst's pages: names by letter, why they are one, companions, comparisons, rankings, groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rendered import page, texts

from vocgraph.graph.store import Answer, Value
from vocgraph.model import Decision, EntityKind
from vocgraph.serve.joining import explain_joins
from vocgraph.serve.words import teller

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from small_library import SmallLibrary

FIRM = "/entities/Enterprise/星河科技有限公司"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def test_names_are_listed_by_letter_kind_and_report(client: FlaskClient) -> None:
    tree = page(client, "/entities")
    assert texts(tree, ".letters a") == ["全部字母", "L", "X"]
    assert texts(tree, "[role=group] .chip") == ["全部类型", "产业学院 1", "企业 1", "院校 1"]
    assert texts(page(client, "/entities?letter=x&kind=Enterprise"), ".names a") == ["星河科技有限公司"]
    assert texts(page(client, "/entities?report=qingshan-2023"), ".names a") == ["蓝海职业学院"]


def test_names_come_in_the_order_asked_for(client: FlaskClient) -> None:
    names = texts(page(client, "/entities?sort=name"), ".names a")
    assert names == sorted(names)


@pytest.mark.parametrize("address", ["/entities?letter=7", "/entities?sort=size", "/entities?page=0", "/top?by=wealth"])
def test_an_address_that_makes_no_sense_is_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_pages_of_names_lead_on_and_back(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vocgraph.serve.pages.ENTITIES_SHOWN", 2)
    first = page(client, "/entities?sort=name")
    assert len(first.css(".names li")) == 2
    assert first.css_first("a[rel=next]").attributes["href"] == "/entities?sort=name&page=2"
    last = page(client, "/entities?page=2&sort=name")
    assert len(last.css(".names li")) == 1
    assert last.css_first("a[rel=prev]").attributes["href"] == "/entities?sort=name"
    assert not last.css("a[rel=next]")


def test_an_entity_s_page_says_why_its_names_are_one(client: FlaskClient) -> None:
    joins = page(client, FIRM).css(".joins li")
    assert len(joins) == 2
    assert "与“星河科技有限公司”只差" in joins[0].text()
    assert "0.95" in joins[0].text()
    assert "写法与名称相同" in joins[1].text()
    assert len(joins[1].css(".meta a")) == 2  # two reports print it so
    assert "Differs from 星河科技有限公司 only in" in page(client, f"{FIRM}?lang=en").css_first(".joins li").text()


def test_a_rule_that_this_version_does_not_know_is_shown_by_its_name() -> None:
    [join] = explain_joins([Decision("甲", EntityKind.PARK, "r", "e", "by-magic", ())], teller("zh"))
    assert join.reasons == ("by-magic",)


def test_a_rule_told_without_its_features_still_reads() -> None:
    [join] = explain_joins([Decision("甲", EntityKind.PARK, "r", "e", "suffix", ())], teller("en"))
    assert "…" in join.reasons[0]


def test_an_entity_s_page_shows_who_is_named_beside_it(client: FlaskClient) -> None:
    [companion] = page(client, FIRM).css("#companions li")
    assert "蓝海职业学院" in companion.text()
    assert "2 个共同段落" in companion.text()
    assert companion.css("a")[-1].attributes["href"] == "/reports/lanhai-2024?mark=5-6#L5-L6"
    assert texts(page(client, FIRM), ".facts dd")[-1] == "2024"


def test_two_are_compared(client: FlaskClient) -> None:
    tree = page(client, "/compare?a=星河科技&b=蓝海职业学院")
    assert texts(tree, ".columns h2") == ["共同的合作方 1", "只属于 星河科技有限公司 1", "只属于 蓝海职业学院 0"]
    assert texts(tree, ".columns .names a") == ["星河智造产业学院", "星河科技有限公司"]
    assert not page(client, "/compare").css(".columns")
    assert client.get("/compare?a=nobody&b=星河科技").status_code == 404


def test_the_most_connected_are_ranked_with_bars(client: FlaskClient) -> None:
    tree = page(client, "/top?kind=Enterprise")
    assert texts(tree, ".ranking th a") == ["星河科技有限公司"]
    assert texts(tree, ".ranking .value") == ["2"]
    assert texts(page(client, "/top?by=betweenness&kind=Enterprise"), ".ranking .value") == ["< 0.01 %"]


def test_groups_are_named_and_listed_the_most_mentioned_first(client: FlaskClient) -> None:
    tree = page(client, "/communities")
    assert texts(tree, ".group h2") == ["第 1 组 · 星河智造产业学院一带 3"]
    assert texts(tree, ".members a")[0] == "蓝海职业学院"


def answered(*rows: tuple[str, ...], columns: tuple[str, ...]) -> Answer:
    cells = tuple(
        tuple(Value("literal", text, "", INTEGER if text.lstrip("-").isdecimal() else "") for text in row)
        for row in rows
    )
    return Answer(columns, cells, None, complete=True)


@pytest.mark.parametrize(
    ("answer", "bars"),
    [
        (answered(("甲", "3"), ("乙", "1"), columns=("name", "count")), 2),
        (answered(("甲", "3"), columns=("name", "count")), 0),  # one bar says nothing
        (answered(("甲", "3", "4"), ("乙", "1", "2"), columns=("name", "one", "two")), 0),
        (answered(("甲", "2023"), ("乙", "2024"), columns=("name", "year")), 0),
        (answered(("甲", "-3"), ("乙", "1"), columns=("name", "count")), 0),
        (answered(("3", "甲"), ("1", "乙"), columns=("count", "name")), 0),
        (answered(("甲", "乙"), ("乙", "丙"), columns=("name", "other")), 0),
    ],
)
def test_an_answer_that_counts_is_drawn(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch, answer: Answer, bars: int
) -> None:
    monkeypatch.setattr(library, "sparql", lambda *_, **__: answer)
    assert len(page(client, "/questions/sparql?query=SELECT").css(".bars tr")) == bars
