"""A library answers rightly from many threads, and says so when it was tampered with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vocgraph import pipeline, storage
from vocgraph.errors import UnknownNameError, UnknownReportError
from vocgraph.library import Library
from vocgraph.model import SearchQuery


@pytest.fixture
def folder(small_reports: Path, tmp_path: Path) -> Path:
    pipeline.build([small_reports], tmp_path / "library")
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder) as opened:
        yield opened


def test_many_threads_get_the_same_answers(library: Library) -> None:
    def ask(_: int) -> tuple[object, ...]:
        view = library.entity("星河智能装备股份有限公司")
        return view.node, view.edges, tuple(library.entities(limit=5)), library.search("产业学院").results

    alone = ask(0)
    with ThreadPoolExecutor(8) as pool:
        assert all(answer == alone for answer in pool.map(ask, range(40)))


def edit(folder: Path, statement: str) -> list[str]:
    """What `check` says after documents.sqlite was edited and its hash in the manifest brought up to date."""
    from vocgraph.documents.reading import Documents
    from vocgraph.library.opened import misquotes

    path = storage.current(folder).path("documents.sqlite")
    with sqlite3.connect(path) as db:
        db.execute(statement)
    db.close()
    documents = Documents(path)
    try:
        return documents.problems() or misquotes(documents)
    finally:
        documents.close()


def test_a_quote_that_is_not_in_the_text_is_found(folder: Path) -> None:
    [problem] = edit(folder, "UPDATE evidence SET quote = '别的话' WHERE rowid = 1")
    assert "does not stand at" in problem


def test_a_relation_without_evidence_is_found(folder: Path) -> None:
    problems = edit(folder, "INSERT INTO relation SELECT 9999, subject, predicate, object FROM relation WHERE id = 0")
    assert problems == ["relation 9999 has no evidence"]


def test_a_reference_that_leads_nowhere_is_found(folder: Path) -> None:
    problems = edit(folder, "UPDATE mention SET entity = 'nobody' WHERE rowid = 1")
    assert any("refers to a missing entity" in problem for problem in problems)


def test_a_filter_takes_any_name_of_an_institution_and_refuses_what_is_unknown(library: Library) -> None:
    found = library.search(SearchQuery("乡村振兴", institutions=("蓝海职业技术学院",)))
    assert {passage.report for passage in found.results} == {"blue-2024"}
    with pytest.raises(UnknownReportError, match="blue-2024"):
        library.search(SearchQuery("乡村振兴", reports=("nowhere",)))
    with pytest.raises(UnknownNameError):
        library.search(SearchQuery("乡村振兴", institutions=("星河智能装备股份有限公司",)))


def test_a_part_of_a_name_is_enough_where_only_one_entity_has_it(library: Library) -> None:
    assert library.find("星河智能装备").name == "星河智能装备股份有限公司"
    with pytest.raises(UnknownNameError, match="星河智能制造产业学院"):
        library.find("星河")


def test_the_default_files_of_two_formats_do_not_replace_each_other(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written = {library.export(form, library.subgraph())[0] for form in ("csv", "neo4j", "gexf", "graphml")}
    assert len(written) == 4
