"""Requests that nobody sends in good faith: answered with the right status, within limits, with nothing reflected."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

sys.path.insert(0, str(Path(__file__).parents[1] / "serve"))  # the small library is shared with the tests of that room

from small_library import SmallLibrary

from vocgraph.graph.guard import check_query
from vocgraph.serve.app import create_app

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from flask.testing import FlaskClient
    from schemathesis import Case

    from vocgraph.graph.store import Answer


class GuardedLibrary(SmallLibrary):
    """The small library behind the guard that every real one has."""

    def sparql(self, query: str, **limits: float) -> Answer:
        check_query(query)
        return super().sparql(query, **limits)


APP = create_app(GuardedLibrary())


def read_whole(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """The application, each answer read to its end and closed, as a server does."""
    answer = APP(environ, start)
    try:
        return list(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()


SCHEMA = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", read_whole)
SCRIPT = "<script>alert(1)</script>'\"><img src=x onerror=alert(1)>"
PAGES = ("/?q={}", "/?report={}", "/?q=x&year={}", "/entities?q={}", "/path?from={}&to={}", "/export?around={}",
         "/questions/sparql?query={}", "/questions/partners-of-a-school?school_name={}", "/reports/{}", "/{}",
         "/?lang={}", "/cases?q={}", "/similar?text={}", "/reports/lanhai-2024?mark={}")  # fmt: skip


@schemathesis.serializer("application/sparql-query")
def as_query(_context: object, value: object) -> bytes:
    return str(value).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def visitor() -> FlaskClient:
    return APP.test_client()


@SCHEMA.parametrize()
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_no_request_breaks_the_server_or_its_word(case: Case) -> None:
    case.headers["Accept-Encoding"] = "identity"  # asked without a network, schemathesis unpacks nothing
    case.call_and_validate(checks=[not_a_server_error, content_type_conformance, response_schema_conformance])


@pytest.mark.parametrize("page", PAGES)
def test_what_was_sent_never_comes_back_as_markup(visitor: FlaskClient, page: str) -> None:
    answer = visitor.get(page.replace("{}", quote(SCRIPT)))
    assert answer.status_code < 500
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address", ["/api/v1/search?q={}", "/api/v1/entities?q={}", "/sparql?query={}", "/export/gexf?around={}"]
)
def test_programs_are_never_answered_in_a_form_that_browsers_run(visitor: FlaskClient, address: str) -> None:
    answer = visitor.get(address.replace("{}", quote(SCRIPT)))
    assert answer.status_code < 500
    assert "html" not in answer.content_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DROP ALL",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_that_reaches_out_or_writes_is_refused(visitor: FlaskClient, query: str, method: str) -> None:
    if method == "GET":
        answer = visitor.get("/sparql", query_string={"query": query})
    else:
        answer = visitor.post("/sparql", data=query, content_type="application/sparql-query")
    assert answer.status_code == 400
    assert answer.json
    assert answer.json["fix"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/?q=" + "x" * 5_000, 400),
        ("/?page=99999999999999999999", 400),
        ("/api/v1/search?q=x&limit=-1", 400),
        ("/api/v1/search?q=x&limit=1e9", 400),
        ("/api/v1/search?q=%00", 400),
        ("/reports/..%2f..%2fetc%2fpasswd", 404),
        ("/static/..%2f..%2fapp.py", 404),
        ("/static/%2e%2e/app.py", 404),
    ],
)
def test_what_is_out_of_bounds_is_refused(visitor: FlaskClient, address: str, status: int) -> None:
    assert visitor.get(address).status_code == status


def test_a_body_that_is_too_large_is_refused(visitor: FlaskClient) -> None:
    answer = visitor.post("/sparql", data="x" * 100_000, content_type="application/sparql-query")
    assert answer.status_code == 413
