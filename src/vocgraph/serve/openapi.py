"""Describes what programs can ask as an OpenAPI 3.1 document: the JSON interface, SPARQL and the exports."""

from __future__ import annotations

from typing import Any, Final

from vocgraph.export.formats import FORMATS
from vocgraph.model import EntityKind, PassageKind, Predicate
from vocgraph.search.suggestions import SuggestionKind
from vocgraph.serve.arguments import (
    LETTERS,
    MAX_DEPTH,
    MAX_LIMIT,
    MAX_MOST,
    MAX_OFFSET,
    MAX_QUERY,
    MAX_TEXT,
    MAX_VALUE,
    MEASURES,
)
from vocgraph.serve.sparql import FORMAT_NAMES, MOST_CHARACTERS
from vocgraph.serve.suggest import MOST_EACH
from vocgraph.serve.words import LANGUAGES

Schema = dict[str, Any]

VERSION: Final = "1.1.0"  # of the interface, not of the package
_TEXT: Final[Schema] = {"type": "string"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_LINE: Final[Schema] = {"type": "integer", "minimum": 1}
_SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
_FLAG: Final[Schema] = {"type": "boolean"}
_SWITCH: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 1, "default": 0}
_FOLD: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 1, "default": 1}
_PAGE: Final[Schema] = {"type": ["integer", "null"], "minimum": 1}
_TEXTS: Final[Schema] = {"type": "array", "items": _TEXT}
_YEAR: Final[Schema] = {"type": "integer", "minimum": 1900, "maximum": 2999}
_PREFIX: Final = "/api/v1"
_ROOT: Final = [{"url": "/"}]  # where SPARQL and the exports stand, outside /api/v1
_SPAN: Final[dict[str, Schema]] = {"start_line": _LINE, "end_line": _LINE}


TAGS: Final = ("search", "reports", "graph", "figures", "files")
_TAG_OF: Final = {  # first part of a path: its group; search where none is named
    "reports": "reports",
    **dict.fromkeys(
        ("entities", "companions", "partners", "path", "compare", "top", "communities", "network"), "graph"
    ),
    "indicators": "figures",
    **dict.fromkeys(("sparql", "export"), "files"),
}


def describe() -> Schema:
    """The whole document, made anew."""
    paths = {}
    for path, item in _paths().items():
        for method in item.keys() & {"get", "post"}:
            item[method]["tags"] = [_TAG_OF.get(path.split("/")[1], TAGS[0])]
        # Whole addresses and one server: generators of clients overlook that a path has a server of its own.
        elsewhere = item.pop("servers", None)
        paths[path if elsewhere else f"{_PREFIX}{path}"] = item
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "vocgraph",
            "version": VERSION,
            "summary": "Search and knowledge graph over Chinese vocational-education annual quality reports",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": _ROOT,
        "tags": [{"name": tag} for tag in TAGS],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }


