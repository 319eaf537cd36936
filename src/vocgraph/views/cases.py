"""Holds what a library answers about topics, cases and what is like what, with their JSON form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from vocgraph.ontology import concepts_by_id
from vocgraph.views.graph import node_dict
from vocgraph.views.hits import facets_dict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vocgraph.model import Node, Topic
    from vocgraph.views.form import Json
    from vocgraph.views.hits import FacetValue


Scope = Literal["cases", "passages"]  # what is looked for


@dataclass(frozen=True, slots=True)
class WordView:
    """A wording that earned a topic, and where it stands."""

    surface: str
    start: int  # characters [start, end) of the report's raw text
    end: int


@dataclass(frozen=True, slots=True)
class TopicView:
    """A concept that a text is about."""

    concept: str  # its id in the thesaurus
    label_zh: str
    label_en: str
    weight: float  # 0 to 1
    themes: tuple[str, ...]  # ids of the top concepts it stands under
    words: tuple[WordView, ...]  # what earned it, the wording that counted most first

    def as_dict(self) -> Json:
        return {
            "concept": self.concept,
            "label": {"zh": self.label_zh, "en": self.label_en},
            "weight": self.weight,
            "themes": list(self.themes),
            "words": [{"surface": word.surface, "start": word.start, "end": word.end} for word in self.words],
        }


def topic_view(topic: Topic) -> TopicView:
    """A topic with its labels; one that this installation's thesaurus no longer has is called by its id."""
    concept = concepts_by_id().get(topic.concept)
    return TopicView(
        concept=topic.concept,
        label_zh=concept.pref_zh if concept else topic.concept,
        label_en=concept.pref_en if concept else topic.concept,
        weight=topic.weight,
        themes=concept.themes if concept else (),
        words=tuple(WordView(word.surface, word.span.start, word.span.end) for word in topic.words),
    )


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """One line about a case (案例): what it is, where it stands, what it is about."""

    id: str  # its report's id and its place among that report's cases: qinghe-2024/3
    title: str
    printed: str  # the number printed before its title: 1-1; "" where none is
    report: str
    institution: str
    year: int | None
    province: str
    heading: tuple[str, ...]  # the headings that it stands under, outermost first, numbers included
    first_line: int  # 1-based, inclusive
    last_line: int
    page: int | None
    excerpt: str  # the first words of its text
    topics: tuple[TopicView, ...]  # the weightiest first

    def as_dict(self) -> Json:
        return {
            "id": self.id,
            "title": self.title,
            "number": self.printed,
            "report": self.report,
            "institution": self.institution,
            "year": self.year,
            "province": self.province,
            "heading": list(self.heading),
            "start_line": self.first_line,
            "end_line": self.last_line,
            "page": self.page,
            "excerpt": self.excerpt,
            "topics": [topic.as_dict() for topic in self.topics],
        }


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases, how many there are in all, and how those are spread over schools, years and topics."""

    total: int
    cases: tuple[CaseInfo, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)

    def as_dict(self) -> Json:
        return {
            "total": self.total,
            "cases": [case.as_dict() for case in self.cases],
            "facets": facets_dict(self.facets),
        }


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case to be read: its text and the entities named in it, those named most often first."""

    info: CaseInfo
    start: int  # characters [start, end) of the report's raw text, the heading included
    end: int
    text: str  # mended, a paragraph or table row per line, without the title
    entities: tuple[Node, ...]

    def as_dict(self) -> Json:
        return {
            **self.info.as_dict(),
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "entities": [node_dict(node) for node in self.entities],
        }


@dataclass(frozen=True, slots=True)
class SimilarText:
    """A case or passage that is like another one, and what the two have in common."""

    score: float  # 0 to 1
    case: CaseInfo | None  # None: a passage
    report: str
    institution: str
    first_line: int
    last_line: int
    page: int | None
    title: str  # of the case, or the innermost heading over the passage
    text: str
    shared_topics: tuple[TopicView, ...]  # as the found text has them
    shared_entities: tuple[Node, ...]
    shared_kinds: tuple[str, ...]  # kinds of entity that both name, such as IndustrialCollege
    shared_words: tuple[str, ...]  # telling words that both use, the rarest first
    overlap: float  # share of text that is the same, 0 to 1; a copy has most of it
    copies: tuple[str, ...] = ()  # its own copies in turn: ids of cases, or report:first-last lines
    year: int | None = None  # of the report

    def as_dict(self) -> Json:
        return {
            "score": round(self.score, 4),
            "case": self.case.as_dict() if self.case else None,
            "report": self.report,
            "institution": self.institution,
            "start_line": self.first_line,
            "end_line": self.last_line,
            "page": self.page,
            "title": self.title,
            "text": self.text,
            "common": {
                "topics": [topic.as_dict() for topic in self.shared_topics],
                "entities": [node_dict(node) for node in self.shared_entities],
                "kinds": list(self.shared_kinds),
                "words": list(self.shared_words),
            },
            "overlap": round(self.overlap, 3),
            "copies": list(self.copies),
        }


@dataclass(frozen=True, slots=True)
class SimilarResult:
    """What is like a text; what copies it is listed apart and crowds nothing out."""

    of: str  # the id of a case, report:first-last lines, or the beginning of a free text
    results: tuple[SimilarText, ...]  # best first
    duplicates: tuple[SimilarText, ...]  # its copies, the most alike first

    def as_dict(self) -> Json:
        return {
            "of": self.of,
            "results": [one.as_dict() for one in self.results],
            "duplicates": [one.as_dict() for one in self.duplicates],
        }
