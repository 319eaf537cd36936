"""What protects the reader: host names, headers, and a policy that leaves no way in for a report's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_library import SmallLibrary

from vocgraph.serve.app import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient


@pytest.mark.parametrize(
    "address", ["/", "/nowhere", "/api/v1/reports", "/api/v1/search", "/static/nothing.svg", "/healthz"]
)
def test_every_answer_carries_the_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7"])
def test_this_machine_s_names_and_addresses_are_answered_to(client: FlaskClient, host: str) -> None:
    assert client.get("/reports", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("address", ["/", "/api/v1/reports", "/healthz"])
@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "[x]", "a b"]
)
def test_another_host_name_is_refused(client: FlaskClient, address: str, host: str) -> None:
    assert client.get(address, headers={"Host": host}).status_code == 400


def test_a_host_name_can_be_allowed() -> None:
    client = create_app(SmallLibrary(), hosts=("reports.example",)).test_client()
    assert client.get("/", headers={"Host": "reports.example"}).status_code == 200


def test_a_page_says_that_it_depends_on_the_reader_s_language(client: FlaskClient) -> None:
    assert "Accept-Language" in client.get("/").headers["Vary"]
