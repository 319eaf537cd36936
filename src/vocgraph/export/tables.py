"""Writes CSV: for spreadsheets and data frames, and in the dialect of neo4j-admin."""

from __future__ import annotations

import csv
import io
import re
from itertools import chain
from typing import TYPE_CHECKING

from vocgraph.export.columns import BETWEEN, evidence, lines, points
from vocgraph.export.header import Header, fact_lines
from vocgraph.text.mend import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vocgraph.model import Subgraph

_Cell = str | int | float | None  # None is an empty cell
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page
_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # what makes a spreadsheet compute; full width too
_HAZARD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def tables(graph: Subgraph, header: Header, *, excel: bool = False) -> dict[str, Iterator[str]]:
    """Four files: nodes, edges, quotes (a row for each piece of evidence), and a note on what they hold.

    :param excel: begin with a byte order mark, and put an apostrophe before texts that a spreadsheet would compute.
        Without it every cell is exactly what the graph says.
    """
    names = {node.id: node.name for node in graph.nodes}
    nodes = (
        (
            point.id, point.label, point.kind, point.kind_zh, point.kind_en, BETWEEN.join(point.aliases),
            BETWEEN.join(point.reports), point.mentions, point.neighbours, point.iri,
        )
        for point in points(graph, places=dict.fromkeys(names, (0.0, 0.0)))  # a table needs no layout
    )  # fmt: skip
    edges = (
        (
            line.id, line.source, names[line.source], line.predicate, line.label_zh, line.label_en, line.target,
            names[line.target], line.weight, BETWEEN.join(line.reports), BETWEEN.join(line.details), line.iri,
        )
        for line in lines(graph)
    )  # fmt: skip
    quotes = (
        (
            piece.edge.id, names[piece.edge.source], piece.edge.predicate.value, names[piece.edge.target],
            piece.quote.report, piece.quote.start, piece.quote.end, piece.quote.first_line, piece.quote.last_line,
            "" if piece.quote.page is None else piece.quote.page, piece.details, plain(piece.quote.text),
            piece.quote.text,
        )
        for piece in evidence(graph)
    )  # fmt: skip
    return {
        "nodes.csv": csv_lines(_NODES, nodes, excel=excel),
        "edges.csv": csv_lines(_EDGES, edges, excel=excel),
        "quotes.csv": csv_lines(_QUOTES, quotes, excel=excel),
        "about.txt": _about(graph, header, {"nodes.csv": _NODES, "edges.csv": _EDGES, "quotes.csv": _QUOTES}),
    }


# Every column and what it means, for the files' first lines and for the note beside them.
_NODES = {
    "id": "the entity's id, which edges name",
    "name": "its canonical name, as a report prints it",
    "kind": "its class in the ontology",
    "kind_zh": "the class in Chinese",
    "kind_en": "the class in English",
    "aliases": "its other names, with '; ' between them",
    "reports": "ids of the reports that name it, with '; ' between them",
    "mentions": "how often the whole library names it",
    "neighbours": "how many other entities it is tied to in this file",
    "iri": "its address in RDF",
}
_EDGES = {
    "id": "the relation's id, which quotes name",
    "source": "id of the entity that the relation starts from",
    "source_name": "its name",
    "predicate": "the property in the ontology",
    "label_zh": "the property in Chinese",
    "label_en": "the property in English",
    "target": "id of the entity that the relation leads to",
    "target_name": "its name",
    "quotes": "how many quotes prove it",
    "reports": "ids of the reports that state it, with '; ' between them",
    "details": "what the reports add, as name=value, with '; ' between them",
    "iri": "address of the statement in RDF",
}
_QUOTES = {
    "edge": "id of the relation that the quote proves",
    "source_name": "name of the entity that the relation starts from",
    "predicate": "the property in the ontology",
    "target_name": "name of the entity that the relation leads to",
    "report": "id of the report",
    "start": "place of the first character in the report's text, counted from 0",
    "end": "place behind the last character",
    "first_line": "line of the first character, counted from 1",
    "last_line": "line of the last character",
    "page": "page of the first character, counted from 1; empty where the report has no pages",
    "details": "what this quote adds, as name=value, with '; ' between them",
    "text": "the quote to read: line breaks inside sentences taken out",
    "as_printed": "the very characters of the report",
}
_NEO4J_NODES = {
    "id:ID": "the entity's id",
    "name": "its canonical name, as a report prints it",
    "kind_zh": "its class in Chinese",
    "aliases:string[]": "its other names",
    "reports:string[]": "ids of the reports that name it",
    "mentions:int": "how often the whole library names it",
    "iri": "its address in RDF",
    ":LABEL": "Entity, and its class in the ontology",
}
_NEO4J_EDGES = {
    ":START_ID": "id of the entity that the relation starts from",
    ":END_ID": "id of the entity that the relation leads to",
    ":TYPE": "the property in the ontology, in Neo4j's spelling",
    "id": "the relation's id",
    "quotes:int": "how many quotes prove it",
    "reports:string[]": "ids of the reports that state it",
    "places:string[]": "report:first line-last line of each quote",
    "details:string[]": "what the reports add, as name=value",
    "quote": "the first quote, line breaks taken out",
}


