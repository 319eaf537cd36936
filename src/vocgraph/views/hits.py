"""Holds the answer to a search: passages with their place, facets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vocgraph.model import SearchQuery, Understood, Why
    from vocgraph.views.form import Json


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands."""

    report: str
    first_line: int  # 1-based, inclusive
    last_line: int
    page: int | None

    def as_dict(self) -> Json:
        return {
            "report": self.report,
            "start_line": self.first_line,
            "end_line": self.last_line,
            "page": self.page,
        }


@dataclass(frozen=True, slots=True)
class Passage:
    """A hit with its text and its place."""

    report: str
    start: int  # characters [start, end) of the report's raw text
    end: int
    first_line: int  # 1-based, inclusive
    last_line: int
    page: int | None
    kind: str
    heading: tuple[str, ...]
    case: str | None
    caption: str | None
    text: str
    marks: tuple[tuple[int, int], ...]  # what to highlight in text
    score: float
    why: Why
    case_id: str | None = None  # the case that it belongs to, for `Library.case`
    twins: tuple[Place, ...] = ()  # near-identical passages that this hit stands for too

    def as_dict(self) -> Json:
        return {
            "report": self.report,
            "start_line": self.first_line,
            "end_line": self.last_line,
            "page": self.page,
            "kind": self.kind,
            "heading": list(self.heading),
            "case": self.case,
            "case_id": self.case_id,
            "text": self.text,
            "score": round(self.score, 6),
            "why": {
                "words": list(self.why.words),
                "expanded": list(self.why.expanded),
                "words_share": round(self.why.words_share, 3),
                "meaning_share": round(self.why.meaning_share, 3),
                "marks": [list(mark) for mark in self.marks],
                "concepts": [
                    {"id": seen.id, "zh": seen.zh, "en": seen.en, "terms": list(seen.terms)}
                    for seen in self.why.concepts
                ],
                "entities": list(self.why.named),
                "sentence": list(self.why.sentence) if self.why.sentence else None,
            },
            "twins": [place.as_dict() for place in self.twins],
        }


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet, as a filter takes it and as people read it, and how many results have it."""

    value: str
    label_zh: str
    label_en: str
    count: int

    def as_dict(self) -> Json:
        return {"value": self.value, "label": {"zh": self.label_zh, "en": self.label_en}, "count": self.count}


def facets_dict(facets: Mapping[str, tuple[FacetValue, ...]]) -> Json:
    """Every facet with its values, the commonest first."""
    return {name: [value.as_dict() for value in values] for name, values in facets.items()}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to one query."""

    query: str
    took_ms: float
    total: int  # passages that hold a word of the query or a term added to it, or are near it in meaning
    results: tuple[Passage, ...]
    ranked: int  # hits that limit and offset can reach; twins are one hit, and the far end of `total` is not ranked
    understood: Understood
    asked: SearchQuery  # with the filters that the text held
    facets: Mapping[str, tuple[FacetValue, ...]] | None = None  # over all that was ranked; None: not asked for

    @property
    def only_by_meaning(self) -> bool:
        """Whether no passage holds a word of the query or one that the thesaurus knows for it."""
        return bool(self.results) and not any(one.why.words or one.why.expanded for one in self.results)

    def as_dict(self) -> Json:
        answer = {
            "query": self.query,
            "took_ms": round(self.took_ms, 2),
            "total": self.total,
            "ranked": self.ranked,
            "understood": {
                "text": self.understood.text,
                "phrases": list(self.understood.phrases),
                "without": list(self.understood.without),
                "reports": list(self.asked.reports),
                "institutions": list(self.asked.institutions),
                "years": list(self.asked.years),
                "kinds": [kind.value for kind in self.asked.kinds],
                "provinces": list(self.asked.provinces),
                "chapters": list(self.asked.chapters),
                "topics": list(self.asked.topics),
                "organisations": list(self.asked.organisations),
                "entities": list(self.understood.named),
                "concepts": [{"id": id_, "zh": zh, "en": en} for id_, zh, en in self.understood.concepts],
            },
            "results": [passage.as_dict() for passage in self.results],
        }
        return answer if self.facets is None else {**answer, "facets": facets_dict(self.facets)}
