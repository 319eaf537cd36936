"""The index of chunks by word."""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from vocgraph.index.chunks import IndexedChunk, embedded_text
from vocgraph.index.terms import Filters, Match, Term
from vocgraph.index.word_writing import build_word_index
from vocgraph.index.words import WordIndex
from vocgraph.model import Chunk, PassageKind
from vocgraph.text.words import Segmenter

if TYPE_CHECKING:
    from pathlib import Path


def chunk(
    text: str,
    *,
    report: str = "a-2024",
    kind: PassageKind = PassageKind.PROSE,
    heading: str = "",
    case: str | None = None,
) -> Chunk:
    return Chunk(report, kind, (heading,) if heading else (), text, tuple(range(len(text))), case)


CHUNKS = (
    IndexedChunk(0, chunk("学校与中国农业发展银行签订协议。"), "青禾职业技术学院", 2024),
    IndexedChunk(1, chunk("食堂卫生问题待处理。", report="b-2023"), "云岭工业学校", 2023),
    IndexedChunk(2, chunk("学校与翎翀智能科技公司共建实训基地。", heading="2.1 实训基地"), "青禾职业技术学院", 2024),
    IndexedChunk(3, chunk("教师到村里授课。", kind=PassageKind.CASE, case="送技术下乡"), "青禾职业技术学院", 2024),
    IndexedChunk(4, chunk("专业：茶艺；人数：30", report="b-2023", kind=PassageKind.TABLE), "云岭工业学校", None),
    IndexedChunk(5, chunk("授课授课授课授课，实训室环境改善。", report="b-2023"), "云岭工业学校", 2023),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> WordIndex:
    folder = tmp_path_factory.mktemp("words")
    build_word_index(folder, CHUNKS, segmenter=Segmenter(["实训基地"]))
    return WordIndex.open(folder)


def found(index: WordIndex, *terms: Term, **options: object) -> list[int]:
    numbers, scores = index.search(terms, **options)  # type: ignore[arg-type]  # options are search's own
    assert list(scores) == sorted(scores, reverse=True)
    return numbers.tolist()


def test_a_word_inside_a_name_is_found(index: WordIndex) -> None:
    assert found(index, Term("农业")) == [0]


def test_a_word_inside_another_word_is_found(index: WordIndex) -> None:
    assert found(index, Term("处理")) == [1]


def test_a_phrase_is_found_where_the_dictionary_knows_no_word(index: WordIndex) -> None:
    assert found(index, Term("翎翀智能", match=Match.PHRASE)) == [2]


def test_a_phrase_whose_characters_stand_apart_is_not_found(index: WordIndex) -> None:
    assert found(index, Term("科技学校", match=Match.PHRASE)) == []


def test_a_phrase_of_one_character_finds_nothing_rather_than_everything(index: WordIndex) -> None:
    assert found(index, Term("学", match=Match.PHRASE)) == []


def test_two_characters_side_by_side_are_found_across_word_borders(index: WordIndex) -> None:
    assert found(index, Term("共建", match=Match.PAIR)) == [2]
    assert found(index, Term("建实", match=Match.PAIR)) == [2]


def test_pairs_do_not_reach_over_a_mark(index: WordIndex) -> None:
    assert found(index, Term("课实", match=Match.PAIR)) == []


def test_one_character_is_found_inside_words(index: WordIndex) -> None:
    assert found(index, Term("茶", match=Match.CHARACTER)) == [4]


def test_titles_and_headings_are_searched(index: WordIndex) -> None:
    assert found(index, Term("下乡")) == [3]
    assert found(index, Term("基地")) == [2]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(reports=("b-2023",)), [5]),
        (Filters(institutions=("青禾职业技术学院",)), [3]),
        (Filters(years=(2023,)), [5]),
        (Filters(kinds=(PassageKind.CASE,)), [3]),
        (Filters(years=(2023, 2024)), [3, 5]),
        (Filters(reports=("b-2023",), years=(2024,)), []),
    ],
)
def test_filters_leave_out_what_they_should(index: WordIndex, filters: Filters, expected: list[int]) -> None:
    assert sorted(found(index, Term("授课"), filters=filters)) == expected


def test_filters_do_not_change_scores(index: WordIndex) -> None:
    _, free = index.search([Term("授课")])
    _, filtered = index.search([Term("授课")], filters=Filters(years=(2023, 2024)))
    assert np.allclose(np.sort(free), np.sort(filtered))


