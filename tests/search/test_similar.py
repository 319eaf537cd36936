"""What makes two texts alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.search.example import make_searcher
from vocgraph.search.similar import jaccard, likeness, shingles, telling_words, topic_likeness

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
