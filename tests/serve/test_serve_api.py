"""The JSON interface: answers fit their description and the front end's examples, errors have one shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from small_library import SmallLibrary

EXAMPLES = Path(__file__).parents[2] / "web" / "examples"  # the front end checks its types against the same files

ENDPOINTS = {
    "search": "/api/v1/search?q=产业学院&facets=1",
    "topics": "/api/v1/topics",
    "cases": "/api/v1/cases?topic=现代学徒制",
    "case": "/api/v1/cases/lanhai-2024/1",
    "similar": "/api/v1/similar?of=lanhai-2024/1",
    "suggest": "/api/v1/suggest?q=星河&lang=zh",
    "reports": "/api/v1/reports",
    "report": "/api/v1/reports/lanhai-2024?text=1",
    "entities": "/api/v1/entities?limit=2",
    "entity": "/api/v1/entities/Enterprise/星河科技有限公司",
    "partners": "/api/v1/partners?name=星河科技",
    "companions": "/api/v1/companions?name=星河科技",
    "compare": "/api/v1/compare?a=星河科技&b=蓝海职业学院",
    "top": "/api/v1/top?kind=Enterprise",
    "communities": "/api/v1/communities",
    "indicators": "/api/v1/indicators?known=1",
    "indicator": "/api/v1/indicators/full-time-students?year=2024&limit=2",
    "path": "/api/v1/path?from=星河科技&to=蓝海职业学院",
    "network": "/api/v1/network?around=星河科技",
    "problem": "/api/v1/reports/nowhere",
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_an_answer_equals_the_example_that_the_front_end_is_checked_against(client: FlaskClient, name: str) -> None:
    assert client.get(ENDPOINTS[name]).json == json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))


@pytest.mark.parametrize("name", [name for name in ENDPOINTS if name != "problem"])
def test_an_answer_fits_its_openapi_schema(client: FlaskClient, name: str) -> None:
    document = client.get("/api/v1/openapi.json").json
    [operation] = [path["get"] for path in document["paths"].values() if path["get"]["operationId"] == name]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    answer = client.get(ENDPOINTS[name])
    assert answer.status_code == 200
    assert list(misfits(answer.json, schema, document)) == []


def test_the_openapi_document_names_every_route_and_no_other(client: FlaskClient) -> None:
    rules = {
        rule.rule.replace("<report_id>", "{id}")
        .replace("<path:entity_id>", "{id}")
        .replace("<path:case_id>", "{id}")
        .replace("<path:key>", "{key}")
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
    }
    document = client.get("/api/v1/openapi.json").json
    assert document["servers"] == [{"url": "/"}]
    assert set(document["paths"]) - {"/sparql", "/export/{format}"} == rules - {"/api/v1/openapi.json"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/search", 400),
        ("/api/v1/search?q=%20", 400),
        ("/api/v1/search?q=" + "长" * 1001, 400),
        ("/api/v1/search?q=x&kind=poem", 400),
        ("/api/v1/search?q=x&year=soon", 400),
        ("/api/v1/search?q=x&limit=101", 400),
        ("/api/v1/search?q=x&limit=0", 400),
        ("/api/v1/search?q=x&offset=-1", 400),
        ("/api/v1/search?q=x&limit=١", 400),
        ("/api/v1/search?q=x&instituton=misspelt", 400),
        ("/api/v1/search?q=x" + "&report=a".join(str(number) for number in range(60)), 400),
        ("/api/v1/search?q=。", 400),
        ("/api/v1/search?q=x&facets=2", 400),
        ("/api/v1/cases?topic=天气", 404),
        ("/api/v1/cases?kind=case", 400),
        ("/api/v1/cases/lanhai-2024/9", 404),
        ("/api/v1/similar", 400),
        ("/api/v1/similar?of=x&scope=planets", 400),
        ("/api/v1/similar?of=" + "长" * 4001, 400),
        ("/api/v1/entities?kind=Planet", 400),
        ("/api/v1/partners", 400),
        ("/api/v1/partners?name=nobody", 404),
        ("/api/v1/path?from=星河科技", 400),
        ("/api/v1/reports/nowhere", 404),
        ("/api/v1/nothing-here", 404),
        ("/api/v1/entities?letter=7", 400),
        ("/api/v1/entities?sort=size", 400),
        ("/api/v1/top?by=wealth", 400),
        ("/api/v1/compare?a=星河科技", 400),
        ("/api/v1/companions?name=nobody", 404),
        ("/api/v1/indicators?known=2", 400),
        ("/api/v1/indicators/nothing", 404),
        ("/api/v1/indicators/full-time-students?format=pdf", 400),
        ("/api/v1/indicators/full-time-students?institution=nobody", 404),
    ],
)
def test_every_error_is_a_problem_that_says_what_is_wrong(client: FlaskClient, address: str, status: int) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    problem = json.loads(answer.data)
    assert problem["status"] == status
    assert problem["detail"]
    schemas = {"components": client.get("/api/v1/openapi.json").json["components"]}
    assert list(misfits(problem, {"$ref": "#/components/schemas/Problem"}, schemas)) == []


def test_a_method_that_is_not_accepted_is_a_problem_that_names_those_that_are(client: FlaskClient) -> None:
    answer = client.post("/api/v1/reports")
    assert (answer.status_code, answer.content_type) == (405, "application/problem+json")
    assert "GET" in answer.headers["Allow"]


def test_an_unforeseen_error_tells_nothing_of_the_inside(
    client: FlaskClient, library: SmallLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("/secret/folder")

    monkeypatch.setattr(library, "reports", fail)
    answer = client.get("/api/v1/reports")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_filters_limit_and_offset_reach_the_library(client: FlaskClient, library: SmallLibrary) -> None:
    client.get("/api/v1/search?q=x&report=a&report=b&institution=c&year=2024&kind=case&limit=5&offset=20")
    [asked] = library.asked
    assert (asked.reports, asked.institutions, asked.years) == (("a", "b"), ("c",), (2024,))
    assert ([kind.value for kind in asked.kinds], asked.limit, asked.offset) == (["case"], 5, 20)


def test_the_filters_of_topics_and_places_reach_the_library(client: FlaskClient, library: SmallLibrary) -> None:
    client.get("/api/v1/search?q=x&province=a&chapter=b&topic=c&topic=d&organisation=e")
    [asked] = library.asked
    assert (asked.provinces, asked.chapters, asked.topics) == (("a",), ("b",), ("c", "d"))
    assert asked.organisations == ("e",)


def test_what_is_asked_of_the_cases_reaches_the_library(client: FlaskClient, library: SmallLibrary) -> None:
    client.get("/api/v1/cases?q=x&topic=apprenticeship&partner=y&year=2024&limit=5&offset=10")
    [asked] = library.cases_asked
    assert (asked["text"], asked["topics"], asked["partners"]) == ("x", ("apprenticeship",), ("y",))
    assert (asked["years"], asked["limit"], asked["offset"]) == ((2024,), 5, 10)


def test_what_is_compared_reaches_the_library(client: FlaskClient, library: SmallLibrary) -> None:
    client.get("/api/v1/similar?of=lanhai-2024:3-5&scope=passages&elsewhere=1&limit=3")
    assert library.compared == [("lanhai-2024:3-5", 3, "passages", True)]


def test_a_cut_list_of_names_says_that_it_is_not_complete(client: FlaskClient) -> None:
    assert client.get("/api/v1/entities?limit=2").json["complete"] is False
    assert client.get("/api/v1/entities?limit=3").json["complete"] is True


def test_chinese_is_sent_as_characters_not_as_escapes(client: FlaskClient) -> None:
    assert "蓝海职业学院" in client.get("/api/v1/reports").data.decode()


def misfits(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value does not fit a schema; the part of JSON Schema that our document uses."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if "oneOf" in schema:
        fitting = [one for one in schema["oneOf"] if not misfits(value, one, document, at)]
        return [] if len(fitting) == 1 else [f"{at}: fits {len(fitting)} of {len(schema['oneOf'])}"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{at}: {value!r} is none of {schema['enum']}"]
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, PYTHON[kind]) for kind in kinds):
        return [f"{at}: {value!r} is no {kinds}"]
    if isinstance(value, list):
        inner = [misfits(one, schema["items"], document, f"{at}[{number}]") for number, one in enumerate(value)]
        return sum(inner, ["too short"] if len(value) < schema.get("minItems", 0) else [])
    if isinstance(value, dict):
        return misfit_fields(value, schema, document, at)
    return [f"{at}: {value} is too small"] if isinstance(value, int) and value < schema.get("minimum", value) else []


def misfit_fields(value: dict[str, Any], schema: dict[str, Any], document: dict[str, Any], at: str) -> list[str]:
    fields = schema.get("properties", {})
    found = [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
    for name, one in value.items():
        if name in fields:
            found += misfits(one, fields[name], document, f"{at}.{name}")
        elif schema.get("additionalProperties") is False:
            found.append(f"{at}: {name} is not described")
    return found


PYTHON: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def test_the_check_of_schemas_sees_what_does_not_fit() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    assert misfits({"a": 1}, schema, {}) == []
    assert misfits({"a": "1", "b": 2}, schema, {}) == ["$.a: '1' is no ['integer']", "$: b is not described"]
