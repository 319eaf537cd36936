"""Exports, read back by the programs' own readers wherever they can be had."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from tests.example import PROFILES, example_dataset, example_graph, node_id
from vocgraph import __version__
from vocgraph.errors import VocgraphError
from vocgraph.export import formats
from vocgraph.export.formats import FORMATS, UnknownFormatError, write_subgraph
from vocgraph.export.header import Header
from vocgraph.export.xml import clean, comment, escape
from vocgraph.graph.rdf import quads
from vocgraph.model import Attributes, Edge, EntityKind, Node, Predicate, Quote, Subgraph

if TYPE_CHECKING:
    from pathlib import Path

GRAPH = example_graph()
QINGHE = node_id("青禾职业技术学院")
HEADER = Header(generation="000007", query="around 青禾职业技术学院", built="2025-01-31")
# What breaks files: markup, quotes, control characters, line ends, a formula, two hyphens.
NASTY = "=1+1 <b>&\"'--\x00\x0b\x1b\ufffe\r\n\t;,\u2028尾"


def written(form: str, graph: Subgraph = GRAPH, **options: Any) -> bytes:
    stream = io.BytesIO()
    assert write_subgraph(form, graph, stream, header=HEADER, profiles=PROFILES, **options) == ()
    return stream.getvalue()


def tiny(name: str, *, words: str = "words", attrs: Attributes = ()) -> Subgraph:
    """Two nodes, one of them called `name`, and one edge."""
    one = Node("Enterprise/one", name, EntityKind.ENTERPRISE, (name,), ("r",), 1)
    two = Node("Institution/two", "two", EntityKind.INSTITUTION, (), ("r",), 1)
    said = Quote("r", 0, 5, 1, 1, None, words)
    edge = Edge("e", two.id, Predicate.COOPERATES_WITH, one.id, (said,), (attrs,))
    return Subgraph((one, two), (edge,), title=name)


def table(name: str, form: str = "csv", graph: Subgraph = GRAPH, **options: Any) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(written(form, graph, **options))) as archive:
        text = archive.read(name).decode("utf-8-sig" if options.get("excel") else "utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(form: str) -> None:
    assert written(form) == written(form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_says_what_it_holds_and_what_is_missing(form: str) -> None:
    part = replace(GRAPH, complete=False, left_out="5 of 17 nodes: the farthest")
    data = written(form, part)
    if FORMATS[form].several:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = archive.read("about.txt")
    text = data.decode()
    for told in ("Example", "000007", "around 青禾职业技术学院", "12", "18", "5 of 17 nodes: the farthest"):
        assert told in text
    assert re.search(r'complete"?(</key>)?: "?no|complete">no', text)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_graph_can_be_written(form: str) -> None:
    assert written(form, Subgraph((), ()))


@pytest.mark.parametrize("form", FORMATS)
def test_nasty_characters_break_no_format(form: str) -> None:
    data = written(form, tiny(NASTY, words=NASTY, attrs=(("note", NASTY),)))
    if form in {"gexf", "graphml"}:
        ET.fromstring(data)
    elif form in {"turtle", "nquads", "jsonld"}:
        kinds = {"turtle": "TURTLE", "nquads": "N_QUADS", "jsonld": "JSON_LD"}
        assert len(list(pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, kinds[form])))) > 20
    elif form in {"cytoscape", "graphology"}:
        json.loads(data)
    else:
        assert len(table("nodes.csv", form, tiny(NASTY, words=NASTY))) == 2


def test_gexf_is_read_back_by_networkx_with_colours_sizes_and_positions() -> None:
    found = nx.read_gexf(io.BytesIO(written("gexf")), version="1.3")
    assert (found.number_of_nodes(), found.number_of_edges()) == (12, 18)
    school = found.nodes[QINGHE]
    assert (school["label"], school["kind"], school["aliases"], school["mentions"]) == (
        "青禾职业技术学院",
        "Institution",
        "青禾职院",
        3,
    )
    assert school["viz"]["color"] == {"r": 0, "g": 114, "b": 178, "a": 1.0}
    assert school["viz"]["size"] == 15.0
    assert set(school["viz"]["position"]) == {"x", "y", "z"}


def test_gexf_edges_carry_label_weight_and_the_words() -> None:
    found = nx.read_gexf(io.BytesIO(written("gexf")), version="1.3")
    [edge] = found.get_edge_data(node_id("蓝海科技有限公司"), node_id("蓝海智造产业学院")).values()
    assert (edge["label"], edge["predicate"], edge["weight"]) == ("共建", "coBuilds", 2.0)
    assert edge["quote"] == "学校与蓝海科技有限公司共建蓝海智造产业学院。"
    assert edge["places"] == "qinghe-2023:2-2; qinghe-2024:1-1"


def test_given_positions_are_kept() -> None:
    from vocgraph.export.gexf import gexf

    places = {node.id: (number, 2.5) for number, node in enumerate(GRAPH.nodes)}
    assert '<viz:position x="0" y="2.5" z="0.0"/>' in "".join(gexf(GRAPH, HEADER, places=places))


def test_graphml_is_read_back_by_networkx_with_its_types() -> None:
    found = nx.read_graphml(io.BytesIO(written("graphml")))
    assert found.is_multigraph()
    assert (found.number_of_nodes(), found.number_of_edges()) == (12, 18)
    school = found.nodes[QINGHE]
    assert (school["label"], school["mentions"], school["size"], school["b"]) == ("青禾职业技术学院", 3, 15.0, 178)
    assert found.graph["complete"] == "yes"


def test_a_line_break_inside_a_quote_survives_xml() -> None:
    graph = tiny("甲", words="一\n二")
    [(_, _, from_gexf)] = nx.read_gexf(io.BytesIO(written("gexf", graph)), version="1.3").edges(data=True)
    [(_, _, from_graphml)] = nx.read_graphml(io.BytesIO(written("graphml", graph))).edges(data=True)
    assert from_gexf["quote"] == from_graphml["quote"] == "一\n二"


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_hyphens_in_a_title_break_no_comment(form: str) -> None:
    ET.fromstring(written(form, replace(GRAPH, title="my---lib-")))


def test_hyphens_of_a_comment_never_meet() -> None:
    assert (comment("my---lib-"), comment("----")) == ("my- - -lib", "- - - ")


@given(st.text())
def test_any_text_becomes_legal_xml(text: str) -> None:
    document = ET.fromstring(f'<a b="{escape(text)}"><!-- {comment(text)} -->{escape(text)}</a>')
    assert document.get("b") == document.text == clean(text) if text else document.get("b") == ""


def test_turtle_and_nquads_say_the_same_as_the_graph() -> None:
    said = {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in quads(GRAPH, PROFILES)}
    for triples in (
        pyoxigraph.parse(written("turtle"), format=pyoxigraph.RdfFormat.TURTLE),
        pyoxigraph.parse(written("nquads"), format=pyoxigraph.RdfFormat.N_QUADS),
    ):
        assert {(each.subject.value, each.predicate.value, each.object.value) for each in triples} == said


def test_turtle_is_read_back_by_rdflib_with_every_triple() -> None:
    read = rdflib.Graph().parse(data=written("turtle"), format="turtle")
    assert set(read) == {quad[:3] for quad in example_dataset().quads()}


def test_jsonld_holds_the_same_named_graphs_as_nquads() -> None:
    from_json = set(map(str, pyoxigraph.parse(written("jsonld"), format=pyoxigraph.RdfFormat.JSON_LD)))
    from_lines = set(map(str, pyoxigraph.parse(written("nquads"), format=pyoxigraph.RdfFormat.N_QUADS)))
    assert from_lines < from_json
    assert all("_:" in line for line in from_json - from_lines)  # the one thing more: what the file says of itself


def test_csv_has_a_row_for_each_node_edge_and_quote() -> None:
    assert len(table("nodes.csv")) == 12
    assert len(table("edges.csv")) == 18
    assert len(table("quotes.csv")) == 20
    [award] = [row for row in table("quotes.csv") if "一等奖2项" in row["text"]]
    assert (award["source_name"], award["predicate"], award["page"]) == ("青禾职业技术学院", "awardedIn", "2")
    assert award["details"] == "award=一等奖; count=2; level=省级"


def test_csv_gives_a_quote_to_read_and_as_printed() -> None:
    graph = tiny("甲", words="学校与企业共\n建产业学院。")
    [row] = table("quotes.csv", graph=graph)
    assert (row["text"], row["as_printed"]) == ("学校与企业共建产业学院。", "学校与企业共\n建产业学院。")


@pytest.mark.parametrize("form", ["csv", "neo4j"])
def test_the_note_beside_tables_keeps_the_title_and_explains_every_column(form: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(form, replace(GRAPH, title="part # 1 of C# schools")))) as archive:
        note = archive.read("about.txt").decode()
        heads = {name: archive.read(name).decode().split("\r\n")[0] for name in archive.namelist() if "csv" in name}
    assert note.startswith(f"title: part # 1 of C# schools\nwritten by: vocgraph {__version__}\n")
    assert "ontology: https://w3id.org/vocgraph/\n" in note
    for name, head in heads.items():
        told = note.split(f"\n{name}\n")[1].split("\n\n")[0]
        assert re.findall(r"^  (\S+): \w", told, re.MULTILINE) == head.split(",")


def test_csv_keeps_every_name_as_it_is() -> None:
    [row] = [row for row in table("nodes.csv", graph=tiny("=SUM(A1)\n")) if row["kind"] == "Enterprise"]
    assert row["name"] == "=SUM(A1)\n"


@pytest.mark.parametrize("name", ["=SUM(A1)", "+86", "-1", "@x", "\t=1", "＝1"])
def test_csv_for_excel_computes_nothing_and_shows_chinese(name: str) -> None:
    data = written("csv", tiny(name), excel=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("nodes.csv").startswith(b"\xef\xbb\xbf")
    [row] = [row for row in table("nodes.csv", graph=tiny(name), excel=True) if row["kind"] == "Enterprise"]
    assert row["name"] == f"'{name}"


def test_cytoscape_json_is_read_back_by_networkx() -> None:
    data = json.loads(written("cytoscape"))
    found = nx.cytoscape_graph(data)
    assert (found.number_of_nodes(), found.number_of_edges()) == (12, 18)
    assert data["data"]["complete"] == "yes"
    assert set(data["elements"]["nodes"][0]["position"]) == {"x", "y"}


def test_graphology_json_has_what_sigma_draws() -> None:
    data = json.loads(written("graphology"))
    assert data["options"] == {"type": "directed", "multi": True, "allowSelfLoops": True}
    keys = {node["key"] for node in data["nodes"]}
    assert {end for edge in data["edges"] for end in (edge["source"], edge["target"])} <= keys
    assert {"label", "x", "y", "size", "color"} <= set(data["nodes"][0]["attributes"])


def test_neo4j_files_have_its_headings_types_and_arrays() -> None:
    graph = tiny("甲;乙\n丙", words="一\n二")
    [firm, _] = table("nodes.csv", "neo4j", graph)
    assert (firm["id:ID"], firm["aliases:string[]"], firm[":LABEL"]) == (
        "Enterprise/one",
        "甲；乙 丙",
        "Entity;Enterprise",
    )
    [edge] = table("relationships.csv", "neo4j", graph)
    assert (edge[":START_ID"], edge[":TYPE"], edge["quote"]) == ("Institution/two", "COOPERATES_WITH", "一二")


def test_an_unknown_format_is_refused_with_a_choice() -> None:
    with pytest.raises(UnknownFormatError, match="gexf, graphml, turtle"):
        write_subgraph("dot", GRAPH, io.BytesIO())


def test_one_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "new" / "graph.gexf"
    assert write_subgraph("gexf", GRAPH, target, header=HEADER) == (target,)
    assert target.read_bytes() == written("gexf")
    assert list(target.parent.iterdir()) == [target]


def test_several_files_do_not_become_a_folder_that_looks_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    for name in ("all.csv", "taken"):
        with pytest.raises(VocgraphError, match=r"Name a folder, such as .*, or a zip, such as .*\.zip"):
            write_subgraph("csv", GRAPH, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
    assert write_subgraph("csv", GRAPH, tmp_path / "tables.2024")


def test_several_files_become_a_folder_or_a_zip(tmp_path: Path) -> None:
    files = write_subgraph("csv", GRAPH, tmp_path / "tables")
    assert [path.name for path in files] == ["nodes.csv", "edges.csv", "quotes.csv", "about.txt"]
    [packed] = write_subgraph("csv", GRAPH, tmp_path / "tables.zip")
    with zipfile.ZipFile(packed) as archive:
        assert archive.read("edges.csv") == (tmp_path / "tables" / "edges.csv").read_bytes()


def test_a_failed_export_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "graph.gexf"
    target.write_text("old", encoding="utf-8")

    def break_off(*_: object, **__: object) -> Any:
        yield "half"
        raise OSError("disk full")

    monkeypatch.setattr(formats, "gexf", break_off)
    with pytest.raises(OSError, match="disk full"):
        write_subgraph("gexf", GRAPH, target)
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
