"""The most telling sentence of a hit."""

from __future__ import annotations

import numpy as np
import pytest

from vocgraph.search.reasons import best_sentence

TEXT = "学校占地五百亩。本学期培训农民三百人次。\n序号：1；项目：食堂改造"


@pytest.mark.parametrize(
    ("wanted", "sentence"), [(["农民"], "本学期培训农民三百人次。"), (["食堂", "项目"], "项目：食堂改造")]
)
def test_words_choose_the_sentence_that_holds_most_of_them(wanted: list[str], sentence: str) -> None:
    place = best_sentence(TEXT, wanted, cosines=None, meaning_share=0)
    assert place is not None
    assert TEXT[slice(*place)] == sentence


def test_meaning_chooses_where_it_counts_more() -> None:
    near = np.array([0.9, 0.1, 0.2, 0.0])
    by_meaning, by_words = (best_sentence(TEXT, ["农民"], cosines=near, meaning_share=share) for share in (0.9, 0.1))
    assert (by_meaning, by_words) == ((0, 8), (8, 20))


def test_a_passage_of_marks_has_no_sentence() -> None:
    assert best_sentence("。\n", ["农民"], cosines=None, meaning_share=0) is None
