"""Searching, cases and the reading list without scripts: what narrows, what is offered, what is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from test_serve_pages import page, texts

from vocgraph.model import SearchQuery
from vocgraph.serve.citations import cite
from vocgraph.serve.snippet import link_names

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from small_library import SmallLibrary


def items(tree: HTMLParser) -> list[dict[str, object]]:
    """What the buttons of a page would keep."""
    return [json.loads(node.attributes["data-keep"] or "") for node in tree.css("[data-keep]")]


def links(tree: HTMLParser, selector: str) -> list[str]:
    return [node.attributes["href"] or "" for node in tree.css(selector)]


def test_choices_are_counted_links_that_keep_the_query(client: FlaskClient) -> None:
    tree = page(client, "/?q=产业学院&page=1&lang=zh")
    assert texts(tree, ".facet h2") == ["学校", "段落类型"]
    assert texts(tree, ".facet:first-child a") == ["蓝海职业学院 3", "青山技工学校 1"]
    narrower = links(tree, ".facet:first-child a")[1]
    assert narrower.startswith("/?q=")
    assert "page=" not in narrower
    assert len(page(client, "/?q=产业学院&report=qingshan-2023").css(".result")) == 1


def test_a_chosen_value_stands_first_beside_those_that_could_be_added(
    client: FlaskClient, library: SmallLibrary
) -> None:
    tree = page(client, "/?q=产业学院&kind=case")
    first = tree.css_first("[aria-labelledby=facet-kind] a")
    assert first.attributes["aria-current"] == "true"
    assert "kind=" not in (first.attributes["href"] or "")
    assert texts(tree, "[aria-labelledby=facet-kind] a") == ["案例 1", "正文 2"]
    assert [query.kinds for query in library.asked] == [("case",), ()]
    assert links(tree, "[aria-labelledby=facet-kind] a")[1].endswith("kind=case&kind=prose")


def test_a_filter_is_taken_back_by_its_chip_and_all_of_them_at_once(client: FlaskClient) -> None:
    tree = page(client, "/?q=产业学院&topic=产教融合&organisation=星河科技")
    assert texts(tree, ".chosen .chip") == ["去掉筛选： 主题 产教融合 ×", "去掉筛选： 提到的机构 星河科技有限公司 ×"]
    assert [link.count("topic=") for link in links(tree, ".chosen .chip")] == [0, 1]
    [clear] = links(tree, ".clear")
    assert "topic" not in clear
    assert "organisation" not in clear


def test_an_empty_result_offers_to_leave_the_filters_out(client: FlaskClient) -> None:
    assert links(page(client, "/?q=无&kind=case"), ".empty a") == ["/?q=%E6%97%A0"]
    assert not page(client, "/?q=无").css(".empty a")


def test_another_spelling_is_offered_where_it_leads_somewhere(client: FlaskClient) -> None:
    tree = page(client, "/?q=无产业学园&kind=prose")
    assert texts(tree, ".meant a") == ["产业学院"]
    assert "kind=prose" in links(tree, ".meant a")[0]
    assert not page(client, "/?q=产业学院").css(".meant")


def test_a_result_leads_to_its_case_and_to_what_is_similar(client: FlaskClient) -> None:
    tree = page(client, "/?q=产业学院")
    by_result = [links(node, ".acts a:not(.place)") for node in map(HTMLParser, (n.html for n in tree.css(".result")))]
    assert by_result[1] == ["/cases/lanhai-2024/1", "/similar?of=lanhai-2024/1"]
    assert by_result[3] == ["/similar?of=qingshan-2023:242-242"]


def test_the_page_says_how_the_query_was_read_and_what_it_left_out(client: FlaskClient) -> None:
    tree = page(client, "/?q=产业学院 -企业&lang=zh")
    assert texts(tree, ".read dt") == ["不含", "涉及主题", "涉及机构"]
    assert texts(tree, ".read dd") == ["企业", "产业学院", "星河智造产业学院"]
    assert links(tree, ".read a") == [
        "/?q=%E4%BA%A7%E4%B8%9A%E5%AD%A6%E9%99%A2+-%E4%BC%81%E4%B8%9A&lang=zh&topic=industrial-college",
        "/entities/IndustrialCollege/%E6%98%9F%E6%B2%B3%E6%99%BA%E9%80%A0%E4%BA%A7%E4%B8%9A%E5%AD%A6%E9%99%A2?lang=zh",
    ]


def test_a_topic_of_the_query_that_found_nothing_is_not_named(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = library.search(SearchQuery("产业学院"))
    by_words = [replace(passage, why=replace(passage.why, concepts=())) for passage in found.results]
    for helped, named in ((1, ["产业学院"]), (0, [])):
        answer = replace(found, results=(*found.results[:helped], *by_words[helped:]))
        monkeypatch.setattr(library, "search", lambda *_, answer=answer, **__: answer)
        topics = page(client, f"/?q=产业学院 {helped}&lang=zh").css(
            ".read .topic"
        )  # another query: answers are remembered
        assert [topic.text() for topic in topics] == named


def test_a_result_tells_its_concepts_its_telling_sentence_and_its_twins(client: FlaskClient) -> None:
    first = page(client, "/?q=产业学院&lang=en").css_first(".result")
    assert [node.text() for node in first.css(".why .topic")] == ["industrial college"]
    assert first.css_first(".telling mark") is not None
    twin = first.css_first(".why a[href*='qingshan-2023']")
    assert " ".join(twin.text().split()) == "青山技工学校 2023 lines 3–4"


def test_the_same_search_is_shown_by_case_with_the_same_filters(client: FlaskClient) -> None:
    [_, by_case] = links(page(client, "/?q=师徒&organisation=星河科技&year=2024&kind=case"), ".segments a")
    assert by_case == "/cases?q=%E5%B8%88%E5%BE%92&year=2024&partner=%E6%98%9F%E6%B2%B3%E7%A7%91%E6%8A%80"
    [by_passage, _] = links(page(client, by_case), ".segments a")
    assert by_passage == "/?q=%E5%B8%88%E5%BE%92&year=2024&organisation=%E6%98%9F%E6%B2%B3%E7%A7%91%E6%8A%80"


def test_cases_are_browsed_by_theme_until_something_is_chosen(client: FlaskClient) -> None:
    tree = page(client, "/cases?lang=en")
    assert texts(tree, ".themes a") == ["practice and internship 1"]
    assert texts(tree, ".results h2") == ["师徒同台"]
    assert not page(client, links(tree, ".themes a")[0]).css(".themes")


def test_a_case_page_shows_text_names_topics_and_place_with_the_text_as_text(client: FlaskClient) -> None:
    tree = page(client, "/cases/lanhai-2024/1?lang=zh")
    assert texts(tree, "h1") == ["师徒同台"]
    assert not tree.css("article b")
    assert links(tree, "article a.name")[0].startswith("/entities/Enterprise/")
    assert texts(tree, ".case-aside .topic") == ["现代学徒制"]
    assert links(tree, ".meta a")[1].startswith("/reports/lanhai-2024?mark=10-11")
    assert texts(tree, ".alike h3") == ["师徒同台", "师徒同台"]
    assert texts(tree, ".alike:first-of-type .why dt") == ["共同主题", "共同提到", "共同用词"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/cases/lanhai-2024/9", 404), ("/cases/lanhai-2024/x", 404), ("/similar", 400), ("/cases?page=0", 400)],
)
def test_a_case_that_there_is_not_says_so(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_what_can_be_kept_carries_its_citation(client: FlaskClient) -> None:
    case = items(page(client, "/cases/lanhai-2024/1?lang=en"))[0]
    assert case == {
        "id": "lanhai-2024:10-11",
        "kind": "case",
        "title": "师徒同台",
        "school": "蓝海职业学院",
        "source": "蓝海职业学院质量年报",
        "year": 2024,
        "page": None,
        "first": 10,
        "last": 11,
        "text": "老师傅与学生同台比武，<b>共同</b>打磨技艺。",
        "href": "/cases/lanhai-2024/1",
    }
    found = items(page(client, "/?q=产业学院"))
    assert [item["kind"] for item in found] == ["prose", "case", "table", "prose"]
    assert found[0]["href"] == "/reports/lanhai-2024?mark=5-6#L5-L6"


def test_a_report_and_lines_marked_in_it_can_be_kept(client: FlaskClient) -> None:
    report, lines = items(page(client, "/reports/lanhai-2024?mark=10-11"))
    assert (report["id"], report["kind"], report["first"]) == ("lanhai-2024", "report", 0)
    assert (lines["id"], lines["title"], lines["text"][:8]) == ("lanhai-2024:10-11", "师徒同台", "案例 1-1 师")


def test_a_citation_names_school_title_report_year_and_place(app: Flask, client: FlaskClient) -> None:
    [item, *_] = items(page(client, "/cases/lanhai-2024/1"))
    with app.test_request_context("/"):
        app.preprocess_request()
        assert cite(item) == "蓝海职业学院. 师徒同台[R]//蓝海职业学院质量年报. 2024: 第 10–11 行."


def test_the_reading_list_needs_scripts_and_says_so(client: FlaskClient) -> None:
    tree = page(client, "/list?lang=zh")
    assert texts(tree, "[data-without-script]") == ["阅读清单需要浏览器启用脚本。"]
    words = json.loads(tree.css_first("[data-words]").attributes["data-words"] or "")
    assert words["lines"] == "第 {first}–{last} 行"
    assert len(words["columns"]) == 10


def test_names_are_linked_longest_first_and_text_stays_text() -> None:
    linked = link_names("<i>星河科技有限公司</i>", {"星河": "/a", "星河科技有限公司": "/b"})
    assert linked == '&lt;i&gt;<a class="name" href="/b">星河科技有限公司</a>&lt;/i&gt;'


@pytest.mark.parametrize(
    ("language", "note", "label"), [("zh", "主题", "产业学院"), ("en", "Topic", "industrial college")]
)
def test_suggestions_speak_the_reader_s_language(client: FlaskClient, language: str, note: str, label: str) -> None:
    found = client.get(f"/api/v1/suggest?q=产业&lang={language}").json["suggestions"]
    assert (found[0]["label"], found[0]["note"]) == (label, note)
    assert f"lang={language}" in found[0]["page"]


def test_every_page_of_results_follows_on_the_one_before(client: FlaskClient, library: SmallLibrary) -> None:
    page(client, "/?q=产业学院&page=2&limit=3&offset=1")
    assert [(query.limit, query.offset) for query in library.asked[:1]] == [(10, 10)]
