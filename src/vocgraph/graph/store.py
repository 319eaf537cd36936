"""Keeps a library's RDF in an Oxigraph store and answers SPARQL from it, within limits that hold."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from itertools import chain, islice
from threading import BoundedSemaphore
from typing import IO, TYPE_CHECKING, Any, cast

import pyoxigraph

from vocgraph.errors import LibraryDamagedError, QueryError, QueryTooSlowError
from vocgraph.graph.guard import check_query
from vocgraph.graph.rdf import PREFIXES
from vocgraph.graph.terms import write_quad

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from vocgraph.graph.rdf import Quad

_LOADED = 250_000  # quads that Oxigraph sorts in memory at once; they take 400 MB
MOST_ROWS = 10_000
MOST_SECONDS = 10.0
_AT_ONCE = BoundedSemaphore(2)  # queries; more would only slow each other
_WAITING = 2.0  # seconds that a query waits while two others run


@dataclass(frozen=True, slots=True)
class Value:
    """One cell of an answer."""

    kind: str  # "uri", "literal" or "bnode"
    text: str
    language: str = ""
    datatype: str = ""  # IRI; empty for plain strings and for texts with a language


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found. CONSTRUCT and DESCRIBE give triples as rows of three; ASK gives no rows but a boolean."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]
    boolean: bool | None
    complete: bool  # False: cut off at the row limit
    is_graph: bool = False  # the rows are triples that CONSTRUCT or DESCRIBE made

    def as_dict(self) -> dict[str, Any]:
        """The answer in the SPARQL 1.1 Query Results JSON format, with one more member: `complete`."""
        if self.boolean is not None:
            return {"head": {}, "boolean": self.boolean, "complete": self.complete}
        bindings = [
            {name: _as_json(value) for name, value in zip(self.columns, row, strict=True) if value is not None}
            for row in self.rows
        ]
        return {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}, "complete": self.complete}


def build_store(folder: Path, quads: Iterable[Quad]) -> int:
    """Write a new store into an empty or missing folder and return the number of quads written, duplicates included.

    What stands in a named graph is written to the default graph too. Oxigraph can also ask over the union of all
    graphs, but then a triple that two reports state is found twice, and every count is wrong.
    """
    folder.mkdir(parents=True, exist_ok=True)
    store, count = pyoxigraph.Store(str(folder)), 0
    unread = _with_merge(quads)
    for first in unread:
        lines = _Lines(chain((first,), islice(unread, _LOADED - 1)))
        file = cast("IO[bytes]", lines)  # Oxigraph only ever calls read(size)
        store.bulk_load(file, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)  # lenient: we wrote it a moment ago
        count += lines.count
    store.flush()
    store.optimize()
    return count


def ask_store(folder: Path, query: str, *, rows: int = MOST_ROWS, seconds: float = MOST_SECONDS) -> Answer:
    """Answer a SPARQL query over everything; `GRAPH` asks about one report alone.

    The usual prefixes (`voc:`, `skos:`, `prov:`, `oa:`, `rdf:` …) need not be declared. The query runs in a process
    of its own, because the engine itself cannot be interrupted.

    :param rows: how many rows at most; a longer answer is cut off and says so.
    :param seconds: after which the process is killed.
    :raises QueryError: if the query is refused or wrong.
    :raises QueryTooSlowError: if it took too long, or if others hold the store.
    :raises LibraryDamagedError: if the store cannot be opened.
    """
    check_query(query)
    if not folder.is_dir():
        raise LibraryDamagedError(folder, "its graph store is missing")
    request = {"store": str(folder), "query": query, "prefixes": PREFIXES, "rows": rows}
    if not _AT_ONCE.acquire(timeout=_WAITING):
        raise QueryTooSlowError("Two other queries are running.", fix="Ask again in a few seconds.")
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "vocgraph.graph.worker"],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise QueryTooSlowError(
            "The query was stopped after {seconds:g} seconds.",
            fix="Narrow it, or ask for fewer things at once.",
            seconds=seconds,
        ) from None
    finally:
        _AT_ONCE.release()
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise QueryError("The query broke off: {what}.", fix="It may need too much memory: narrow it.", what=last)
    found = json.loads(done.stdout)
    if "damaged" in found:
        raise LibraryDamagedError(folder, found["damaged"])
    return _read_answer(found)


def _with_merge(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        yield quad
        if quad.graph:
            yield replace(quad, graph="")


class _Lines:
    """N-Quads as a file that is written while it is read, so that a big graph never stands in memory."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.count = 0
        self._lines = map(write_quad, quads)
        self._rest = b""

    def read(self, size: int = 1 << 16) -> bytes:
        parts, length = [self._rest], len(self._rest)
        while length < size and (line := next(self._lines, None)) is not None:
            self.count += 1
            parts.append(line.encode())
            length += len(parts[-1])
        whole = b"".join(parts)
        self._rest = whole[size:]
        return whole[:size]


def _read_answer(found: dict[str, Any]) -> Answer:
    if "error" in found:
        raise QueryError(
            "The query is wrong: {what}.", fix="Correct it there; the prefixes are predeclared.", what=found["error"]
        )
    rows = tuple(tuple(None if cell is None else _read_value(cell) for cell in row) for row in found["rows"])
    return Answer(tuple(found["columns"]), rows, found["boolean"], found["complete"], found["graph"])


def _read_value(cell: dict[str, str]) -> Value:
    return Value(cell["type"], cell["value"], cell.get("xml:lang", ""), cell.get("datatype", ""))


def _as_json(value: Value) -> dict[str, str]:
    more = {"xml:lang": value.language, "datatype": value.datatype}
    return {"type": value.kind, "value": value.text} | {key: text for key, text in more.items() if text}
