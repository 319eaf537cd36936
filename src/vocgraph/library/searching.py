"""Answers what is asked of a library's texts: passages for a query."""

from __future__ import annotations

import time
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np

from vocgraph import storage
from vocgraph.errors import QueryError, UnknownTopicError
from vocgraph.library.opened import OpenedLibrary, damage_told
from vocgraph.model import Hit, SearchQuery
from vocgraph.ontology import concepts_by_id, concepts_called, concepts_under
from vocgraph.search.syntax import with_fields
from vocgraph.text.variants import fold
from vocgraph.views import FacetValue, Passage, Place, SearchResult

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from vocgraph.documents.reading import StoredPassage
    from vocgraph.search.engine import Searcher
    from vocgraph.search.evaluate import JudgedQuery, Scores
    from vocgraph.search.ranking import Ranking
    from vocgraph.search.table import PassageTable
    from vocgraph.search.weights import Weights


PASSAGE_FACETS = ("institution", "year", "province", "kind", "chapter", "theme", "topic", "organisation", "report")
MOST_VALUES = 20  # of one facet
_KINDS = {"prose": ("正文", "prose"), "case": ("案例", "case"), "table": ("表格", "table")}  # what people call them


class SearchedLibrary(OpenedLibrary):
    """A library whose texts can be searched."""

    @cached_property
    def _searcher(self) -> Searcher:
        from vocgraph.search.files import open_searcher

        with damage_told(self.folder):
            self._trust("vectors.faiss")
            return open_searcher(self._generation.folder, self._documents.passages, names=self._documents)

    def _opened_searcher(self) -> Searcher:
        with self._lock:
            return self._searcher

    def _trust(self, name: str) -> None:
        """See that a file is as it was written: faiss trusts what it reads.

        :raises ValueError: if it is not.
        """
        if storage.sha256_of(self._generation.path(name)) != self._generation.manifest.files[name]:
            raise ValueError(f"{name} has changed since it was written")

    def search(self, query: SearchQuery | str, *, limit: int = 10, facets: bool = False) -> SearchResult:
        """Find passages by words and meaning.

        Phrases in quotation marks must stand in every hit, ``-word`` and ``-"phrase"`` in none, and ``year:2024``,
        ``school:…``, ``topic:…`` and the other fields of ``vocgraph.search.syntax`` are the filters (年份, 学校, 主题).

        :param query: a text, or a query with filters (its own limit then counts).
        :param facets: also count how the ranked passages are spread over schools, years, topics and so on.
        :raises QueryError: if the query is empty, too long, only filters or excludes, or has an impossible field; or if
            no report here is of a year or province asked for, or has such a chapter.
        :raises UnknownReportError: if a report to search in is unknown.
        :raises UnknownNameError: if an institution to search in is unknown or has no report here, or an organisation is
            unknown.
        :raises UnknownTopicError: if a topic is none of the thesaurus.
        """
        typed = SearchQuery(text=query, limit=limit) if isinstance(query, str) else query
        filtered = with_fields(typed)
        asked = self._within(filtered)
        searcher = self._opened_searcher()
        began = time.perf_counter()
        outcome = searcher.search(asked)
        stored = cast("tuple[StoredPassage, ...]", outcome.passages)  # read by the searcher, from our documents
        passages = self._passages(outcome.hits, stored)
        counted = self._facets(searcher.table, outcome.ranked, PASSAGE_FACETS) if facets else None
        return SearchResult(
            query=typed.text,
            took_ms=(time.perf_counter() - began) * 1000,
            total=outcome.total,
            results=passages,
            ranked=len(outcome.ranked),
            understood=outcome.understood,
            asked=filtered,
            facets=counted,
        )

    def evaluate(
        self,
        queries: Sequence[JudgedQuery],
        *,
        ranking: Ranking | None = None,
        weights: Weights | None = None,
    ) -> dict[str, Scores]:
        """How well annotated queries are answered, by kind of query and over all; each within its own report.

        :param ranking: which ranker decides; None: the default.
        :param weights: what each piece of evidence counts for; None: as in every search.
        :raises UnknownReportError: if the library does not hold the report of a query.
        """
        from vocgraph.search.evaluate import evaluate
        from vocgraph.search.ranking import Ranking

        opened = self._opened_searcher()
        searcher = opened.weighing(weights) if weights else opened

        def answer(query: JudgedQuery) -> list[tuple[int, int]]:
            asked = self._within(SearchQuery(text=query.text, reports=(query.report,), limit=10))
            numbers = searcher.order(asked, ranking=ranking or Ranking.COMBINED).tolist()
            return [(at.first_line, at.last_line) for at in self._documents.passages(numbers)]

        return evaluate(queries, answer)

    def _within(self, asked: SearchQuery) -> SearchQuery:
        """The query with its filters checked, institutions by the names that their reports give them."""
        for report in asked.reports:
            self._info(report)
        topics = tuple(dict.fromkeys(concept for topic in asked.topics for concept in sorted(_meant(topic))))
        organisations = tuple(self.find(name).id for name in asked.organisations)
        provinces = tuple(dict.fromkeys(full for name in asked.provinces for full in self._provinces(name)))
        see_known("year", map(str, asked.years), self._years)
        see_known("province", provinces, self._province_names)
        if asked.chapters:
            table = self._opened_searcher().table
            see_known("chapter", asked.chapters, [name for name, _ in table.count("chapter", np.arange(len(table)))])
        return replace(
            asked,
            institutions=self._reporting(asked.institutions),
            provinces=provinces,
            topics=topics,
            organisations=organisations,
        )

    def _provinces(self, name: str) -> tuple[str, ...]:
        """What reports call a province: 湖南 is 湖南省, 内蒙古 is 内蒙古自治区."""
        known = self._province_names
        meant = tuple(sorted(full for full in known if len(name) > 1 and full.startswith(fold(name))))
        return (name,) if name in known or not meant else meant

    def _facets(
        self, table: PassageTable, numbers: NDArray[np.int64], wanted: Sequence[str]
    ) -> dict[str, tuple[FacetValue, ...]]:
        """How many of these rows have each value, the commonest first, by facet; a theme counts each row once."""
        found = {}
        for facet in wanted:
            of_themes = facet == "theme"
            counted = table.count_groups("topic", numbers, _themes) if of_themes else table.count(facet, numbers)
            found[facet] = self._labelled(facet, counted[:MOST_VALUES])
        return found

    def _labelled(self, facet: str, counted: Sequence[tuple[str, int]]) -> tuple[FacetValue, ...]:
        """Values with what people call them."""
        labels: dict[str, tuple[str, str]] = {}
        if facet in {"topic", "theme"}:
            known = concepts_by_id()
            labels = {value: (known[value].pref_zh, known[value].pref_en) for value, _ in counted if value in known}
        elif facet == "kind":
            labels = _KINDS
        elif facet == "organisation":
            names = self._documents.entity_names([value for value, _ in counted])
            labels = {entity: (name, name) for entity, name in names.items()}
        elif facet == "report":
            titles = {value: self._infos[value].profile.title or value for value, _ in counted}
            labels = {value: (title, title) for value, title in titles.items()}
        return tuple(FacetValue(value, *labels.get(value, (value, value)), count) for value, count in counted)

    def _passages(self, hits: tuple[Hit, ...], stored: tuple[StoredPassage, ...]) -> tuple[Passage, ...]:
        twins = {twin.number: twin for twin in self._documents.passages([one for hit in hits for one in hit.twins])}
        return tuple(
            Passage(
                report=at.report,
                start=at.start,
                end=at.end,
                first_line=at.first_line,
                last_line=at.last_line,
                page=at.page,
                kind=at.kind,
                heading=at.heading,
                case=at.case,
                case_id=at.case_id,
                caption=at.caption,
                text=at.text,
                marks=hit.marks,
                score=hit.score,
                why=hit.why,
                twins=tuple(
                    Place(twins[one].report, twins[one].first_line, twins[one].last_line, twins[one].page)
                    for one in hit.twins
                ),
            )
            for hit, at in zip(hits, stored, strict=True)
        )


def see_known(name: str, wanted: Iterable[str], known: Collection[str]) -> None:
    """See that a filter asks for what the library has.

    :raises QueryError: if it does not.
    """
    for value in wanted:
        if value not in known:
            near = get_close_matches(value, known, n=5, cutoff=0.4) or sorted(filter(None, known))[:8]
            problem, fix = "There is no {name}={value}.", "Use one of: {known}."
            raise QueryError(problem, fix=fix, name=name, value=value[:40], known=", ".join(near))


def _meant(topic: str) -> frozenset[str]:
    """Ids of the concepts that a topic's id or label stands for, and of all that are narrower.

    :raises UnknownTopicError: if it is none of the thesaurus.
    """
    called = concepts_called(topic) or concepts_called(fold(topic))
    if not called:
        raise UnknownTopicError(topic)
    return concepts_under(called[0].id)


def _themes(topic: str) -> tuple[str, ...]:
    known = concepts_by_id()
    return known[topic].themes if topic in known else ()