def neo4j(graph: Subgraph, header: Header) -> dict[str, Iterator[str]]:
    """Three files for ``neo4j-admin database import``: nodes, relationships, and a note with the command."""
    nodes = (
        (
            point.id, point.label, point.kind_zh, _array(point.aliases), _array(point.reports), point.mentions,
            point.iri, f"Entity;{point.kind}",
        )
        for point in points(graph, places=dict.fromkeys((node.id for node in graph.nodes), (0.0, 0.0)))
    )  # fmt: skip
    edges = (
        (
            line.source, line.target, re.sub("(?=[A-Z])", "_", line.predicate).upper(), line.id, line.weight,
            _array(line.reports), _array(line.places), _array(line.details), plain(line.quote),
        )
        for line in lines(graph)
    )  # fmt: skip
    command = (
        "\nneo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv"
        ' --array-delimiter=";" --overwrite-destination neo4j\n'
    )
    return {
        "nodes.csv": csv_lines(_NEO4J_NODES, nodes),
        "relationships.csv": csv_lines(_NEO4J_EDGES, edges),
        "about.txt": chain(
            _about(graph, header, {"nodes.csv": _NEO4J_NODES, "relationships.csv": _NEO4J_EDGES}), (command,)
        ),
    }


def _about(graph: Subgraph, header: Header, files: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """What the files hold as a whole, then what each of their columns means."""
    yield fact_lines(graph, header)
    for name, columns in files.items():
        yield f"\n{name}\n"
        yield from (f"  {column}: {meaning}\n" for column, meaning in columns.items())


def csv_lines(head: Iterable[str], rows: Iterable[Sequence[_Cell]], *, excel: bool = False) -> Iterator[str]:
    """RFC 4180 with line ends of two characters; cells with line breaks are quoted.

    :param excel: begin with a byte order mark, and put an apostrophe before texts that a spreadsheet would compute.
    """
    if excel:
        yield _BYTE_ORDER_MARK
    yield _row(tuple(head), excel=False)
    for row in rows:
        yield _row(row, excel=excel)


def _row(row: Sequence[_Cell], *, excel: bool) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_cell(value, excel=excel) for value in row])
    return line.getvalue()


def _cell(value: _Cell, *, excel: bool) -> _Cell:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    value = _HAZARD.sub("\ufffd", value)
    return f"'{value}" if excel and _FORMULA.match(value) else value


def _array(values: Iterable[str]) -> str:
    """The values with neo4j's delimiter between them, and never inside one."""
    return ";".join(_one_line(value).replace(";", "；") for value in values)


def _one_line(text: str) -> str:
    return " ".join(text.split())  # the importer refuses line breaks unless told otherwise
