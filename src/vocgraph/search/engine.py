"""Ranks passages for a query: by words, by meaning, and by both in one score."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import numpy as np

from vocgraph.index.words import Filters, Match, WordIndex
from vocgraph.model import Hit, SearchQuery, Why
from vocgraph.search.asking import Asked, read_query
from vocgraph.search.fusion import combine, fuse_ranks, ranks_of
from vocgraph.search.marks import find_marks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from vocgraph.index.embedding import Embedder
    from vocgraph.index.sentences import SentenceVectors
    from vocgraph.index.vectors import VectorIndex
    from vocgraph.search.expansion import Expander
    from vocgraph.search.table import PassageTable

_CANDIDATES = 200  # chunks that each ranker may propose; pages beyond them are empty
_MEANING = (
    0.45  # what meaning counts for beside words where a passage holds the whole query; the less it holds, the more
)
_UNCOVERED = 0.1  # what is left of a word score where nothing of the query is covered: tf alone must not win
_LEAN = 0.5  # how far a concept found in the query draws the query's vector towards its preferred term
_SURE_ENOUGH = 0.3  # below this a concept draws nothing
_BEST_SENTENCE = 0.3  # what the nearest sentence of a passage counts for beside the whole passage
_LOOKED_INTO = 2  # passages whose sentences are looked at, per passage that is wanted


class Ranking(StrEnum):
    """How the candidates are put in order."""

    COMBINED = "combined"  # convex combination of scores: the default
    RANKS = "ranks"  # reciprocal rank fusion
    WORDS = "words"  # by words alone
    MEANING = "meaning"  # by vectors alone


class Passage(Protocol):
    """What of a chunk is read for a hit (``vocgraph.model.Chunk`` has it)."""

    @property
    def text(self) -> str: ...
    @property
    def heading(self) -> tuple[str, ...]: ...
    @property
    def case(self) -> str | None: ...
    @property
    def caption(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """The answer to a query: how many passages were ranked, and the wanted page of them."""

    total: int
    hits: tuple[Hit, ...]
    ranked: NDArray[np.int64] = field(repr=False, compare=False)  # numbers of all passages ranked, best first
    scores: NDArray[np.float64] = field(repr=False, compare=False)  # theirs


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Candidates, best first; all of shape (candidates,)."""

    numbers: NDArray[np.int64]
    scores: NDArray[np.float64]
    words: NDArray[np.float64]  # the part of the score that words gave
    meaning: NDArray[np.float64]  # the part that vectors gave


