"""Reading a typed query."""

from __future__ import annotations

from vocgraph.index.terms import Match
from vocgraph.search.asking import read_query
from vocgraph.search.wording import content_runs, stem
from vocgraph.text.words import plain


def terms(text: str, match: Match) -> set[str]:
    return {term.text for term in read_query(text, segmenter=plain()).terms if term.match is match}


def test_question_words_are_not_looked_for() -> None:
    asked = read_query("学校有哪些实训基地？", segmenter=plain())
    assert "哪些" not in asked.words
    assert {"学校", "实训", "基地"} <= set(asked.words)


def test_words_side_by_side_are_also_a_phrase() -> None:
    assert terms("双师型 开展培训", Match.PHRASE) == {"开展培训"}


def test_a_word_is_no_phrase_and_its_parts_are_no_pairs_besides() -> None:
    assert terms("有限公司", Match.PHRASE) == set()
    assert terms("有限公司", Match.PAIR) == {"限公"}


def test_a_question_word_ends_a_phrase() -> None:
    assert terms("学校如何育人", Match.PHRASE) <= {"育人"}


def test_a_word_counts_more_than_a_word_inside_it() -> None:
    worth = {term.text: term.weight for term in read_query("联合国", segmenter=plain()).terms}
    assert worth["联合"] < worth["联合国"]


def test_one_character_is_looked_for_anywhere() -> None:
    assert terms("茶", Match.CHARACTER) == {"茶"}


def test_each_word_is_a_part_of_the_query_once() -> None:
    asked = read_query("培训 培训 农民", segmenter=plain())
    assert [facet[0].text for facet in asked.facets] == ["培训", "农民"]


def test_english_forms_share_a_stem() -> None:
    for forms in (
        ("training", "trained", "trainings"),
        ("revitalisation", "revitalization", "revitalizing"),
        ("programme", "programs"),
        ("companies", "company"),
        ("centre", "centers"),
        ("students", "student"),
        ("classes", "class"),
        ("labour", "labor"),
    ):
        assert len({stem(form) for form in forms}) == 1, forms


def test_short_words_and_other_writing_keep_their_form() -> None:
    assert [stem(word) for word in ("vr", "bus", "学生", "café")] == ["vr", "bus", "学生", "café"]


def test_a_question_is_cut_at_its_question_words() -> None:
    assert content_runs("学生怎么样就业") == ["学生", "就业"]
