"""Describes what the interface for programs can be asked, path by path."""

from __future__ import annotations

from vocgraph.serve.arguments import (
    LETTERS,
    MAX_LIMIT,
    MAX_OFFSET,
    MAX_QUERY,
    MAX_TEXT,
    MAX_VALUE,
    MEASURES,
)
from vocgraph.serve.openapi_files import describe_export, describe_sparql, selection
from vocgraph.serve.openapi_parts import (
    FOLD,
    SWITCH,
    TEXT,
    YEAR,
    Schema,
    ask_for,
    from_result,
    in_path,
    in_query,
    limit_to,
    many,
    of_kind,
)
from vocgraph.serve.suggest import MOST_EACH
from vocgraph.serve.words import LANGUAGES


def describe_paths() -> Schema:
    """Every path with what it takes and answers."""
    name = "An organisation or contest, by id or by any of its names."
    return {
        "/search": ask_for(
            "search",
            "Find passages by words and meaning, best first.",
            "SearchAnswer",
            [
                in_query(
                    "q",
                    'A few words or a question, Chinese or English; "a phrase" that every hit must hold, -word that '
                    "none may, and the filters as year:2024, school:…, report:…, kind:case.",
                    {**TEXT, "minLength": 1, "maxLength": MAX_QUERY},
                    needed=True,
                ),
                in_query("report", "Only in these reports, by id.", many(TEXT)),
                in_query("institution", "Only in reports of these institutions.", many(TEXT)),
                in_query("year", "Only in reports of these years.", many(YEAR)),
                in_query("kind", "Only these kinds of passage.", many({"$ref": "#/components/schemas/PassageKind"})),
                *_further_filters("passages"),
                in_query("organisation", "Only passages that name these, by id or any name.", many(TEXT)),
                in_query("facets", "1: also count how the ranked passages are spread.", SWITCH),
                in_query("fold", "0: near-identical passages, as of two years, are hits of their own.", FOLD),
                *_page(10),
            ],
            missing=True,
        ),
        "/suggest": ask_for(
            "suggest",
            "What typed characters may become: topics, organisations and cases, by name, pinyin or its first letters.",
            "SuggestAnswer",
            [
                in_query("q", "What is typed.", {**TEXT, "maxLength": MAX_QUERY}),
                in_query(
                    "limit",
                    "How many of each kind.",
                    {"type": "integer", "minimum": 1, "maximum": MOST_EACH, "default": 4},
                ),
                in_query(
                    "lang",
                    "The language of the notes; without it Accept-Language decides.",
                    {**TEXT, "enum": list(LANGUAGES)},
                ),
            ],
        ),
        **_case_paths(),
        "/reports": ask_for("reports", "Every report of the library.", "ReportList", []),
        "/reports/{id}": ask_for(
            "report",
            "One report's outline, cases, tables and oddities, with line numbers.",
            "ReportAnswer",
            [
                in_path("id", "The report's id."),
                in_query(
                    "text", "1: with the raw text.", {"type": "integer", "minimum": 0, "maximum": 1, "default": 0}
                ),
            ],
            missing=True,
        ),
        "/entities": ask_for(
            "entities",
            "Names of the graph, those equal to q first, then those that hold it, most mentioned first.",
            "EntityList",
            [
                in_query("q", "A name or a part of one.", {**TEXT, "maxLength": MAX_VALUE}),
                of_kind(),
                in_query(
                    "letter",
                    "Only names filed under it, by the pinyin of the first character; # for the rest.",
                    {**TEXT, "enum": list(LETTERS)},
                ),
                in_query("report", "Only what this report names, by id.", {**TEXT, "maxLength": MAX_VALUE}),
                in_query("sort", "The order.", {**TEXT, "enum": ["mentions", "name"], "default": "mentions"}),
                limit_to(20),
                from_result(),
            ],
        ),
        "/entities/{id}": ask_for(
            "entity",
            "One entity with its relations and the quotes that say them.",
            "EntityAnswer",
            [in_path("id", name)],
            missing=True,
        ),
        "/partners": ask_for(
            "partners",
            "Who works with an organisation, and what says so.",
            "PartnerList",
            [in_query("name", name, {**TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True)],
            missing=True,
        ),
        "/companions": ask_for(
            "companions",
            "Organisations named in the same passages as an entity, though no report states a relation.",
            "CompanionList",
            [
                in_query("name", name, {**TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
                limit_to(20),
            ],
            missing=True,
        ),
        "/compare": ask_for(
            "compare",
            "Partners that two organisations share, and those that each has alone; two report ids compare reports.",
            "Comparison",
            [
                in_query("a", name, {**TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
                in_query("b", name, {**TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
            ],
            missing=True,
        ),
        "/top": ask_for(
            "top",
            "The most connected entities.",
            "Ranking",
            [
                of_kind(),
                in_query(
                    "by",
                    "degree: how many different neighbours; betweenness: share of shortest chains through it.",
                    {**TEXT, "enum": list(MEASURES), "default": MEASURES[0]},
                ),
                limit_to(20),
            ],
        ),
        "/communities": ask_for(
            "communities",
            "Groups of entities with more ties inside than to the rest, largest first.",
            "CommunityList",
            [limit_to(10), from_result()],
        ),
        "/indicators": ask_for(
            "indicators",
            "What the reports give figures for: the ontology's indicators first, those of most schools before others.",
            "IndicatorList",
            [
                in_query("q", "A part of a name, Chinese or English.", {**TEXT, "maxLength": MAX_VALUE}),
                in_query(
                    "known",
                    "1: only those that the ontology knows; 0: only other names, as printed.",
                    {"type": "integer", "minimum": 0, "maximum": 1},
                ),
                limit_to(20),
                from_result(),
            ],
        ),
        "/indicators/{key}": _indicator(),
        "/path": ask_for(
            "path",
            "A shortest chain of relations between two entities, with the quotes along it.",
            "PathAnswer",
            [
                in_query("from", name, {**TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
                in_query("to", name, {**TEXT, "minLength": 1, "maxLength": MAX_VALUE}, needed=True),
            ],
            missing=True,
        ),
        "/network": ask_for(
            "network",
            "The best connected part of the graph with its places in a picture, column by column.",
            "NetworkAnswer",
            selection(),
            missing=True,
        ),
        "/sparql": describe_sparql(),
        "/export/{format}": describe_export(),
    }


def _further_filters(what: str) -> list[Schema]:
    return [
        in_query("province", f"Only {what} of reports from these provinces.", many(TEXT)),
        in_query("chapter", f"Only {what} under these outermost headings, without their numbers.", many(TEXT)),
        in_query("topic", f"Only {what} about these concepts or narrower ones, by id or label.", many(TEXT)),
    ]


def _page(limit: int) -> list[Schema]:
    return [
        in_query(
            "limit", "How many results.", {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": limit}
        ),
        in_query(
            "offset",
            "How many results to pass over.",
            {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
        ),
    ]


def _case_paths() -> Schema:
    return {
        "/topics": ask_for("topics", "Every concept that a case is about, with the number of cases.", "TopicList", []),
        "/cases": ask_for(
            "cases",
            "The cases that meet every condition, and how they are spread; the newest first, or by a search.",
            "CaseList",
            [
                in_query("q", "Only cases that a search for this finds, best first.", {**TEXT, "maxLength": MAX_QUERY}),
                in_query("report", "Only in these reports, by id.", many(TEXT)),
                in_query("institution", "Only in reports of these institutions.", many(TEXT)),
                in_query("year", "Only in reports of these years.", many(YEAR)),
                *_further_filters("cases"),
                in_query("partner", "Only cases that name these organisations, by id or any name.", many(TEXT)),
                *_page(20),
            ],
            missing=True,
        ),
        "/cases/{id}": ask_for(
            "case",
            "One case with its text, its topics and the entities named in it.",
            "CaseAnswer",
            [
                in_path(
                    "id", "The case's id: its report's and its place among that report's cases, such as report-2024/3."
                )
            ],
            missing=True,
        ),
        "/similar": ask_for(
            "similar",
            "Cases or passages like a case, a passage or a text; near-duplicates apart.",
            "SimilarAnswer",
            [
                in_query(
                    "of",
                    "A case's id, a place (report-2024:120 or report-2024:120-134), or a text.",
                    {**TEXT, "minLength": 1, "maxLength": MAX_TEXT},
                    needed=True,
                ),
                in_query("scope", "What is looked for.", {**TEXT, "enum": ["cases", "passages"], "default": "cases"}),
                in_query("elsewhere", "1: only in reports of other institutions.", SWITCH),
                _page(10)[0],
            ],
            missing=True,
        ),
    }


def _indicator() -> Schema:
    """One indicator's figures, as JSON page by page or as one CSV file."""
    item = ask_for(
        "indicator",
        "One indicator across schools and years: each figure with its place, contradictions marked.",
        "IndicatorAnswer",
        [
            in_path("key", "The indicator's key, any of its names, or a name as printed."),
            in_query("institution", "Only figures of these schools.", many(TEXT)),
            in_query("year", "Only figures of these years.", many(YEAR)),
            in_query("province", "Only schools of these provinces.", many(TEXT)),
            limit_to(100),
            from_result(),
            in_query(
                "format",
                "csv: all figures as a file, without their sentences.",
                {**TEXT, "enum": ["json", "csv"], "default": "json"},
            ),
            in_query(
                "excel",
                "For csv alone: 1 makes the file safe and readable for spreadsheets.",
                {"type": "integer", "minimum": 0, "maximum": 1, "default": 0},
            ),
        ],
        missing=True,
    )
    item["get"]["responses"]["200"]["content"]["text/csv"] = {"schema": TEXT}
    return item
