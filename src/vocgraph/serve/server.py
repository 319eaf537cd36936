"""Runs the web application with waitress until it is told to stop, and lets what is being answered finish."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import threading
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

_LOG = logging.getLogger(__name__)

THREADS = 4
LARGEST_BODY = 65_536  # bytes; only a SPARQL query comes in a body where nothing can be added
GRACE = 10.0  # seconds that answers under way are given after the signal


class AddressTakenError(VocgraphError):
    """Another program listens where we were told to, the address is no one of this machine, or we may not listen."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        unknown = error.errno == errno.EADDRNOTAVAIL or error.errno not in errno.errorcode  # none of a name not found
        reason = (error.strerror or str(error)).partition(" (while attempting")[0]  # create_server says where again
        super().__init__(
            f"Cannot listen on {host}:{port}: {reason}.",
            fix="Name an address of this machine with --host: 127.0.0.1 for itself, 0.0.0.0 for all of them."
            if unknown
            else "Choose another port with --port.",
        )


class WritableError(VocgraphError):
    """Pages that change the library were asked for where others than people on this machine could reach them."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"--writable lets whoever reaches the server change the library, and {host} can be reached by others.",
            fix="Leave --host and --allow-host out, or leave --writable out.",
        )


class ProcessesError(VocgraphError):
    """Several processes were asked for where they cannot serve together."""


def run(
    library_folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    hosts: tuple[str, ...] = (),
    writable: bool = False,
    log_queries: bool = False,
    processes: int = 1,
    on_ready: Callable[[str], None] | None = None,
    listener: socket.socket | None = None,
    handed: socket.socket | None = None,
    run_name: str = "",
) -> None:
    """Open the library and serve it, each newer generation from when it is built, until SIGINT or SIGTERM.

    :param port: 0 lets the system choose a free one.
    :param hosts: further host names to answer to, such as the name of a proxy before us.
    :param writable: offer pages that add reports and remove them, to people on this machine alone.
    :param log_queries: let the log name what was asked, not only which page answered.
    :param processes: how many answer side by side, each with the library open.
    :param on_ready: told the address once requests are accepted; without it the log is.
    :param listener: a socket that listens already; host and port are then not looked at.
    :param handed: where another process hands over the connections that it accepts there.
    :param run_name: what all processes of this run call it; by default a new name.
    :raises AddressTakenError: if nothing can listen there.
    :raises WritableError: if the library would be changed by others than people on this machine.
    :raises ProcessesError: if several processes were to change the library, or the system cannot share a socket.
    """
    from vocgraph.library import Library
    from vocgraph.serve.app import create_app
    from vocgraph.serve.current import follow, warm
    from vocgraph.serve.jobs import Jobs
    from vocgraph.serve.security import OWN_NAME, is_loopback
    from vocgraph.serve.uploads import MOST_BYTES
    from vocgraph.serve.watching import log_to_stderr

    if writable and (hosts or not is_loopback(host)):
        raise WritableError(hosts[0] if hosts else host)
    if processes > 1:
        from vocgraph.serve.processes import run_several

        if writable:
            raise ProcessesError("Pages that change the library are served by one process.", fix="Use --processes 1.")
        run_several(
            processes, library_folder, host=host, port=port, hosts=hosts, log_queries=log_queries, on_ready=on_ready
        )
        return
    log_to_stderr()
    stop = threading.Event()
    jobs = Jobs(library_folder) if writable else None
    with Library.open(library_folder) as library:
        warm(library)
        app = create_app(
            library, hosts=(*OWN_NAME, host, *hosts), jobs=jobs, log_queries=log_queries, run_name=run_name
        )
        follow(app, stop=stop)
        try:
            largest = MOST_BYTES if writable else LARGEST_BODY
            serve(
                app,
                host=host,
                port=port,
                on_ready=on_ready,
                stop=stop,
                largest_body=largest,
                listener=listener,
                handed=handed,
            )
        finally:
            if jobs is not None:
                jobs.close()


def serve(
    app: Callable[..., Any],
    *,
    host: str,
    port: int,
    on_ready: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
    largest_body: int = LARGEST_BODY,
    listener: socket.socket | None = None,
    handed: socket.socket | None = None,
) -> None:
    """Serve a WSGI application until a signal, or until ``stop`` is set where there is one.

    :param largest_body: bytes that a request may send; the application sets limits of its own below that.
    :param listener: a socket that listens already; host and port are then not looked at.
    :param handed: where another process hands over the connections that it accepts there.
    """
    from waitress import create_server, wasyncore

    from vocgraph.serve.refusals import RefusingChannel

    listener = listener or listen(host, port)
    sockets: dict[int, Any] = {}
    server = create_server(
        app,
        map=sockets,
        sockets=[listener],
        threads=THREADS,
        ident=None,
        max_request_header_size=131_072,  # bytes; a query of 10,000 characters needs 90,000 to be refused in our words
        max_request_body_size=largest_body,
    )
    server.channel_class = RefusingChannel
    if handed is not None:
        handed.setblocking(False)
        server.del_channel()
        server.set_socket(handed, sockets)
        server.accept = partial(_take_over, handed)
        server.handle_close = server.del_channel  # the other process has ended: it tells us to, or we are told
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns of every request that waits a moment
    stop = stop or threading.Event()
    previous = listen_for_signals(stop)
    try:
        (on_ready or log_address)(address_of(host, listener))
        while not stop.is_set():
            wasyncore.loop(timeout=0.5, use_poll=True, map=sockets, count=1)
        server.del_channel()  # no new connections; the open ones are answered first
        listener.close()
        if handed is not None:
            handed.close()  # whoever hands over learns that we take no more
        deadline = time.monotonic() + GRACE
        while _is_busy(sockets) and time.monotonic() < deadline:
            wasyncore.loop(timeout=0.05, use_poll=True, map=sockets, count=1)
    finally:
        server.task_dispatcher.shutdown(timeout=1)
        for one in list(sockets.values()):
            one.handle_close()  # what has spilled into a temporary file goes with it
        listener.close()
        for number, handler in previous.items():
            signal.signal(number, handler)


def _take_over(handed: socket.socket) -> tuple[socket.socket, Any] | None:
    """A connection that was handed over, with the address at its other end; None where there is none.

    :raises OSError: if whoever connected has left again.
    """
    try:
        _, numbers, _, _ = socket.recv_fds(handed, 1, 1)
    except BlockingIOError:
        return None
    if not numbers:
        return None
    tell_taken(handed)
    connection = socket.socket(fileno=numbers[0])
    return connection, connection.getpeername()


def tell_taken(handed: socket.socket) -> None:
    """Tell whoever hands over connections that one was taken, or that we are ready to take them."""
    with suppress(OSError):  # it has ended, which ends us too
        handed.send(b"t")


def _is_busy(sockets: dict[int, Any]) -> bool:
    """Whether some connection is still being answered."""
    return any(getattr(one, "requests", None) or getattr(one, "total_outbufs_len", 0) for one in list(sockets.values()))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    :raises AddressTakenError: if nothing can listen there.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise AddressTakenError(host, port, error) from None


def address_of(host: str, listener: socket.socket) -> str:
    """What to type into a browser."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}/"


def listen_for_signals(stop: threading.Event) -> dict[int, Any]:
    """Let SIGINT and SIGTERM set ``stop``; the handlers that stood before are returned. Only the main thread can."""
    if threading.current_thread() is not threading.main_thread():
        return {}

    def told(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    return {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}


def log_address(address: str) -> None:
    """Tell the log where the pages are."""
    _LOG.info("Serving at %s", address)
