"""Several processes, each stood in for by a few lines: whatever one of them does, the others go on answering."""

from __future__ import annotations

import errno
import os
import signal
import socket
import threading
import time
import urllib.request
from collections import Counter
from contextlib import suppress
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING

import pytest

from vocgraph.serve import crew, processes, server
from vocgraph.serve.server import ProcessesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows cannot share the port")


@pytest.fixture
def start(built_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Serves from stand-ins that behave as told, one word for each start; what follows those serves."""
    stop, running = threading.Event(), []
    ways = tmp_path / "ways"
    monkeypatch.setenv("STAND_IN_WAYS", str(ways))
    monkeypatch.setattr(processes, "PROGRAM", (str(Path(__file__).with_name("stand_in.py")),))
    monkeypatch.setattr(crew, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(crew, "END_LIMIT", 1.0)

    def started(*words: str, count: int = 2) -> str:
        ways.write_text(" ".join(words), "ascii")
        address = Queue[str]()
        thread = threading.Thread(
            target=processes.run_several,
            args=(count, built_library),
            kwargs={"host": "127.0.0.1", "port": 0, "on_ready": address.put, "stop": stop},
        )
        thread.start()
        running.append(thread)
        return address.get(timeout=20)

    started.stop, started.running = stop, running  # type: ignore[attr-defined]
    yield started
    stop.set()
    for thread in running:
        thread.join(20)


def ask(address: str) -> tuple[int, str]:
    """The process that answers, and what it calls the run."""
    with urllib.request.urlopen(address, timeout=5) as answer:
        process, run = answer.read().decode().split()
    return int(process), run


def ask_until(address: str, count: int) -> set[int]:
    """Ask until so many processes have answered."""
    found, deadline = set[int](), time.monotonic() + 10
    while len(found) < count and time.monotonic() < deadline:
        found.add(ask(address)[0])
    return found


def test_each_gets_as_many_and_all_call_the_run_alike(start: Callable[..., str]) -> None:
    address = start()
    answers = [ask(address) for _ in range(10)]
    assert list(Counter(process for process, _ in answers).values()) == [5, 5]
    assert len({run for _, run in answers}) == 1


def test_the_other_answers_while_a_replacement_takes_long_and_is_given_up(
    start: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = start("serve", "serve", "stall")
    monkeypatch.setattr(processes, "START_LIMIT", 0.5)
    first, second = ask_until(address, 2)
    os.kill(first, signal.SIGKILL)
    time.sleep(0.2)
    assert {ask(address)[0] for _ in range(4)} == {second}
    later = ask_until(address, 2)
    assert second in later
    assert len(later) == 2


def test_a_replacement_that_cannot_start_is_tried_again_and_nobody_is_refused_meanwhile(
    start: Callable[..., str],
) -> None:
    address = start("serve", "fail", count=1)
    only, _ = ask(address)
    os.kill(only, signal.SIGKILL)
    time.sleep(0.3)  # the second has failed: for a second there is none
    [other] = ask_until(address, 1)
    assert other != only


def test_a_process_that_takes_nothing_is_replaced(start: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "TAKE_LIMIT", 0.3)
    address = start("hang", "serve")
    answered = set[int]()
    deadline = time.monotonic() + 10
    while len(answered) < 2 and time.monotonic() < deadline:
        with suppress(OSError):  # what was handed to the process that hangs ends with it
            answered.add(ask(address)[0])
    assert len(answered) == 2


def test_a_first_process_that_cannot_start_is_told(
    built_library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ways").write_text("serve fail", "ascii")
    monkeypatch.setenv("STAND_IN_WAYS", str(tmp_path / "ways"))
    monkeypatch.setattr(processes, "PROGRAM", (str(Path(__file__).with_name("stand_in.py")),))
    with pytest.raises(ProcessesError, match="before it could answer"):
        processes.run_several(2, built_library, host="127.0.0.1", port=0)


def test_the_port_is_closed_at_once_and_all_end_within_one_limit(
    start: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "END_LIMIT", 2.0)
    address = start()
    for process in ask_until(address, 2):
        os.kill(process, signal.SIGSTOP)  # neither can stop by itself
    [thread] = start.running  # type: ignore[attr-defined]
    began = time.monotonic()
    start.stop.set()  # type: ignore[attr-defined]
    refused = False
    while not refused and time.monotonic() < began + 1.0:
        with socket.socket() as asker:
            refused = asker.connect_ex(("127.0.0.1", int(address.rstrip("/").rpartition(":")[2]))) != 0
        time.sleep(0.02)
    assert refused
    thread.join(10)
    assert not thread.is_alive()
    assert time.monotonic() - began < 3.9


def test_who_stops_it_while_it_starts_waits_for_nothing(
    start: Callable[..., str], built_library: Path, tmp_path: Path
) -> None:
    (tmp_path / "ways").write_text("stall stall", "ascii")
    told, stop = Queue[str](), threading.Event()
    thread = threading.Thread(
        target=processes.run_several,
        args=(2, built_library),
        kwargs={"host": "127.0.0.1", "port": 0, "on_ready": told.put, "stop": stop},
    )
    thread.start()
    time.sleep(0.5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
    assert told.empty()


def test_a_connection_that_cannot_be_accepted_does_not_end_the_server(
    start: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    troubles = [OSError(errno.EMFILE, "Too many open files"), ConnectionAbortedError()]

    class Failing(socket.socket):
        def accept(self) -> tuple[socket.socket, object]:
            if troubles:
                raise troubles.pop()
            return super().accept()

    def listen(host: str, port: int) -> socket.socket:
        listener = Failing()
        listener.bind((host, port))
        listener.listen()
        return listener

    monkeypatch.setattr(server, "listen", listen)
    assert len({ask(start())[0]}) == 1
    assert not troubles
