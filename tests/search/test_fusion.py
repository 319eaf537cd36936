"""Merging two rankings."""

from __future__ import annotations

import numpy as np
import pytest

from vocgraph.search.fusion import combine, fuse_ranks, ranks_of, stretch


def test_a_chunk_that_both_rankers_like_goes_first() -> None:
    merged = fuse_ranks(np.array([[1, 2, 0], [0, 2, 1]]))
    assert merged.argmax() == 1


def test_a_ranker_that_did_not_return_a_chunk_adds_nothing() -> None:
    assert fuse_ranks(np.array([[1, 0]]), k=60).tolist() == [1 / 61, 0]


@pytest.mark.parametrize("ranks", [np.array([1, 2]), np.array([[1, -1]])])
def test_ranks_of_a_wrong_shape_or_sign_are_refused(ranks: np.ndarray) -> None:
    with pytest.raises(ValueError, match="ranks need"):
        fuse_ranks(ranks)


def test_ranks_count_only_what_was_found() -> None:
    assert ranks_of(np.array([0.2, 0.0, 0.9]), np.array([True, False, True])).tolist() == [2, 0, 1]


def test_the_share_of_meaning_decides_between_the_two() -> None:
    words, meaning = np.array([1.0, 0.0]), np.array([0.2, 0.6])
    for share, best in ((0.1, 0), (0.9, 1)):
        parts = combine(words, meaning, share=share)
        assert (parts[0] + parts[1]).argmax() == best


def test_a_typical_passage_counts_nothing_and_the_nearest_one_counts_whole() -> None:
    assert stretch(np.array([0.1, 0.3, 0.5]), unlike=0.1) == pytest.approx([0, 0.5, 1])


def test_a_passage_further_off_than_a_typical_one_is_not_punished() -> None:
    assert stretch(np.array([-0.4, 0.5]), unlike=0.1).tolist() == [0, 1]


@pytest.mark.parametrize("cosines", [np.array([]), np.array([0.1, 0.05])])
def test_where_nothing_is_nearer_than_a_typical_passage_meaning_is_silent(cosines: np.ndarray) -> None:
    assert not stretch(cosines, unlike=0.1).any()
