"""Answers which cases and passages of a library are like another one, and what they have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.errors import QueryError, UnknownCaseError, UnknownPlaceError
from vocgraph.index.chunks import embedded_text
from vocgraph.library.cases import CaseLibrary, text_of
from vocgraph.model import PassageKind
from vocgraph.ontology import concepts_by_id
from vocgraph.views.cases import SimilarResult, SimilarText, topic_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from vocgraph.documents.cases import StoredCase, StoredChunk
    from vocgraph.model import Topic
    from vocgraph.search.similar import TellingWord
    from vocgraph.views.cases import Scope

_CANDIDATES = 150  # texts that meaning, and words, may each propose
_COMPARED = 60  # of these, the best ones, that are compared letter by letter
_BROADER = 0.4  # what a broader concept of a topic counts for
_SHARED = 8  # words that are named as shared, at most
_MOST_PASSAGES = 20  # of a place; more lines are no one text
_NAMED = 40  # characters of a free text that stand for it
_LONGEST = 20_000  # characters of a free text
_ID = r"[\w.\-]+"  # of a report; a text has other marks, or ends otherwise
CASE_ID = re.compile(rf"{_ID}/\d{{1,6}}")
PLACE = re.compile(rf"({_ID}):(\d{{1,8}})(?:-(\d{{1,8}}))?")  # a report, its first line and its last one


@dataclass(frozen=True)
class _Text:
    """A case, a passage or a free text, as it is compared."""

    name: str
    chunks: tuple[StoredChunk, ...] = ()  # none: a free text
    free: str = ""
    topics: tuple[Topic, ...] = ()
    entities: tuple[str, ...] = ()
    institution: str = ""
    case: StoredCase | None = None

    @cached_property
    def text(self) -> str:
        return text_of(self.chunks) if self.chunks else self.free

    @cached_property
    def whole(self) -> str:
        """The text with its title."""
        return f"{self.case.title}\n{self.text}" if self.case else self.text

    @property
    def title(self) -> str:
        """The case's title, or the innermost heading over the passage."""
        return self.case.title if self.case else "".join(self.chunks[0].chunk.heading[-1:])

    @property
    def report(self) -> str:
        return self.case.report if self.case else self.chunks[0].chunk.report

    @cached_property
    def shingles(self) -> frozenset[str]:
        from vocgraph.search.similar import shingles

        return shingles(self.text)

    @property
    def weights(self) -> dict[str, float]:
        return {topic.concept: topic.weight for topic in self.topics}


@dataclass
class _Found:
    """A text that is like the one asked about, before it is told what they have in common."""

    text: _Text
    score: float
    overlap: float
    copies: list[str] = field(default_factory=list)


