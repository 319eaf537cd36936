"""Taking the graph away: the form says how much it is, the link gives exactly that, and mistakes are told."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from vocgraph.export.formats import FORMATS

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from small_library import SmallLibrary


def counts(tree: HTMLParser) -> list[str]:
    return [node.text() for node in tree.css("#result dd")]


def checked(tree: HTMLParser) -> set[str]:
    return {node.attributes["value"] or "" for node in tree.css("input[checked]")}


def test_with_nothing_chosen_the_whole_graph_is_offered(client: FlaskClient) -> None:
    tree = HTMLParser(client.get("/export").text)
    assert counts(tree) == ["3", "2", "是"]
    assert tree.css_first("a.download").attributes["href"] == "/export/gexf"
    assert {node.attributes["value"] for node in tree.css("input[name=format]")} == set(FORMATS)


def test_what_is_chosen_stays_chosen_and_is_counted_and_linked(client: FlaskClient) -> None:
    address = "/export?format=csv&excel=1&kind=Enterprise&kind=IndustrialCollege&around=星河科技&depth=2"
    tree = HTMLParser(client.get(address).text)
    assert counts(tree) == ["2", "1", "是"]
    assert checked(tree) == {"csv", "1", "Enterprise", "IndustrialCollege"}
    href = tree.css_first("a.download").attributes["href"] or ""
    archive = zipfile.ZipFile(BytesIO(client.get(href).data))
    nodes = archive.read("nodes.csv").decode("utf-8")
    assert nodes.startswith("\ufeff")
    assert "星河科技有限公司" in nodes
    assert "蓝海职业学院" not in nodes


def test_a_part_that_is_cut_says_that_it_is_not_complete(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = library.subgraph
    cut = {"complete": False, "left_out": "1 of 4 nodes"}
    monkeypatch.setattr(library, "subgraph", lambda **conditions: replace(whole(**conditions), **cut))
    page = client.get("/export")
    assert counts(HTMLParser(page.text))[2] == "否"
    assert "1 of 4 nodes" in page.text
    assert client.get("/export/gexf").headers["X-Vocgraph-Complete"] == "no"


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_comes_as_a_file_of_its_type(client: FlaskClient, form: str) -> None:
    answer = client.get(f"/export/{form}?report=lanhai-2024")
    assert (answer.status_code, answer.mimetype) == (200, FORMATS[form].media_type)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=vocgraph")
    assert answer.headers["X-Vocgraph-Complete"] == "yes"
    assert answer.content_length == len(answer.data) > 0


def test_a_download_holds_what_the_form_counted(client: FlaskClient) -> None:
    tree = ET.fromstring(client.get("/export/graphml?predicate=coBuilds&kind=Enterprise&kind=IndustrialCollege").data)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(tree.findall(f".//{space}node")) == 2
    assert len(tree.findall(f".//{space}edge")) == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/export/docx", 404),
        ("/export/gexf?excel=1", 400),
        ("/export/gexf?kinds=Enterprise", 400),
        ("/export/gexf?kind=Planet", 400),
        ("/export/gexf?predicate=eats", 400),
        ("/export/gexf?depth=7", 400),
        ("/export/gexf?year=soon", 400),
        ("/export/gexf?around=nobody", 404),
    ],
)
def test_a_download_that_cannot_be_is_a_problem(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert json.loads(answer.data)["detail"]


@pytest.mark.parametrize(("address", "status"), [("/export?year=x", 400), ("/export?format=docx", 404)])
def test_an_address_of_the_form_that_makes_no_sense_is_a_page(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "text/html")


def test_a_name_that_is_not_there_is_told_in_the_form_and_kept(client: FlaskClient) -> None:
    answer = client.get("/export?around=<b>nobody</b>&kind=Enterprise")
    tree = HTMLParser(answer.text)
    assert answer.status_code == 404
    assert "nobody" in tree.css_first("[role=alert]").text()
    assert tree.css_first("input[name=around]").attributes["value"] == "<b>nobody</b>"
    assert not tree.css("a.download")