class Searcher:
    """Everything a search needs, opened once."""

    def __init__(
        self,
        words: WordIndex,
        vectors: VectorIndex | None,
        embedder: Embedder | None,
        expander: Expander | None,
        table: PassageTable,
        read: Callable[[Sequence[int]], Sequence[Passage]],
        *,
        sentences: SentenceVectors | None = None,
        meaning: float = _MEANING,
    ) -> None:
        """Take the opened parts; without vectors or an embedder, words decide alone.

        :param read: gives the passages with these chunk numbers, in their order.
        :param sentences: the passages' sentences by vector; without them, only whole passages are compared.
        :param meaning: what meaning counts for beside words, 0 to 1.
        """
        self._sentences = sentences
        self._words, self._vectors, self._embedder = words, vectors, embedder
        self._expander, self._read, self._meaning = expander, read, meaning
        self._table = table

    @property
    def words(self) -> WordIndex:
        return self._words

    @property
    def vectors(self) -> VectorIndex | None:
        return self._vectors

    @property
    def embedder(self) -> Embedder | None:
        return self._embedder

    @property
    def table(self) -> PassageTable:
        return self._table

    def search(self, query: SearchQuery, *, ranking: Ranking = Ranking.COMBINED) -> SearchOutcome:
        """Rank the passages for a query.

        :raises QueryError: if the query is empty, too long, or holds no word.
        """
        asked = read_query(query.text, segmenter=self._words.segmenter, expander=self._expander)
        filters = filters_of(query)
        ranked = self._rank(asked, filters, ranking, _CANDIDATES)  # the same for every page: pages never overlap
        page = slice(query.offset, query.offset + query.limit)
        numbers = ranked.numbers[page].tolist()
        passages = self._read(numbers) if numbers else ()
        hits = [
            self._hit(number, passage, asked, float(score), float(by_words), float(by_meaning))
            for number, passage, score, by_words, by_meaning in zip(
                numbers, passages, ranked.scores[page], ranked.words[page], ranked.meaning[page], strict=True
            )
        ]
        return SearchOutcome(len(ranked.numbers), tuple(hits), ranked.numbers, ranked.scores)

    def _rank(self, asked: Asked, filters: Filters, ranking: Ranking, limit: int) -> _Ranked:
        empty = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
        use_words = ranking is not Ranking.MEANING
        use_meaning = ranking is not Ranking.WORDS and self._vectors is not None and self._embedder is not None
        by_words = self._words.search(asked.terms, filters=filters, limit=limit) if use_words else empty
        by_meaning = self._nearest(asked, filters, limit) if use_meaning else empty
        covered = self._words.coverage(by_words[0], asked.facets)
        by_words = by_words[0], by_words[1] * (_UNCOVERED + (1 - _UNCOVERED) * covered)
        numbers = np.union1d(by_words[0], by_meaning[0])
        words, found_words = _spread(numbers, *by_words)
        meaning, found_meaning = _spread(numbers, *by_meaning)
        if ranking is Ranking.RANKS:
            ranks = np.stack((ranks_of(words, found_words), ranks_of(meaning, found_meaning)))
            part_words, part_meaning = fuse_ranks(ranks[:1]), fuse_ranks(ranks[1:])
        elif ranking is Ranking.COMBINED and use_meaning:
            best = float(words.max()) if len(words) else 0.0
            meaning = np.where(found_meaning, meaning, meaning[found_meaning].min() if found_meaning.any() else 0.0)
            held = float(covered.max()) if len(covered) else 0.0
            share = self._meaning + (1 - self._meaning) * (1 - held)
            part_words, part_meaning = combine(words / best if best > 0 else words, meaning, share=share)
        else:
            part_words, part_meaning = words, meaning
        scores = part_words + part_meaning
        order = np.lexsort((numbers, -scores))
        return _Ranked(numbers[order], scores[order], part_words[order], part_meaning[order])

    def _nearest(self, asked: Asked, filters: Filters, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        assert self._vectors is not None
        assert self._embedder is not None
        sure = [item for item in asked.added if item.sureness >= _SURE_ENOUGH]
        vectors = self._embedder.encode([asked.text, *(item.terms[0] for item in sure)])
        weights = np.array([1.0, *(_LEAN * item.sureness for item in sure)], dtype=np.float32)
        vector: NDArray[np.float32] = weights @ vectors
        vector /= max(float(np.linalg.norm(vector)), 1e-9)
        if not vector.any():  # nothing in the query is known to the model
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
        allowed = self._table.allowed(filters)
        if self._sentences is None:
            return self._vectors.search(vector, limit, allowed)
        numbers, cosines = self._vectors.search(vector, _LOOKED_INTO * limit, allowed)
        scores = (1 - _BEST_SENTENCE) * cosines + _BEST_SENTENCE * self._sentences.best(vector, numbers)
        order = np.lexsort((numbers, -scores))[:limit]
        return numbers[order], scores[order]

    def _hit(
        self, number: int, passage: Passage, asked: Asked, score: float, by_words: float, by_meaning: float
    ) -> Hit:
        segmenter = self._words.segmenter
        sought = (*asked.words, *(term.text for term in asked.terms if term.match is Match.PHRASE and not term.group))
        added = [term for item in asked.added for term in item.terms]
        marks, seen = find_marks(passage.text, (*sought, *added), segmenter=segmenter)
        above = "\n".join((passage.case or "", *passage.heading, passage.caption or ""))
        seen |= find_marks(above, (*sought, *added), segmenter=segmenter)[1]
        both = by_words + by_meaning
        why = Why(
            words=tuple(word for word in asked.words if word in seen),
            expanded=tuple(term for term in dict.fromkeys(added) if term in seen and term not in asked.words),
            words_share=round(by_words / both, 4) if both > 0 else 0.0,
            meaning_share=round(by_meaning / both, 4) if both > 0 else 0.0,
        )
        return Hit(number, score, why, marks)


def filters_of(query: SearchQuery) -> Filters:
    """The part of the library that a query searches."""
    return Filters(
        reports=query.reports,
        institutions=query.institutions,
        years=query.years,
        kinds=query.kinds,
        provinces=query.provinces,
        chapters=query.chapters,
        topics=query.topics,
        organisations=query.organisations,
    )


def _spread(
    numbers: NDArray[np.int64], found: NDArray[np.int64], scores: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """A ranker's scores laid out over all candidates (sorted), 0 where it did not find one, and which it found."""
    spread = np.zeros(len(numbers))
    mask = np.zeros(len(numbers), dtype=bool)
    places = np.searchsorted(numbers, found)
    spread[places], mask[places] = scores, True
    return spread, mask