class SimilarLibrary(CaseLibrary):
    """A library whose texts can be compared."""

    def similar(self, of: str, *, limit: int = 10, scope: Scope = "cases", elsewhere: bool = False) -> SimilarResult:
        """Cases or passages like a case, a passage or any text, in all schools and years.

        Its copies are listed apart; of several results that are copies of each other, the best one is listed and names
        the others. A copy shares most of its text; near-identical passages (``index.twins``) share nearly all of it.

        :param of: a case's id (report-2024/3), a place (report-2024:120 or report-2024:120-134), or a text.
        :param scope: whether cases or passages are looked for.
        :param elsewhere: only in reports of other institutions than that of the case or passage.
        :raises UnknownCaseError: if it looks like a case's id and there is no such case.
        :raises UnknownReportError: if it looks like a place and there is no such report.
        :raises UnknownPlaceError: if no passage stands on these lines.
        :raises QueryError: if it is empty or too long.
        """
        from vocgraph.search.similar import COPIED, Copies, jaccard, telling_words

        asked = self._asked_about(of.strip())
        telling = telling_words(asked.whole, self._opened_searcher().words, without=asked.institution)
        results: list[_Found] = []
        duplicates: list[_Found] = []
        held = Copies()
        for score, text in self._ranked(asked, telling, scope=scope, elsewhere=elsewhere):
            same = jaccard(asked.shingles, text.shingles)
            if same >= COPIED:
                duplicates.append(_Found(text, score, same))
                continue
            copied = held.find(text.shingles)
            if copied is not None:
                results[copied].copies.append(text.name)
            elif len(results) < limit:
                results.append(_Found(text, score, same))
                held.add(text.shingles)
        duplicates.sort(key=lambda one: -one.overlap)
        shown = self._compared(asked, [*results, *duplicates[:limit]], telling)
        return SimilarResult(of=asked.name, results=shown[: len(results)], duplicates=shown[len(results) :])

    def _asked_about(self, of: str) -> _Text:
        """The text that others are compared with."""
        place = PLACE.fullmatch(of)
        if place:
            return self._text_at(of, place[1], int(place[2]), int(place[3] or place[2]))
        if CASE_ID.fullmatch(of):
            number = self._documents.case_number(of)
            if number is None:
                raise UnknownCaseError(of)
            [case] = self._documents.cases([number])
            chunks = self._documents.chunks_of_cases([number])[number]
            return replace(self._case_texts([number])[0], chunks=chunks, topics=case.topics)
        if not of:
            raise QueryError(
                "There is no text.", fix="Name a case (report-2024/3), a place (report-2024:120) or a text."
            )
        if len(of) > _LONGEST:
            raise QueryError(
                "The text has {length:,} characters; the limit is {most:,}.",
                fix="Keep its most telling sentence or words.",
                length=len(of),
                most=_LONGEST,
            )
        from vocgraph.extract.topics import rarity, tag_text

        table = self._opened_searcher().table
        topics = tag_text(of, lambda concept: rarity(len(table.holders("topic", concept)), len(table)))
        return _Text(name=of[:_NAMED], free=of, topics=topics)

    def _text_at(self, place: str, report: str, first: int, last: int) -> _Text:
        self._info(report)
        numbers = self._documents.chunks_at(report, first, last)
        if not numbers:
            raise UnknownPlaceError(place)
        numbers = numbers[:_MOST_PASSAGES]
        texts = self._passage_texts(numbers)
        every = (topic for topics in self._documents.chunk_topics(numbers) for topic in topics)
        topics: dict[str, Topic] = {}
        for topic in sorted(every, key=lambda topic: -topic.weight):
            topics.setdefault(topic.concept, topic)
        return replace(
            texts[0],
            name=place,
            chunks=tuple(chunk for text in texts for chunk in text.chunks),
            topics=tuple(topics.values()),
            entities=tuple(dict.fromkeys(entity for text in texts for entity in text.entities)),
        )

    def _ranked(
        self, asked: _Text, telling: Sequence[TellingWord], *, scope: Scope, elsewhere: bool
    ) -> list[tuple[float, _Text]]:
        """The best candidates with their scores, best first."""
        from vocgraph.search.similar import jaccard, likeness, topic_likeness

        numbers, meaning, words = self._candidates(asked, telling, scope=scope, elsewhere=elsewhere)
        listed = numbers.tolist()
        if scope == "cases":
            topics = self._documents.case_weights(listed)
            table = self._cases()[0]
        else:
            topics = self._documents.chunk_weights(listed)
            table = self._opened_searcher().table
        weights = _with_broader(asked.weights)
        shared = [topic_likeness(weights, _with_broader(of)) for of in topics]
        kinds = [jaccard(_kinds(asked.entities), _kinds(named)) for named in table.values("organisation", numbers)]
        scores = likeness(meaning, np.array(shared), words, np.array(kinds))
        order = np.lexsort((numbers, -scores))[:_COMPARED]
        order = order[scores[order] > 0]
        best = numbers[order].tolist()
        texts = self._case_texts(best) if scope == "cases" else self._passage_texts(best)
        return list(zip(scores[order].tolist(), texts, strict=True))

    def _candidates(
        self, asked: _Text, telling: Sequence[TellingWord], *, scope: Scope, elsewhere: bool
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Numbers of the cases or passages that may be similar, their cosines, and their scores by words."""
        from vocgraph.index.terms import Filters
        from vocgraph.search.similar import find_by_words

        searcher = self._opened_searcher()
        table, vectors = self._cases() if scope == "cases" else (searcher.table, searcher.vectors)
        assert vectors is not None
        allowed = np.ones(len(table), dtype=bool)
        if elsewhere and asked.institution:
            allowed[table.holders("institution", asked.institution)] = False
        own = [chunk.number for chunk in asked.chunks]
        if scope == "cases":
            held = (asked.case.number,) if asked.case else self._documents.cases_of_chunks(own)
            own = [case for case in held if case is not None]
        allowed[own] = False
        kinds = (PassageKind.CASE,) if scope == "cases" else ()
        by_words, scores = find_by_words(telling, searcher.words, filters=Filters(kinds=kinds), limit=_CANDIDATES)
        if scope == "cases":
            by_words, scores = _best_of_each(self._documents.cases_of_chunks(by_words.tolist()), scores)
        kept = allowed[by_words]
        by_words, scores = by_words[kept], scores[kept]
        vector = self._vector(asked)
        numbers = np.union1d(vectors.search(vector, _CANDIDATES, allowed)[0], by_words)
        chosen = np.zeros(len(table), dtype=bool)
        chosen[numbers] = True
        near, cosines = vectors.search(vector, len(numbers), chosen)
        meaning, words = np.zeros(len(numbers)), np.zeros(len(numbers))
        meaning[np.searchsorted(numbers, near)] = cosines
        words[np.searchsorted(numbers, by_words)] = scores
        return numbers, meaning, words

    def _vector(self, asked: _Text) -> NDArray[np.float32]:
        """The direction of a text, of length 1; where the model knows no word of it, of length 0."""
        embedder = self._opened_searcher().embedder
        assert embedder is not None
        texts = [embedded_text(stored.chunk) for stored in asked.chunks] or [asked.free]
        mean: NDArray[np.float32] = embedder.encode(texts).mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), 1e-9)

    def _case_texts(self, numbers: Sequence[int]) -> list[_Text]:
        """These cases as they are compared, without what they are about, in the order asked for."""
        texts = self._documents.texts_of_cases(numbers)
        named = self._cases()[0].values("organisation", np.array(numbers, dtype=np.int64))
        return [
            _Text(
                name=case.id,
                free=texts[case.number],
                entities=entities,
                institution=self._infos[case.report].profile.institution,
                case=case,
            )
            for case, entities in zip(self._documents.cases(numbers, with_topics=False), named, strict=True)
        ]

    def _passage_texts(self, numbers: Sequence[int]) -> list[_Text]:
        """These passages as they are compared, without what they are about, in the order asked for."""
        named = self._opened_searcher().table.values("organisation", np.array(numbers, dtype=np.int64))
        return [
            _Text(
                name=f"{stored.chunk.report}:{stored.first_line}-{stored.last_line}",
                chunks=(stored,),
                entities=entities,
                institution=self._infos[stored.chunk.report].profile.institution,
            )
            for stored, entities in zip(self._documents.chunks(numbers), named, strict=True)
        ]

    def _compared(
        self, asked: _Text, found: Sequence[_Found], telling: Sequence[TellingWord]
    ) -> tuple[SimilarText, ...]:
        """Found texts with what each shares with the one asked about."""
        from vocgraph.search.similar import used_words

        words = self._opened_searcher().words
        concepts = asked.weights
        cases = self._documents.cases([one.text.case.number for one in found if one.text.case])
        infos = {info.id: info for info in self._case_infos(cases)}
        chunks = [chunk.number for one in found if not one.text.case for chunk in one.text.chunks]
        about: dict[str | int, tuple[Topic, ...]] = {case.id: case.topics for case in cases}
        about.update(zip(chunks, self._documents.chunk_topics(chunks), strict=True))
        shared = [[entity for entity in one.text.entities if entity in asked.entities] for one in found]
        nodes = {node.id: node for node in self._documents.nodes(entity for entities in shared for entity in entities)}
        return tuple(
            SimilarText(
                score=one.score,
                case=infos[text.case.id] if text.case else None,
                report=text.report,
                institution=text.institution,
                first_line=(text.case or text.chunks[0]).first_line,
                last_line=(text.case or text.chunks[0]).last_line,
                page=(text.case or text.chunks[0]).page,
                title=text.title,
                text=text.text,
                shared_topics=tuple(
                    topic_view(topic)
                    for topic in about[text.case.id if text.case else text.chunks[0].number]
                    if topic.concept in concepts
                ),
                shared_entities=tuple(nodes[entity] for entity in entities),
                shared_kinds=tuple(sorted(_kinds(asked.entities) & _kinds(text.entities))),
                shared_words=used_words(text.whole, telling, words)[:_SHARED],
                overlap=one.overlap,
                copies=tuple(one.copies),
            )
            for one, entities in zip(found, shared, strict=True)
            for text in (one.text,)
        )


def _with_broader(weights: Mapping[str, float]) -> dict[str, float]:
    """Topics by weight, and what stands above them: cases on two kinds of training have something in common."""
    known = concepts_by_id()
    found: dict[str, float] = {}
    for topic, weight in weights.items():
        found[topic] = max(found.get(topic, 0.0), weight)
        for above in known[topic].broader if topic in known else ():
            found[above] = max(found.get(above, 0.0), _BROADER * weight)
    return found


def _kinds(entities: Iterable[str]) -> frozenset[str]:
    """The kinds of entities, which their ids begin with."""
    return frozenset(entity.partition("/")[0] for entity in entities)


def _best_of_each(
    owners: Sequence[int | None], scores: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Each owner once, in ascending order, with its best score; scores stand best first."""
    best: dict[int, float] = {}
    for owner, score in zip(owners, scores.tolist(), strict=True):
        if owner is not None:
            best.setdefault(owner, score)
    numbers = np.array(sorted(best), dtype=np.int64)
    return numbers, np.array([best[number] for number in numbers.tolist()], dtype=np.float64)
