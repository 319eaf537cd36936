"""Ranks passages for a query: by words, by meaning, and by both in one score."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.terms import Demands, Filters, Match, Term
from vocgraph.model import Hit, SearchQuery, Understood
from vocgraph.search.asking import Asked, read_query
from vocgraph.search.hits import make_hits
from vocgraph.search.names import named_in
from vocgraph.search.ranking import Proposals, Ranked, Ranking, fold_twins, move_apart, rank
from vocgraph.search.syntax import with_fields
from vocgraph.search.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from vocgraph.index.chunks import Passage
    from vocgraph.index.embedding import Embedder
    from vocgraph.index.sentences import SentenceVectors
    from vocgraph.index.twins import Twins
    from vocgraph.index.vectors import VectorIndex
    from vocgraph.index.words import WordIndex
    from vocgraph.search.expansion import Expander
    from vocgraph.search.names import NameBook
    from vocgraph.search.table import PassageTable

_CANDIDATES = 200  # chunks that each ranker may propose; pages beyond them are empty
_SURE_ENOUGH = 0.3  # below this a concept draws nothing
_LOOKED_INTO = 2  # passages whose sentences are looked at, per passage that is wanted


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """The answer to a query: the wanted page of hits, and how many there are."""

    total: int  # passages that hold a word of the query or a term added to it, and those that meaning alone found
    hits: tuple[Hit, ...]
    passages: tuple[Passage, ...] = field(repr=False)  # theirs, as they were read
    understood: Understood
    ranked: NDArray[np.int64] = field(repr=False, compare=False)  # numbers of all hits that there are, best first
    scores: NDArray[np.float64] = field(repr=False, compare=False)  # theirs


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
        names: NameBook | None = None,
        twins: Twins | None = None,
        weights: Weights | None = None,
    ) -> None:
        """Take the opened parts; without vectors or an embedder, words decide alone.

        :param read: gives the passages with these chunk numbers, in their order.
        :param sentences: the passages' sentences by vector; without them, only whole passages are compared.
        :param names: the organisations that a query may name.
        :param twins: which passages are near-identical; without it, each is a hit of its own.
        """
        self._sentences, self._names, self._twins = sentences, names, twins
        self._words, self._vectors, self._embedder = words, vectors, embedder
        self._expander, self._table, self._read = expander, table, read
        self._weights = weights or Weights()

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

        :raises QueryError: if the query is empty, too long, holds no word, only excludes, or has an impossible field.
        """
        query = with_fields(query)
        asked, filters = self._ask(query.text), filters_of(query)
        vector = self._vector(asked) if ranking is not Ranking.WORDS else None
        allowed = self._allowed(asked, filters)
        found = self._propose(asked, filters, allowed, vector, ranking)
        every = rank(found, ranking=ranking, weights=self._weights)
        shown = self._shown(every, fold=query.fold)  # the same for every page: pages never overlap
        page = shown.at(np.arange(query.offset, min(query.offset + query.limit, len(shown.numbers))))
        passages = tuple(self._read(page.numbers.tolist())) if len(page.numbers) else ()
        hits = make_hits(page, passages, asked, vector, words=self._words, sentences=self._sentences)
        if query.fold and self._twins is not None:
            hits = self._with_twins(hits, self._twins, allowed)
        by_words = ranking is not Ranking.MEANING
        total = self._total(asked, filters, allowed, every.numbers) if by_words else len(every.numbers)
        return SearchOutcome(total, tuple(hits), passages, _understood(asked), shown.numbers, shown.scores)

    def order(self, query: SearchQuery, *, ranking: Ranking = Ranking.COMBINED) -> NDArray[np.int64]:
        """The numbers of the ranked passages alone, best first: what `search` shows, without its reasons."""
        found = self.propose(query, ranking=ranking)
        ranked = self._shown(rank(found, ranking=ranking, weights=self._weights), fold=query.fold)
        return ranked.numbers[query.offset : query.offset + query.limit]

    def propose(self, query: SearchQuery, *, ranking: Ranking = Ranking.COMBINED) -> Proposals:
        """The candidates with what speaks for each, before they are put in order."""
        query = with_fields(query)
        asked = self._ask(query.text)
        vector = self._vector(asked) if ranking is not Ranking.WORDS else None
        filters = filters_of(query)
        return self._propose(asked, filters, self._allowed(asked, filters), vector, ranking)

    def weighing(self, weights: Weights) -> Searcher:
        """A searcher over the same parts with other weights."""
        return Searcher(
            self._words,
            self._vectors,
            self._embedder,
            self._expander,
            self._table,
            self._read,
            sentences=self._sentences,
            names=self._names,
            twins=self._twins,
            weights=weights,
        )

    def _shown(self, ranked: Ranked, *, fold: bool) -> Ranked:
        """What is left of a ranking when twins are folded and neighbours moved apart."""
        if fold and self._twins is not None:
            ranked = fold_twins(ranked, self._twins.groups(ranked.numbers))
        return move_apart(ranked, self._table.reports(ranked.numbers))

    def _ask(self, text: str) -> Asked:
        segmenter, book = self._words.segmenter, self._names
        return read_query(
            text,
            segmenter=segmenter,
            expander=self._expander,
            named_in=None if book is None else lambda folded: named_in(folded, book=book, segmenter=segmenter),
            weights=self._weights,
        )

    def _propose(
        self,
        asked: Asked,
        filters: Filters,
        allowed: NDArray[np.bool_] | None,
        vector: NDArray[np.float32] | None,
        ranking: Ranking,
    ) -> Proposals:
        by_words = by_meaning = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
        unlike = 0.0
        if ranking is not Ranking.MEANING:
            demands = Demands(asked.phrases, asked.without)
            by_words = self._words.search(asked.terms, filters=filters, demands=demands, limit=_CANDIDATES)
        if vector is not None and self._vectors is not None:
            by_meaning = self._nearest(vector, allowed, _CANDIDATES)
            unlike = float(vector @ self._vectors.centre)
        held = self._words.coverage(by_words[0], asked.facets)
        naming = [self._table.holders("organisation", one.entity) for one in asked.named]
        named = np.concatenate(naming) if naming else np.empty(0, dtype=np.int64)
        return Proposals.of(by_words, by_meaning, held=held, named=named, unlike=unlike)

    def _allowed(self, asked: Asked, filters: Filters) -> NDArray[np.bool_] | None:
        """Which chunks may be hits, of shape (chunks,); None where all may."""
        allowed = self._table.allowed(filters)
        if not asked.phrases and not asked.without:
            return allowed
        mask = np.ones(len(self._table), dtype=bool) if allowed is None else allowed.copy()
        for phrase in asked.phrases:
            holding = np.zeros(len(mask), dtype=bool)
            holding[self._words.holding(phrase)] = True
            mask &= holding
        for phrase in asked.without:
            mask[self._words.holding(phrase)] = False
        return mask

    def _total(
        self, asked: Asked, filters: Filters, allowed: NDArray[np.bool_] | None, ranked: NDArray[np.int64]
    ) -> int:
        """How many passages hold a word of the query or a term added to it, or were ranked without.

        A phrase in quotation marks stands for its words: what holds it is an answer, wherever words are cut.
        """
        if asked.phrases and allowed is not None:
            return int(np.count_nonzero(allowed))
        wholes = {term for item in asked.added for term in item.terms}
        added = [term for term in asked.terms if term.added and (term.match is Match.PHRASE or term.text in wholes)]
        alone = [term for term in asked.terms if term.match is Match.CHARACTER]
        telling = [*map(Term, asked.words), *alone, *added]
        if not all(map(self._words.are_named_soon, telling)):
            demands = Demands(without=asked.without)
            return self._words.count(telling, filters=filters, demands=demands, besides=ranked)
        holding = self._words.holding_any(telling)
        if allowed is not None:
            holding &= allowed
        holding[ranked] = True
        return int(np.count_nonzero(holding))

    def _with_twins(self, hits: list[Hit], twins: Twins, allowed: NDArray[np.bool_] | None) -> list[Hit]:
        others = twins.of([hit.chunk for hit in hits])
        if allowed is not None:
            others = [tuple(one for one in each if allowed[one]) for each in others]
        return [replace(hit, twins=each) if each else hit for hit, each in zip(hits, others, strict=True)]

    def _vector(self, asked: Asked) -> NDArray[np.float32] | None:
        """The query's vector of length 1, drawn towards its concepts; None where the model knows nothing of it."""
        if self._vectors is None or self._embedder is None:
            return None
        sure = [item for item in asked.added if item.sureness >= _SURE_ENOUGH]
        vectors = self._embedder.encode_queries([asked.text, *(item.terms[0] for item in sure)])
        weights = np.array([1.0, *(self._weights.lean * item.sureness for item in sure)], dtype=np.float32)
        vector: NDArray[np.float32] = weights @ vectors
        vector /= max(float(np.linalg.norm(vector)), 1e-9)
        return vector if vector.any() else None

    def _nearest(
        self, vector: NDArray[np.float32], allowed: NDArray[np.bool_] | None, limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        assert self._vectors is not None
        if self._sentences is None:
            return self._vectors.search(vector, limit, allowed)
        numbers, cosines = self._vectors.search(vector, _LOOKED_INTO * limit, allowed)
        share = self._weights.best_sentence
        scores = (1 - share) * cosines + share * self._sentences.best(vector, numbers)
        order = np.lexsort((numbers, -scores))[:limit]
        return numbers[order], scores[order]


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


def _understood(asked: Asked) -> Understood:
    concepts = tuple((item.concept, item.terms[0], item.english_label) for item in asked.added if item.concept)
    return Understood(
        asked.text,
        asked.phrases,
        asked.without,
        tuple(one.entity for one in asked.named),
        tuple(dict.fromkeys(concepts)),
    )
