"""A library answers rightly from many threads, and says so when it was tampered with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from vocgraph import pipeline, storage
from vocgraph.errors import LibraryDamagedError, UnknownIndicatorError, UnknownNameError, UnknownReportError
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


def test_communities_are_those_that_the_network_page_draws_and_named_alike(library: Library) -> None:
    picture = library.picture
    drawn = dict(zip(picture.ids, picture.rows["community"].tolist(), strict=True))
    found = library.communities()
    assert found
    assert sum(map(len, found)) == sum(number >= 0 for number in drawn.values())
    for group in found:
        [number] = {drawn[node.id] for node in group}
        assert group[0].id == picture.communities[number][0]


def test_betweenness_is_that_of_the_network_page(library: Library) -> None:
    picture = library.picture
    drawn = dict(zip(picture.ids, picture.rows["betweenness"].tolist(), strict=True))
    ranked = library.top(by="betweenness")
    assert ranked[0][1] == max(drawn.values()) > 0
    assert all(drawn[node.id] == share for node, share in ranked)


def test_damage_to_a_file_that_is_opened_late_is_told(folder: Path) -> None:
    for name, ask in (
        ("suggestions.sqlite", lambda library: library.suggest("产业")),
        ("twins.npy", lambda library: library.search("产业学院")),
        ("table/cases/topic-values.npy", lambda library: library.cases()),
    ):
        file = storage.current(folder).path(name)
        content = file.read_bytes()
        with Library.open(folder) as library:
            file.write_bytes(b"")
            with pytest.raises(LibraryDamagedError, match=Path(name).name):
                ask(library)
        file.write_bytes(content)


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


def test_names_are_filed_under_letters_and_counted(library: Library) -> None:
    kinds, letters = library.count_entities()
    assert sum(kinds.values()) == sum(letters.values()) == len(library.entities(limit=1000))
    for letter, count in letters.items():
        assert len(library.entities(letter=letter, limit=1000)) == count
    assert [node.name for node in library.entities("蓝海职业", letter="L")] == ["蓝海职业技术学院"]
    assert library.entities("蓝海职业", letter="Z") == ()
    assert library.count_entities("蓝海职业", letter="Z")[1] == {"L": 1}


def test_names_come_most_mentioned_first_or_by_name_and_page_by_page(library: Library) -> None:
    found = library.entities(limit=1000)
    assert [node.mentions for node in found] == sorted((node.mentions for node in found), reverse=True)
    assert library.entities(limit=2, offset=1) == found[1:3]
    by_name = library.entities(by_name=True, limit=1000)
    assert set(by_name) == set(found)
    assert [node.name for node in by_name] != [node.name for node in found]


def test_only_what_a_report_names_is_listed(library: Library) -> None:
    found = library.entities(report="blue-2024", limit=1000)
    assert found
    assert all("blue-2024" in node.reports for node in found)
    assert len(found) < len(library.entities(limit=1000))


def test_a_companion_shares_passages_and_no_relation(library: Library) -> None:
    for name in ("蓝海职业技术学院", "星河智能装备股份有限公司"):
        view = library.entity(name)
        related = {node.id for node in view.others}
        for companion in library.companions(name):
            assert companion.node.id not in related | {view.node.id}
            text = library.report(companion.report).report.text.splitlines()
            passage = "".join(text[companion.first_line - 1 : companion.last_line])
            assert any(alias in passage for alias in (companion.node.name, *companion.node.aliases, "学校"))


def test_figures_of_two_schools_are_held_against_each_other(library: Library) -> None:
    total, indicators = library.indicators(known=True, limit=100)
    assert total == len(indicators)
    for indicator in indicators:
        view = library.indicator(indicator.key)
        assert view.total == indicator.count.figures == len(view.sentences)
        assert {figure.report for figure in view.figures} <= {"blue-2024", "green-2023"}
    with pytest.raises(UnknownIndicatorError, match="没有的指标"):
        library.indicator("没有的指标")


def test_a_name_of_any_length_is_looked_up(library: Library) -> None:
    for name in ("学" * 20_000, "100%_\\"):
        with pytest.raises(UnknownNameError):
            library.find(name)
