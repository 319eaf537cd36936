"""Answers SPARQL queries over HTTP as the SPARQL 1.1 Protocol says, within limits that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from vocgraph.errors import QueryError
from vocgraph.serve.current import current_library

if TYPE_CHECKING:
    from collections.abc import Collection

    from flask.typing import ResponseReturnValue

bp = Blueprint("sparql", __name__)

MOST_CHARACTERS: Final = 16_000  # of a query
FORMAT_NAMES: Final = {  # what ``format=`` in the address stands for
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}
_COMPLETE: Final = "X-Vocgraph-Complete"  # "no" where the answer was cut off at the row limit


@bp.route("/sparql", methods=["GET", "POST"])
def sparql() -> ResponseReturnValue:
    """Answer the query given as ``query=``, as a form, or as a body of type ``application/sparql-query``.

    The format follows the Accept header: JSON (the default), XML, CSV or TSV for SELECT and ASK, Turtle or N-Triples
    for CONSTRUCT and DESCRIBE. A link cannot send that header: with ``format=csv`` the answer comes as a file.
    Opened in a browser without a query, it leads to the page where one is written.
    """
    if request.method == "GET" and not request.args and _is_browser():
        there = redirect(url_for("gallery.own"))
        there.vary.add("Accept")
        return there
    from vocgraph.graph.results import GRAPH_FORMATS, TABLE_FORMATS

    name = _format_name()
    answer = current_library().sparql(_query())
    formats = GRAPH_FORMATS if answer.is_graph else TABLE_FORMATS
    chosen = _choose(name, formats)
    headers = {_COMPLETE: "yes" if answer.complete else "no", "Vary": "Accept"}
    if name:
        headers["Content-Disposition"] = f"attachment; filename=answer.{name}"
    return Response(formats[chosen](answer), mimetype=chosen, headers=headers)


def _is_browser() -> bool:
    """Whether a page is wanted rather than data."""
    wanted = ("application/json", "text/html")  # of equals the first
    return request.accept_mimetypes.best_match(wanted) == "text/html"


def check_length(text: str) -> str:
    """The query as it is.

    :raises QueryError: if it is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise QueryError(
            "The query has {length:,} characters; the limit is {most:,}.",
            fix="Ask for less at once.",
            length=len(text),
            most=MOST_CHARACTERS,
        )
    return text


def _format_name() -> str:
    name = request.form.get("format", "") or request.args.get("format", "")
    if name and name not in FORMAT_NAMES:
        known = ", ".join(FORMAT_NAMES)
        raise QueryError("There is no format {name!r}.", fix="Use one of: {known}.", name=name[:40], known=known)
    return name


def _choose(name: str, formats: Collection[str]) -> str:
    """The media type asked for by name, else by the Accept header, else the first."""
    accepted = request.accept_mimetypes
    if name:
        chosen = FORMAT_NAMES[name] if FORMAT_NAMES[name] in formats else None
    else:
        chosen = accepted.best_match(formats) if accepted else next(iter(formats))
    if chosen is None:
        raise NotAcceptable(f"This answer can be had as {', '.join(formats)}.")
    return chosen


def _query() -> str:
    """The query's text, wherever the protocol lets it stand.

    :raises QueryError: if there is none, or it is too long.
    """
    if {"default-graph-uri", "named-graph-uri"} & {*request.args, *request.form}:
        raise QueryError(
            "The data set of a query cannot be chosen.", fix="Ask about one report with GRAPH <…> { … } instead."
        )
    if request.mimetype == "application/sparql-query":
        text = request.get_data(as_text=True)
    elif request.method == "POST" and request.mimetype not in {
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    }:
        raise UnsupportedMediaType("Send a form with query=…, or a body of type application/sparql-query.")
    else:
        text = request.form.get("query", "") or request.args.get("query", "")
    if not text.strip():
        raise QueryError("There is no query.", fix="Send one: /sparql?query=SELECT …")
    return check_length(text)
