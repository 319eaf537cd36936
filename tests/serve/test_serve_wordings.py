"""Every error that a page can show has Chinese words, with the same places, and none is kept that nothing raises."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from werkzeug import exceptions

import vocgraph
from vocgraph.errors import LibraryDamagedError, UnknownNameError, VocgraphError
from vocgraph.serve.wordings import CHINESE, in_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

PACKAGE = Path(vocgraph.__file__).parent
ROOMS = ("errors.py", "serve", "search", "library", "graph")  # where an error may come from while a page is made
ALONE = {"server.py", "processes.py", "crew.py", "evaluate.py"}  # what no page asks for


def sources() -> Iterator[Path]:
    for room in ROOMS:
        path = PACKAGE / room
        yield from [path] if path.is_file() else (each for each in path.glob("*.py") if each.name not in ALONE)


def written(node: ast.expr) -> Iterator[str]:
    """The templates that an expression can be; one that is put together cannot be translated."""
    if isinstance(node, ast.IfExp):
        yield from written(node.body)
        yield from written(node.orelse)
    elif isinstance(node, ast.Constant):
        yield str(node.value)
    elif not isinstance(node, ast.Name):
        yield f"not a template: {ast.unparse(node)}"


def raised() -> set[str]:
    found = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                fixes = [keyword.value for keyword in node.keywords if keyword.arg == "fix"]
                if fixes and ast.unparse(node.func).endswith(("Error", "__init__")):
                    found |= {text for each in (node.args[0], *fixes) for text in written(each)}
    return found


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_error_has_chinese_words() -> None:
    passed_on = {"not a template: f'{source.name}: {problem}'"}  # a file's own problem, told while building
    assert raised() - set(CHINESE) == passed_on


@pytest.mark.parametrize("template", sorted(CHINESE))
def test_the_chinese_words_have_the_same_places(template: str) -> None:
    if "{ … }" not in template:  # braces of SPARQL, in a text that has no places
        assert places(CHINESE[template]) == places(template)


def test_no_words_are_kept_for_errors_that_are_gone() -> None:
    texts = "\n".join(path.read_text("utf-8") for path in [*sources(), PACKAGE / "export" / "formats.py"])
    constants = {
        node.value
        for node in ast.walk(ast.parse(texts.replace("from __future__ import annotations\n", "")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    own = {str(error.description) for error in exceptions.default_exceptions.values()}
    assert {text for text in CHINESE if text not in constants | own} == set()


def test_an_error_says_the_same_in_both_languages() -> None:
    error = UnknownNameError("蓝海", near=("蓝海科技", "蓝海学院"))
    assert error.problem == "No entity is called '蓝海' in this library."
    assert in_chinese(error) == ("库中没有叫“蓝海”的机构或赛事。", "是不是：蓝海科技、蓝海学院？")


def test_braces_in_a_value_are_left_alone() -> None:
    error = LibraryDamagedError(Path("{x}"), "{0} is missing")
    assert "{0} is missing" in in_chinese(error)[0]
    assert error.problem == "The library in {x} cannot be used: {0} is missing."


def test_an_error_without_chinese_words_is_told_in_english() -> None:
    assert in_chinese(VocgraphError("Odd: {x}", fix="Wait.")) == ("Odd: {x}", "Wait.")


@pytest.mark.parametrize(
    ("address", "chinese", "english"),
    [
        ("/entities/nobody", "库中没有叫“nobody”的", "No entity is called"),
        ("/?q=x&page=0", "page=0 不是 1 到 1000 之间的数", "is no number from 1 to 1000"),
        ("/nowhere", "网址没有对应的页面", "No page has this address"),
        ("/questions/sparql?query=nonsense", "查询有误", "The query is wrong"),
        ("/questions/nonsense", "没有这个问题", "There is no such question"),
    ],
)
def test_a_page_tells_errors_in_its_language(client: FlaskClient, address: str, chinese: str, english: str) -> None:
    joint = "&" if "?" in address else "?"
    assert chinese in client.get(address).text
    told = client.get(f"{address}{joint}lang=en").text
    assert english in told
    assert chinese not in told


def test_programs_are_told_in_english(client: FlaskClient) -> None:
    answer = client.get("/api/v1/entities/nobody", headers={"Accept-Language": "zh"})
    assert answer.get_json()["detail"].startswith("No entity is called")
