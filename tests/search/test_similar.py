"""What makes two texts alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.search.example import make_searcher
from vocgraph.search.similar import (
    Copies,
    TellingWord,
    jaccard,
    likeness,
    shingles,
    telling_words,
    topic_likeness,
    used_words,
)

if TYPE_CHECKING:
    from vocgraph.search.engine import Searcher


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("similar"))


def test_rare_words_tell_more_than_common_ones_and_questions_nothing(searcher: Searcher) -> None:
    found = [each.word for each in telling_words("学校的乡村振兴和助学金2023", searcher.words)]
    assert found.index("助学金") < found.index("乡村振兴")
    assert "和" not in found
    assert "2023" not in found


def test_the_name_of_the_school_that_writes_tells_nothing(searcher: Searcher) -> None:
    found = [each.word for each in telling_words("云岭支行的乡村振兴", searcher.words, without="云岭工业学校")]
    assert found == ["支行", "乡村振兴"]


def test_texts_that_differ_in_marks_and_width_alone_are_the_same() -> None:
    assert jaccard(shingles("共建产业学院，培养１２０人。"), shingles("共建产业学院培养120人")) == 1.0
    assert jaccard(shingles("共建产业学院"), shingles("学生资助体系")) == 0.0
    assert jaccard(shingles(""), shingles("。")) == 0.0


def test_a_copy_is_known_by_one_text_and_not_by_pieces_of_many() -> None:
    held = Copies()
    for text in ("学校与企业共建智能制造产业学院", "学院面向农村开展电商培训班", "学生资助体系覆盖全体学生"):
        held.add(shingles(text))
    assert held.find(shingles("学院面向农村，开展电商培训班。")) == 1
    assert held.find(shingles("智能制造产业学院与农村开展电商培训班")) is None
    assert held.find(shingles("")) is None


def test_a_telling_word_is_used_where_it_is_a_word_and_not_a_piece_of_one(searcher: Searcher) -> None:
    telling = [TellingWord(word, 1.0) for word in ("助学金", "支行", "农业", "乡村振兴")]
    text = "云岭支行为乡村振兴放贷；中国农业银行。"
    assert used_words(text, telling, searcher.words) == ("支行", "乡村振兴")
    assert used_words("別的", telling, searcher.words) == ()


def test_topics_are_alike_by_what_both_are_about() -> None:
    assert topic_likeness({"aid": 0.5, "sport": 0.1}, {"aid": 0.4}) > 0.9
    assert topic_likeness({"aid": 0.5}, {"sport": 0.5}) == 0.0
    assert topic_likeness({}, {"sport": 0.5}) == 0.0


def test_each_kind_of_likeness_raises_the_score() -> None:
    rows = np.array([[0.5, 0, 0, 0], [0.6, 0, 0, 0], [0.5, 0.4, 0, 0], [0.5, 0, 3.0, 0], [0.5, 0, 0, 1]], dtype=float)
    scores = likeness(*rows.T)
    assert (scores[1:] > scores[0]).all()
    assert scores.max() <= 1.0
    assert likeness(*np.empty((4, 0))).shape == (0,)