@pytest.mark.parametrize("few", [0, 2])  # its rarest pair of characters stands in one chunk: named, or asked of all
def test_in_a_large_index_a_phrase_lifts_what_its_words_found(
    index: WordIndex, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    terms = Term("学校"), Term("翎"), Term("智能"), Term("翎翀智能", match=Match.PHRASE)
    at_once = index.search(terms)
    monkeypatch.setattr("vocgraph.index.words._FEW", few)
    numbers, scores = index.search(terms)
    assert numbers.tolist() == at_once[0].tolist() == [2, 0]
    assert scores.tolist() == pytest.approx(at_once[1].tolist())
    assert found(index, Term("翎翀智能", match=Match.PHRASE)) == [2]
    assert found(index, *terms, limit=1) == [2]


def test_coverage_counts_the_parts_of_a_query_that_a_chunk_holds(index: WordIndex) -> None:
    facets = ((Term("学校"),), (Term("实训基地"), Term("基地", 0.5)), (Term("火星"),))
    assert index.coverage(np.array([2, 0, 4]), facets).tolist() == pytest.approx([2 / 3, 1 / 3, 0])


@pytest.mark.parametrize("few", [0, 5_000])
def test_coverage_knows_phrases_and_lone_characters(
    index: WordIndex, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("vocgraph.index.words._FEW", few)
    facets = (
        (Term("村里"), Term("翎翀智能", 0.8, Match.PHRASE), Term("建实训", 0.5, Match.PHRASE)),
        (Term("茶", match=Match.CHARACTER),),
    )
    assert index.coverage(np.array([2, 4, 3, 1]), facets).tolist() == pytest.approx([0.4, 0.5, 0.5, 0])


def test_a_count_takes_in_what_was_found_otherwise(index: WordIndex) -> None:
    assert index.count([Term("授课")]) == 2
    assert index.count([Term("授课")], besides=np.array([3, 5])) == 2
    assert index.count([Term("授课")], besides=np.array([3, 1, 0])) == 4
    assert index.count([], besides=np.array([3, 1])) == 2


def test_no_terms_find_nothing(index: WordIndex) -> None:
    assert found(index) == []
    assert index.count([]) == 0


def test_chunks_are_counted_beyond_the_limit(index: WordIndex) -> None:
    assert len(found(index, Term("授课"), limit=1)) == 1
    assert index.count([Term("授课")]) == 2


def test_an_opened_index_cuts_as_it_was_built(index: WordIndex) -> None:
    assert index.segmenter.words("实训基地") == ["实训基地"]
    assert len(index) == len(CHUNKS)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    build_word_index(tmp_path / "words", CHUNKS[:1], segmenter=Segmenter([]))
    return tmp_path / "words"


def test_everybody_who_may_read_the_dictionary_may_read_the_index(built: Path) -> None:
    assert {path.stat().st_mode for path in built.iterdir()} == {(built / "dictionary.json").stat().st_mode}


def test_an_index_in_a_folder_that_cannot_be_written_is_read_through_links(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lock in built.glob(".*.lock"):
        lock.unlink()
    before = sorted(path.name for path in built.iterdir())
    links = tmp_path / "links"
    links.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(links))
    monkeypatch.setattr(os, "access", lambda *_: False)
    index = WordIndex.open(built)
    assert found(index, Term("农业")) == [0]
    assert sorted(path.name for path in built.iterdir()) == before
    assert len(list(links.iterdir())) == 1
    del index
    assert list(links.iterdir()) == []


@pytest.mark.parametrize("ending", [".store", ".term", "meta.json", "dictionary.json"])
def test_a_damaged_file_is_told(built: Path, ending: str) -> None:
    [path] = (path for path in built.iterdir() if path.name.endswith(ending))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ValueError, match="index of words cannot be opened"):
        WordIndex.open(built)


def test_an_index_with_other_fields_is_told(built: Path) -> None:
    meta = built / "meta.json"
    meta.write_text(meta.read_text("utf-8").replace('"name": "year"', '"name": "decade"'), encoding="utf-8")
    with pytest.raises(ValueError, match="other fields"):
        WordIndex.open(built)


def test_a_folder_without_an_index_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        WordIndex.open(tmp_path)


def test_a_vector_is_made_of_title_headings_and_text() -> None:
    assert embedded_text(CHUNKS[3].chunk) == "送技术下乡\n教师到村里授课。"
    assert embedded_text(CHUNKS[2].chunk) == "2.1 实训基地\n学校与翎翀智能科技公司共建实训基地。"


def test_the_chunks_that_hold_any_of_some_words_and_phrases_are_named(index: WordIndex) -> None:
    phrases = Term("翎翀智能", match=Match.PHRASE), Term("，", match=Match.PHRASE), Term("翎翎", match=Match.PHRASE)
    assert index.holding_any(phrases).nonzero()[0].tolist() == [2]
    assert index.holding_any([*phrases, Term("授课"), Term("火星")]).sum() == index.count([phrases[0], Term("授课")])
    assert [index.are_named_soon(Term("授课", match=match)) for match in (Match.WORD, Match.CHARACTER)] == [True, False]
