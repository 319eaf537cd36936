"""The server: it comes up, stops when told to, and lets what is being answered finish."""

from __future__ import annotations

import json
import socket
import threading
import urllib.error
import urllib.request
from queue import Queue
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from vocgraph.errors import LibraryMissingError
from vocgraph.serve.server import AddressTakenError, listen, run, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


BODY = b"answer" * 1_500_000  # more than any socket's buffer takes at once


def test_an_answer_under_way_is_finished_before_the_server_stops() -> None:
    stop, begun, go_on = threading.Event(), threading.Event(), threading.Event()
    address: Queue[str] = Queue()
    got: Queue[bytes] = Queue()

    def slow(_environ: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
        begun.set()
        go_on.wait(10)
        start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(BODY)))])
        return [BODY]

    def ask(url: str) -> None:
        with urllib.request.urlopen(url, timeout=10) as answer:
            got.put(answer.read())

    server = threading.Thread(
        target=serve, args=(slow,), kwargs={"host": "127.0.0.1", "port": 0, "on_ready": address.put, "stop": stop}
    )
    server.start()
    asker = threading.Thread(target=ask, args=(address.get(timeout=10),))
    asker.start()
    assert begun.wait(10)
    stop.set()
    go_on.set()
    assert got.get(timeout=10) == BODY
    asker.join(10)
    server.join(15)
    assert not server.is_alive()


def test_an_address_in_use_is_told_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AddressTakenError, match=r": [^:(]*\. .*--port"):
            serve(lambda *_: [], host="127.0.0.1", port=taken.getsockname()[1])


def test_a_folder_without_a_library_is_told_before_anything_listens(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        run(tmp_path / "nothing", port=0)


@pytest.mark.parametrize(
    ("length", "status", "told"), [(10_000, 400, "q is 10000 characters long"), (20_000, 431, "exceeds")]
)
def test_an_over_long_query_is_refused_in_our_own_words(length: int, status: int, told: str) -> None:
    from small_library import SmallLibrary

    from vocgraph.serve.app import create_app

    stop, address = threading.Event(), Queue[str]()
    server = threading.Thread(
        target=serve,
        args=(create_app(SmallLibrary()),),
        kwargs={"host": "127.0.0.1", "port": 0, "on_ready": address.put, "stop": stop},
    )
    server.start()
    try:
        query = quote("长" * length)  # nine bytes each
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{address.get(timeout=10)}api/v1/search?q={query}", timeout=10)
    finally:
        stop.set()
        server.join(15)
    assert refused.value.code == status
    assert refused.value.headers["Content-Type"] == "application/problem+json"
    assert refused.value.headers["X-Content-Type-Options"] == "nosniff"
    problem = json.loads(refused.value.read())
    assert problem["status"] == status
    assert told in problem["detail"]
    assert problem["fix"]


@pytest.mark.parametrize("host", ["192.0.2.9", "nowhere.invalid"])
def test_an_address_of_another_machine_is_told_as_such(host: str) -> None:
    with pytest.raises(AddressTakenError, match="with --host"):
        listen(host, 0)
