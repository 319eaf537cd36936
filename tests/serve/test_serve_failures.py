"""Why a file was left out is told in Chinese too, whatever reading it ends with."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import vocgraph
from vocgraph.errors import UnreadableReportError, VocgraphError
from vocgraph.read.files import read_report
from vocgraph.serve.failures import SENTENCES, failure_in_chinese
from vocgraph.serve.worker import trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(vocgraph.__file__).parent
RAISED = {"UnreadableReportError", "Failure", "VocgraphError"}
PASSED_ON = {"{}", "{}: {}", "{} The report that it should replace stays."}


def sentences(node: ast.expr) -> Iterator[str]:
    """The sentences that an expression can be, with {} for what it fills in."""
    if isinstance(node, ast.IfExp):
        yield from (*sentences(node.body), *sentences(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    elif isinstance(node, ast.Constant):
        yield str(node.value)


def said() -> set[str]:
    """All that reading or analysing a file can end with."""
    found: set[str] = set()
    for path in (
        *(PACKAGE / "read").glob("*.py"),
        *map(PACKAGE.joinpath, ("analysis.py", "pipeline.py", "sources.py")),
    ):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in RAISED:
                first = 0 if ast.unparse(node.func) == "VocgraphError" else 1  # before it the file
                for each in (*node.args[first:], *(keyword.value for keyword in node.keywords)):
                    found |= set(sentences(each))
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"problem", "_OUR_FAULT"}:
                found |= set(sentences(node.value))
    return found


def test_every_sentence_has_chinese_words_and_none_is_kept_that_nothing_says() -> None:
    assert said() - PASSED_ON == set(SENTENCES) - {"a file without an ending is no kind of report."}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_chinese_words_have_as_many_places(sentence: str) -> None:
    assert SENTENCES[sentence].count("{}") == sentence.count("{}")


@pytest.mark.parametrize(
    ("name", "content", "problem", "fix"),
    [
        ("a.txt", b"", "文件是空的（0 字节）。", "请重新获取。"),
        (
            "a.txt",
            b"abc\x00",
            "不是文本文件：第 3 个字节是零。",
            "请存为 UTF-8 文本，或改成真正的扩展名（.pdf、.docx）。",
        ),
        ("b", b"abc", "没有扩展名，不是可读的报告文件。", "请存为 "),
        ("c.doc", b"abc", ".doc 不是可读的报告文件。", "请存为 "),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_chinese(
    tmp_path: Path, name: str, content: bytes, problem: str, fix: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableReportError) as raised:
        read_report(tmp_path / name)
    told = failure_in_chinese(name, raised.value.problem, raised.value.fix)
    assert told[0] == problem
    assert told[1].startswith(fix)


def test_a_sentence_with_a_colon_is_told_in_chinese_after_the_name_of_its_file() -> None:
    error = VocgraphError(
        "a: b.pdf: its 3 pages hold 2 letters: they are pictures.", fix="Run text recognition (OCR) on it first."
    )
    told = trouble(error)
    assert told["problem"]["zh"] == "a: b.pdf: 共 3 页，只有 2 个字：各页是图片。"
    assert told["fix"]["zh"] == "请先做文字识别（OCR）。"


def test_a_report_that_stays_is_told_so_and_an_unknown_sentence_as_it_is() -> None:
    problem = "a.pdf: it is locked with a password. The report that it should replace stays."
    assert failure_in_chinese("a.pdf", problem, "Wait.") == ("有密码保护。它要替换的报告保持不变。", "Wait.")
