"""Describes what the interface for programs answers, schema by schema."""

from __future__ import annotations

from vocgraph.model import EntityKind, PassageKind, Predicate
from vocgraph.search.suggestions import SuggestionKind
from vocgraph.serve.arguments import (
    MEASURES,
)
from vocgraph.serve.openapi_parts import (
    COUNT,
    FLAG,
    LINE,
    PAGE,
    SHARE,
    SPAN,
    TEXT,
    TEXTS,
    Schema,
    array,
    array_of,
    record,
)


def describe_schemas() -> dict[str, Schema]:
    """Every named schema."""
    return {
        "Problem": record(
            {"type": TEXT, "title": TEXT, "status": {"type": "integer"}, "detail": TEXT, "fix": TEXT},
            optional=("fix",),
            about="RFC 9457 problem details; fix says how to put it right.",
        ),
        "EntityKind": {**TEXT, "enum": [kind.value for kind in EntityKind]},
        "PassageKind": {**TEXT, "enum": [kind.value for kind in PassageKind]},
        "Predicate": {**TEXT, "enum": [predicate.value for predicate in Predicate]},
        **_search_schemas(),
        **_case_schemas(),
        **_report_schemas(),
        **_graph_schemas(),
        **_figure_schemas(),
    }


def _search_schemas() -> dict[str, Schema]:
    return {
        "SearchAnswer": record(
            {
                "query": TEXT,
                "took_ms": {"type": "number"},
                "total": COUNT,
                "ranked": COUNT,
                "understood": {"$ref": "#/components/schemas/Understood"},
                "results": array_of("Passage"),
                "facets": {"$ref": "#/components/schemas/Facets"},
            },
            optional=("facets",),
            about=(
                "total: passages that hold a word of the query or a term added to it, or are near it in meaning; "
                "ranked: the hits that limit and offset can reach."
            ),
        ),
        "Understood": record(
            {
                "text": TEXT,
                "phrases": TEXTS,
                "without": TEXTS,
                "reports": TEXTS,
                "institutions": TEXTS,
                "years": array(COUNT),
                "kinds": array({"$ref": "#/components/schemas/PassageKind"}),
                "provinces": TEXTS,
                "chapters": TEXTS,
                "topics": TEXTS,
                "organisations": TEXTS,
                "entities": TEXTS,
                "concepts": array(record({"id": TEXT, "zh": TEXT, "en": TEXT})),
            },
            about="How the query was read: what every hit holds, what none holds, the filters, entities by id.",
        ),
        "Passage": record(
            {
                "report": TEXT,
                **SPAN,
                "page": PAGE,
                "kind": {"$ref": "#/components/schemas/PassageKind"},
                "heading": TEXTS,
                "case": {"type": ["string", "null"]},
                "case_id": {"type": ["string", "null"]},
                "text": TEXT,
                "score": {"type": "number"},
                "why": {"$ref": "#/components/schemas/Why"},
                "twins": array(record({"report": TEXT, **SPAN, "page": PAGE})),
            },
            about="Lines are 1-based and inclusive, in the report's raw text; twins are near-identical passages.",
        ),
        "SuggestAnswer": record({"query": TEXT, "suggestions": array_of("Suggestion")}),
        "Suggestion": record(
            {
                "kind": {**TEXT, "enum": [kind.value for kind in SuggestionKind]},
                "id": TEXT,
                "label": TEXT,
                "said": TEXT,
                "note": TEXT,
                "page": TEXT,
            },
            about="said: the name that was typed, or the one in the other language, where it is not the label.",
        ),
        "Why": record(
            {
                "words": TEXTS,
                "expanded": TEXTS,
                "words_share": SHARE,
                "meaning_share": SHARE,
                "marks": array({**array(COUNT), "minItems": 2, "maxItems": 2}),
                "concepts": array(record({"id": TEXT, "zh": TEXT, "en": TEXT, "terms": TEXTS})),
                "entities": TEXTS,
                "sentence": {"type": ["array", "null"], "items": COUNT, "minItems": 2, "maxItems": 2},
            },
            about="marks and the most telling sentence are [start, end) in the passage's text.",
        ),
    }


