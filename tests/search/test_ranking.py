"""Putting candidates in order: what is too far off, organisations that the query names, neighbours, twins."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vocgraph.search.ranking import Proposals, Ranked, Ranking, fold_twins, move_apart, rank
from vocgraph.search.weights import Weights

WEIGHTS = Weights()


def proposals(*, named: tuple[int, ...] = (), unlike: float = 0.1) -> Proposals:
    """Passage 1 by words alone, 2 by both, 3 and 4 by meaning alone, 4 hardly."""
    return Proposals.of(
        (np.array([2, 1]), np.array([8.0, 4.0])),
        (np.array([3, 2, 4]), np.array([0.6, 0.5, 0.11])),
        held=np.array([1.0, 0.5]),
        named=np.array(named, dtype=np.int64),
        unlike=unlike,
    )


def ranked(count: int) -> Ranked:
    scores = np.linspace(1, 0.1, count)
    return Ranked(np.arange(count), scores, scores, scores)


def test_what_words_and_meaning_both_find_goes_first() -> None:
    assert rank(proposals(), ranking=Ranking.COMBINED, weights=WEIGHTS).numbers[0] == 2


def test_what_no_word_found_and_meaning_hardly_is_left_out() -> None:
    assert sorted(rank(proposals(), ranking=Ranking.COMBINED, weights=WEIGHTS).numbers.tolist()) == [1, 2, 3]
    assert 4 in rank(proposals(), ranking=Ranking.MEANING, weights=WEIGHTS).numbers
    everything = replace(WEIGHTS, floor=0.0)
    assert len(rank(proposals(), ranking=Ranking.COMBINED, weights=everything).numbers) == 4


def test_a_passage_that_names_the_organisation_asked_for_is_lifted() -> None:
    order = rank(proposals(named=(1,)), ranking=Ranking.COMBINED, weights=replace(WEIGHTS, named=1.0)).numbers
    assert order[0] == 1


def test_the_parts_add_up_to_the_score() -> None:
    found = rank(proposals(named=(1,)), ranking=Ranking.COMBINED, weights=WEIGHTS)
    assert np.allclose(found.words + found.meaning, found.scores)


def test_of_twins_the_best_one_stays() -> None:
    assert fold_twins(ranked(5), np.array([0, 7, 0, 7, 4])).numbers.tolist() == [0, 1, 4]


def test_a_fifth_neighbour_moves_behind_the_others() -> None:
    reports = np.array([0, 0, 0, 0, 0, 1], dtype=np.int32)
    crowd = Ranked(np.array([9, 8, 11, 12, 10, 50]), *[np.linspace(1, 0.5, 6)] * 3)
    assert move_apart(crowd, reports).numbers.tolist() == [9, 8, 11, 12, 50, 10]
    loose = Ranked(np.array([9, 8, 11, 20, 10, 50]), *[np.linspace(1, 0.5, 6)] * 3)
    assert move_apart(loose, reports).numbers.tolist() == loose.numbers.tolist()


def test_within_one_report_neighbours_stay_together() -> None:
    assert move_apart(ranked(8), np.zeros(8, dtype=np.int32)).numbers.tolist() == list(range(8))
