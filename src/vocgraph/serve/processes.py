"""Serves one port from several processes, each with the library open, so that searches use more than one processor.

The first accepts connections and hands each to the process that has the fewest waiting; each follows newer generations
by itself. Run as a module this is one of the others: it reads what it is told from standard input as one JSON object,
sends back a byte when it answers and one for each connection that it takes, and stops when standard input ends, also
if the first is killed.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from vocgraph.library import Library
from vocgraph.serve import server
from vocgraph.serve.crew import Crew, Worker
from vocgraph.serve.watching import SHARED_COUNTS, log_to_stderr

if TYPE_CHECKING:
    from collections.abc import Callable

START_LIMIT: Final = 120.0  # seconds that a process is given until it answers
PROGRAM: Final = ("-m", "vocgraph.serve.processes")


@dataclass(frozen=True, slots=True)
class Told:
    """What each process is told. ``listener`` and ``handing`` are numbers of open files."""

    library: str
    host: str
    hosts: tuple[str, ...]
    log_queries: bool
    run: str
    listener: int
    handing: int


def run_several(
    count: int,
    library_folder: Path,
    *,
    host: str,
    port: int,
    hosts: tuple[str, ...] = (),
    log_queries: bool = False,
    on_ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Serve a library from several processes until a signal or ``stop``; one that ends or hangs is replaced.

    :raises AddressTakenError: if nothing can listen there.
    :raises ProcessesError: if a process of the first ones ends before it answers, or the system cannot share a socket.
    """
    if os.name == "nt":
        raise server.ProcessesError("Windows cannot share the port.", fix="Use --processes 1.")
    log_to_stderr()
    Library.open(library_folder).close()  # say at once what is wrong with it
    stop, run = stop or threading.Event(), secrets.token_hex(8)
    previous = server.listen_for_signals(stop)
    with server.listen(host, port) as listener, TemporaryDirectory(prefix="vocgraph-") as counts:
        listener.setblocking(False)

        def start() -> Worker:
            ours, theirs = socket.socketpair()
            ours.setblocking(False)
            told = Told(
                library=str(library_folder),
                host=host,
                hosts=hosts,
                log_queries=log_queries,
                run=run,
                listener=listener.fileno(),
                handing=theirs.fileno(),
            )
            with theirs:
                return _start(told, ours, counts)

        crew = Crew(count, listener, start)
        try:
            while not crew.is_complete and not stop.is_set():
                crew.step(must_start=True)
            if not stop.is_set():
                (on_ready or server.log_address)(server.address_of(host, listener))
            while not stop.is_set():
                crew.step()
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)  # also for the others, who hold it too
            listener.close()
            crew.close()
            for number, handler in previous.items():
                signal.signal(number, handler)


def _start(told: Told, handing: socket.socket, counts: str) -> Worker:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", *PROGRAM],
        stdin=subprocess.PIPE,
        text=True,
        pass_fds=[told.listener, told.handing],
        env={**os.environ, SHARED_COUNTS: counts},
        start_new_session=True,  # what a terminal sends to all of us is for the first alone
    )
    assert process.stdin is not None
    with suppress(BrokenPipeError):  # it has ended already, which we are told next
        process.stdin.write(json.dumps(asdict(told)) + "\n")
        process.stdin.flush()
    return Worker(process, handing, time.monotonic() + START_LIMIT)


def main() -> int:
    """Be one of the processes."""
    said = json.loads(sys.stdin.readline())
    told = Told(**{**said, "hosts": tuple(said["hosts"])})
    handed = socket.socket(fileno=told.handing)
    bereft = threading.Event()
    threading.Thread(target=_stop_at_end_of_input, args=[bereft], name="end-of-input", daemon=True).start()
    server.run(
        Path(told.library),
        host=told.host,
        hosts=told.hosts,
        log_queries=told.log_queries,
        on_ready=lambda _address: server.tell_taken(handed),
        listener=socket.socket(fileno=told.listener),
        handed=handed,
        run_name=told.run,
    )
    if bereft.is_set():
        _remove(Path(os.environ[SHARED_COUNTS]))
    return 0


def _remove(counts: Path) -> None:
    """Remove the folder of counts, which others like this one remove and still write to at the same moment."""
    for _ in range(20):
        shutil.rmtree(counts, ignore_errors=True)
        if not counts.exists():
            return
        time.sleep(0.1)


def _stop_at_end_of_input(bereft: threading.Event) -> None:
    """Stop when told to, or when the first process was killed: then nobody else tidies up."""
    if not sys.stdin.read():
        bereft.set()
    os.kill(os.getpid(), signal.SIGTERM)  # handled as from elsewhere: what is being answered is finished


if __name__ == "__main__":
    raise SystemExit(main())