def _paths() -> Schema:
    name = "An organisation or contest, by id or by any of its names."
    return {
        "/search": _get(
            "search",
            "Find passages by words and meaning, best first.",
            "SearchAnswer",
            [
                _query(
                    "q",
                    'A few words or a question, Chinese or English; "a phrase" that every hit must hold, -word that '
                    "none may, and the filters as year:2024, school:…, report:…, kind:case.",
                    {**_TEXT, "minLength": 1, "maxLength": MAX_QUERY},
                    needed=True,
                ),
                _query("report", "Only in these reports, by id.", _many(_TEXT)),
                _query("institution", "Only in reports of these institutions.", _many(_TEXT)),
                _query("year", "Only in reports of these years.", _many(_YEAR)),
                _query("kind", "Only these kinds of passage.", _many({"$ref": "#/components/schemas/PassageKind"})),
                *_further_filters("passages"),
                _query("organisation", "Only passages that name these, by id or any name.", _many(_TEXT)),
                _query("facets", "1: also count how the ranked passages are spread.", _SWITCH),
                _query("fold", "0: near-identical passages, as of two years, are hits of their own.", _FOLD),
                *_page(10),
            ],
            missing=True,
        ),
        "/suggest": _get(
            "suggest",
            "What typed characters may become: topics, organisations and cases, by name, pinyin or its first letters.",
            "SuggestAnswer",
            [
                _query("q", "What is typed.", {**_TEXT, "maxLength": MAX_QUERY}),
                _query(
                    "limit",
                    "How many of each kind.",
                    {"type": "integer", "minimum": 1, "maximum": MOST_EACH, "default": 4},
                ),
                _query(
                    "lang",
                    "The language of the notes; without it Accept-Language decides.",
                    {**_TEXT, "enum": list(LANGUAGES)},
                ),
            ],
        ),
        **_case_paths(),
        "/reports": _get("reports", "Every report of the library.", "ReportList", []),
        "/reports/{id}": _get(
            "report",
            "One report's outline, cases, tables and oddities, with line numbers.",
            "ReportAnswer",
            [
                _path("id", "The report's id."),
                _query("text", "1: with the raw text.", {"type": "integer", "minimum": 0, "maximum": 1, "default": 0}),
            ],
            missing=True,
        ),
        "/entities": _get(
            "entities",
            "Names of the graph, those equal to q first, then those that hold it, most mentioned first.",
            "EntityList",
            [
                _query("q", "A name or a part of one.", {**_TEXT, "maxLength": MAX_VALUE}),
                _kind(),
                _query(
                    "letter",
                    "Only names filed under it, by the pinyin of the first character; # for the rest.",
                    {**_TEXT, "enum": list(LETTERS)},
                ),
                _query("report", "Only what this report names, by id.", {**_TEXT, "maxLength": MAX_VALUE}),
                _query("sort", "The order.", {**_TEXT, "enum": ["mentions", "name"], "default": "mentions"}),
                _limit(20),
                _offset(),
            ],
        ),
        "/entities/{id}": _get(
            "entity",
            "One entity with its relations and the quotes that say them.",
            "EntityAnswer",
            [_path("id", name)],
            missing=True,
        ),
        "/partners": _get(
            "partners",
            "Who works with an organisation, and what says so.",
            "PartnerList",
            [_query("name", name, {**_TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True)],
            missing=True,
        ),
        "/companions": _get(
            "companions",
            "Organisations named in the same passages as an entity, though no report states a relation.",
            "CompanionList",
            [_query("name", name, {**_TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True), _limit(20)],
            missing=True,
        ),
        "/compare": _get(
            "compare",
            "Partners that two organisations share, and those that each has alone; two report ids compare reports.",
            "Comparison",
            [
                _query("a", name, {**_TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
                _query("b", name, {**_TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
            ],
            missing=True,
        ),
        "/top": _get(
            "top",
            "The most connected entities.",
            "Ranking",
            [
                _kind(),
                _query(
                    "by",
                    "degree: how many different neighbours; betweenness: share of shortest chains through it.",
                    {**_TEXT, "enum": list(MEASURES), "default": MEASURES[0]},
                ),
                _limit(20),
            ],
        ),
        "/communities": _get(
            "communities",
            "Groups of entities with more ties inside than to the rest, largest first.",
            "CommunityList",
            [_limit(10), _offset()],
        ),
        "/indicators": _get(
            "indicators",
            "What the reports give figures for: the ontology's indicators first, those of most schools before others.",
            "IndicatorList",
            [
                _query("q", "A part of a name, Chinese or English.", {**_TEXT, "maxLength": MAX_VALUE}),
                _query(
                    "known",
                    "1: only those that the ontology knows; 0: only other names, as printed.",
                    {"type": "integer", "minimum": 0, "maximum": 1},
                ),
                _limit(20),
                _offset(),
            ],
        ),
        "/indicators/{key}": _indicator(),
        "/path": _get(
            "path",
            "A shortest chain of relations between two entities, with the quotes along it.",
            "PathAnswer",
            [
                _query("from", name, {**_TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
                _query("to", name, {**_TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
            ],
            missing=True,
        ),
        "/network": _get(
            "network",
            "The best connected part of the graph with its places in a picture, column by column.",
            "NetworkAnswer",
            _selection(),
            missing=True,
        ),
        "/sparql": _sparql(),
        "/export/{format}": _export(),
    }


def _further_filters(what: str) -> list[Schema]:
    return [
        _query("province", f"Only {what} of reports from these provinces.", _many(_TEXT)),
        _query("chapter", f"Only {what} under these outermost headings, without their numbers.", _many(_TEXT)),
        _query("topic", f"Only {what} about these concepts or narrower ones, by id or label.", _many(_TEXT)),
    ]


def _page(limit: int) -> list[Schema]:
    return [
        _query("limit", "How many results.", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": limit}),
        _query(
            "offset",
            "How many results to pass over.",
            {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
        ),
    ]


def _case_paths() -> Schema:
    return {
        "/topics": _get("topics", "Every concept that a case is about, with the number of cases.", "TopicList", []),
        "/cases": _get(
            "cases",
            "The cases that meet every condition, and how they are spread; the newest first, or by a search.",
            "CaseList",
            [
                _query("q", "Only cases that a search for this finds, best first.", {**_TEXT, "maxLength": MAX_QUERY}),
                _query("report", "Only in these reports, by id.", _many(_TEXT)),
                _query("institution", "Only in reports of these institutions.", _many(_TEXT)),
                _query("year", "Only in reports of these years.", _many(_YEAR)),
                *_further_filters("cases"),
                _query("partner", "Only cases that name these organisations, by id or any name.", _many(_TEXT)),
                *_page(20),
            ],
            missing=True,
        ),
        "/cases/{id}": _get(
            "case",
            "One case with its text, its topics and the entities named in it.",
            "CaseAnswer",
            [
                _path(
                    "id", "The case's id: its report's and its place among that report's cases, such as report-2024/3."
                )
            ],
            missing=True,
        ),
        "/similar": _get(
            "similar",
            "Cases or passages like a case, a passage or a text; near-duplicates apart.",
            "SimilarAnswer",
            [
                _query(
                    "of",
                    "A case's id, a place (report-2024:120 or report-2024:120-134), or a text.",
                    {**_TEXT, "minLength": 1, "maxLength": MAX_TEXT},
                    needed=True,
                ),
                _query("scope", "What is looked for.", {**_TEXT, "enum": ["cases", "passages"], "default": "cases"}),
                _query("elsewhere", "1: only in reports of other institutions.", _SWITCH),
                _page(10)[0],
            ],
            missing=True,
        ),
    }


def _indicator() -> Schema:
    """One indicator's figures, as JSON page by page or as one CSV file."""
    item = _get(
        "indicator",
        "One indicator across schools and years: each figure with its place, contradictions marked.",
        "IndicatorAnswer",
        [
            _path("key", "The indicator's key, any of its names, or a name as printed."),
            _query("institution", "Only figures of these schools.", _many(_TEXT)),
            _query("year", "Only figures of these years.", _many(_YEAR)),
            _query("province", "Only schools of these provinces.", _many(_TEXT)),
            _limit(100),
            _offset(),
            _query(
                "format",
                "csv: all figures as a file, without their sentences.",
                {**_TEXT, "enum": ["json", "csv"], "default": "json"},
            ),
            _query(
                "excel",
                "For csv alone: 1 makes the file safe and readable for spreadsheets.",
                {"type": "integer", "minimum": 0, "maximum": 1, "default": 0},
            ),
        ],
        missing=True,
    )
    item["get"]["responses"]["200"]["content"]["text/csv"] = {"schema": _TEXT}
    return item


def _sparql() -> Schema:
    """The SPARQL 1.1 Protocol, as far as it is offered."""
    text = {**_TEXT, "minLength": 1, "maxLength": MOST_CHARACTERS}
    form = {**_TEXT, "enum": list(FORMAT_NAMES)}
    about = "SELECT, ASK, CONSTRUCT or DESCRIBE; the usual prefixes are predeclared. No FROM, no SERVICE, no updates."
    content = {media: {"schema": _file(media)} for media in FORMAT_NAMES.values()}
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers: Schema = {
        "200": {
            "description": "In the format asked for by name, else by Accept, else as JSON or Turtle.",
            "headers": {"X-Vocgraph-Complete": _complete("cut off at the row limit")},
            "content": content,
        },
        "400": {"description": "The query is missing, wrong or not allowed.", "content": problem},
        "406": {"description": "The answer cannot be had in that format.", "content": problem},
        "503": {"description": "The query took too long.", "content": problem},
    }
    named = _query("format", "The format by name, as a file; without it Accept decides.", form)
    fields = {"query": text, "format": form}
    body = {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": _record(fields, optional=("format",))},
            "application/sparql-query": {"schema": text},
        },
    }
    wrong_body = {"415": {"description": "The body is neither a form nor a query.", "content": problem}}
    post: Schema = {
        "operationId": "sparqlPost",
        "summary": "Answer a SPARQL query that is sent in the body.",
        "parameters": [named],
        "requestBody": body,
        "responses": {**answers, **wrong_body},
    }
    get: Schema = {
        "operationId": "sparql",
        "summary": "Answer a SPARQL query.",
        "parameters": [_query("query", about, text, needed=True), named],
        "responses": answers,
    }
    return {"servers": _ROOT, "get": get, "post": post}


def _file(media: str) -> Schema:
    """What stands in a file of that type."""
    if media.endswith("json"):
        return {"type": "object"}
    return {**_TEXT, "format": "binary"} if media == "application/zip" else _TEXT


def _export() -> Schema:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    media = dict.fromkeys(each.media_type for each in FORMATS.values())
    get: Schema = {
        "operationId": "export",
        "summary": "The graph, or the part that meets every condition, as a file for another program.",
        "parameters": [
            {
                **_path("format", "The format; the page /export says what each is for."),
                "schema": {**_TEXT, "enum": list(FORMATS)},
            },
            *_selection(),
            _query(
                "excel",
                # no default: a client that sends it would be refused it for every other format
                "For csv alone: 1 makes the files safe and readable for spreadsheets.",
                {"type": "integer", "minimum": 0, "maximum": 1},
            ),
        ],
        "responses": {
            "200": {
                "description": "The file; formats of several files come as a zip.",
                "headers": {"X-Vocgraph-Complete": _complete("short of something, which the file says")},
                "content": {each: {"schema": _file(each)} for each in media},
            },
            "400": {"description": "The request cannot be answered as it stands.", "content": problem},
            "404": {"description": "There is no such format, report or name.", "content": problem},
        },
    }
    return {"servers": _ROOT, "get": get}


def _selection() -> list[Schema]:
    """The parameters that cut a part out of the graph."""
    return [
        _query("kind", "Only these kinds of entity.", _many({"$ref": "#/components/schemas/EntityKind"})),
        _query("predicate", "Only these relations.", _many({"$ref": "#/components/schemas/Predicate"})),
        _query("report", "Only what these reports say, by id.", _many(_TEXT)),
        _query("year", "Only what reports of these years say.", _many(_YEAR)),
        _query("region", "Only what reports of these provinces or cities say.", _many(_TEXT)),
        _query("around", "Only what lies around this entity, by id or name.", {**_TEXT, "maxLength": MAX_VALUE}),
        _query(
            "depth",
            "How many relations away from it.",
            {"type": "integer", "minimum": 1, "maximum": MAX_DEPTH, "default": 1},
        ),
        _query(
            "most",
            "Only so many entities, the best connected, and none without relations.",
            {"type": "integer", "minimum": 1, "maximum": MAX_MOST},
        ),
        _query("keep", "Entities that are among those however few relations they have, by id.", _many(_TEXT)),
    ]


def _complete(otherwise: str) -> Schema:
    return {"description": f"no where the answer is {otherwise}.", "schema": {**_TEXT, "enum": ["yes", "no"]}}


def _schemas() -> dict[str, Schema]:
    return {
        "Problem": _record(
            {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT, "fix": _TEXT},
            optional=("fix",),
            about="RFC 9457 problem details; fix says how to put it right.",
        ),
        "EntityKind": {**_TEXT, "enum": [kind.value for kind in EntityKind]},
        "PassageKind": {**_TEXT, "enum": [kind.value for kind in PassageKind]},
        "Predicate": {**_TEXT, "enum": [predicate.value for predicate in Predicate]},
        **_search_schemas(),
        **_case_schemas(),
        **_report_schemas(),
        **_graph_schemas(),
        **_figure_schemas(),
    }


def _search_schemas() -> dict[str, Schema]:
    return {
        "SearchAnswer": _record(
            {
                "query": _TEXT,
                "took_ms": {"type": "number"},
                "total": _COUNT,
                "ranked": _COUNT,
                "understood": {"$ref": "#/components/schemas/Understood"},
                "results": _list_of("Passage"),
                "facets": {"$ref": "#/components/schemas/Facets"},
            },
            optional=("facets",),
            about=(
                "total: passages that hold a word of the query or a term added to it, or are near it in meaning; "
                "ranked: the hits that limit and offset can reach."
            ),
        ),
        "Understood": _record(
            {
                "text": _TEXT,
                "phrases": _TEXTS,
                "without": _TEXTS,
                "reports": _TEXTS,
                "institutions": _TEXTS,
                "years": _list(_COUNT),
                "kinds": _list({"$ref": "#/components/schemas/PassageKind"}),
                "provinces": _TEXTS,
                "chapters": _TEXTS,
                "topics": _TEXTS,
                "organisations": _TEXTS,
                "entities": _TEXTS,
                "concepts": _list(_record({"id": _TEXT, "zh": _TEXT, "en": _TEXT})),
            },
            about="How the query was read: what every hit holds, what none holds, the filters, entities by id.",
        ),
        "Passage": _record(
            {
                "report": _TEXT,
                **_SPAN,
                "page": _PAGE,
                "kind": {"$ref": "#/components/schemas/PassageKind"},
                "heading": _TEXTS,
                "case": {"type": ["string", "null"]},
                "case_id": {"type": ["string", "null"]},
                "text": _TEXT,
                "score": {"type": "number"},
                "why": {"$ref": "#/components/schemas/Why"},
                "twins": _list(_record({"report": _TEXT, **_SPAN, "page": _PAGE})),
            },
            about="Lines are 1-based and inclusive, in the report's raw text; twins are near-identical passages.",
        ),
        "SuggestAnswer": _record({"query": _TEXT, "suggestions": _list_of("Suggestion")}),
        "Suggestion": _record(
            {
                "kind": {**_TEXT, "enum": [kind.value for kind in SuggestionKind]},
                "id": _TEXT,
                "label": _TEXT,
                "said": _TEXT,
                "note": _TEXT,
                "page": _TEXT,
            },
            about="said: the name that was typed, or the one in the other language, where it is not the label.",
        ),
        "Why": _record(
            {
                "words": _TEXTS,
                "expanded": _TEXTS,
                "words_share": _SHARE,
                "meaning_share": _SHARE,
                "marks": _list({**_list(_COUNT), "minItems": 2, "maxItems": 2}),
                "concepts": _list(_record({"id": _TEXT, "zh": _TEXT, "en": _TEXT, "terms": _TEXTS})),
                "entities": _TEXTS,
                "sentence": {"type": ["array", "null"], "items": _COUNT, "minItems": 2, "maxItems": 2},
            },
            about="marks and the most telling sentence are [start, end) in the passage's text.",
        ),
    }


def _case_schemas() -> dict[str, Schema]:
    case: dict[str, Schema] = {
        "id": _TEXT,
        "title": _TEXT,
        "number": _TEXT,
        "report": _TEXT,
        "institution": _TEXT,
        "year": {"type": ["integer", "null"]},
        "province": _TEXT,
        "heading": _TEXTS,
        **_SPAN,
        "page": _PAGE,
        "excerpt": _TEXT,
        "topics": _list_of("Topic"),
    }
    label = _record({"zh": _TEXT, "en": _TEXT})
    common = _record(
        {"topics": _list_of("Topic"), "entities": _list_of("Entity"), "kinds": _TEXTS, "words": _TEXTS},
        about="What the text has in common with the one asked about.",
    )
    return {
        "Facets": {
            "type": "object",
            "additionalProperties": _list_of("FacetValue"),
            "description": "How all results are spread, by facet, the commonest values first.",
        },
        "FacetValue": _record({"value": _TEXT, "label": label, "count": _COUNT}),
        "Topic": _record(
            {
                "concept": _TEXT,
                "label": label,
                "weight": _SHARE,
                "themes": _TEXTS,
                "words": _list(_record({"surface": _TEXT, "start": _COUNT, "end": _COUNT})),
            },
            about="words earned the topic; start and end count characters of the report's raw text.",
        ),
        "TopicList": _record({"topics": _list_of("FacetValue")}),
        "Case": _record(case, about="number is the printed one, empty where none is; lines are 1-based and inclusive."),
        "CaseList": _record(
            {"total": _COUNT, "cases": _list_of("Case"), "facets": {"$ref": "#/components/schemas/Facets"}}
        ),
        "CaseAnswer": _record({**case, "start": _COUNT, "end": _COUNT, "text": _TEXT, "entities": _list_of("Entity")}),
        "SimilarAnswer": _record(
            {"of": _TEXT, "results": _list_of("SimilarText"), "duplicates": _list_of("SimilarText")}
        ),
        "SimilarText": _record(
            {
                "score": _SHARE,
                "case": {"oneOf": [{"$ref": "#/components/schemas/Case"}, {"type": "null"}]},
                "report": _TEXT,
                "institution": _TEXT,
                **_SPAN,
                "page": _PAGE,
                "title": _TEXT,
                "text": _TEXT,
                "common": common,
                "overlap": _SHARE,
                "copies": _TEXTS,
            },
            about="overlap: the share of text that is the same; copies: other places with nearly the same text.",
        ),
    }


def _report_schemas() -> dict[str, Schema]:
    heading = {"level": _LINE, "number": _TEXT, "title": _TEXT, "line": _LINE, "run_in": _FLAG}
    table = {"caption": _TEXT, **_SPAN, "columns": _TEXTS, "rows": _list(_TEXTS), "unit": _TEXT, "source": _TEXT}
    return {
        "Report": _record(
            {
                "id": _TEXT,
                "title": _TEXT,
                "institution": _TEXT,
                "institution_type": _TEXT,
                "region": _record({"province": _TEXT, "city": _TEXT}),
                "year": {"type": ["integer", "null"]},
                "publisher": _TEXT,
                "published": _TEXT,
                "source": _TEXT,
                "sha256": _TEXT,
                "characters": _COUNT,
                "pages": _COUNT,
                "cases": _COUNT,
                "tables": _COUNT,
                "passages": _COUNT,
            }
        ),
        "ReportList": _record({"reports": _list_of("Report")}),
        "ReportAnswer": _record(
            {
                "report": {"$ref": "#/components/schemas/Report"},
                "lines": _COUNT,
                "outline": _list(_record(heading)),
                "cases": _list(_record({"id": _TEXT, "title": _TEXT, **_SPAN})),
                "tables": _list(_record(table)),
                "oddities": _list(_record({"kind": _TEXT, "message": _TEXT, **_SPAN})),
                "text": _TEXT,
            },
            optional=("text",),
        ),
    }


def _graph_schemas() -> dict[str, Schema]:
    entity = {
        "id": _TEXT,
        "name": _TEXT,
        "type": {"$ref": "#/components/schemas/EntityKind"},
        "aliases": _TEXTS,
        "reports": _TEXTS,
        "mentions": _COUNT,
    }
    relations = _list_of("Relation")
    return {
        "Entity": _record(entity),
        "EntityList": _record({"total": _COUNT, "entities": _list_of("Entity"), "complete": _FLAG}),
        "CompanionList": _record({"of": {"$ref": "#/components/schemas/Entity"}, "companions": _list_of("Companion")}),
        "Companion": _record(
            {
                **entity,
                "passages": {"type": "integer", "minimum": 1},
                "first": _record({"report": _TEXT, **_SPAN, "page": _PAGE}),
            },
            about="passages: how many name both; first: the first of them.",
        ),
        "Comparison": _record(dict.fromkeys(("shared", "only_first", "only_second"), _list_of("Entity"))),
        "Ranking": _record({"by": {**_TEXT, "enum": list(MEASURES)}, "entities": _list_of("Ranked")}),
        "Ranked": _record({**entity, "value": {"type": "number", "minimum": 0}}),
        "CommunityList": _record({"total": _COUNT, "communities": _list(_list_of("Entity"))}),
        "EntityAnswer": _record({**entity, "relations": relations}),
        "Relation": _record(
            {
                "subject": _TEXT,
                "predicate": {"$ref": "#/components/schemas/Predicate"},
                "object": _TEXT,
                "subject_id": _TEXT,
                "object_id": _TEXT,
                "evidence": {**_list_of("Quote"), "minItems": 1},
            }
        ),
        "Quote": _record(
            {
                "report": _TEXT,
                **_SPAN,
                "page": _PAGE,
                "text": _TEXT,
                "attrs": {"type": "object", "additionalProperties": _TEXT},
            }
        ),
        "PartnerList": _record({"of": {"$ref": "#/components/schemas/Entity"}, "partners": _list_of("Partner")}),
        "Partner": _record({**entity, "ties": _list_of("Tie")}),
        "Tie": _record(
            {"through": {"oneOf": [{"$ref": "#/components/schemas/Entity"}, {"type": "null"}]}, "relations": relations},
            about="through: the college, base or alliance that both take part in; null for a direct relation.",
        ),
        "NetworkAnswer": _network_schema(),
        "PathAnswer": _record(
            {"nodes": _list_of("Entity"), "steps": _list(relations)},
            about="steps[i] holds the relations between nodes[i] and nodes[i + 1]; no nodes: there is no way.",
        ),
    }


def _figure_schemas() -> dict[str, Schema]:
    year = {"type": ["integer", "null"]}
    return {
        "Indicator": _record(
            {
                "key": _TEXT,
                "known": _FLAG,
                "name_zh": _TEXT,
                "name_en": _TEXT,
                "also": _TEXTS,
                "unit": _TEXT,
                "figures": _COUNT,
                "whole": _COUNT,
                "reports": _COUNT,
                "institutions": _COUNT,
                "first_year": year,
                "last_year": year,
                "disagreements": _COUNT,
            },
            about="disagreements: how many schools, years and populations have figures that contradict each other.",
        ),
        "IndicatorList": _record({"total": _COUNT, "indicators": _list_of("Indicator")}),
        "IndicatorAnswer": _record(
            {
                "indicator": {"$ref": "#/components/schemas/Indicator"},
                "total": _COUNT,
                "figures": _list_of("Figure"),
            }
        ),
        "Figure": _record(
            {
                "report": _TEXT,
                "line": _LINE,
                "page": _PAGE,
                "institution": _TEXT,
                "province": _TEXT,
                "year": year,
                "indicator": _TEXT,
                "population": _TEXT,
                "value": {"type": "number"},
                "unit": _TEXT,
                "amount": {"type": "number"},
                "base_unit": _TEXT,
                "whole": _FLAG,
                "disagrees": _FLAG,
                "sentence": _TEXT,
            },
            about="amount: the value in base_unit, which figures of one sort share; indicator: the name as printed.",
        ),
    }


def _network_schema() -> Schema:
    tally = _record({"entities": _COUNT, "relations": _COUNT})
    number: Schema = {"type": "number"}
    entities = {
        "id": _list({"type": ["string", "null"]}),
        "name": _TEXTS,
        "kind": _list(_COUNT),
        "x": _list(number),
        "y": _list(number),
        "neighbours": _list(_COUNT),
        "betweenness": _list(_SHARE),
        "community": _list({"type": "integer", "minimum": -1}),
    }
    relations = {name: _list(_COUNT) for name in ("subject", "object", "predicate", "quotes")}
    return _record(
        {
            "generation": _COUNT,
            "library": tally,
            "matching": tally,
            "kinds": _list({"$ref": "#/components/schemas/EntityKind"}),
            "predicates": _list({"$ref": "#/components/schemas/Predicate"}),
            "entities": _record(entities),
            "relations": _record(relations),
        },
        about=(
            "Each list of entities has one value per entity, each list of relations one per relation. An id that is "
            "null is the kind, a slash and the name. kind and predicate count from 0 in kinds and predicates, subject "
            "and object in entities; y grows upwards; community -1 is none."
        ),
    )


def _record(fields: dict[str, Schema], *, optional: tuple[str, ...] = (), about: str = "") -> Schema:
    needed = [name for name in fields if name not in optional]
    schema: Schema = {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}
    return {"description": about, **schema} if about else schema


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _list_of(name: str) -> Schema:
    return _list({"$ref": f"#/components/schemas/{name}"})


def _many(schema: Schema) -> Schema:
    return _list(schema)


def _query(name: str, about: str, schema: Schema, *, needed: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": about, "required": needed, "schema": schema}


def _kind() -> Schema:
    return _query("kind", "Only this kind of entity.", {"$ref": "#/components/schemas/EntityKind"})


def _limit(default: int) -> Schema:
    schema = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": default}
    return _query("limit", "How many at most.", schema)


def _offset() -> Schema:
    schema = {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}
    return _query("offset", "How many to pass over.", schema)


def _path(name: str, about: str) -> Schema:
    return {"name": name, "in": "path", "description": about, "required": True, "schema": _TEXT}


def _get(name: str, about: str, answer: str, parameters: list[Schema], *, missing: bool = False) -> Schema:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    answers: Schema = {
        "200": {
            "description": "The answer.",
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{answer}"}}},
        },
        "400": {"description": "The request cannot be answered as it stands.", "content": problem},
    }
    if missing:
        answers["404"] = {"description": "The library holds nothing of that name.", "content": problem}
    return {"get": {"operationId": name, "summary": about, "parameters": parameters, "responses": answers}}
