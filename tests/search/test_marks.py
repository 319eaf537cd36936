"""Highlights."""

from __future__ import annotations

import pytest

from vocgraph.index.borders import word_borders
from vocgraph.search.marks import Mark, find_marks, joined
from vocgraph.text.variants import fold
from vocgraph.text.words import plain


def found(text: str, *wanted: str) -> list[Mark]:
    return find_marks(text, wanted, borders=word_borders(fold(text), plain()))


def marks(text: str, *wanted: str) -> list[str]:
    return [text[start:end] for start, end in joined(found(text, *wanted), end=len(text))]


def test_every_place_of_a_word_is_marked() -> None:
    assert marks("培训农民，再培训教师", "培训") == ["培训", "培训"]


def test_a_word_is_not_marked_across_the_border_of_two_others() -> None:
    assert marks("中国农业", "国农") == []


def test_touching_words_become_one_mark() -> None:
    assert marks("乡村振兴培训", "乡村", "振兴", "培训") == ["乡村振兴培训"]


def test_a_phrase_is_marked_whole() -> None:
    assert marks("学校与翎翀智能公司合作", "翎翀智能公司") == ["翎翀智能公司"]


def test_marks_stand_in_the_text_as_printed() -> None:
    assert marks("建筑面积㎡，ＶＲ實訓室", "vr", "实训") == ["ＶＲ實訓"]


def test_the_words_that_were_found_are_named() -> None:
    assert found("培训农民", "培训", "农民", "火星") == [(0, 2, "培训"), (2, 4, "农民")]


def test_nothing_wanted_marks_nothing() -> None:
    assert found("培训") == []


def test_what_stands_above_the_text_is_not_highlighted() -> None:
    assert joined([Mark(5, 7, "培训"), Mark(0, 2, "农民")], end=5) == ((0, 2),)


def test_another_text_s_borders_are_refused() -> None:
    with pytest.raises(ValueError, match="4 characters, borders for 2"):
        find_marks("培训农民", ["培训"], borders=word_borders("培训", plain()))
