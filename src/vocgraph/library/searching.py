"""Answers what is asked of a library's texts: passages for a query."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from vocgraph import storage
from vocgraph.errors import UnknownNameError, UnknownReportError
from vocgraph.library.opened import OpenedLibrary, damage_told
from vocgraph.model import Chunk, Hit, SearchQuery
from vocgraph.views import Passage, SearchResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.search.engine import Ranking, Searcher
    from vocgraph.search.evaluate import JudgedQuery, Scores


class SearchedLibrary(OpenedLibrary):
    """A library whose texts can be searched."""

    @cached_property
    def _searcher(self) -> Searcher:
        from vocgraph.search.files import open_searcher
        from vocgraph.search.table import PassageTable  # late: a look at the graph needs no index

        def read(numbers: Sequence[int]) -> tuple[Chunk, ...]:
            return tuple(stored.chunk for stored in self._documents.chunks(numbers))

        with damage_told(self.folder):
            digest = self._generation.manifest.files["vectors.faiss"]
            if storage.sha256_of(self._generation.path("vectors.faiss")) != digest:  # faiss trusts what it reads
                raise ValueError("vectors.faiss has changed since it was written")
            return open_searcher(self._generation.folder, PassageTable.of(self._documents.chunk_facts()), read)

    def search(self, query: SearchQuery | str, *, limit: int = 10) -> SearchResult:
        """Find passages by words and meaning.

        :param query: a text, or a query with filters (its own limit then counts).
        :raises QueryError: if the query is empty or too long.
        :raises UnknownReportError: if a report to search in is unknown.
        :raises UnknownNameError: if an institution to search in is unknown, or has no report here.
        """
        asked = self._within(SearchQuery(text=query, limit=limit) if isinstance(query, str) else query)
        with self._lock:
            searcher = self._searcher
        began = time.perf_counter()
        outcome = searcher.search(asked)
        passages = self._passages(outcome.hits)
        took_ms = (time.perf_counter() - began) * 1000
        return SearchResult(query=asked.text, took_ms=took_ms, total=outcome.total, results=passages)

    def evaluate(self, queries: Sequence[JudgedQuery], *, ranking: Ranking | None = None) -> dict[str, Scores]:
        """How well annotated queries are answered, by kind of query and over all; each within its own report.

        :param ranking: which ranker decides; None: the default.
        """
        from vocgraph.search.engine import Ranking
        from vocgraph.search.evaluate import evaluate

        def answer(query: JudgedQuery) -> list[tuple[int, int]]:
            asked = SearchQuery(text=query.text, reports=(query.report,), limit=10)
            hits = self._searcher.search(asked, ranking=ranking or Ranking.COMBINED).hits
            return [(at.first_line, at.last_line) for at in self._documents.chunks([hit.chunk for hit in hits])]

        return evaluate(queries, answer)

    def _within(self, asked: SearchQuery) -> SearchQuery:
        """The query with its filters checked, institutions by the names that their reports give them."""
        known = {info.id for info in self._infos}
        for report in asked.reports:
            if report not in known:
                raise UnknownReportError(report, known=tuple(sorted(known)))
        reporting = sorted({info.profile.institution for info in self._infos})
        named = tuple(name if name in reporting else self.find(name).name for name in asked.institutions)
        for name in named:
            if name not in reporting:
                raise UnknownNameError(name, near=tuple(reporting[:8]))
        return replace(asked, institutions=named)

    def _passages(self, hits: tuple[Hit, ...]) -> tuple[Passage, ...]:
        stored = self._documents.chunks([hit.chunk for hit in hits])
        return tuple(
            Passage(
                report=at.chunk.report,
                start=at.chunk.span.start,
                end=at.chunk.span.end,
                first_line=at.first_line,
                last_line=at.last_line,
                page=at.page,
                kind=at.chunk.kind.value,
                heading=at.chunk.heading,
                case=at.chunk.case,
                caption=at.chunk.caption,
                text=at.chunk.text,
                marks=hit.marks,
                score=hit.score,
                why=hit.why,
            )
            for hit, at in zip(hits, stored, strict=True)
        )
