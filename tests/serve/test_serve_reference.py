"""The page about the interface: everything in the document is on it, in both languages, and its examples work."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from vocgraph.serve.openapi import TAGS, describe
from vocgraph.serve.openapi_words import API_CHINESE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in describe()["paths"].items():
        for method in ("get", "post"):
            if method in item:
                yield path, item[method]


def texts() -> set[str]:
    found = {
        schema["description"] for schema in describe()["components"]["schemas"].values() if "description" in schema
    }
    for _, operation in operations():
        found.add(operation["summary"])
        found |= {each["description"] for each in operation["parameters"]}
        found |= {each["description"] for each in operation["responses"].values()}
    return found


def test_every_text_of_the_document_has_chinese_words_and_no_other_has() -> None:
    assert set(API_CHINESE) == texts()


def test_every_operation_and_record_is_on_the_page(client: FlaskClient) -> None:
    tree = HTMLParser(client.get("/api").text)
    shown = {node.attributes["id"] for node in tree.css("article")}
    wanted = {f"operation-{operation['operationId']}" for _, operation in operations()}
    wanted |= {f"schema-{name}" for name in describe()["components"]["schemas"]}
    assert shown == wanted
    links = {node.attributes["href"] for node in tree.css("article a") if node.attributes["href"].startswith("#")}
    assert links <= {f"#{name}" for name in shown}


def test_every_operation_belongs_to_a_group() -> None:
    assert {operation["tags"][0] for _, operation in operations()} == set(TAGS)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_examples_work(client: FlaskClient, language: str) -> None:
    tree = HTMLParser(client.get(f"/api?lang={language}").text)
    addresses = [node.attributes["href"] for node in tree.css(".operation .meta > a:first-child")]
    examples = [address for address in addresses if address and not address.startswith("#")]
    assert len(examples) == sum(1 for _, item in describe()["paths"].items() if "get" in item)
    assert {address: client.get(address).status_code for address in examples} == dict.fromkeys(examples, 200)


def test_a_command_line_asks_what_its_example_asks(client: FlaskClient) -> None:
    tree = HTMLParser(client.get("/api?lang=en").text)
    command = tree.css_first("#operation-search pre")
    assert command is not None
    assert shlex.split(command.text()) == [
        *("curl", "-G", "http://localhost/api/v1/search", "--data-urlencode"),
        "q=industrial college",
    ]


def test_no_two_things_on_the_page_have_the_same_id(client: FlaskClient) -> None:
    ids = [node.attributes["id"] for node in HTMLParser(client.get("/api").text).css("[id]")]
    assert len(ids) == len(set(ids))
