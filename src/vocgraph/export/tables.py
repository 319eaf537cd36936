"""Writes CSV: for spreadsheets and data frames, and in the dialect of neo4j-admin."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from vocgraph.export.columns import BETWEEN, evidence, lines, points
from vocgraph.export.header import Header, comment_lines
from vocgraph.text.mend import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vocgraph.model import Subgraph

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
            "" if piece.quote.page is None else piece.quote.page, piece.details, plain(piece.quote.text), piece.quote.text,
        )
        for piece in evidence(graph)
    )  # fmt: skip
    return {
        "nodes.csv": _csv(_NODES, nodes, excel=excel),
        "edges.csv": _csv(_EDGES, edges, excel=excel),
        "quotes.csv": _csv(_QUOTES, quotes, excel=excel),
        "about.txt": iter([comment_lines(graph, header).replace("# ", "")]),
    }


_NODES = ("id", "name", "kind", "kind_zh", "kind_en", "aliases", "reports", "mentions", "neighbours", "iri")
_EDGES = (
    "id", "source", "source_name", "predicate", "label_zh", "label_en", "target", "target_name", "quotes", "reports",
    "details", "iri",
)  # fmt: skip
_QUOTES = (
    "edge", "source_name", "predicate", "target_name", "report", "start", "end", "first_line", "last_line", "page",
    "details", "text", "as_printed",
)  # fmt: skip


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
            _array(line.reports), _array(line.places), _array(line.details), _one_line(line.quote),
        )
        for line in lines(graph)
    )  # fmt: skip
    node_head = ("id:ID", "name", "kind_zh", "aliases:string[]", "reports:string[]", "mentions:int", "iri", ":LABEL")
    edge_head = (
        ":START_ID", ":END_ID", ":TYPE", "id", "quotes:int", "reports:string[]", "places:string[]", "details:string[]",
        "quote",
    )  # fmt: skip
    command = (
        "\nneo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv"
        ' --array-delimiter=";" --overwrite-destination neo4j\n'
    )
    return {
        "nodes.csv": _csv(node_head, nodes),
        "relationships.csv": _csv(edge_head, edges),
        "about.txt": iter([comment_lines(graph, header).replace("# ", ""), command]),
    }


def _csv(head: Sequence[str], rows: Iterable[Sequence[str | int]], *, excel: bool = False) -> Iterator[str]:
    """RFC 4180 with line ends of two characters; cells with line breaks are quoted."""
    if excel:
        yield _BYTE_ORDER_MARK
    yield _row(head, excel=False)
    for row in rows:
        yield _row(row, excel=excel)


def _row(row: Sequence[str | int], *, excel: bool) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_cell(value, excel=excel) for value in row])
    return line.getvalue()


def _cell(value: str | int, *, excel: bool) -> str | int:
    if isinstance(value, int):
        return value
    value = _HAZARD.sub("\ufffd", value)
    return f"'{value}" if excel and _FORMULA.match(value) else value


def _array(values: Iterable[str]) -> str:
    """The values with neo4j's delimiter between them, and never inside one."""
    return ";".join(_one_line(value).replace(";", "；") for value in values)


def _one_line(text: str) -> str:
    return " ".join(text.split())  # the importer refuses line breaks unless told otherwise
