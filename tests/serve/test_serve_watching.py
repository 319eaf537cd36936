"""Whoever runs the server sees how it is, and not what people look for."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest
from small_library import SmallLibrary

from vocgraph.errors import LibraryMissingError
from vocgraph.serve.app import create_app
from vocgraph.serve.watching import JsonLines, log_to_stderr

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "vocgraph.requests"]


def test_the_server_says_that_it_lives_and_what_it_shows(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ready", "generation": 7, "newest": 7}


def test_a_library_that_is_gone_is_not_ready(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_library: SmallLibrary) -> int:
        raise LibraryMissingError(tmp_path)

    monkeypatch.setattr(SmallLibrary, "newest_generation", property(gone))
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_requests_are_counted_by_route_and_nothing_that_was_asked_is_told() -> None:
    client = create_app(SmallLibrary()).test_client()
    client.get("/?q=秘密的问题")
    client.get("/reports/秘密的报告")
    client.get("/no/秘密")
    client.open("/", method="SECRET")
    told = client.get("/metrics").text
    assert 'vocgraph_requests_total{method="GET",route="/",status="200"} 1.0' in told
    assert 'route="/reports/<report_id>",status="404"' in told
    assert 'vocgraph_request_seconds_count{method="GET",route="/"} 1.0' in told
    assert "vocgraph_generation 7.0" in told
    assert "秘密" not in told
    assert "SECRET" not in told


def test_the_log_names_the_page_and_no_query(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    create_app(SmallLibrary()).test_client().get("/?q=秘密\n")
    [line] = lines(caplog)
    assert (line["route"], line["status"], line["level"]) == ("/", 200, "info")
    assert "秘密" not in json.dumps(line, ensure_ascii=False)
    assert "address" not in line


def test_the_log_names_queries_where_the_operator_asked_for_them(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    create_app(SmallLibrary(), log_queries=True).test_client().get("/?q=%E7%A7%98%E5%AF%86%0Aforged")
    [line] = lines(caplog)
    assert str(line["address"]).startswith("/?q=")
    assert "\n" not in JsonLines().format(caplog.records[-1])  # no line can be forged


def test_a_failure_is_logged_with_its_trace() -> None:
    try:
        raise ValueError("x")
    except ValueError as error:
        record = logging.LogRecord("a", logging.ERROR, "f", 1, "%s failed", ("it",), (ValueError, error, None))
    told = json.loads(JsonLines().format(record))
    assert (told["message"], told["level"], "ValueError: x" in told["trace"]) == ("it failed", "error", True)


def test_the_log_is_not_told_which_builds_of_a_library_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "basicConfig", lambda **_: None)
    log_to_stderr()
    assert not logging.getLogger("faiss.loader").isEnabledFor(logging.INFO)
    assert logging.getLogger("faiss.loader").isEnabledFor(logging.WARNING)
