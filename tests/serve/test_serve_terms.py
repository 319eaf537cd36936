"""The ontology's page says what the ontology says, and its file can be had by programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from vocgraph import ontology
from vocgraph.model import Predicate

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_term_has_its_anchor_its_label_and_its_definition(client: FlaskClient, language: str) -> None:
    tree = HTMLParser(client.get(f"/ontology?lang={language}").text)
    for term in ontology.terms().values():
        told = tree.css_first(f"li#{term.id}").text()
        assert term.label(language).lower() in told.lower()
        assert term.definition(language) in told


def test_a_relation_tells_what_it_may_lead_from_and_to(client: FlaskClient) -> None:
    tree = HTMLParser(client.get("/ontology?lang=en").text)
    for predicate in Predicate:
        term = ontology.terms()[predicate.value]
        linked = {node.attributes["href"].removeprefix("#") for node in tree.css(f"li#{term.id} dd a")}
        assert {*term.domain, *term.range} <= linked


def test_every_link_within_the_page_leads_to_an_anchor(client: FlaskClient) -> None:
    tree = HTMLParser(client.get("/ontology").text)
    ids = {node.attributes["id"] for node in tree.css("[id]")}
    assert {node.attributes["href"][1:] for node in tree.css("main a[href^='#']")} <= ids


def test_the_file_is_turtle_that_rdflib_reads(client: FlaskClient) -> None:
    answer = client.get("/ontology.ttl")
    assert answer.mimetype == "text/turtle"
    graph = rdflib.Graph().parse(data=answer.data, format="turtle")
    assert (rdflib.URIRef(f"{ontology.BASE}coBuilds"), rdflib.RDF.type, rdflib.OWL.ObjectProperty) in graph


@pytest.mark.parametrize(
    ("accept", "media"),
    [("text/turtle", "text/turtle"), ("text/html,*/*;q=0.8", "text/html"), ("*/*", "text/html"), ("", "text/html")],
)
def test_one_address_serves_people_and_programs(client: FlaskClient, accept: str, media: str) -> None:
    answer = client.get("/ontology", headers={"Accept": accept} if accept else {})
    assert answer.mimetype == media
    assert "Accept" in answer.headers["Vary"].split(", ")