def _case_schemas() -> dict[str, Schema]:
    case: dict[str, Schema] = {
        "id": TEXT,
        "title": TEXT,
        "number": TEXT,
        "report": TEXT,
        "institution": TEXT,
        "year": {"type": ["integer", "null"]},
        "province": TEXT,
        "heading": TEXTS,
        **SPAN,
        "page": PAGE,
        "excerpt": TEXT,
        "topics": array_of("Topic"),
    }
    label = record({"zh": TEXT, "en": TEXT})
    common = record(
        {"topics": array_of("Topic"), "entities": array_of("Entity"), "kinds": TEXTS, "words": TEXTS},
        about="What the text has in common with the one asked about.",
    )
    return {
        "Facets": {
            "type": "object",
            "additionalProperties": array_of("FacetValue"),
            "description": "How all results are spread, by facet, the commonest values first.",
        },
        "FacetValue": record({"value": TEXT, "label": label, "count": COUNT}),
        "Topic": record(
            {
                "concept": TEXT,
                "label": label,
                "weight": SHARE,
                "themes": TEXTS,
                "words": array(record({"surface": TEXT, "start": COUNT, "end": COUNT})),
            },
            about="words earned the topic; start and end count characters of the report's raw text.",
        ),
        "TopicList": record({"topics": array_of("FacetValue")}),
        "Case": record(case, about="number is the printed one, empty where none is; lines are 1-based and inclusive."),
        "CaseList": record(
            {"total": COUNT, "cases": array_of("Case"), "facets": {"$ref": "#/components/schemas/Facets"}}
        ),
        "CaseAnswer": record({**case, "start": COUNT, "end": COUNT, "text": TEXT, "entities": array_of("Entity")}),
        "SimilarAnswer": record(
            {"of": TEXT, "results": array_of("SimilarText"), "duplicates": array_of("SimilarText")}
        ),
        "SimilarText": record(
            {
                "score": SHARE,
                "case": {"oneOf": [{"$ref": "#/components/schemas/Case"}, {"type": "null"}]},
                "report": TEXT,
                "institution": TEXT,
                **SPAN,
                "page": PAGE,
                "title": TEXT,
                "text": TEXT,
                "common": common,
                "overlap": SHARE,
                "copies": TEXTS,
            },
            about="overlap: the share of text that is the same; copies: other places with nearly the same text.",
        ),
    }


def _report_schemas() -> dict[str, Schema]:
    heading = {"level": LINE, "number": TEXT, "title": TEXT, "line": LINE, "run_in": FLAG}
    table = {"caption": TEXT, **SPAN, "columns": TEXTS, "rows": array(TEXTS), "unit": TEXT, "source": TEXT}
    return {
        "Report": record(
            {
                "id": TEXT,
                "title": TEXT,
                "institution": TEXT,
                "institution_type": TEXT,
                "region": record({"province": TEXT, "city": TEXT}),
                "year": {"type": ["integer", "null"]},
                "publisher": TEXT,
                "published": TEXT,
                "source": TEXT,
                "sha256": TEXT,
                "characters": COUNT,
                "pages": COUNT,
                "cases": COUNT,
                "tables": COUNT,
                "passages": COUNT,
            }
        ),
        "ReportList": record({"reports": array_of("Report")}),
        "ReportAnswer": record(
            {
                "report": {"$ref": "#/components/schemas/Report"},
                "lines": COUNT,
                "outline": array(record(heading)),
                "cases": array(record({"id": TEXT, "title": TEXT, **SPAN})),
                "tables": array(record(table)),
                "oddities": array(record({"kind": TEXT, "message": TEXT, **SPAN})),
                "text": TEXT,
            },
            optional=("text",),
        ),
    }


