"""Holds what the paths and the schemas of the interface's description are put together from."""

from __future__ import annotations

from typing import Any, Final

from vocgraph.serve.arguments import (
    MAX_LIMIT,
    MAX_OFFSET,
)

Schema = dict[str, Any]

TEXT: Final[Schema] = {"type": "string"}
COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
LINE: Final[Schema] = {"type": "integer", "minimum": 1}
SHARE: Final[Schema] = {"type": "number", "minimum": 0, "maximum": 1}
FLAG: Final[Schema] = {"type": "boolean"}
SWITCH: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 1, "default": 0}
FOLD: Final[Schema] = {"type": "integer", "minimum": 0, "maximum": 1, "default": 1}
PAGE: Final[Schema] = {"type": ["integer", "null"], "minimum": 1}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT}
YEAR: Final[Schema] = {"type": "integer", "minimum": 1900, "maximum": 2999}
ROOT: Final = [{"url": "/"}]  # where SPARQL and the exports stand, outside /api/v1
SPAN: Final[dict[str, Schema]] = {"start_line": LINE, "end_line": LINE}


def record(fields: dict[str, Schema], *, optional: tuple[str, ...] = (), about: str = "") -> Schema:
    """An object with these fields and no other; all are there but the optional ones."""
    needed = [name for name in fields if name not in optional]
    schema: Schema = {"type": "object", "properties": fields, "required": needed, "additionalProperties": False}
    return {"description": about, **schema} if about else schema


def array(items: Schema) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items}


def array_of(name: str) -> Schema:
    """A list of what a named schema describes."""
    return array({"$ref": f"#/components/schemas/{name}"})


def many(schema: Schema) -> Schema:
    """The schema of a parameter that may be repeated."""
    return array(schema)


def in_query(name: str, about: str, schema: Schema, *, needed: bool = False) -> Schema:
    """A parameter after the question mark."""
    return {"name": name, "in": "query", "description": about, "required": needed, "schema": schema}


def of_kind() -> Schema:
    """Only one kind of entity."""
    return in_query("kind", "Only this kind of entity.", {"$ref": "#/components/schemas/EntityKind"})


def limit_to(default: int) -> Schema:
    """How many results an answer may hold."""
    schema = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": default}
    return in_query("limit", "How many at most.", schema)


def from_result() -> Schema:
    """How many results are passed over."""
    schema = {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0}
    return in_query("offset", "How many to pass over.", schema)


def in_path(name: str, about: str) -> Schema:
    """A parameter within the path."""
    return {"name": name, "in": "path", "description": about, "required": True, "schema": TEXT}


def ask_for(name: str, about: str, answer: str, parameters: list[Schema], *, missing: bool = False) -> Schema:
    """A question that is answered with JSON, and the problems that it may meet."""
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
