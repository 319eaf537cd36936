"""Serves one port from several processes, each with the library open, so that searches use more than one processor.

The first accepts connections and hands them to the others in turn, so that each has as many; each follows newer
generations by itself. Run as a module this is one of the others: it reads its options from standard input as one JSON
object, says on standard output when it answers, and stops when standard input ends, also if the first is killed.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from vocgraph.library import Library
from vocgraph.serve import server
from vocgraph.serve.watching import SHARED_COUNTS, log_to_stderr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LOG = logging.getLogger(__name__)

_LOOK_EVERY: Final = 0.2  # seconds between looks at the processes
_PATIENCE: Final = server.GRACE + 5.0  # seconds that they are given to stop


@dataclass(frozen=True, slots=True)
class _Worker:
    """One of the processes, and the socket that connections are handed to it through."""

    process: subprocess.Popen[str]
    handing: socket.socket

    def end(self) -> None:
        """Let it finish what it is answering; kill it if that takes too long."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.handing.close()

    def wait(self) -> None:
        """Wait for its end."""
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def run_several(
    count: int,
    library_folder: Path,
    *,
    port: int,
    options: Mapping[str, Any],
    on_ready: Callable[[str], None] | None = None,
) -> None:
    """Serve a library from several processes until SIGINT or SIGTERM; one that ends by itself is replaced.

    :param options: what `server.run` is told beside the library and the socket.
    :raises AddressTakenError: if nothing can listen there.
    :raises ProcessesError: if a process ends before it answers, or the system cannot share a socket.
    """
    if os.name == "nt":
        raise server.ProcessesError("Windows cannot share the port.", fix="Use --processes 1.")
    log_to_stderr()
    Library.open(library_folder).close()  # say at once what is wrong with it
    stop = threading.Event()
    workers: list[_Worker] = []
    previous = server.listen_for_signals(stop)
    with server.listen(options["host"], port) as listener, TemporaryDirectory(prefix="vocgraph-") as counts:
        told = {**options, "library": str(library_folder), "listener": listener.fileno()}
        try:
            workers.extend(_start(told, counts) for _ in range(count))
            for worker in workers:
                _await(worker)
            (on_ready or server.log_address)(server.address_of(options["host"], listener))
            listener.settimeout(_LOOK_EVERY)
            while not stop.is_set():
                _replace_ended(workers, told, counts)
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                with connection:
                    _hand_over(connection, workers)
                workers.append(workers.pop(0))
        finally:
            for worker in workers:
                worker.end()
            for worker in workers:
                worker.wait()
            for number, handler in previous.items():
                signal.signal(number, handler)


def _start(options: Mapping[str, Any], counts: str) -> _Worker:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "vocgraph.serve.processes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            pass_fds=[options["listener"], theirs.fileno()],
            env={**os.environ, SHARED_COUNTS: counts},
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps({**options, "handing": theirs.fileno()}) + "\n")
        process.stdin.flush()
    return _Worker(process, ours)


def _await(worker: _Worker) -> None:
    """Wait until a process answers."""
    assert worker.process.stdout is not None
    if not worker.process.stdout.readline():
        raise server.ProcessesError("A server process ended before it could answer.", fix="See what it logged above.")


def _replace_ended(workers: list[_Worker], options: Mapping[str, Any], counts: str) -> None:
    for at, worker in enumerate(workers):
        if worker.process.poll() is not None:
            _LOG.error("A process ended with status %d; another takes its place", worker.process.returncode)
            worker.end()
            workers[at] = _start(options, counts)
            _await(workers[at])


def _hand_over(connection: socket.socket, workers: Sequence[_Worker]) -> None:
    """Give a connection to the first process that takes it; none does only if all have ended or are full."""
    for worker in workers:
        try:
            socket.send_fds(worker.handing, [b"c"], [connection.fileno()])
        except OSError:
            continue
        return


def main() -> int:
    """Be one of the processes."""
    told = json.loads(sys.stdin.readline())

    def say_ready(_address: str) -> None:
        print(flush=True)

    # The signal that a terminal sends to all of them must not end the one that started us before it has seen us end.
    threading.Thread(target=_stop_at_end_of_input, name="end-of-input", daemon=True).start()
    server.run(
        Path(told["library"]),
        host=told["host"],
        hosts=tuple(told["hosts"]),
        log_queries=told["log_queries"],
        on_ready=say_ready,
        listener=socket.socket(fileno=told["listener"]),
        handed=socket.socket(fileno=told["handing"]),
    )
    return 0


def _stop_at_end_of_input() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)  # handled as from elsewhere: what is being answered is finished


if __name__ == "__main__":
    raise SystemExit(main())
