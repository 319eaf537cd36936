"""Puts the passages that were proposed for a query in order: how words, meaning and named organisations add up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

import numpy as np

from vocgraph.search.fusion import combine, fuse_ranks, ranks_of, stretch

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vocgraph.search.weights import Weights

_SPREAD_OVER = 50  # hits that are moved apart where they crowd; nobody reads the others side by side
_NEAR = 3  # passages of one report that are no further apart than this are neighbours
_MOST_NEIGHBOURS = 4  # hits on neighbouring passages that stand together


class Ranking(StrEnum):
    """How the candidates are put in order."""

    COMBINED = "combined"  # convex combination of scores: the default
    RANKS = "ranks"  # reciprocal rank fusion
    WORDS = "words"  # by words alone
    MEANING = "meaning"  # by vectors alone


@dataclass(frozen=True, slots=True)
class Proposals:
    """What the rankers propose for one query; the arrays are of shape (candidates,), sorted by number."""

    numbers: NDArray[np.int64]
    words: NDArray[np.float64]  # BM25; 0 where words did not find the passage
    held: NDArray[np.float64]  # how much of the query the passage holds, 0 to 1
    meaning: NDArray[np.float64]  # cosine; 0 where vectors did not find it
    by_words: NDArray[np.bool_]
    by_meaning: NDArray[np.bool_]
    named: NDArray[np.bool_]  # whether it names an organisation of the query
    unlike: float = 0.0  # the cosine of the query and a typical passage

    @classmethod
    def of(
        cls,
        by_words: tuple[NDArray[np.int64], NDArray[np.float64]],
        by_meaning: tuple[NDArray[np.int64], NDArray[np.float64]],
        *,
        held: NDArray[np.float64],
        named: NDArray[np.int64],
        unlike: float = 0.0,
    ) -> Self:
        """Lay out what each ranker found.

        :param by_words: numbers and scores, both of shape (found,); likewise ``by_meaning``.
        :param held: shape (found by words,).
        :param named: numbers of the passages that name an organisation of the query, of any shape.
        """
        numbers = np.union1d(by_words[0], by_meaning[0])
        words, found_words = _spread(numbers, *by_words)
        meaning, found_meaning = _spread(numbers, *by_meaning)
        covered, _ = _spread(numbers, by_words[0], held)
        return cls(numbers, words, covered, meaning, found_words, found_meaning, np.isin(numbers, named), unlike)

    @property
    def least_cosine(self) -> float:
        """The lowest cosine among what vectors found: no passage that they did not find is nearer."""
        return float(self.meaning[self.by_meaning].min(initial=1.0)) if self.by_meaning.any() else self.unlike


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates, best first; all of shape (candidates,)."""

    numbers: NDArray[np.int64]
    scores: NDArray[np.float64]
    words: NDArray[np.float64]  # the part of the score that words gave
    meaning: NDArray[np.float64]  # the part that vectors gave

    def at(self, places: NDArray[np.int64]) -> Ranked:
        """Some of the candidates, in the order of their places."""
        return Ranked(self.numbers[places], self.scores[places], self.words[places], self.meaning[places])


def rank(found: Proposals, *, ranking: Ranking, weights: Weights) -> Ranked:
    """Put the candidates in order, equal scores by number; the combined ranking leaves out what is far off."""
    words = found.words * (weights.uncovered + (1 - weights.uncovered) * found.held)
    nearest_known = np.where(found.by_meaning, found.meaning, found.least_cosine)
    meaning = stretch(nearest_known, unlike=found.unlike)
    if ranking is Ranking.RANKS:
        ranks = np.stack((ranks_of(words, found.by_words), ranks_of(found.meaning, found.by_meaning)))
        part_words, part_meaning = fuse_ranks(ranks[:1]), fuse_ranks(ranks[1:])
    elif ranking is Ranking.COMBINED:
        best = float(words.max()) if len(words) else 0.0
        words = words / best if best > 0 else words
        share = weights.meaning + (1 - weights.meaning) * (1 - float(found.held.max(initial=0.0)))
        part_words, part_meaning = combine(words, meaning, share=share if found.by_meaning.any() else 0.0)
        part_words = part_words + weights.named * found.named
    else:
        part_words, part_meaning = words, np.where(found.by_meaning, found.meaning, 0.0)
    scores = part_words + part_meaning
    order = np.lexsort((found.numbers, -scores))
    near_enough = found.by_words | (meaning >= (weights.floor if ranking is Ranking.COMBINED else 0.0))
    return Ranked(found.numbers, scores, part_words, part_meaning).at(order[near_enough[order]])


def fold_twins(ranked: Ranked, groups: NDArray[np.int64]) -> Ranked:
    """Keep the best of each group of near-identical passages.

    :param groups: shape (candidates,): the group of each candidate.
    """
    _, first = np.unique(groups, return_index=True)
    return ranked.at(np.sort(first))


def move_apart(ranked: Ranked, reports: NDArray[np.int32]) -> Ranked:
    """Move a hit down that has several better neighbours, so that the first ten are not ten of one page.

    Within one report nothing is moved: there, neighbours are read together.

    :param reports: shape (candidates,): the report of each candidate, as a number.
    """
    head = min(_SPREAD_OVER, len(ranked.numbers))
    if head <= _MOST_NEIGHBOURS or (reports == reports[0]).all():
        return ranked
    numbers = ranked.numbers[:head]
    near = (np.abs(numbers[:, None] - numbers) <= _NEAR) & (reports[:head, None] == reports[:head])
    if near.sum(axis=1).max() <= _MOST_NEIGHBOURS:  # each is its own neighbour
        return ranked
    kept = np.zeros(head, dtype=bool)
    for place in range(head):
        kept[place] = (near[place] & kept).sum() < _MOST_NEIGHBOURS
    order = np.concatenate((np.flatnonzero(kept), np.flatnonzero(~kept), np.arange(head, len(ranked.numbers))))
    return ranked.at(order)


def _spread(
    numbers: NDArray[np.int64], found: NDArray[np.int64], scores: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """A ranker's scores laid out over all candidates (sorted), 0 where it did not find one, and which it found."""
    spread = np.zeros(len(numbers))
    mask = np.zeros(len(numbers), dtype=bool)
    places = np.searchsorted(numbers, found)
    spread[places], mask[places] = scores, True
    return spread, mask
