"""Finds chunks by word (tantivy, BM25) in an index that was written before."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vocgraph.index.borders import WordBorders
from vocgraph.index.postings import Postings
from vocgraph.index.terms import Demands, Filters, Match, Term
from vocgraph.index.word_writing import BETWEEN, DICTIONARY, MARKS, pairs_of, schema
from vocgraph.text.words import Segmenter, is_han, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


_LOCK = ".tantivy-meta.lock"
_MADE = 8_192  # queries for terms that are kept
_FEW = 2_000  # chunks that are scored by all that is looked for; of more, only the best by words are weighed by phrases


class WordIndex:
    """An index of chunks by word, opened for searching."""

    def __init__(self, index: Any, segmenter: Segmenter, borders: WordBorders, postings: Postings) -> None:  # noqa: ANN401 - a tantivy index, kept inside
        self.segmenter, self._borders, self._postings = segmenter, borders, postings
        self._schema = index.schema
        self._made: dict[tuple[str, Match], Any] = {}  # queries for terms; None where a term has nothing to look for
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> WordIndex:
        """Open an index written by :func:`build_word_index`; it may belong to somebody else, or be read-only.

        :raises FileNotFoundError: if there is none in the folder.
        :raises ValueError: if a file is damaged, or the index has other fields than this version's.
        """
        import tantivy

        dictionary = (folder / DICTIONARY).read_text(encoding="utf-8")
        home = folder if _may_write(folder) else _linked(folder)
        try:
            index = tantivy.Index.open(str(home))
            if index.schema != schema():
                raise ValueError("it has other fields than this version of vocgraph reads")
            opened = cls(index, Segmenter(json.loads(dictionary)), WordBorders.open(folder), Postings.open(folder))
        except Exception as error:
            if home != folder:
                shutil.rmtree(home, ignore_errors=True)
            raise ValueError(f"the index of words cannot be opened: {error}") from error
        if home != folder:
            weakref.finalize(opened, shutil.rmtree, home, ignore_errors=True)  # at the end of the process at the latest
        return opened

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        terms: Iterable[Term],
        *,
        filters: Filters | None = None,
        demands: Demands | None = None,
        limit: int = 100,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The chunks that hold any of the terms, best first.

        :return: chunk numbers and their scores, both of shape (found,); a score has no unit, larger is better.
        """
        plain = [term for term in terms if term.weight > 0]
        aside = [term for term in plain if len(self) > _FEW and _is_slow(term)]
        if len(aside) < len(plain):
            plain = [term for term in plain if term not in aside]
        else:
            aside = []
        wanted = self._any_of(plain)
        if wanted is None or limit < 1:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
        within = self._within(wanted, filters or Filters(), demands or Demands())
        numbers, scores = self._best(within, limit)
        for term in aside:  # whatever holds a phrase holds its words too, and is among the best by these
            scores += self._scores(numbers, self._any_of([term]), most=self._rarest(term))
        order = np.lexsort((numbers, -scores))
        return numbers[order], scores[order]

    def coverage(self, numbers: NDArray[np.int64], facets: Sequence[Sequence[Term]]) -> NDArray[np.float64]:
        """How much of a query each chunk holds, however often, each part of the query counting the same.

        :param numbers: chunk numbers, of shape (chunks,).
        :param facets: the parts of the query, each with the terms that prove it; a term's weight says how far, 0 to 1.
        :return: shape (chunks,), 0 to 1.
        """
        if not len(numbers) or not facets:
            return np.zeros(len(numbers))
        asked = numbers.astype(np.uint32)
        words = {term.text for terms in facets for term in terms if term.match is Match.WORD}
        held = {word: self._postings.among(asked, word) for word in words}
        spelled: dict[tuple[Term, ...], NDArray[np.float64]] = {}  # names prove each word of the name in the query
        covered = np.zeros(len(numbers))
        for terms in facets:
            best = np.zeros(len(numbers))
            for term in terms:
                if term.match is Match.WORD:
                    np.maximum(best, held[term.text] * term.weight, out=best)
            if others := tuple(term for term in terms if term.match is not Match.WORD):
                if others not in spelled:
                    spelled[others] = self._spelled(numbers, others)
                np.maximum(best, spelled[others], out=best)
            covered += best
        return covered / len(facets)

    def _spelled(self, numbers: NDArray[np.int64], terms: Iterable[Term]) -> NDArray[np.float64]:
        """The highest weight among the terms, none of them a word, that each of some chunks holds."""
        from tantivy import Query

        proofs = [
            Query.const_score_query(query, term.weight) for term in terms if (query := self._holding(term)) is not None
        ]
        return (
            self._scores(numbers, Query.disjunction_max_query(proofs, tie_breaker=0.0))
            if proofs
            else np.zeros(len(numbers))
        )

    def are_named_soon(self, term: Term) -> bool:
        """Whether listing the chunks that hold a term takes no time worth naming: so with words, and rare phrases."""
        return term.match is Match.WORD or (term.match is Match.PHRASE and self._rarest(term) <= _FEW)

    def holding_any(self, terms: Iterable[Term]) -> NDArray[np.bool_]:
        """Which chunks hold any of some terms, of shape (chunks,)."""
        mask = np.zeros(len(self), dtype=bool)
        for term in terms:
            if term.match is Match.WORD:
                mask[self._postings.of(term.text)] = True
            elif query := self._holding(term):
                mask[self._best(query, max(1, self._rarest(term)))[0]] = True
        return mask

    def count(
        self,
        terms: Iterable[Term],
        *,
        filters: Filters | None = None,
        demands: Demands | None = None,
        besides: NDArray[np.int64] | None = None,
    ) -> int:
        """How many chunks hold any of the terms.

        :param besides: numbers of chunks that are counted too, whatever they hold.
        """
        from tantivy import Occur, Query

        terms = list(terms)
        queries = [query for term in terms if (query := self._holding(term)) is not None]
        if not queries:
            return 0 if besides is None else len(besides)
        wanted = Query.boolean_query([(Occur.Should, query) for query in queries])
        within = self._within(wanted, filters or Filters(), demands or Demands())
        found = int(self._searcher.search(within, limit=1, count=True).count)
        return found if besides is None else found + int((self.coverage(besides, [terms]) == 0).sum())

    def holding(self, phrase: str) -> NDArray[np.int64]:
        """The chunks that hold a folded phrase, their headings included, in any order; shape (found,)."""
        found = self._searcher.search(self._holds(phrase), limit=max(1, len(self)), count=False).hits
        return self._numbers([address for _, address in found])

    def _holds(self, phrase: str) -> Any:  # noqa: ANN401 - a tantivy query
        """Chunks with these very characters; letters and digits must be whole words there: AI is not in training."""
        from tantivy import Occur, Query

        words = [Term(run) for run, _, _ in runs(phrase) if not is_han(run)]
        stretches = [stretch for stretch in MARKS.split(phrase.replace(" ", "")) if stretch]
        # a single character at either end has no pair of its own in the text around it
        ends = [end for end in {0, len(stretches) - 1} if stretches and len(stretches[end]) == 1]
        lone = [Term(stretches[end], match=Match.CHARACTER) for end in ends]
        stretches = [stretch for place, stretch in enumerate(stretches) if place not in ends]
        exact = [Term(BETWEEN.join(stretches), match=Match.PHRASE)] if stretches else []
        queries = [self._holding(term) for term in (*exact, *lone, *words)]
        return Query.boolean_query([(Occur.Must, query) for query in queries if query is not None])

    def frequency(self, word: str) -> int:
        """In how many chunks a folded word stands."""
        return len(self._postings.of(word))

    def borders(self, number: int) -> bytes:
        """Where words begin and end in a chunk's `marked_text`, folded: 1 or 0 for each place."""
        return self._borders.of(number)

    def _rarest(self, phrase: Term) -> int:
        """In how many chunks the rarest of a phrase's pairs stands: no more hold the phrase."""
        return min((int(self._searcher.doc_freq("pairs", pair)) for pair in pairs_of(phrase.text)), default=0)

    def _best(self, query: Any, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:  # noqa: ANN401 - a tantivy query
        """The numbers and scores of the chunks that score highest, in any order of equal ones."""
        found = self._searcher.search(query, limit=limit, count=False).hits
        scores, addresses = zip(*found, strict=True) if found else ((), ())
        return self._numbers(list(addresses)), np.array(scores, dtype=float)

    def _scores(
        self,
        numbers: NDArray[np.int64],
        query: Any,  # noqa: ANN401 - a tantivy query
        *,
        most: int | None = None,
    ) -> NDArray[np.float64]:
        """What a query gives each of some chunks, shape (numbers,); 0 where it does not find one.

        :param most: it finds no more chunks than these; None: not known.
        """
        from tantivy import Occur, Query

        limit = len(self) if most is None else most
        if limit > _FEW:  # of many chunks, it pays to name those that are looked at
            named = Query.const_score_query(self._numbered(numbers), 0.0)
            query, limit = Query.boolean_query([(Occur.Must, named), (Occur.Must, query)]), len(numbers)
        scored = dict(zip(*(found.tolist() for found in self._best(query, max(1, limit))), strict=True))
        return np.array([scored.get(number, 0.0) for number in numbers.tolist()])

    def _numbers(self, addresses: list[Any]) -> NDArray[np.int64]:
        values = self._searcher.fast_field_values("number", addresses) if addresses else []
        return np.array(values, dtype=np.int64)

    def _numbered(self, numbers: NDArray[np.int64]) -> Any:  # noqa: ANN401 - a tantivy query
        from tantivy import Occur, Query

        one = [Query.term_query(self._schema, "number", number, "basic") for number in numbers.tolist()]
        # a term_set_query takes five times as long
        return Query.boolean_query([(Occur.Should, query) for query in one])

    def _any_of(self, terms: Iterable[Term]) -> Any:  # noqa: ANN401 - a tantivy query, or None
        """Chunks with any of the terms, which stand in it flat: so tantivy passes over most chunks."""
        from tantivy import Occur, Query

        wanted = ((query, term.weight) for term in terms if term.weight > 0 and (query := self._holding(term)))
        parts = [(Occur.Should, Query.boost_query(query, weight)) for query, weight in wanted]
        return Query.boolean_query(parts) if parts else None

    def _holding(self, term: Term) -> Any:  # noqa: ANN401 - a tantivy query, or None
        """The query for chunks with a term, wherever it stands in them."""
        key = term.text, term.match
        if key not in self._made:
            if len(self._made) >= _MADE:
                self._made.clear()
            self._made[key] = self._made_for(term) if term.text else None
        return self._made[key]

    def _made_for(self, term: Term) -> Any:  # noqa: ANN401 - a tantivy query, or None
        from tantivy import Query

        if term.match is Match.WORD:
            return Query.term_query(self._schema, "words", term.text, "freq")
        if term.match is Match.CHARACTER:
            return Query.term_query(self._schema, "characters", term.text, "freq")
        pairs: list[Any] = list(pairs_of(term.text))
        if len(pairs) > 1:
            return Query.phrase_query(self._schema, "pairs", pairs)
        return Query.term_query(self._schema, "pairs", pairs[0], "freq") if pairs else None

    def _within(self, wanted: Any, filters: Filters, demands: Demands) -> Any:  # noqa: ANN401 - tantivy queries
        from tantivy import Occur, Query

        clauses = [(Occur.Should if demands.phrases else Occur.Must, wanted)]
        clauses += [(Occur.Must, Query.const_score_query(self._holds(phrase), 0.0)) for phrase in demands.phrases]
        clauses += [(Occur.MustNot, self._holds(phrase)) for phrase in demands.without]
        for field, values in filters.restrictions():
            terms = [int(value) for value in values] if field == "year" else values
            one = [Query.term_query(self._schema, field, term, "basic") for term in terms]
            allowed = Query.boolean_query([(Occur.Should, query) for query in one])
            clauses.append((Occur.Must, Query.const_score_query(allowed, 0.0)))
        return Query.boolean_query(clauses) if len(clauses) > 1 else wanted


def _is_slow(term: Term) -> bool:
    """Whether a term is the query's own phrase of three characters or more: to find it, places are compared."""
    return term.match is Match.PHRASE and not term.added and len(pairs_of(term.text)) > 1


def _may_write(folder: Path) -> bool:
    """Whether tantivy can take the lock that it wants even for reading."""
    lock = folder / _LOCK
    return os.access(folder, os.W_OK) and (not lock.exists() or os.access(lock, os.W_OK))


def _linked(folder: Path) -> Path:
    """A new private folder with links to the index's files and without its locks, which tantivy makes there anew."""
    home = Path(tempfile.mkdtemp(prefix="vocgraph-words-"))
    for path in folder.resolve().iterdir():
        if path.suffix != ".lock":
            (home / path.name).symlink_to(path)
    return home
