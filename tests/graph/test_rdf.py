"""RDF: triples, statements, quotes and how they are spelled."""

from __future__ import annotations

import pytest
import rdflib

from tests.example import PROFILES, REPORTS, example_dataset, example_graph, node_id
from vocgraph.graph.rdf import Iri, Literal, Quad, expand, graph_iri, node_iri, quads, report_iri
from vocgraph.graph.terms import write_iri, write_quad, write_term
from vocgraph.model import EntityKind, Node, Subgraph
from vocgraph.ontology import instance_iri, terms

GRAPH = example_graph()
VOC = rdflib.Namespace("https://w3id.org/vocgraph/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    return example_dataset()


@pytest.fixture(scope="module")
def merged(dataset: rdflib.Dataset) -> rdflib.Graph:
    """The triples of all named graphs in one."""
    graph = rdflib.Graph()
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    return graph


def iri(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(node_iri(next(node for node in GRAPH.nodes if node.id == node_id(name))))


def test_a_relation_is_a_plain_triple_in_the_graph_of_each_report_that_states_it(dataset: rdflib.Dataset) -> None:
    triple = (iri("蓝海科技有限公司"), VOC.coBuilds, iri("蓝海智造产业学院"))
    found = {str(context) for _, _, _, context in dataset.quads((*triple, None))}
    assert found == {graph_iri("qinghe-2023"), graph_iri("qinghe-2024")}


def test_a_statement_derives_from_each_quote(merged: rdflib.Graph) -> None:
    [statement] = set(merged.subjects(rdflib.RDF.subject, iri("云岭经济开发区")))
    assert merged.value(statement, rdflib.RDF.predicate) == VOC.coBuilds
    [quote] = set(merged.objects(statement, rdflib.PROV.wasDerivedFrom))
    assert merged.value(quote, OA.hasSource) == rdflib.URIRef(report_iri("qinghe-2024"))
    assert str(merged.value(quote, VOC.role)) == "参与建设"


def test_a_quote_has_position_and_exact_words(merged: rdflib.Graph) -> None:
    words, selector = next((str(words), each) for each, words in merged.subject_objects(OA.exact) if "\n" in words)
    quote = merged.value(None, OA.hasSelector, selector)
    [(start, end)] = [
        (int(merged.value(each, OA.start)), int(merged.value(each, OA.end)))
        for each in merged.objects(quote, OA.hasSelector)
        if each != selector
    ]
    report = merged.value(merged.value(quote, OA.hasSource), rdflib.DCTERMS.identifier)
    assert REPORTS[str(report)].text[start:end] == words


def test_a_detail_without_a_property_is_kept_as_name_and_value(merged: rdflib.Graph) -> None:
    assert [str(value) for value in set(merged.objects(None, VOC.detail))] == ["unit=机电部"]


def test_a_report_is_by_the_school_that_goes_by_an_alias(merged: rdflib.Graph) -> None:
    report = rdflib.URIRef(report_iri("qinghe-2024"))
    assert merged.value(report, VOC.reportedBy) == iri("青禾职业技术学院")
    assert merged.value(report, VOC.reportYear).n3() == '"2024"^^<http://www.w3.org/2001/XMLSchema#gYear>'


def test_a_page_is_told_only_where_there_are_pages(merged: rdflib.Graph) -> None:
    paged = {str(merged.value(quote, OA.hasSource)) for quote in merged.subjects(VOC.page)}
    assert paged == {report_iri("qinghe-2024")}


def test_every_class_and_property_that_is_written_is_defined() -> None:
    used = {quad.predicate.value for quad in quads(GRAPH, PROFILES)}
    used |= {quad.object.value for quad in quads(GRAPH) if quad.predicate == expand("rdf:type")}
    ours = {each.removeprefix(str(VOC)) for each in used if each.startswith(str(VOC))}
    assert ours <= set(terms())


def test_entities_of_one_kind_and_name_have_addresses_apart() -> None:
    ids = (
        "IndustrialCollege/星河产业学院@甲校",
        "IndustrialCollege/星河产业学院@乙校",
        "IndustrialCollege/星河产业学院",
    )
    addresses = [node_iri(Node(id_, "星河产业学院", EntityKind.INDUSTRIAL_COLLEGE)) for id_ in ids]
    assert len(set(addresses)) == 3
    assert addresses[2] == instance_iri("IndustrialCollege", "星河产业学院")


def test_a_name_in_latin_letters_has_no_language() -> None:
    node = Node("Institution/Kasetsart", "Kasetsart University", EntityKind.INSTITUTION)
    [label] = [quad.object for quad in quads(Subgraph((node,), ())) if quad.predicate == expand("skos:prefLabel")]
    assert label == Literal("Kasetsart University")


@pytest.mark.parametrize(
    ("term", "written"),
    [
        (Iri("https://example.org/a"), "<https://example.org/a>"),
        (Literal("蓝海", language="zh"), '"蓝海"@zh'),
        (Literal('a"b\\c\nd\te'), '"a\\"b\\\\c\\nd\\te"'),
        (Literal("\x00\x0b\u2028"), '"\\u0000\\u000B\\u2028"'),
        (Literal("\ud800"), '"\ufffd"'),
    ],
)
def test_terms_are_spelled_so_that_any_reader_understands(term: Iri | Literal, written: str) -> None:
    assert write_term(term) == written


def test_an_address_with_a_blank_is_refused() -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        write_iri("https://example.org/a b")


def test_a_quad_is_one_line() -> None:
    quad = Quad(Iri("x:s"), Iri("x:p"), Literal("a\r\nb"), "x:g")
    assert write_quad(quad) == '<x:s> <x:p> "a\\r\\nb" <x:g> .\n'