def _graph_schemas() -> dict[str, Schema]:
    entity = {
        "id": TEXT,
        "name": TEXT,
        "type": {"$ref": "#/components/schemas/EntityKind"},
        "aliases": TEXTS,
        "reports": TEXTS,
        "mentions": COUNT,
    }
    relations = array_of("Relation")
    return {
        "Entity": record(entity),
        "EntityList": record({"total": COUNT, "entities": array_of("Entity"), "complete": FLAG}),
        "CompanionList": record({"of": {"$ref": "#/components/schemas/Entity"}, "companions": array_of("Companion")}),
        "Companion": record(
            {
                **entity,
                "passages": {"type": "integer", "minimum": 1},
                "first": record({"report": TEXT, **SPAN, "page": PAGE}),
            },
            about="passages: how many name both; first: the first of them.",
        ),
        "Comparison": record(dict.fromkeys(("shared", "only_first", "only_second"), array_of("Entity"))),
        "Ranking": record({"by": {**TEXT, "enum": list(MEASURES)}, "entities": array_of("Ranked")}),
        "Ranked": record({**entity, "value": {"type": "number", "minimum": 0}}),
        "CommunityList": record({"total": COUNT, "communities": array(array_of("Entity"))}),
        "EntityAnswer": record({**entity, "relations": relations}),
        "Relation": record(
            {
                "subject": TEXT,
                "predicate": {"$ref": "#/components/schemas/Predicate"},
                "object": TEXT,
                "subject_id": TEXT,
                "object_id": TEXT,
                "evidence": {**array_of("Quote"), "minItems": 1},
            }
        ),
        "Quote": record(
            {
                "report": TEXT,
                **SPAN,
                "page": PAGE,
                "text": TEXT,
                "attrs": {"type": "object", "additionalProperties": TEXT},
            }
        ),
        "PartnerList": record({"of": {"$ref": "#/components/schemas/Entity"}, "partners": array_of("Partner")}),
        "Partner": record({**entity, "ties": array_of("Tie")}),
        "Tie": record(
            {"through": {"oneOf": [{"$ref": "#/components/schemas/Entity"}, {"type": "null"}]}, "relations": relations},
            about="through: the college, base or alliance that both take part in; null for a direct relation.",
        ),
        "NetworkAnswer": _network_schema(),
        "PathAnswer": record(
            {"nodes": array_of("Entity"), "steps": array(relations)},
            about="steps[i] holds the relations between nodes[i] and nodes[i + 1]; no nodes: there is no way.",
        ),
    }


def _figure_schemas() -> dict[str, Schema]:
    year = {"type": ["integer", "null"]}
    return {
        "Indicator": record(
            {
                "key": TEXT,
                "known": FLAG,
                "name_zh": TEXT,
                "name_en": TEXT,
                "also": TEXTS,
                "unit": TEXT,
                "figures": COUNT,
                "whole": COUNT,
                "reports": COUNT,
                "institutions": COUNT,
                "first_year": year,
                "last_year": year,
                "disagreements": COUNT,
            },
            about="disagreements: how many schools, years and populations have figures that contradict each other.",
        ),
        "IndicatorList": record({"total": COUNT, "indicators": array_of("Indicator")}),
        "IndicatorAnswer": record(
            {
                "indicator": {"$ref": "#/components/schemas/Indicator"},
                "total": COUNT,
                "figures": array_of("Figure"),
            }
        ),
        "Figure": record(
            {
                "report": TEXT,
                "line": LINE,
                "page": PAGE,
                "institution": TEXT,
                "province": TEXT,
                "year": year,
                "indicator": TEXT,
                "population": TEXT,
                "value": {"type": "number"},
                "unit": TEXT,
                "amount": {"type": "number"},
                "base_unit": TEXT,
                "whole": FLAG,
                "disagrees": FLAG,
                "sentence": TEXT,
            },
            about="amount: the value in base_unit, which figures of one sort share; indicator: the name as printed.",
        ),
    }


def _network_schema() -> Schema:
    tally = record({"entities": COUNT, "relations": COUNT})
    number: Schema = {"type": "number"}
    entities = {
        "id": array({"type": ["string", "null"]}),
        "name": TEXTS,
        "kind": array(COUNT),
        "x": array(number),
        "y": array(number),
        "neighbours": array(COUNT),
        "betweenness": array(SHARE),
        "community": array({"type": "integer", "minimum": -1}),
        "colour": array({"type": "integer", "minimum": -1, "maximum": 7}),
    }
    relations = {name: array(COUNT) for name in ("subject", "object", "predicate", "quotes")}
    return record(
        {
            "generation": COUNT,
            "library": tally,
            "matching": tally,
            "kinds": array({"$ref": "#/components/schemas/EntityKind"}),
            "predicates": array({"$ref": "#/components/schemas/Predicate"}),
            "entities": record(entities),
            "relations": record(relations),
        },
        about=(
            "Each list of entities has one value per entity, each list of relations one per relation. An id that is "
            "null is the kind, a slash and the name. kind and predicate count from 0 in kinds and predicates, subject "
            "and object in entities; y grows upwards; community -1 is none."
        ),
    )
