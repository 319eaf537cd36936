"""SPARQL over HTTP: the formats of the protocol, read back by real parsers, and errors that say what was wrong."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
import rdflib
from flask.testing import FlaskClient

from vocgraph.library import Library
from vocgraph.serve.app import create_app

NAMES = 'SELECT ?e ?name WHERE { ?e skos:prefLabel ?name FILTER(CONTAINS(?name, "星河")) } ORDER BY ?name'


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    from tests.conftest import SMALL_REPORT

    from vocgraph import pipeline

    folder = tmp_path_factory.mktemp("sparql")
    (folder / "blue-2024.txt").write_text(SMALL_REPORT, encoding="utf-8")
    pipeline.build([folder / "blue-2024.txt"], folder / "library")
    with Library.open(folder / "library") as library:
        yield create_app(library).test_client()


def ask(client: FlaskClient, query: str, accept: str = ""):
    return client.get("/sparql", query_string={"query": query}, headers={"Accept": accept} if accept else {})


def names(values: list[str]) -> set[str]:
    return {value for value in values if value.startswith("星河")}


def test_the_four_table_formats_say_the_same(asked: FlaskClient) -> None:
    as_json = json.loads(ask(asked, NAMES).text)
    wanted = [row["name"]["value"] for row in as_json["results"]["bindings"]]
    assert names(wanted) == {"星河智能制造产业学院", "星河智能装备股份有限公司"}
    as_csv = list(csv.DictReader(StringIO(ask(asked, NAMES, "text/csv").text)))
    assert [row["name"] for row in as_csv] == wanted
    lines = ask(asked, NAMES, "text/tab-separated-values").text.splitlines()
    assert lines[0] == "?e\t?name"
    assert [line.split("\t")[1].split('"')[1] for line in lines[1:]] == wanted
    tree = ET.fromstring(ask(asked, NAMES, "application/sparql-results+xml").text)
    space = {"r": "http://www.w3.org/2005/sparql-results#"}
    found = [node.text for node in tree.findall(".//r:binding[@name='name']/r:literal", space)]
    assert found == wanted


def test_a_constructed_graph_is_turtle_that_rdflib_reads(asked: FlaskClient) -> None:
    answer = ask(asked, "CONSTRUCT { ?s voc:coBuilds ?o } WHERE { ?s voc:coBuilds ?o }")
    assert answer.mimetype == "text/turtle"
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    assert len(graph) == 2


@pytest.mark.parametrize(
    ("name", "media"),
    [("json", "application/sparql-results+json"), ("csv", "text/csv"), ("tsv", "text/tab-separated-values")],
)
def test_a_link_can_name_the_format_and_gets_a_file(asked: FlaskClient, name: str, media: str) -> None:
    answer = asked.get("/sparql", query_string={"query": NAMES, "format": name}, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (200, media)
    assert answer.headers["Content-Disposition"] == f"attachment; filename=answer.{name}"
    assert "星河智能制造产业学院" in answer.text


@pytest.mark.parametrize(("name", "status"), [("ttl", 406), ("docx", 400)])
def test_a_named_format_that_does_not_fit_is_refused(asked: FlaskClient, name: str, status: int) -> None:
    assert asked.get("/sparql", query_string={"query": NAMES, "format": name}).status_code == status


def test_a_query_comes_as_a_form_or_as_a_body(asked: FlaskClient) -> None:
    question = "ASK { ?e a voc:Enterprise }"
    for answer in (
        asked.post("/sparql", data={"query": question}),
        asked.post("/sparql", data=question, content_type="application/sparql-query"),
    ):
        assert json.loads(answer.text)["boolean"] is True


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("SELECT nonsense", 400),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400),
        ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", 400),
        ("INSERT DATA { <a:b> <a:b> <a:b> }", 400),
        ("LOAD <file:///etc/passwd>", 400),
        ("SELECT * WHERE { ?s ?p ?o }" + " " * 16_000, 400),
    ],
)
def test_what_is_not_allowed_is_refused_as_a_problem(asked: FlaskClient, query: str, status: int) -> None:
    answer = ask(asked, query)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert json.loads(answer.text)["detail"]


def test_a_format_that_there_is_not_and_a_foreign_body_are_refused(asked: FlaskClient) -> None:
    assert ask(asked, "ASK { ?s ?p ?o }", "image/png").status_code == 406
    assert asked.post("/sparql", data="x", content_type="text/plain").status_code == 415


def test_a_slow_query_is_stopped_with_503(asked: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    library = asked.application.extensions["vocgraph"]
    slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    monkeypatch.setattr(library, "sparql", lambda query: Library.sparql(library, query, seconds=1))
    assert ask(asked, slow).status_code == 503


def test_an_answer_by_meaning_alone_says_that_no_passage_holds_the_words(asked: FlaskClient) -> None:
    assert "没有段落含有这些词" in asked.get("/?q=香蕉&lang=zh").text
    assert "没有段落含有这些词" not in asked.get("/?q=产业学院&lang=zh").text


@pytest.mark.parametrize(
    ("accept", "status"),
    [("text/html,application/xml;q=0.9,*/*;q=0.8", 302), ("*/*", 400), ("application/json", 400), ("", 400)],
)
def test_opened_in_a_browser_the_endpoint_leads_to_the_page_for_queries(
    client: FlaskClient, accept: str, status: int
) -> None:
    answer = client.get("/sparql", headers={"Accept": accept} if accept else {})
    assert answer.status_code == status
    if status == 302:
        assert answer.headers["Location"] == "/questions/sparql"
        assert "Accept" in answer.vary
