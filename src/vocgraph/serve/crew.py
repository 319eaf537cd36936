"""Keeps several processes serving: hands them connections, and puts another in the place of one that ends or hangs.

A process that is alone in starting, stopping or hanging never keeps the others from answering: one loop waits for
connections and for what the processes say, and whatever takes longer than its limit is killed.
"""

from __future__ import annotations

import logging
import math
import selectors
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vocgraph.serve.server import GRACE, ProcessesError

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

_LOG = logging.getLogger(__name__)

LOOK_EVERY: Final = 0.2  # seconds between looks at the signal and the limits
TAKE_LIMIT: Final = 20.0  # seconds that it may leave a connection untaken
END_LIMIT: Final = GRACE + 5.0  # seconds that it is given to stop
LONGEST_PAUSE: Final = 60.0  # seconds before another process is started where one could not


@dataclass(slots=True, eq=False)
class Worker:
    """One of the processes; past its deadline it is killed, whatever it should have done by then."""

    process: subprocess.Popen[str]
    handing: socket.socket
    deadline: float
    serving: bool = False
    untaken: int = 0  # connections handed to it


class Crew:
    """The processes that are starting or serving, and those that are leaving."""

    def __init__(self, count: int, listener: socket.socket, start: Callable[[], Worker]) -> None:
        self._count, self._listener, self._start = count, listener, start
        self._selector = selectors.DefaultSelector()
        self._workers: list[Worker] = []
        self._leaving: list[Worker] = []
        self._listening = False  # nothing is accepted while nobody serves: who connects waits
        self._failures = 0  # starts in a row that came to nothing
        self._next_start = 0.0

    @property
    def is_complete(self) -> bool:
        return len(self._workers) == self._count and all(worker.serving for worker in self._workers)

    def step(self, *, must_start: bool = False) -> None:
        """Do what is due, then wait for a connection or a word of a process, but not long.

        :param must_start: whether a process that cannot start is an error, not tried again.
        :raises ProcessesError: if it is, and one cannot.
        """
        self._look_after()
        while len(self._workers) < self._count and time.monotonic() >= self._next_start:
            worker = self._start()
            self._workers.append(worker)
            self._selector.register(worker.handing, selectors.EVENT_READ, worker)
        serving = any(worker.serving for worker in self._workers)
        if serving != self._listening and not must_start:
            if serving:
                self._selector.register(self._listener, selectors.EVENT_READ)
            else:
                self._selector.unregister(self._listener)
            self._listening = serving
        for key, _ in self._selector.select(LOOK_EVERY):
            if key.data is None:
                self._accept()
            else:
                self._hear(key.data, must_start=must_start)

    def close(self) -> None:
        """Let all finish what they are answering; who takes too long is killed."""
        for worker in list(self._workers):
            self._let_go(worker)
        self._selector.close()
        while self._leaving:
            self._look_after()
            time.sleep(0.02)

    def _look_after(self) -> None:
        now = time.monotonic()
        for worker in (*self._workers, *self._leaving):
            if now > worker.deadline and worker.process.poll() is None:
                _LOG.error("Process %d does not go on and is killed", worker.process.pid)
                worker.process.kill()
        for worker in [worker for worker in self._leaving if worker.process.poll() is not None]:
            self._leaving.remove(worker)
            _LOG.info("Process %d ended with status %d", worker.process.pid, worker.process.returncode)

    def _hear(self, worker: Worker, *, must_start: bool) -> None:
        try:
            said = len(worker.handing.recv(4096))
        except BlockingIOError:
            return
        except OSError:
            said = 0
        if said:
            if not worker.serving:
                worker.serving, said, self._failures = True, said - 1, 0
            worker.untaken -= said
            worker.deadline = time.monotonic() + TAKE_LIMIT if worker.untaken else math.inf
            return
        self._let_go(worker)
        if worker.serving:
            _LOG.error("Process %d no longer serves; another takes its place", worker.process.pid)
            return
        if must_start:
            raise ProcessesError("A server process ended before it could answer.", fix="See what it logged above.")
        pause = min(2.0**self._failures, LONGEST_PAUSE)
        self._failures += 1
        self._next_start = time.monotonic() + pause
        _LOG.error("Process %d could not start; another is started in %d s", worker.process.pid, pause)

    def _let_go(self, worker: Worker) -> None:
        self._selector.unregister(worker.handing)
        worker.handing.close()
        assert worker.process.stdin is not None
        with suppress(OSError):
            print("end", file=worker.process.stdin, flush=True)  # input that ends without it tells that we were killed
        with suppress(OSError):
            worker.process.stdin.close()
        worker.deadline = time.monotonic() + END_LIMIT
        self._workers.remove(worker)
        self._leaving.append(worker)

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return  # whoever connected has left again
        except OSError as error:
            _LOG.error("Cannot accept a connection: %s", error)
            time.sleep(LOOK_EVERY)  # too many open files, perhaps: some will be closed
            return
        with connection:
            for worker in sorted((each for each in self._workers if each.serving), key=lambda each: each.untaken):
                try:
                    socket.send_fds(worker.handing, [b"c"], [connection.fileno()])
                except OSError:
                    continue  # it has ended, which we are told next
                if not worker.untaken:
                    worker.deadline = time.monotonic() + TAKE_LIMIT
                worker.untaken += 1
                self._workers.remove(worker)
                self._workers.append(worker)  # of those with equally few, each in turn
                return
