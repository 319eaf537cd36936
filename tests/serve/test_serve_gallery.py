"""The gallery of questions: asked about names of the library, answered with links, and queries of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rendered import page

from vocgraph.graph.store import Answer, Value
from vocgraph.ontology import BASE, questions
from vocgraph.serve import gallery

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from small_library import SmallLibrary

XSD = "http://www.w3.org/2001/XMLSchema#"


def test_every_question_is_in_the_gallery_with_its_parameters_as_fields(client: FlaskClient) -> None:
    tree = page(client, "/questions?lang=en")
    for question in questions():
        card = tree.css_first(f"li#{question.id}")
        assert card.css_first("h2").text() == question.title_en
        assert [node.attributes["name"] for node in card.css("input[list]")] == list(question.parameters)


def test_fields_begin_with_names_of_this_library_not_of_the_example(client: FlaskClient) -> None:
    tree = page(client, "/questions")
    assert tree.css_first("#partners-of-a-school input").attributes["value"] == "蓝海职业学院"
    ends = [node.attributes["value"] for node in tree.css("#words-behind-a-relation input")]
    assert ends == ["星河科技有限公司", "星河智造产业学院"]
    years = [node.attributes["value"] for node in tree.css("#new-since-last-year input")][1:]
    assert years == ["2023", "2024"]
    assert tree.css_first("#cases-about-a-topic input").attributes["value"] == "现代学徒制"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.id)
def test_every_question_can_be_asked_as_it_stands(client: FlaskClient, question) -> None:
    assert page(client, f"/questions/{question.id}").css("table")


def test_the_name_in_the_address_is_asked_about(client: FlaskClient, library: SmallLibrary) -> None:
    tree = page(client, '/questions/partners-of-a-school?school_name=青山"学校')
    assert '{ "青山\\"学校"@zh }' in library.queries[-1]
    assert tree.css_first("input[name=school_name]").attributes["value"] == '青山"学校'


def test_entities_names_and_kinds_in_an_answer_lead_to_their_pages(client: FlaskClient) -> None:
    cells = page(client, "/questions/partners-of-a-school").css("tbody tr:nth-child(2) td")
    assert [cell.text() for cell in cells] == ["星河科技有限公司", "星河科技有限公司", "企业", ""]
    hrefs = [cell.css_first("a").attributes["href"] or "" for cell in cells[:3]]
    for href in hrefs[:2]:
        assert "星河科技有限公司</h1>" in client.get(href).text
    assert hrefs[2] == "/ontology#Enterprise"


def test_the_whole_answer_can_be_downloaded(client: FlaskClient) -> None:
    files = page(client, "/questions/partners-of-a-school").css("a[download]")
    assert [node.text() for node in files] == ["CSV", "TSV", "JSON", "XML"]
    answer = client.get(files[0].attributes["href"] or "")
    assert answer.mimetype == "text/csv"
    assert "星河科技有限公司" in answer.text


def test_a_graph_is_downloaded_as_triples(client: FlaskClient) -> None:
    files = page(client, "/questions/sparql?query=CONSTRUCT WHERE {?s ?p ?o}").css("a[download]")
    assert [node.text() for node in files] == ["TTL", "NT"]
    assert client.get(files[0].attributes["href"] or "").mimetype == "text/turtle"


def test_a_long_answer_is_cut_and_says_so(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "ROWS_SHOWN", 2)
    tree = page(client, "/questions/sparql?query=SELECT ?x")
    assert len(tree.css("tbody tr")) == 2
    assert "只显示前 2 行" in tree.css_first(".count").text()


def test_yes_or_no_is_told_in_words(client: FlaskClient) -> None:
    assert page(client, "/questions/sparql?query=ASK {}&lang=en").css_first(".verdict").text() == "Yes"


def test_a_wrong_query_is_kept_and_its_error_told_beside_it(client: FlaskClient) -> None:
    tree = page(client, "/questions/sparql?query=SELECT nonsense", status=400)
    assert tree.css_first("textarea").text() == "SELECT nonsense"
    assert "<nonsense>" in tree.css_first("[role=alert]").text()
    assert not tree.css("table")


def test_a_query_that_is_too_long_is_told_so(client: FlaskClient, library: SmallLibrary) -> None:
    tree = page(client, "/questions/sparql?query=" + "x" * 16_001, status=400)
    assert "16,000" in tree.css_first("[role=alert]").text()
    assert library.queries == []


def test_changing_the_language_keeps_what_was_asked(client: FlaskClient) -> None:
    own = page(client, "/questions/sparql?query=" + "SELECT ?x " * 200)
    assert all("query=SELECT" in (node.attributes["href"] or "") for node in own.css(".languages a"))
    asked = page(client, "/questions/partners-of-a-school?school_name=x")
    assert all("school_name=x" in (node.attributes["href"] or "") for node in asked.css(".languages a"))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/questions/nothing", 404),
        ("/questions/partners-of-a-school?school_name=" + "x" * 301, 400),
    ],
)
def test_an_address_that_makes_no_sense_is_answered_with_a_page(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_questions_outside_the_gallery_s_columns_get_no_guessed_links(client: FlaskClient) -> None:
    cells = page(client, "/questions/sparql?query=SELECT ?x").css("tbody tr:nth-child(1) td")
    assert cells[0].css("a")  # an address is known to be an entity's
    assert not cells[1].css("a")  # a name might be anything


@pytest.mark.parametrize(
    "values",
    [
        (Value("literal", "abc", "", f"{XSD}integer"), Value("literal", "def", "", f"{XSD}integer")),  # no numbers
        (Value("literal", "INF", "", f"{XSD}double"), Value("literal", "3", "", f"{XSD}double")),
        (Value("uri", f"{BASE}id/report/"), Value("uri", f"{BASE}id/Enterprise/")),  # lead nowhere
    ],
)
def test_whatever_an_answer_holds_its_page_shows_it(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch, values: tuple[Value, ...]
) -> None:
    rows = tuple((Value("literal", "a"), value) for value in values)
    monkeypatch.setattr(library, "sparql", lambda *_, **__: Answer(("a", "b"), rows, None, complete=True))
    tree = page(client, "/questions/sparql?query=SELECT")
    assert len(tree.css(".answer .table-box tbody tr")) == 2
    assert not tree.css("table.bars")
