"""What was asked before is answered from memory, and only that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_library import SmallLibrary

from vocgraph.serve.remembered import Answers

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture
def searches(library: SmallLibrary, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The queries that reach the library."""
    asked: list[str] = []
    search = library.search

    def note(query, **more):
        asked.append(query.text)
        return search(query, **more)

    monkeypatch.setattr(library, "search", note)
    return asked


def test_the_same_question_reaches_the_library_once(client: FlaskClient, searches: list[str]) -> None:
    first, again = (client.get("/api/v1/search?q=产教融合&limit=2") for _ in range(2))
    assert len(searches) == 1
    assert again.data == first.data
    assert dict(again.headers) == dict(first.headers)
    client.get("/api/v1/search?q=产教融合&limit=3")
    assert len(searches) == 2


def test_each_language_has_its_own_page(client: FlaskClient) -> None:
    pages = [client.get("/?q=产教融合", headers={"Accept-Language": code}).text for code in ("zh", "en", "zh")]
    assert pages[0] == pages[2] != pages[1]


def test_another_library_is_asked_anew(app: Flask, client: FlaskClient, searches: list[str]) -> None:
    client.get("/api/v1/search?q=产教融合")
    app.extensions["vocgraph"] = SmallLibrary()
    client.get("/api/v1/search?q=产教融合")
    app.extensions["vocgraph"] = SmallLibrary()
    assert client.get("/api/v1/search?q=产教融合").status_code == 200
    assert len(searches) == 1


def test_errors_and_strange_hosts_are_judged_each_time(client: FlaskClient, searches: list[str]) -> None:
    assert client.get("/api/v1/search?q=产教融合").status_code == 200
    assert client.get("/api/v1/search?q=产教融合", headers={"Host": "evil.example"}).status_code == 400
    assert [client.get("/api/v1/search?q=").status_code for _ in range(2)] == [400, 400]


def test_the_least_lately_asked_goes_first_when_room_is_short(library: SmallLibrary) -> None:
    answers = Answers(room=5_000)
    answers.get(library, ("/a", "zh"))
    for path in ("/a", "/b"):
        answers.put(library, (path, "zh"), (b"x" * 10, []))
    assert answers.get(library, ("/a", "zh"))
    answers.put(library, ("/c", "zh"), (b"x" * 10, []))
    assert [bool(answers.get(library, (path, "zh"))) for path in ("/a", "/b", "/c")] == [True, False, True]


def test_short_answers_do_not_fill_the_memory(library: SmallLibrary) -> None:
    answers = Answers(room=100_000)
    keys = [(f"/api/v1/suggest?q={number}", "zh") for number in range(1000)]
    answers.get(library, keys[0])
    for key in keys:
        answers.put(library, key, (b"{}", []))
    assert sum(answers.get(library, key) is not None for key in keys) < 50


def test_an_answer_about_a_library_that_is_shown_no_more_is_not_kept(library: SmallLibrary) -> None:
    answers = Answers()
    answers.get(library, ("/a", "zh"))
    newer = SmallLibrary()
    assert answers.get(newer, ("/a", "zh")) is None
    answers.put(library, ("/a", "zh"), (b"old", []))
    assert answers.get(newer, ("/a", "zh")) is None
