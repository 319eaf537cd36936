"""Answers SPARQL queries over HTTP as the SPARQL 1.1 Protocol says, within limits that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import NotAcceptable, UnsupportedMediaType

from vocgraph.errors import QueryError

if TYPE_CHECKING:
    from vocgraph.library import Library

bp = Blueprint("sparql", __name__)

MOST_CHARACTERS = 16_000  # of a query
_TRUNCATED = "X-Vocgraph-Complete"  # "no" where the answer was cut off at the row limit


@bp.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Answer the query given as ``query=``, as a form, or as a body of type ``application/sparql-query``.

    The format follows the Accept header: JSON (the default), XML, CSV or TSV for SELECT and ASK, Turtle or N-Triples
    for CONSTRUCT and DESCRIBE.
    """
    from vocgraph.graph.results import GRAPH_FORMATS, TABLE_FORMATS

    library: Library = current_app.extensions["vocgraph"]
    answer = library.sparql(_query())
    formats = GRAPH_FORMATS if answer.is_graph else TABLE_FORMATS
    accepted = request.accept_mimetypes
    chosen = accepted.best_match(formats) if accepted else next(iter(formats))
    if chosen is None:
        raise NotAcceptable(f"This answer can be had as {', '.join(formats)}.")
    headers = {_TRUNCATED: "yes" if answer.complete else "no", "Vary": "Accept"}
    return Response(formats[chosen](answer), mimetype=chosen, headers=headers)


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
    if len(text) > MOST_CHARACTERS:
        raise QueryError(
            f"The query has {len(text):,} characters; the limit is {MOST_CHARACTERS:,}.", fix="Ask for less at once."
        )
    return text
