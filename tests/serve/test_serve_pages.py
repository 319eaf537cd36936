"""The pages, without scripts: what they show, where they lead, and what they do with what a report holds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from rendered import page, texts
from small_library import COLLEGE

from vocgraph.graph.network import Partner, Tie
from vocgraph.model import Edge, EntityKind, Node, Predicate, Quote
from vocgraph.serve import pages
from vocgraph.serve.sheets import divide
from vocgraph.serve.ties import list_partners

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from small_library import SmallLibrary

PAGES = (
    "/",
    "/?q=产业学院",
    "/?q=无",
    "/?q=x&report=lanhai-2024&report=qingshan-2023&year=2023&year=2024&institution=蓝海职业学院&page=2",
    "/?q=产业学院&topic=现代学徒制&organisation=星河科技&kind=case&year=2024&province=海东省&chapter=产教融合",
    "/cases",
    "/cases?q=师徒&topic=现代学徒制&institution=蓝海职业学院&partner=星河科技",
    "/cases?topic=practice-internship&page=2",
    "/cases/lanhai-2024/1",
    "/similar?of=lanhai-2024/1",
    "/similar?of=qingshan-2023:242-242&scope=passages",
    "/similar?of=师傅带徒弟",
    "/list",
    "/reports",
    "/reports/lanhai-2024",
    "/reports/lanhai-2024?mark=5-6",
    "/reports/qingshan-2023?mark=2",
    "/entities",
    "/entities?q=星河&kind=Enterprise",
    "/entities/IndustrialCollege/星河智造产业学院",
    "/entities/Enterprise/星河科技有限公司",
    "/entities/Enterprise/星河科技有限公司?relation=partners",
    "/entities/IndustrialCollege/星河智造产业学院?relation=coBuilds<",
    "/path",
    "/path?from=星河科技&to=蓝海职业学院",
    "/path?from=星河科技&to=星河智造产业学院",
    "/ontology",
    "/export",
    "/export?around=星河科技&depth=2&format=csv&excel=1&kind=Enterprise&report=lanhai-2024&year=2024",
    "/questions",
    "/questions/partners-of-a-school?school_name=蓝海职业学院",
    "/questions/new-since-last-year",
    "/questions/sparql",
    "/questions/sparql?query=SELECT ?x",
    "/about",
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole_in_both_languages(client: FlaskClient, address: str, language: str) -> None:
    tree = page(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert tree.css_first("html").attributes["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert len(tree.css("h1")) == 1
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert not tree.css("[style], [onclick], style, script:not([src])")
    links = [node.attributes.get("href") or "" for node in tree.css("a[href^='/']")]
    assert links
    followed = {link.partition("#")[0] for link in links if "page=" not in link}
    assert all(client.get(link, follow_redirects=True).status_code == 200 for link in followed)


@pytest.mark.parametrize(
    "address", ["/?q=x&lang=en", "/reports?lang=en", "/entities?lang=en", "/questions?lang=en", "/ontology?lang=en"]
)
def test_links_keep_the_language_that_the_address_names(client: FlaskClient, address: str) -> None:
    inner = [node.attributes["href"] or "" for node in page(client, address).css("main a, .main-nav a")]
    assert all("lang=en" in link for link in inner if not link.startswith(("/api/", "/ontology.ttl", "#")))


def test_a_result_names_its_place_its_kind_and_why_it_was_found(client: FlaskClient) -> None:
    tree = page(client, "/?q=产业学院")
    assert texts(tree, ".result .badge") == ["案例", "表格"]
    assert texts(tree, ".result h2 a") == ["1 产教融合", "师徒同台", "产业学院一览", "1 产教融合"]
    assert texts(tree, ".result .crumbs")[1] == "蓝海职业学院 20241 产教融合"
    assert texts(tree, ".result .shares")[0] == "词语 75% · 语义 25%"
    assert texts(tree, ".result .place")[0] == "第 5–6 行"
    assert tree.css_first(".result .snippet mark").text() == "星河智造产业学院"


def test_a_result_leads_to_its_marked_lines(client: FlaskClient) -> None:
    href = page(client, "/?q=产业学院").css_first(".result h2 a").attributes["href"]
    assert href == "/reports/lanhai-2024?mark=5-6#L5-L6"
    tree = page(client, "/reports/lanhai-2024?mark=5-6")
    assert "".join(texts(tree, ".text mark")) == "学校与星河科技有限公司共建星河智造产业学院，在校生120人。"
    assert len(tree.css("[id='L5-L6']")) == 1


def test_the_anchor_stands_at_the_first_printed_line_of_a_mark(client: FlaskClient) -> None:
    tree = page(client, "/reports/qingshan-2023?mark=1-2")
    assert tree.css_first("[id='L1-L2'] + [id='L2']") is not None


@pytest.mark.parametrize("mark", ["99999", "99999-100000"])
def test_lines_beyond_the_end_mark_nothing(client: FlaskClient, mark: str) -> None:
    assert not page(client, f"/reports/lanhai-2024?mark={mark}").css("mark, .mark-bar")


@pytest.mark.parametrize(
    "address", ["/reports/lanhai-2024?mark=6-5", "/reports/lanhai-2024?mark=x", "/?q=x&kind=y", "/?lang=fr"]
)
def test_an_address_that_makes_no_sense_is_answered_with_a_page_that_says_so(client: FlaskClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "这个请求无法回答" in answer.text


def test_a_report_that_is_not_there_is_answered_with_a_page(client: FlaskClient) -> None:
    answer = client.get("/reports/nowhere?lang=en")
    assert answer.status_code == 404
    assert "The library holds nothing of that name" in answer.text


def test_a_query_of_too_many_characters_is_refused_and_not_repeated(client: FlaskClient) -> None:
    answer = client.get("/?q=" + "长" * 1001)
    assert answer.status_code == 400
    assert len(answer.text) < 4000


def test_what_looks_like_html_in_a_query_or_a_report_is_shown_as_text(client: FlaskClient) -> None:
    assert "<script>alert" not in client.get("/?q=<script>alert(1)</script>").text
    assert "&lt;b&gt;共同&lt;/b&gt;" in client.get("/reports/lanhai-2024").text
    assert "&lt;b&gt;共同&lt;/b&gt;" in client.get("/?q=x").text


def test_parameters_of_the_address_do_not_steer_the_links(client: FlaskClient) -> None:
    text = client.get("/reports?_scheme=javascript&_external=1&_anchor=x&endpoint=y").text
    assert "javascript" not in text


@pytest.mark.parametrize("address", [*PAGES, "/indicators", "/compare", "/top", "/communities", "/network", "/api"])
def test_a_page_does_not_mind_a_parameter_that_it_does_not_know(client: FlaskClient, address: str) -> None:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}utm_source=x")
    assert answer.status_code == 200
    assert "utm_source" not in "".join(re.findall(r'href="([^"]*)"', answer.text))


@pytest.mark.parametrize(
    "address",
    ["search?q=x", "cases", "topics", "similar?of=x", "reports", "entities", "top", "communities", "indicators"],
)
def test_a_program_is_told_of_a_parameter_that_is_not_known(client: FlaskClient, address: str) -> None:
    answer = client.get(f"/api/v1/{address}{'&' if '?' in address else '?'}utm_source=x")
    assert answer.status_code == 400
    assert "utm_source" in answer.get_json()["detail"]


def test_several_reports_can_be_left_out_one_by_one(client: FlaskClient) -> None:
    tree = page(client, "/?q=x&report=lanhai-2024&report=qingshan-2023")
    assert [node.attributes["href"] for node in tree.css(".chosen .chip")] == [
        "/?q=x&report=qingshan-2023",
        "/?q=x&report=lanhai-2024",
    ]


def test_a_new_query_keeps_the_filters(client: FlaskClient) -> None:
    tree = page(client, "/?q=x&report=lanhai-2024&kind=case&institution=蓝海职业学院&lang=en")
    held = {node.attributes["name"]: node.attributes["value"] for node in tree.css("form.search input[type=hidden]")}
    assert held == {
        "report": "lanhai-2024",
        "kind": "case",
        "institution": "蓝海职业学院",
        "lang": "en",
    }


def test_later_results_have_their_own_address(client: FlaskClient, library: SmallLibrary) -> None:
    client.get("/?q=x&page=3")
    assert (library.asked[-1].offset, library.asked[-1].limit) == (20, 10)


def test_relations_are_grouped_as_seen_from_the_entity_with_their_quotes(client: FlaskClient) -> None:
    college = page(client, "/entities/IndustrialCollege/星河智造产业学院")
    assert texts(college, ".relations h3") == ["共建方 2"]
    firm = page(client, "/entities/Enterprise/星河科技有限公司")
    assert texts(firm, ".relations h3") == ["共建 1"]
    assert texts(firm, ".relations:not(#partners) mark") == ["星河科技有限公司", "星河智造产业学院"]
    assert firm.css_first(".quotes a").attributes["href"] == "/reports/lanhai-2024?mark=5-6#L5-L6"


def test_partners_are_listed_with_what_joins_them_and_one_quote(client: FlaskClient) -> None:
    firm = page(client, "/entities/Enterprise/星河科技有限公司")
    assert texts(firm, "#partners .tie-name a") == ["蓝海职业学院"]
    assert texts(firm, "#partners .ways") == ["通过星河智造产业学院"]
    assert len(firm.css("#partners blockquote")) == 1
    assert not page(client, "/entities/IndustrialCollege/星河智造产业学院").css("#partners")


def test_of_many_relations_the_rest_are_names_with_places_and_a_page_of_their_own(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "TIES_OPEN", 1)
    monkeypatch.setattr(pages, "TIES_SHOWN", 1)
    college = page(client, f"/entities/{COLLEGE}?lang=en")
    assert len(college.css(".relations .tie")) == 1
    assert len(college.css(".rest .names li .meta a[href^='/reports/']")) == 1
    assert not college.css(".rest blockquote")
    whole = college.css_first(".rest .aside-lead a").attributes["href"] or ""
    first = page(client, whole)
    assert texts(first, "h1") == ["Co-built by 2"]
    assert texts(first, "[rel=next]") == ["Next →"]
    second = page(client, first.css_first("[rel=next]").attributes["href"] or "")
    assert {*texts(first, ".tie-name a"), *texts(second, ".tie-name a")} == {"星河科技有限公司", "蓝海职业学院"}
    assert second.css("blockquote mark")
    assert not second.css("[rel=next]")


@pytest.mark.parametrize("relation", ["partners", "coBuilds>"])
def test_beyond_the_last_page_of_a_relation_its_title_stands_and_nothing_else(
    client: FlaskClient, relation: str
) -> None:
    beyond = page(client, f"/entities/Enterprise/星河科技有限公司?relation={relation}&page=999")
    assert texts(beyond, "h1")[0].endswith(" 1")
    assert not beyond.css(".tie")


def test_a_relation_that_an_entity_does_not_have_is_refused_with_those_it_has(client: FlaskClient) -> None:
    answer = client.get(f"/entities/{COLLEGE}?relation=hosts>")
    assert answer.status_code == 400
    assert "coBuilds&lt;" in answer.text


def test_the_sentences_of_a_direct_partner_are_not_told_twice() -> None:
    firm, school = (Node(f"{kind}/{kind}", str(kind), kind) for kind in (EntityKind.ENTERPRISE, EntityKind.INSTITUTION))
    edge = Edge("e", school.id, Predicate.COOPERATES_WITH, firm.id, (Quote("r", 0, 8, 1, 1, None, "学校与公司合作。"),))
    [row] = list_partners(school, (Partner(firm, (Tie(None, (edge,)),)),))
    assert (row.direct, row.through, row.quote) == (("cooperatesWith>",), (), None)


def test_an_entity_leads_to_the_export_of_its_neighbourhood(client: FlaskClient) -> None:
    hrefs = [node.attributes["href"] for node in page(client, "/entities/Enterprise/星河科技有限公司").css("a.chip")]
    assert "/export?around=%E6%98%9F%E6%B2%B3%E7%A7%91%E6%8A%80%E6%9C%89%E9%99%90%E5%85%AC%E5%8F%B8" in hrefs


def test_the_address_of_an_entity_in_rdf_leads_to_its_page(client: FlaskClient) -> None:
    answer = client.get("/id/Enterprise/星河科技有限公司", follow_redirects=True)
    assert (answer.status_code, answer.request.path) == (200, "/entities/Enterprise/星河科技有限公司")
    assert client.get("/id/report/lanhai-2024", follow_redirects=True).request.path == "/reports/lanhai-2024"
    assert client.get("/id/Planet/星河科技有限公司").status_code == 404
    assert client.get("/id/Alliance/星河科技有限公司").status_code == 404


def test_an_entity_that_shares_its_name_is_reached_by_its_address(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    twin = replace(library.nodes[COLLEGE], id=f"{COLLEGE}@山河学校")
    monkeypatch.setitem(library.nodes, twin.id, twin)
    for entity_id in (COLLEGE, twin.id):
        assert client.get(f"/id/{entity_id}").headers["Location"] == f"/entities/{quote(entity_id, safe='/@')}"


def test_a_way_between_two_names_shows_each_stop_and_what_leads_on(client: FlaskClient) -> None:
    tree = page(client, "/path?from=星河科技&to=蓝海职业学院")
    assert texts(tree, ".way .tie-name a") == ["星河科技有限公司", "星河智造产业学院", "蓝海职业学院"]
    assert texts(tree, ".way .step") == ["共建 ↓", "共建方 ↓"]
    assert len(tree.css(".way blockquote")) == 2


def test_a_way_that_there_is_none_of_is_said_so(client: FlaskClient) -> None:
    assert "没有把它们连起来的关系" in client.get("/path?from=星河科技&to=星河智造产业学院").text


def test_the_names_of_one_kind_are_listed(client: FlaskClient) -> None:
    assert texts(page(client, "/entities?kind=Enterprise"), ".names a") == ["星河科技有限公司"]


def test_the_names_in_a_report_lead_to_their_entities(client: FlaskClient) -> None:
    hrefs = {node.attributes["href"] for node in page(client, "/reports/lanhai-2024").css(".text a.name")}
    assert len(hrefs) == 2
    assert all(client.get(href or "").status_code == 200 for href in hrefs)


def test_every_printed_line_of_a_report_can_be_linked_to(client: FlaskClient, library: SmallLibrary) -> None:
    text = library.report("lanhai-2024").report.text
    printed = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    anchors = [int(number) for number in re.findall(r'id="L(\d+)"', client.get("/reports/lanhai-2024").text)]
    assert sorted(anchors) == printed


def test_a_long_report_comes_in_sheets_and_every_line_is_found_on_one_of_them(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "divide", partial(divide, room=30))
    text = library.report("lanhai-2024").report.text
    printed = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    address, found = "/reports/lanhai-2024?lang=en", []
    while address:
        tree = page(client, address)
        shown = [int((node.attributes["id"] or "")[1:]) for node in tree.css(".text [id^='L']")]
        assert shown
        assert all(client.get(f"/reports/lanhai-2024?line={line}").text.count(f'id="L{line}"') == 1 for line in shown)
        found += shown
        address = next((node.attributes["href"] or "" for node in tree.css("[rel=next]")), "")
    assert sorted(found) == printed
    whole = page(client, tree.css_first(".report-head a[href*='whole=1']").attributes["href"] or "")
    assert len(whole.css(".text [id^='L']")) == len(printed)
    assert not whole.css("[rel=next], [rel=prev], [data-divided]")


def test_marked_lines_and_the_outline_lead_to_the_sheet_that_shows_them(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "divide", partial(divide, room=30))
    marked = page(client, "/reports/lanhai-2024?mark=5-6")
    assert len(marked.css("[id='L5-L6']")) == 1
    for link in marked.css(".outline .sections a"):
        place, _, anchor = (link.attributes["href"] or "").partition("#")
        assert page(client, place or "/reports/lanhai-2024?mark=5-6").css(f"[id='{anchor}']")


def test_the_other_sheets_keep_what_is_marked_and_clearing_the_mark_stays_where_it_was(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "divide", partial(divide, room=30))
    address: str | None = "/reports/lanhai-2024?mark=5-6&line=1"
    seen = 0
    while address:
        shown = page(client, address)
        ids = {node.attributes["id"] for node in shown.css(".text [id]")}
        seen += len(shown.css("[id='L5-L6']"))
        back, clear = (link.attributes["href"] or "" for link in shown.css(".mark-bar a"))
        assert page(client, back.partition("#")[0] or address).css("[id='L5-L6']")
        assert ids >= {node.attributes["id"] for node in page(client, clear.partition("#")[0]).css(".text [id]")}
        following = shown.css("[rel=next]")
        address = following[0].attributes["href"] if following else None
    assert seen == 1


def test_each_sheet_leads_to_every_other_and_the_whole_report_back_to_the_sheets(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page(client, "/reports/lanhai-2024?whole=1").css("a[href='/reports/lanhai-2024']")
    monkeypatch.setattr(pages, "divide", partial(divide, room=30))
    pages._laid_out.cache_clear()
    first = page(client, "/reports/lanhai-2024")
    others = first.css(".report-head .sheets a[aria-label]")
    assert len(others) > 1
    for other in others:
        shown = page(client, other.attributes["href"] or "")
        assert texts(shown, ".report-head [aria-current=page]") == texts(other, "a")
        assert len(shown.css(".outline .sections [aria-current=location]")) == 1
    whole = page(client, "/reports/lanhai-2024?whole=1")
    assert whole.css("a[href='/reports/lanhai-2024']")


def test_what_is_asked_wrongly_is_refused_though_the_page_is_known(client: FlaskClient) -> None:
    tag = {"If-None-Match": client.get("/reports/lanhai-2024").headers["ETag"]}
    for wrong in ("line=0", "whole=2"):
        assert client.get(f"/reports/lanhai-2024?{wrong}", headers=tag).status_code == 400


def test_a_report_that_has_not_changed_is_not_sent_again(client: FlaskClient, library: SmallLibrary) -> None:
    first = client.get("/reports/lanhai-2024")
    tag = {"If-None-Match": first.headers["ETag"]}
    again = client.get("/reports/lanhai-2024", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/reports/lanhai-2024?lang=en", headers=tag).status_code == 200
    library.generation += 1
    assert client.get("/reports/lanhai-2024", headers=tag).status_code == 200


def test_a_report_of_a_newer_generation_is_laid_out_anew(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    report = library.report
    monkeypatch.setattr(library, "report", lambda name: asked.append(name) or report(name))
    for address in ("/reports/lanhai-2024", "/reports/lanhai-2024?mark=5", "/reports/lanhai-2024?lang=en"):
        assert client.get(address).status_code == 200
    assert asked == ["lanhai-2024"]
    library.generation += 1
    client.get("/reports/lanhai-2024")
    assert asked == ["lanhai-2024"] * 2


def test_pages_tell_nothing_of_the_machine(client: FlaskClient) -> None:
    assert "secret" not in "".join(client.get(address).text for address in PAGES)


def test_the_server_says_that_it_is_well(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}


@pytest.mark.parametrize(
    ("address", "section", "current"),
    [
        ("/cases", "/cases", "page"),
        ("/cases/lanhai-2024/1", "/cases", "true"),
        ("/reports/lanhai-2024", "/reports", "true"),
        ("/entities/Enterprise/星河科技有限公司", "/entities", "true"),
        ("/compare", "/entities", "true"),
        ("/questions/sparql", "/questions", "true"),
    ],
)
def test_the_header_marks_the_page_or_the_section_it_belongs_to(
    client: FlaskClient, address: str, section: str, current: str
) -> None:
    [marked] = page(client, address).css(".main-nav [aria-current]")
    assert (marked.attributes["href"], marked.attributes["aria-current"]) == (section, current)


def test_tables_are_no_landmarks_so_that_equal_captions_do_not_clash(client: FlaskClient) -> None:
    [box] = page(client, "/reports/lanhai-2024").css(".table-box")
    assert box.attributes["role"] == "group"
