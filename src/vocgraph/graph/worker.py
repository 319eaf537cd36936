"""Runs one SPARQL query in a process of its own, which its caller may kill: `python -m vocgraph.graph.worker`."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryTriples, Store, Triple

MOST_MEMORY = 4 << 30  # bytes of address space; the store's files are mapped into it too
MOST_TEXT = 32 << 20  # characters of an answer


def main() -> None:
    """Read a request from standard input (JSON), write the answer to standard output (JSON)."""
    request = json.load(sys.stdin)
    _limit_memory()
    try:
        answer = _answer(request["store"], request["query"], request["prefixes"], request["rows"])
    except (SyntaxError, ValueError) as problem:
        answer = {"error": str(problem)}
    except OSError as problem:
        answer = {"damaged": str(problem)}
    except RuntimeError as problem:  # so the engine tells of files that do not fit their checksums
        if not str(problem).startswith("Corruption"):
            raise
        answer = {"damaged": str(problem)}
    json.dump(answer, sys.stdout, ensure_ascii=True)


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits; a stricter one may be set already
        import resource  # late: does not exist on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _answer(folder: str, query: str, prefixes: dict[str, str], most: int) -> dict[str, Any]:
    store = Store.read_only(folder)
    found = store.query(query, prefixes=prefixes)
    if isinstance(found, QueryBoolean):
        return {"columns": [], "rows": [], "boolean": bool(found), "complete": True, "graph": False}
    is_graph = isinstance(found, QueryTriples)
    if isinstance(found, QueryTriples):
        columns = ["subject", "predicate", "object"]
        raw = ([triple.subject, triple.predicate, triple.object] for triple in found)
    else:
        columns = [variable.value for variable in found.variables]
        raw = ([row[column] for column in columns] for row in found)
    rows: list[list[dict[str, str] | None]] = []
    size = 0
    for values in raw:
        row = [None if value is None else _term(value) for value in values]
        size += sum(len(cell["value"]) for cell in row if cell)
        if len(rows) == most or size > MOST_TEXT:
            return {"columns": columns, "rows": rows, "boolean": None, "complete": False, "graph": is_graph}
        rows.append(row)
    return {"columns": columns, "rows": rows, "boolean": None, "complete": True, "graph": is_graph}


def _term(term: NamedNode | BlankNode | Literal | Triple) -> dict[str, str]:
    """A term as the SPARQL 1.1 JSON results format writes it."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif not term.datatype.value.endswith("#string"):
            found["datatype"] = term.datatype.value
        return found
    return {"type": "literal", "value": str(term)}  # RDF 1.2 lets a triple be a term; we never write one


if __name__ == "__main__":
    main()
