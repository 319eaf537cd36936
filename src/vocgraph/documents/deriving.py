"""Writes what is made of the documents alone: names to suggest, the RDF store and the picture of the graph.

It can run beside the indexing of passages: `python -m vocgraph.documents.deriving` reads one JSON object from standard
input when there is something to do, ends where its caller does, and writes one JSON object per line: steps, or the
problem that it ran into.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import threading
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from vocgraph.documents.caching import keep, recall
from vocgraph.documents.reading import Documents
from vocgraph.documents.schema import pack
from vocgraph.documents.suggesting import suggestables
from vocgraph.graph import picture
from vocgraph.graph.rdf import part_quads, quads
from vocgraph.graph.store import build_store
from vocgraph.model import Subgraph
from vocgraph.search.suggestions import write_suggestions

if TYPE_CHECKING:
    from collections.abc import Callable


def derive(folder: Path, *, keys: Path, before: Path | None, on_step: Callable[[str, int, int], None]) -> None:
    """Fill a generation's folder with what its documents.sqlite is enough for.

    :param keys: where the cache keeps what can be typed for the labels of the thesaurus.
    :param before: the folder of the generation before, whose picture the new one keeps to.
    :param on_step: told what is being done, how much of it is done, of how much.
    """
    with closing(Documents(folder / "documents.sqlite")) as documents:
        on_step("Collecting names to suggest", 0, 1)
        known = recall(keys) or {}
        found = write_suggestions(folder / "suggestions.sqlite", suggestables(documents), known=known)
        if found.keys() != known.keys():
            keep(keys, pack(found))
        on_step("Collecting names to suggest", 1, 1)
        on_step("Writing the graph", 0, 1)
        graph = Subgraph(nodes=documents.nodes(), edges=documents.edges())
        profiles = {info.id: info.profile for info in documents.report_infos()}
        build_store(folder / "graph", chain(quads(graph, profiles), part_quads(documents.parts(profiles))))
        on_step("Writing the graph", 1, 1)
    on_step("Drawing the graph", 0, 1)
    picture.draw(graph, before=_earlier_picture(before)).save(folder / "picture.npy")
    on_step("Drawing the graph", 1, 1)


def _earlier_picture(before: Path | None) -> picture.Picture | None:
    """How the generation before was drawn; None where there is none, or it is damaged."""
    if before is None:
        return None
    try:
        with closing(Documents(before / "documents.sqlite")) as documents:
            return picture.load(before / "picture.npy", documents.entity_ids())
    except (ValueError, OSError, sqlite3.Error):
        return None


def _tell_step(what: str, done: int, total: int) -> None:
    print(json.dumps({"step": (what, done, total)}), flush=True)


def _end_with_caller() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing more is ever sent: this returns when the caller is gone
    os._exit(1)


def main() -> None:
    """Do what standard input asks for, if it ever does."""
    asked = sys.stdin.readline()
    if not asked:
        return
    threading.Thread(target=_end_with_caller, daemon=True).start()
    request = json.loads(asked)
    before = Path(request["before"]) if request["before"] else None
    try:
        derive(Path(request["folder"]), keys=Path(request["keys"]), before=before, on_step=_tell_step)
    except (OSError, sqlite3.Error) as error:
        told = error.strerror if isinstance(error, OSError) else None
        print(json.dumps({"unwritable": told or str(error)}), flush=True)


if __name__ == "__main__":
    main()
