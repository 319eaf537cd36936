"""Names the library that the running application shows, and changes to a newer generation when one was built."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from flask import Flask, current_app, g

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from vocgraph.library import Library

_LOG = logging.getLogger(__name__)

_FIRST_QUERY = "职业教育"  # "vocational education"; what it finds does not matter
LOOK_EVERY = 2.0  # seconds between looks at the pointer, which is one small file


def current_library() -> Library:
    """The library of this request; it stays the same until the request is answered."""
    if "library" not in g:
        g.library = current_app.extensions["vocgraph"]
    library: Library = g.library
    return library


def warm(library: Library) -> None:
    """Load indexes and model now, so that no visitor waits for them."""
    library.search(_FIRST_QUERY, limit=1)
    library.similar(_FIRST_QUERY, limit=1)
    library.suggest(_FIRST_QUERY)


def follow(app: Flask, *, stop: threading.Event, every: float = LOOK_EVERY) -> threading.Thread:
    """Show each newer generation from the moment it is in use, until ``stop`` is set.

    A generation that cannot be opened is logged and looked at again; the old one goes on answering. An old library is
    closed one change later, when no request can still be reading it.
    """
    thread = threading.Thread(target=_follow, args=(app, stop, every), name="newer-generations", daemon=True)
    thread.start()
    return thread


def _follow(app: Flask, stop: threading.Event, every: float) -> None:
    outgoing: Library | None = None
    while not stop.wait(every):
        library: Library = app.extensions["vocgraph"]
        try:
            if library.newest_generation == library.generation:
                continue
            newer = library.reopen()
            warm(newer)
        except VocgraphError as error:
            _LOG.warning("The newer generation cannot be shown yet: %s", error)
            continue
        app.extensions["vocgraph"] = newer
        _LOG.info("Generation %d is shown now", newer.generation)
        if outgoing is not None:
            outgoing.close()
        outgoing = library
