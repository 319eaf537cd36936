"""Writes a SPARQL answer in the formats of the SPARQL 1.1 Protocol, and a graph that a query made as N-Triples."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from vocgraph.graph.rdf import Literal
from vocgraph.graph.terms import write_iri, write_term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vocgraph.graph.store import Answer, Value

_RESULTS = "http://www.w3.org/2005/sparql-results#"


def as_json(answer: Answer) -> str:
    """SPARQL 1.1 Query Results JSON Format, with one more member: ``complete``."""
    return json.dumps(answer.as_dict(), ensure_ascii=False)


def as_xml(answer: Answer) -> str:
    """SPARQL Query Results XML Format (second edition)."""
    parts = [f'<?xml version="1.0"?>\n<sparql xmlns="{_RESULTS}">\n<head>']
    parts += [f"<variable name={quoteattr(column)}/>" for column in answer.columns]
    parts.append("</head>\n")
    if answer.boolean is not None:
        parts.append(f"<boolean>{str(answer.boolean).lower()}</boolean>\n")
    else:
        parts.append("<results>\n")
        for row in answer.rows:
            cells = zip(answer.columns, row, strict=True)
            bound = "".join(
                f"<binding name={quoteattr(name)}>{_xml_value(value)}</binding>" for name, value in cells if value
            )
            parts.append(f"<result>{bound}</result>\n")
        parts.append("</results>\n")
    return "".join([*parts, "</sparql>\n"])


def as_csv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results CSV Format: values without their types, lines end with CRLF."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if answer.boolean is not None:
        writer.writerow([str(answer.boolean).lower()])
        return out.getvalue()
    writer.writerow(answer.columns)
    for row in answer.rows:
        writer.writerow([_plain(value) for value in row])
    return out.getvalue()


def as_tsv(answer: Answer) -> str:
    """SPARQL 1.1 Query Results TSV Format: values in Turtle's form."""
    if answer.boolean is not None:
        return f"{str(answer.boolean).lower()}\n"
    lines = ["\t".join(f"?{column}" for column in answer.columns)]
    lines += ["\t".join(_term(value) if value else "" for value in row) for row in answer.rows]
    return "\n".join(lines) + "\n"


def as_triples(answer: Answer) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as N-Triples, which Turtle parsers read too.

    :raises ValueError: if the answer is no graph.
    """
    if not answer.is_graph:
        raise ValueError("only CONSTRUCT and DESCRIBE give triples")
    return "".join(" ".join(_term(value) for value in row if value) + " .\n" for row in answer.rows)


TABLE_FORMATS: Mapping[str, Callable[[Answer], str]] = {
    "application/sparql-results+json": as_json,
    "application/sparql-results+xml": as_xml,
    "text/csv": as_csv,
    "text/tab-separated-values": as_tsv,
}
GRAPH_FORMATS: Mapping[str, Callable[[Answer], str]] = {"text/turtle": as_triples, "application/n-triples": as_triples}


def _xml_value(value: Value) -> str:
    if value.kind == "uri":
        return f"<uri>{escape(value.text)}</uri>"
    if value.kind == "bnode":
        return f"<bnode>{escape(value.text)}</bnode>"
    more = f" xml:lang={quoteattr(value.language)}" if value.language else ""
    more += f" datatype={quoteattr(value.datatype)}" if value.datatype else ""
    return f"<literal{more}>{escape(value.text)}</literal>"


def _plain(value: Value | None) -> str:
    if value is None:
        return ""
    return f"_:{value.text}" if value.kind == "bnode" else value.text


def _term(value: Value) -> str:
    if value.kind == "uri":
        return write_iri(value.text)
    if value.kind == "bnode":
        return f"_:{value.text}"
    return write_term(Literal(value.text, language=value.language, datatype=value.datatype))
