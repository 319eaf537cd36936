"""Holds what a library answers: records with their JSON form, the same in Python, on the command line and over HTTP."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vocgraph.extract.indicators import base_of
from vocgraph.ontology import indicator_concepts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vocgraph.documents.figures import Figure, IndicatorCount
    from vocgraph.documents.reading import Companion, ReportInfo
    from vocgraph.graph.network import Partner, Path
    from vocgraph.model import (
        Analysis,
        Attributes,
        Decision,
        Edge,
        Mention,
        Node,
        Observation,
        Profile,
        Quote,
        Report,
        Resolution,
        SearchQuery,
        Span,
        Structure,
        Understood,
        Why,
    )

Json = dict[str, Any]


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


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report as it is read: its text, its structure, and the entities marked in it."""

    info: ReportInfo
    report: Report
    structure: Structure
    mentions: tuple[tuple[str, Mention], ...]  # entity id and mention, in reading order


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity, its relations with their quotes, its mentions, and why they were joined."""

    node: Node
    edges: tuple[Edge, ...]
    others: tuple[Node, ...]  # the entities at the other ends, sorted by id
    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]

    def as_dict(self) -> Json:
        names = {node.id: node.name for node in (self.node, *self.others)}
        return {
            **node_dict(self.node),
            "relations": [edge_dict(edge, names=names) for edge in self.edges],
        }


@dataclass(frozen=True, slots=True)
class Indicator:
    """What reports give figures for, named as the ontology names it where it does."""

    count: IndicatorCount
    name_zh: str
    name_en: str  # the printed name where the ontology has no other
    also: tuple[str, ...] = ()  # other Chinese names
    unit: str = ""  # the unit that it is most often given in; ":1" is a ratio

    @property
    def key(self) -> str:
        return self.count.key

    @property
    def base(self) -> tuple[str, float]:
        """The unit that its figures are compared in, and how many of it one of its usual unit is."""
        return base_of(self.unit)

    @classmethod
    def of(cls, count: IndicatorCount) -> Indicator:
        """The indicator with the ontology's names."""
        found = next((each for each in indicator_concepts() if count.known and each.id == count.key), None)
        if found is None:
            return cls(count, count.key, count.key)
        return cls(count, found.pref_zh, found.pref_en, found.alt_zh, found.unit)

    def as_dict(self) -> Json:
        return {
            "key": self.key,
            "known": self.count.known,
            "name_zh": self.name_zh,
            "name_en": self.name_en,
            "also": list(self.also),
            "unit": self.unit,
            "figures": self.count.figures,
            "whole": self.count.whole,
            "reports": self.count.reports,
            "institutions": self.count.institutions,
            "first_year": self.count.years[0] if self.count.years else None,
            "last_year": self.count.years[1] if self.count.years else None,
            "disagreements": self.count.disagreements,
        }


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator across schools and years: some of its figures, each with its sentence."""

    indicator: Indicator
    total: int  # figures that meet the conditions, before the limit
    figures: tuple[Figure, ...]
    # of each figure: its sentence, and where in it the figure stands, [start, end); empty where not asked for
    sentences: tuple[tuple[str, int, int], ...]
    compared: tuple[Figure, ...]  # at most 1,000 that can be held against each other: of whole schools, where known
    apart: tuple[Figure, ...]  # those that contradict another; at most 100
    institutions: tuple[str, ...]  # whatever the conditions: what there is to choose from, at most 500
    years: tuple[int, ...]
    provinces: tuple[str, ...]

    def as_dict(self) -> Json:
        told = zip(self.figures, self.sentences, strict=True)
        return {
            "indicator": self.indicator.as_dict(),
            "total": self.total,
            "figures": [{**figure_dict(figure), "sentence": sentence} for figure, (sentence, _, _) in told],
        }


FIGURE_COLUMNS: Final = (
    *("report", "line", "page", "institution", "province", "year", "indicator", "population", "value", "unit"),
    *("amount", "base_unit", "whole", "disagrees"),
)


def figure_dict(figure: Figure) -> Json:
    """One figure with its place."""
    return {name: getattr(figure, name) for name in FIGURE_COLUMNS}


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """What a library holds and how it was made."""

    folder: str
    generation: int
    built: str  # ISO 8601, UTC
    counts: dict[str, int]
    fingerprints: dict[str, str]
    model: Json  # the embedding model: name, path ("" where there is none), fingerprint, dimensions
    reports: tuple[ReportInfo, ...]

    def as_dict(self) -> Json:
        return {
            "folder": self.folder,
            "generation": self.generation,
            "built": self.built,
            "counts": self.counts,
            "fingerprints": self.fingerprints,
            "model": self.model,
            "reports": [report_dict(info) for info in self.reports],
        }


def report_dict(info: ReportInfo) -> Json:
    """One line about a report."""
    return {
        "id": info.id,
        **profile_dict(info.profile),
        "source": info.source,
        "sha256": info.sha256,
        "characters": info.characters,
        "pages": info.pages,
        "cases": info.cases,
        "tables": info.tables,
        "passages": info.passages,
    }


def node_dict(node: Node) -> Json:
    """One entity without its relations."""
    return {
        "id": node.id,
        "name": node.name,
        "type": node.kind.value,
        "aliases": list(node.aliases),
        "reports": list(node.reports),
        "mentions": node.mentions,
    }


def companion_dict(companion: Companion) -> Json:
    """One entity that shares passages with another, and the first of these passages."""
    return {
        **node_dict(companion.node),
        "passages": companion.passages,
        "first": {
            "report": companion.report,
            "start_line": companion.first_line,
            "end_line": companion.last_line,
            "page": companion.page,
        },
    }


def partner_dict(partner: Partner, *, of: Node) -> Json:
    """One partner of an organisation, with every tie and its quotes."""
    known = (of, partner.node, *(tie.through for tie in partner.ties if tie.through))
    names = {node.id: node.name for node in known}
    return {
        **node_dict(partner.node),
        "ties": [
            {
                "through": node_dict(tie.through) if tie.through else None,
                "relations": [edge_dict(edge, names=names) for edge in tie.edges],
            }
            for tie in partner.ties
        ],
    }


def path_dict(path: Path) -> Json:
    """A shortest way between two entities with the quotes along it; no nodes where there is none."""
    names = {node.id: node.name for node in path.nodes}
    return {
        "nodes": [node_dict(node) for node in path.nodes],
        "steps": [[edge_dict(edge, names=names) for edge in step] for step in path.steps],
    }


def edge_dict(edge: Edge, *, names: dict[str, str]) -> Json:
    """One relation with its quotes; ``names`` gives the name of an entity id, and the id stands where it gives none."""
    attrs = edge.attrs or ((),) * len(edge.quotes)
    return {
        "subject": names.get(edge.source, edge.source),
        "predicate": edge.predicate.value,
        "object": names.get(edge.target, edge.target),
        "subject_id": edge.source,
        "object_id": edge.target,
        "evidence": [quote_dict(quote, attrs=of) for quote, of in zip(edge.quotes, attrs, strict=True)],
    }


def quote_dict(quote: Quote, *, attrs: Attributes = ()) -> Json:
    """One quote with its place."""
    return {
        "report": quote.report,
        "start_line": quote.first_line,
        "end_line": quote.last_line,
        "page": quote.page,
        "text": quote.text,
        "attrs": dict(attrs),
    }


def inspection_dict(analysis: Analysis, resolution: Resolution) -> Json:
    """All that is read out of one file: the contract of ``vocgraph inspect FILE --json``."""
    from vocgraph.resolve.names import is_speaker  # late: its patterns take a while to compile

    report, structure = analysis.report, analysis.structure
    names = {entity.id: "学校" if is_speaker(entity.name) else entity.name for entity in resolution.entities}

    def lines(span: Span) -> Json:
        first, last = report.lines(span)
        return {"start_line": first, "end_line": last}

    return {
        "report": {"id": report.id, **profile_dict(structure.profile)},
        "outline": [
            {
                "level": section.level,
                "number": section.number,
                "title": section.title,
                "line": report.line_of(section.heading.start),
            }
            for section in structure.sections
            if not section.run_in  # the opening words of a paragraph are no line of an outline
        ],
        "cases": [{"id": case.id, "title": case.title, **lines(case.span)} for case in structure.cases],
        "tables": [
            {
                "caption": table.caption,
                **lines(table.span),
                "columns": list(table.columns),
                "rows": [[cell.text for cell in row.cells] for row in table.rows],
            }
            for table in structure.tables
        ],
        "entities": [
            {
                "name": entity.name,
                "type": entity.kind.value,
                "aliases": list(entity.aliases),
                "mentions": [{"text": seen.surface, **lines(seen.span)} for seen in entity.mentions],
            }
            for entity in resolution.entities
            if not is_speaker(entity.name)  # 学校 of a report that does not say which one
        ],
        "relations": [
            {
                "subject": names[relation.subject],
                "predicate": relation.predicate.value,
                "object": names[relation.object],
                **lines(span),
                "attrs": dict(attrs),
            }
            for relation in resolution.relations
            for span, attrs in zip(relation.evidence, relation.attrs, strict=True)
        ],
        "indicators": [observation_dict(seen, line=report.line_of(seen.span.start)) for seen in analysis.observations],
        "oddities": [
            {"kind": oddity.kind, "message": oddity.message, **lines(oddity.span)} for oddity in structure.oddities
        ],
    }


def profile_dict(profile: Profile) -> Json:
    """What a report says about itself."""
    return {
        "title": profile.title,
        "institution": profile.institution,
        "institution_type": profile.institution_type,
        "region": {"province": profile.region.province, "city": profile.region.city},
        "year": profile.year,
        "publisher": profile.publisher,
        "published": profile.published,
    }


def observation_dict(seen: Observation, *, line: int) -> Json:
    """One figure with the line it stands on; what is not known is left out."""
    known = {"population": seen.population, "concept": seen.concept}
    return {
        "indicator": seen.indicator,
        "value": seen.value,
        "unit": seen.unit,
        "year": seen.year,
        "line": line,
        **{key: value for key, value in known.items() if value},
    }
