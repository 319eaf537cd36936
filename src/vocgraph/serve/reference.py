"""Shows the OpenAPI document as a page: what programs can ask, each with an example about names of this library."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode

from flask import Blueprint, g, render_template, request

from vocgraph.model import EntityKind
from vocgraph.serve.current import current_library
from vocgraph.serve.gallery import EXAMPLE
from vocgraph.serve.openapi import TAGS, describe
from vocgraph.serve.openapi_words import API_CHINESE
from vocgraph.serve.words import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from flask.typing import ResponseReturnValue

    from vocgraph.library import Library
    from vocgraph.serve.openapi_parts import Schema

bp = Blueprint("reference", __name__)

_REFERENCE: Final = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that an operation can be told."""

    name: str
    shape: str  # what values it takes, in the signs that programmers know
    about: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked, and how."""

    id: str
    method: str
    path: str
    about: str
    parameters: tuple[Parameter, ...]
    answers: tuple[tuple[str, str, str], ...]  # status, what it means, name of the schema
    example: str  # an address to try, empty where the query stands in a body
    curl: str


@bp.get("/api")
def reference() -> ResponseReturnValue:
    """Every operation by group, then every record that answers are made of."""
    document = describe()
    values = _values(current_library())
    operations = list(_operations(document, values))
    return render_template(
        "api.html",
        groups=[(tag, [one for each, one in operations if each == tag]) for tag in TAGS],
        schemas=[
            (name, _said(schema.get("description", "")), list(_fields(schema)) or [("", _shape(schema))])
            for name, schema in document["components"]["schemas"].items()
        ],
        version=document["info"]["version"],
    )


def _operations(document: Schema, values: Mapping[str, str]) -> Iterator[tuple[str, Operation]]:
    for path, item in document["paths"].items():
        for method in ("get", "post"):
            if method in item:
                yield item[method]["tags"][0], _operation(path, method, item[method], values)


def _operation(path: str, method: str, operation: Schema, values: Mapping[str, str]) -> Operation:
    parameters = operation["parameters"]
    special = {"reports": "report_id", "cases": "case_id"}.get(path.split("/")[-2], "id")
    asked = {"id": values[special], "key": values["key"], "format": "csv"}
    address = path
    for parameter in parameters:
        if parameter["in"] == "path":
            address = address.replace(f"{{{parameter['name']}}}", quote(asked[parameter["name"]]))
    needed = [
        (each["name"], values.get(each["name"], "…"))
        for each in parameters
        if each["in"] == "query" and each["required"]
    ]
    whole = request.host_url.rstrip("/") + address
    if method == "post":
        command = ["curl", whole, "--data-urlencode", f"query={EXAMPLE.strip()}"]
    else:
        command = ["curl", "-G", whole]
        for name, value in needed:
            command += ["--data-urlencode", f"{name}={value}"]
    return Operation(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        about=_said(operation["summary"]),
        parameters=tuple(
            Parameter(each["name"], _shape(each["schema"]), _said(each["description"]), each["required"])
            for each in parameters
        ),
        answers=tuple(
            (status, _said(answer["description"]), _schema_name(answer["content"].values()))
            for status, answer in operation["responses"].items()
        ),
        example="" if method == "post" else address + (f"?{urlencode(needed)}" if needed else ""),
        curl=shlex.join(command),
    )


def _values(library: Library) -> dict[str, str]:
    """What examples ask about: names that this library holds."""
    schools = [node.name for node in library.entities(kind=EntityKind.INSTITUTION, limit=2)]
    nodes = library.entities(limit=1)
    reports = library.reports()
    _, indicators = library.indicators(limit=1)
    one, other = (schools[0], schools[-1]) if schools else ("…", "…")
    return {
        "q": EXAMPLES[g.language][0],
        "query": EXAMPLE.strip(),
        "id": nodes[0].id if nodes else "…",
        "report_id": reports[0].id if reports else "…",
        "case_id": f"{reports[0].id}/1" if reports else "…",
        "of": EXAMPLES[g.language][0],
        "key": indicators[0].key if indicators else "…",
        **dict.fromkeys(("name", "from", "a"), one),
        **dict.fromkeys(("to", "b"), other),
    }


def _said(text: str) -> str:
    """A text of the document in the language of the page; in English what there is no Chinese for."""
    return API_CHINESE.get(text, text) if g.language == "zh" else text


def _fields(schema: Schema) -> Iterator[tuple[str, str]]:
    """A record's fields with their shapes."""
    for name, of in schema.get("properties", {}).items():
        yield name, _shape(of)


def _schema_name(contents: Iterable[Schema]) -> str:
    found = next((content["schema"].get("$ref", "") for content in contents), "")
    return str(found).removeprefix(_REFERENCE)


def _shape(schema: Schema) -> str:
    """A schema in one line: ``integer 1–100 = 20``, ``string[]``, ``"csv" | "json"``, the name of a record."""
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(_REFERENCE)
    if "enum" in schema:
        shape = " | ".join(f'"{value}"' for value in schema["enum"])
    elif "oneOf" in schema:
        shape = " | ".join(_shape(each) for each in schema["oneOf"])
    elif schema.get("type") == "array":
        inner = _shape(schema["items"])
        shape = f"({inner})[]" if " " in inner else f"{inner}[]"
    elif schema.get("type") == "object" and "properties" in schema:
        shape = "{ " + ", ".join(f"{name}: {shape}" for name, shape in _fields(schema)) + " }"
    else:
        kinds: Any = schema.get("type", "")
        shape = " | ".join(kinds) if isinstance(kinds, list) else kinds
        if "minimum" in schema and "maximum" in schema:
            shape += f" {schema['minimum']}–{schema['maximum']}"
        elif "maxLength" in schema:
            shape += f" ≤ {schema['maxLength']:,}"
    return f"{shape} = {schema['default']}" if "default" in schema else shape
