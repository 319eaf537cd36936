"""SPARQL over a store, within limits that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.example import PROFILES, example_graph
from vocgraph.errors import LibraryDamagedError, QueryError, QueryTooSlowError
from vocgraph.graph.guard import LONGEST, check_query
from vocgraph.graph.rdf import quads
from vocgraph.graph.store import ask_store, build_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "store"
    build_store(folder, quads(example_graph(), PROFILES))
    return folder


def test_an_answer_has_columns_rows_and_gaps(store: Path) -> None:
    about = "?x a voc:Enterprise ; skos:prefLabel ?name OPTIONAL { ?x skos:altLabel ?alias }"
    answer = ask_store(store, f"SELECT ?name ?alias {{ {about} }} ORDER BY ?name")
    assert answer.columns == ("name", "alias")
    assert [[value and value.text for value in row] for row in answer.rows] == [
        ["星河机械集团有限公司", None],
        ["蓝海科技有限公司", "蓝海科技"],
    ]
    assert answer.complete


def test_a_graph_that_is_loaded_in_parts_is_the_same(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vocgraph.graph.store._LOADED", 7)
    count = build_store(tmp_path / "parts", quads(example_graph(), PROFILES))
    assert count == build_store(tmp_path / "whole", quads(example_graph(), PROFILES))
    everything = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o"
    assert ask_store(tmp_path / "parts", everything) == ask_store(store, everything)


def test_a_triple_that_two_reports_state_is_counted_once(store: Path) -> None:
    [[count]] = ask_store(store, "SELECT (COUNT(*) AS ?n) { ?x voc:coBuilds ?y }").rows
    assert count is not None
    assert count.text == "6"


def test_one_report_can_be_asked_alone(store: Path) -> None:
    graph = "https://w3id.org/vocgraph/id/graph/qinghe-2023"
    [[count]] = ask_store(store, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?x voc:coBuilds ?y }} }}").rows
    assert count is not None
    assert count.text == "2"


def test_a_long_answer_is_cut_and_says_so(store: Path) -> None:
    answer = ask_store(store, "SELECT * { ?s ?p ?o }", rows=3)
    assert len(answer.rows) == 3
    assert not answer.complete
    assert ask_store(store, "SELECT * { ?s ?p ?o } LIMIT 3", rows=3).complete


def test_ask_and_construct_are_answered(store: Path) -> None:
    assert ask_store(store, "ASK { ?x a voc:Park }").as_dict() == {"head": {}, "boolean": True, "complete": True}
    built = ask_store(store, "CONSTRUCT { ?y voc:coBuilds ?x } WHERE { ?x voc:coBuilds ?y }")
    assert built.columns == ("subject", "predicate", "object")
    assert len(built.rows) == 6


def test_the_json_form_is_that_of_sparql(store: Path) -> None:
    answer = ask_store(store, "SELECT ?name ?n { ?x a voc:Park ; skos:prefLabel ?name ; voc:mentions ?n }")
    assert answer.as_dict() == {
        "head": {"vars": ["name", "n"]},
        "results": {
            "bindings": [
                {
                    "name": {"type": "literal", "value": "云岭经济开发区", "xml:lang": "zh"},
                    "n": {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
                }
            ]
        },
        "complete": True,
    }


def test_an_endless_query_is_stopped(store: Path) -> None:
    crossed = " . ".join(f"?s{number} ?p{number} ?o{number}" for number in range(8))
    with pytest.raises(QueryTooSlowError, match="stopped after 1 seconds"):
        ask_store(store, f"SELECT (COUNT(*) AS ?n) {{ {crossed} }}", seconds=1)


def test_a_query_that_is_no_sparql_is_refused_with_its_place(store: Path) -> None:
    with pytest.raises(QueryError, match="1:12"):
        ask_store(store, "SELECT * ?x")


@pytest.mark.parametrize("deep", ["{" * 7_000 + "}" * 7_000, "{ FILTER(" + "!" * 15_000 + "1) }"])
def test_a_query_nested_too_deeply_costs_only_its_process(store: Path, deep: str) -> None:
    with pytest.raises(QueryError, match="broke off"):
        ask_store(store, f"SELECT * {deep}")


def test_a_missing_store_is_told_from_a_wrong_query(tmp_path: Path) -> None:
    with pytest.raises(LibraryDamagedError, match="missing"):
        ask_store(tmp_path / "nowhere", "ASK {}")
    (tmp_path / "empty").mkdir()
    with pytest.raises(LibraryDamagedError):
        ask_store(tmp_path / "empty", "ASK {}")


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "must begin with"),
        ("INSERT DATA { <x:a> <x:b> 1 }", "not 'INSERT'"),
        ("PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }", "not 'DELETE'"),
        ("LOAD <file:///etc/passwd>", "not 'LOAD'"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM is not offered"),
        ("SELECT * FROM NAMED <x:g> { ?s ?p ?o }", "FROM is not offered"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p ?o . seRvice SILENT ?s { } }", "SERVICE"),
        # An address or a comparison? Whatever hides the word from one reader, another finds it.
        ("SELECT * { FILTER(?a<'x>' ) SERVICE <http://x/> { ?s ?p 'y' } }", "SERVICE"),
        ("SELECT * { FILTER(?a<?b#>'''\n) SERVICE <http://x/> { ?s ?p '''y''' } }", "SERVICE"),
        ("SELECT * { \\u0053ERVICE <http://x/> { } }", "escape"),
        ("SELECT * { ?s ?p 'open }", "cannot be read from character 18"),
        ("SELECT * { ?s ?p ?o LATERAL { } }", "LATERAL is not offered"),
        ("SELECT * { ?s ?p " + "x-" * 40 + "x:y }", "X is not offered"),  # a prefix of more than 64 characters
        ("a-" * (LONGEST // 2), "not 'A'"),
        ("SELECT * { ?s ?p " + "a.a-" * 3_990 + "b }", "B is not offered"),
        ("SELECT * { } # " + "x" * LONGEST, "characters"),
    ],
)
def test_what_writes_reaches_out_or_is_unreadable_is_refused(query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "# from here on: load and insert are only words\nASK {}",
        'SELECT * { ?from voc:load "insert into" }',
        "PREFIX load: <http://example.org/insert#> SELECT ?load { ?load load:from 'x'@en }",
        "SELECT (GROUP_CONCAT(?n; SEPARATOR='、') AS ?all) { ?x rdfs:label ?n FILTER(?n<'x' && STRLEN(?n)>=2.5e0) }",
        "DESCRIBE <https://w3id.org/vocgraph/id/Park/%E4%BA%91>",
        'SELECT * { ?s ?p """long "quoted" text""" }',
        "SELECT * { ?s ?p a-b.c:d }",
        "SELECT * { ?s (voc:leads|^voc:memberOf)+/skos:prefLabel ?名 }",
    ],
)
def test_a_harmless_query_passes(query: str) -> None:
    check_query(query)
