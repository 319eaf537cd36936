"""Answers what is asked of a library's cases: which there are, and what each is about."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.errors import UnknownCaseError
from vocgraph.library.opened import damage_told
from vocgraph.library.searching import SearchedLibrary
from vocgraph.model import PassageKind, SearchQuery
from vocgraph.search.syntax import with_fields
from vocgraph.views.cases import CaseInfo, CaseList, CaseView, TopicView, topic_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from vocgraph.documents.cases import StoredCase, StoredChunk
    from vocgraph.index.vectors import VectorIndex
    from vocgraph.search.table import PassageTable
    from vocgraph.views import FacetValue

CASE_FACETS = ("institution", "year", "province", "report", "chapter", "theme", "topic", "organisation")
_NEAR_ENOUGH = 0.4  # of the best passage's score, that a passage needs for its case to be found
_EXCERPT = 120  # characters


class CaseLibrary(SearchedLibrary):
    """A library whose cases can be browsed and compared."""

    @cached_property
    def _case_index(self) -> tuple[PassageTable, VectorIndex]:
        from vocgraph.search.files import open_cases

        with damage_told(self.folder):
            self._trust("cases.faiss")
            return open_cases(self._generation.folder)

    def _cases(self) -> tuple[PassageTable, VectorIndex]:
        with self._lock:
            return self._case_index

    def cases(
        self,
        *,
        text: str = "",
        topics: tuple[str, ...] = (),
        institutions: tuple[str, ...] = (),
        years: tuple[int, ...] = (),
        provinces: tuple[str, ...] = (),
        reports: tuple[str, ...] = (),
        chapters: tuple[str, ...] = (),
        partners: tuple[str, ...] = (),
        limit: int = 20,
        offset: int = 0,
    ) -> CaseList:
        """The cases that meet every condition, with how they are spread; an empty tuple is no condition.

        :param text: only cases that a search for this finds, best first; without it, the newest come first. It is read
            as in :meth:`search`: ``year:2024`` is a condition too.
        :param topics: concepts of the thesaurus, by id or label; cases about narrower ones are found too.
        :param partners: organisations named in the case, by id or any of their names.
        :raises UnknownTopicError: if a topic is none of the thesaurus.
        :raises UnknownNameError: if a partner or an institution is unknown.
        :raises UnknownReportError: if a report is unknown.
        :raises QueryError: if the text is too long, holds no word, only filters or excludes, or has an impossible
            field.
        :raises ValueError: if limit or offset is below 0.
        """
        from vocgraph.search.engine import filters_of

        query = SearchQuery(
            text=text,
            reports=reports,
            institutions=institutions,
            years=years,
            provinces=provinces,
            chapters=chapters,
            topics=topics,
            organisations=partners,
            limit=limit,
            offset=offset,
        )
        asked = self._within(with_fields(query))
        table, _ = self._cases()
        mask = table.allowed(filters_of(asked))
        if asked.text.strip():
            numbers = self._cases_found(asked, mask)
        else:
            numbers = np.flatnonzero(mask) if mask is not None else np.arange(len(table))
            numbers = numbers[np.argsort(-table.years(numbers), kind="stable")]
        page = numbers[offset : offset + limit].tolist()
        return CaseList(
            total=len(numbers),
            cases=self._case_infos(self._documents.cases(page)),
            facets=self._facets(table, numbers, CASE_FACETS),
        )

    def _cases_found(self, asked: SearchQuery, mask: NDArray[np.bool_] | None) -> NDArray[np.int64]:
        """Numbers of the cases that a search finds, in the order of their best passage."""
        searched = replace(asked, topics=(), organisations=(), limit=1, offset=0)  # of the whole case
        outcome = self._opened_searcher().search(replace(searched, kinds=(PassageKind.CASE,), fold=False))
        near = outcome.scores >= _NEAR_ENOUGH * outcome.scores.max(initial=0.0)
        of_chunks = self._documents.cases_of_chunks(outcome.ranked[near].tolist())
        found = dict.fromkeys(case for case in of_chunks if case is not None)
        return np.array([case for case in found if mask is None or mask[case]], dtype=np.int64)

    def case(self, case_id: str) -> CaseView:
        """One case with its text, its topics and the entities named in it.

        :raises UnknownCaseError: if the library does not hold it.
        """
        number = self._documents.case_number(case_id)
        if number is None:
            raise UnknownCaseError(case_id)
        [stored] = self._documents.cases([number])
        chunks = self._documents.chunks_of_cases([number])[number]
        entities = self._documents.entities_within(stored.report, stored.start, stored.end)
        nodes = {node.id: node for node in self._documents.nodes(entities)}
        return CaseView(
            info=self._case_infos([stored])[0],
            start=stored.start,
            end=stored.end,
            text=text_of(chunks),
            entities=tuple(nodes[entity] for entity in entities),
        )

    def topics(self) -> tuple[FacetValue, ...]:
        """Every concept that a case is about, with the number of those cases, the commonest first."""
        table, _ = self._cases()
        return self._labelled("topic", table.count("topic", np.arange(len(table))))

    def section_topics(self, report_id: str) -> tuple[tuple[TopicView, ...], ...]:
        """What each section of a report is about, in the order of its structure.

        :raises UnknownReportError: if the library does not hold it.
        """
        self._info(report_id)
        return tuple(tuple(map(topic_view, topics)) for topics in self._documents.section_topics(report_id))

    def _case_infos(self, cases: Sequence[StoredCase]) -> tuple[CaseInfo, ...]:
        chunks = self._documents.chunks_of_cases([case.number for case in cases])
        return tuple(
            CaseInfo(
                id=case.id,
                title=case.title,
                printed=case.printed,
                report=case.report,
                institution=self._infos[case.report].profile.institution,
                year=self._infos[case.report].profile.year,
                province=self._infos[case.report].profile.region.province,
                heading=case.heading,
                first_line=case.first_line,
                last_line=case.last_line,
                page=case.page,
                excerpt=text_of(chunks[case.number][:1])[:_EXCERPT],
                topics=tuple(map(topic_view, case.topics)),
            )
            for case in cases
        )


def text_of(chunks: Sequence[StoredChunk]) -> str:
    """The mended text of chunks, one paragraph or table row per line."""
    return "\n".join(stored.chunk.text for stored in chunks)
