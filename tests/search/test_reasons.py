"""The most telling sentence of a hit."""

from __future__ import annotations

import pytest

from vocgraph.index.sentences import sentence_spans
from vocgraph.search.marks import Mark
from vocgraph.search.reasons import best_sentence

TEXT = "学校占地五百亩。本学期培训农民三百人次。\n序号：1；项目：食堂改造"


def best(*wanted: str, near: tuple[float, ...] = (), meaning_share: float = 0, above: str = "") -> str:
    marked = TEXT + "\n" + above
    marks = [Mark(marked.index(word), marked.index(word) + len(word), word) for word in wanted]
    place = best_sentence(sentence_spans(TEXT), marks, cosines=near, meaning_share=meaning_share)
    assert place is not None
    return TEXT[slice(*place)]


@pytest.mark.parametrize(
    ("wanted", "sentence"), [(["农民"], "本学期培训农民三百人次。"), (["食堂", "项目"], "项目：食堂改造")]
)
def test_words_choose_the_sentence_that_holds_most_of_them(wanted: list[str], sentence: str) -> None:
    assert best(*wanted) == sentence


def test_a_word_that_stands_twice_counts_once() -> None:
    marks = [Mark(0, 2, "学校"), Mark(10, 12, "培训"), Mark(14, 16, "培训"), Mark(2, 4, "占地")]
    assert best_sentence([(0, 8), (8, 20)], marks, cosines=(), meaning_share=0) == (0, 8)


def test_words_above_the_text_speak_for_no_sentence() -> None:
    assert best("农民", "质量", "年报", above="质量年报") == "本学期培训农民三百人次。"


def test_meaning_chooses_where_it_counts_more() -> None:
    near = (0.9, 0.1, 0.2, 0.0)
    assert best("农民", near=near, meaning_share=0.9) == "学校占地五百亩。"
    assert best("农民", near=near, meaning_share=0.1) == "本学期培训农民三百人次。"


def test_a_passage_of_marks_has_no_sentence() -> None:
    assert best_sentence(sentence_spans("。\n"), [], cosines=(), meaning_share=0) is None
