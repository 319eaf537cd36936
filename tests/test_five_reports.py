"""The whole way, on the five real reports: built once, then asked real questions."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest

import vocgraph
from vocgraph import ontology
from vocgraph.library import Library
from vocgraph.model import EntityKind, PassageKind, SearchQuery, Span
from vocgraph.text.names import fold_name


@pytest.fixture(scope="module")
def library(built_library: Path) -> Iterator[Library]:
    with vocgraph.open(built_library) as opened:
        yield opened


def test_every_report_knows_its_institution_place_and_year(library: Library) -> None:
    known = {(info.id, info.profile.region.province, info.profile.year) for info in library.reports()}
    assert known == {
        ("hengyang-gongye-2025", "湖南省", 2025),
        ("hunan-gongye-2023", "湖南省", 2023),
        ("hunan-huagong-2024", "湖南省", 2024),
        ("xianning-2023", "湖北省", 2023),
        ("zhuzhou-zhongzhi-2024", "湖南省", 2024),
    }
    assert all(info.profile.institution for info in library.reports())


@pytest.mark.parametrize("query", ["乡村振兴 培训", "rural revitalisation training"])
def test_training_for_rural_revitalisation_is_found_in_both_languages(library: Library, query: str) -> None:
    hits = library.search(query).results[:3]
    assert len(hits) == 3
    for hit in hits:
        whole = "".join((*hit.heading, hit.case or "", hit.text))
        assert any(word in whole for word in ("乡村", "农村", "村民", "农民")), hit.text
    assert any("培训" in hit.text for hit in hits)


def test_an_everyday_question_finds_the_official_answer(library: Library) -> None:
    hits = library.search("谁来开导情绪低落的学生").results[:3]
    assert any("心理" in hit.text for hit in hits)


def test_filters_hold(library: Library) -> None:
    query = SearchQuery("产教融合", reports=("xianning-2023",), kinds=(PassageKind.CASE,), limit=20)
    hits = library.search(query).results
    assert hits
    assert {(hit.report, hit.kind) for hit in hits} == {("xianning-2023", "case")}


def test_every_hit_can_be_read_in_its_place(library: Library) -> None:
    for hit in library.search("现代产业学院", limit=20).results:
        raw = library.report(hit.report).report
        assert raw.lines(Span(hit.report, hit.start, hit.end)) == (hit.first_line, hit.last_line)
        for start, end in hit.marks:
            assert hit.text[start:end].strip()


def test_an_enterprise_leads_to_its_schools_and_the_sentences_that_say_so(library: Library) -> None:
    partners = library.partners("蓝思科技")
    schools = [partner for partner in partners if partner.node.kind is EntityKind.INSTITUTION]
    assert "湖南工业职业技术学院" in {partner.node.name for partner in schools}
    quotes = [quote for partner in schools for tie in partner.ties for edge in tie.edges for quote in edge.quotes]
    assert any("蓝思科技" in "".join(quote.text.split()) for quote in quotes)


def test_every_relation_quotes_what_stands_in_the_report(library: Library) -> None:
    texts = {info.id: library.report(info.id).report for info in library.reports()}
    edges = library.subgraph().edges
    assert len(edges) > 300
    for edge in edges:
        for quote in edge.quotes:
            assert texts[quote.report].text[quote.start : quote.end] == quote.text
            assert quote.text.strip()


def test_the_library_is_whole(built_library: Path) -> None:
    assert Library.check(built_library) == []


def test_the_graph_is_a_networkx_graph_of_the_same_size(library: Library) -> None:
    graph, counts = library.graph(), library.info().counts
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (counts["entity"], counts["relation"])


def test_sparql_answers_from_the_same_facts(library: Library) -> None:
    answer = library.sparql("SELECT (COUNT(DISTINCT ?e) AS ?n) WHERE { ?e a voc:Enterprise }")
    enterprises = [node for node in library.subgraph().nodes if node.kind is EntityKind.ENTERPRISE]
    assert answer.rows[0][0] is not None
    assert int(answer.rows[0][0].text) == len(enterprises)


def test_every_quote_shows_what_it_is_evidence_for(library: Library) -> None:
    """A quote holds a name of the object or of the subject; most hold both, and 学校 stands for the reporting one."""
    graph = library.subgraph()
    forms = {node.id: {fold_name(name) for name in (node.name, *node.aliases)} for node in graph.nodes}
    mentioned: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for node in graph.nodes:
        for mention in library.entity(node.id).mentions:
            mentioned.setdefault((node.id, mention.span.report), []).append((mention.span.start, mention.span.end))
    blind = []
    for edge in graph.edges:
        for quote in edge.quotes:
            text = fold_name(quote.text)
            named = [
                any(form in text for form in forms[end])
                or any(quote.start <= at < quote.end for at, _ in mentioned.get((end, quote.report), ()))
                for end in (edge.source, edge.target)
            ]
            if not named[1] and not named[0]:
                blind.append((edge.id, quote.text))
    assert blind == []


@pytest.mark.slow
def test_the_whole_graph_validates_against_the_shapes(library: Library) -> None:
    buffer = BytesIO()
    library.export("turtle", library.subgraph(), buffer)
    assert ontology.violations(buffer.getvalue()) == ()


def test_an_exported_network_opens_in_networkx_with_as_many_nodes_and_edges(library: Library, tmp_path: Path) -> None:
    graph = library.subgraph()
    [gexf] = library.export("gexf", graph, tmp_path / "network.gexf")
    [graphml] = library.export("graphml", graph, tmp_path / "network.graphml")
    for read in (nx.read_gexf(gexf), nx.read_graphml(graphml)):
        assert (read.number_of_nodes(), read.number_of_edges()) == (len(graph.nodes), len(graph.edges))
