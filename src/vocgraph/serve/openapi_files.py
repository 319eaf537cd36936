"""Describes what is answered with files: SPARQL, and exports of the graph."""

from __future__ import annotations

from vocgraph.export.formats import FORMATS
from vocgraph.serve.arguments import (
    MAX_DEPTH,
    MAX_MOST,
    MAX_VALUE,
)
from vocgraph.serve.openapi_parts import (
    ROOT,
    TEXT,
    YEAR,
    Schema,
    in_path,
    in_query,
    many,
    record,
)
from vocgraph.serve.sparql import FORMAT_NAMES, MOST_CHARACTERS


def describe_sparql() -> Schema:
    """The SPARQL 1.1 Protocol, as far as it is offered."""
    text = {**TEXT, "minLength": 1, "maxLength": MOST_CHARACTERS}
    form = {**TEXT, "enum": list(FORMAT_NAMES)}
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
    named = in_query("format", "The format by name, as a file; without it Accept decides.", form)
    fields = {"query": text, "format": form}
    body = {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {"schema": record(fields, optional=("format",))},
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
        "parameters": [in_query("query", about, text, needed=True), named],
        "responses": answers,
    }
    return {"servers": ROOT, "get": get, "post": post}


def _file(media: str) -> Schema:
    """What stands in a file of that type."""
    if media.endswith("json"):
        return {"type": "object"}
    return {**TEXT, "format": "binary"} if media == "application/zip" else TEXT


def describe_export() -> Schema:
    """The graph, or a part of it, as a file."""
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    media = dict.fromkeys(each.media_type for each in FORMATS.values())
    get: Schema = {
        "operationId": "export",
        "summary": "The graph, or the part that meets every condition, as a file for another program.",
        "parameters": [
            {
                **in_path("format", "The format; the page /export says what each is for."),
                "schema": {**TEXT, "enum": list(FORMATS)},
            },
            *selection(),
            in_query(
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
    return {"servers": ROOT, "get": get}


def selection() -> list[Schema]:
    """The parameters that cut a part out of the graph."""
    return [
        in_query("kind", "Only these kinds of entity.", many({"$ref": "#/components/schemas/EntityKind"})),
        in_query("predicate", "Only these relations.", many({"$ref": "#/components/schemas/Predicate"})),
        in_query("report", "Only what these reports say, by id.", many(TEXT)),
        in_query("year", "Only what reports of these years say.", many(YEAR)),
        in_query("region", "Only what reports of these provinces or cities say.", many(TEXT)),
        in_query("around", "Only what lies around this entity, by id or name.", {**TEXT, "maxLength": MAX_VALUE}),
        in_query(
            "depth",
            "How many relations away from it.",
            {"type": "integer", "minimum": 1, "maximum": MAX_DEPTH, "default": 1},
        ),
        in_query(
            "most",
            "Only so many entities, the best connected, and none without relations.",
            {"type": "integer", "minimum": 1, "maximum": MAX_MOST},
        ),
        in_query("keep", "Entities that are among those however few relations they have, by id.", many(TEXT)),
    ]


def _complete(otherwise: str) -> Schema:
    return {"description": f"no where the answer is {otherwise}.", "schema": {**TEXT, "enum": ["yes", "no"]}}
