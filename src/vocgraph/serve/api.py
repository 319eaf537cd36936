"""Serves the library as JSON under ``/api/v1``: the same answers as the pages, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, jsonify, request

from vocgraph.errors import QueryError
from vocgraph.serve.arguments import (
    CASE_NAMES,
    MAX_LIMIT,
    MAX_TEXT,
    SEARCH_NAMES,
    read_cases,
    read_kind,
    read_needed,
    read_number,
    read_scope,
    read_search,
    read_text,
    refuse_unknown,
)
from vocgraph.serve.current import current_library
from vocgraph.serve.openapi import describe
from vocgraph.views import node_dict, partner_dict, path_dict, report_dict

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from vocgraph.model import Span
    from vocgraph.views import ReportView

bp = Blueprint("api", __name__, url_prefix="/api/v1")


@bp.get("/search")
def search() -> ResponseReturnValue:
    """Passages for a query, best first."""
    refuse_unknown(request.args, (*SEARCH_NAMES, "facets"))
    query = read_search(request.args)
    facets = read_number(request.args, "facets", default=0, low=0, high=1)
    if not query.text:
        raise QueryError("q is missing.", fix="Add a few words or a question: ?q=…")
    return jsonify(current_library().search(query, facets=bool(facets)).as_dict())


@bp.get("/topics")
def topics() -> ResponseReturnValue:
    """Every concept that a case is about, with the number of those cases."""
    refuse_unknown(request.args, ())
    return jsonify({"topics": [topic.as_dict() for topic in current_library().topics()]})


@bp.get("/cases")
def cases() -> ResponseReturnValue:
    """The cases that meet every condition, and how they are spread."""
    refuse_unknown(request.args, CASE_NAMES)
    return jsonify(current_library().cases(**read_cases(request.args)).as_dict())


@bp.get("/cases/<path:case_id>")
def case(case_id: str) -> ResponseReturnValue:
    """One case with its text, its topics and the entities named in it."""
    refuse_unknown(request.args, ())
    return jsonify(current_library().case(case_id).as_dict())


@bp.get("/similar")
def similar() -> ResponseReturnValue:
    """Cases or passages like a case, a passage or a text."""
    refuse_unknown(request.args, ("of", "scope", "elsewhere", "limit"))
    found = current_library().similar(
        read_needed(request.args, "of", longest=MAX_TEXT),
        limit=read_number(request.args, "limit", default=10, low=1, high=MAX_LIMIT),
        scope=read_scope(request.args),
        elsewhere=bool(read_number(request.args, "elsewhere", default=0, low=0, high=1)),
    )
    return jsonify(found.as_dict())


@bp.get("/reports")
def reports() -> ResponseReturnValue:
    """Every report of the library."""
    refuse_unknown(request.args, ())
    return jsonify({"reports": [report_dict(info) for info in current_library().reports()]})


@bp.get("/reports/<report_id>")
def report(report_id: str) -> ResponseReturnValue:
    """One report's outline, cases and tables; with ``text=1`` its raw text too."""
    refuse_unknown(request.args, ("text",))
    with_text = read_number(request.args, "text", default=0, low=0, high=1)
    view = current_library().report(report_id)
    body = structure_dict(view)
    if with_text:
        body["text"] = view.report.text
    return jsonify(body)


@bp.get("/entities")
def entities() -> ResponseReturnValue:
    """Names of the graph, those equal to ``q`` first, then those that hold it, most mentioned first."""
    refuse_unknown(request.args, ("q", "kind", "limit"))
    text, kind = read_text(request.args, "q"), read_kind(request.args)
    limit = read_number(request.args, "limit", default=20, low=1, high=MAX_LIMIT)
    found = current_library().entities(text, kind=kind, limit=limit + 1)
    return jsonify({"entities": [node_dict(node) for node in found[:limit]], "complete": len(found) <= limit})


@bp.get("/entities/<path:entity_id>")
def entity(entity_id: str) -> ResponseReturnValue:
    """One entity with its relations and their quotes."""
    refuse_unknown(request.args, ())
    return jsonify(current_library().entity(entity_id).as_dict())


@bp.get("/partners")
def partners() -> ResponseReturnValue:
    """Who works with the named organisation, and what says so."""
    refuse_unknown(request.args, ("name",))
    library = current_library()
    node = library.find(read_needed(request.args, "name"))
    found = library.partners(node.id)
    return jsonify({"of": node_dict(node), "partners": [partner_dict(partner, of=node) for partner in found]})


@bp.get("/path")
def path() -> ResponseReturnValue:
    """A shortest chain of relations between two entities, or none."""
    refuse_unknown(request.args, ("from", "to"))
    first, last = read_needed(request.args, "from"), read_needed(request.args, "to")
    return jsonify(path_dict(current_library().path(first, last)))


@bp.get("/openapi.json")
def openapi() -> ResponseReturnValue:
    """The description of all this, OpenAPI 3.1."""
    return jsonify(describe())


def structure_dict(view: ReportView) -> dict[str, Any]:
    """A report's outline, cases, tables and oddities, with line numbers."""
    report, structure = view.report, view.structure

    def lines(span: Span) -> dict[str, int]:
        first, last = report.lines(span)
        return {"start_line": first, "end_line": last}

    return {
        "report": report_dict(view.info),
        "lines": len(report.line_starts),
        "outline": [
            {
                "level": section.level,
                "number": section.number,
                "title": section.title,
                "line": report.line_of(section.heading.start),
                "run_in": section.run_in,
            }
            for section in structure.sections
        ],
        "cases": [{"id": case.id, "title": case.title, **lines(case.span)} for case in structure.cases],
        "tables": [
            {
                "caption": table.caption,
                **lines(table.span),
                "columns": list(table.columns),
                "rows": [[cell.text for cell in row.cells] for row in table.rows],
                "unit": table.unit,
                "source": table.source,
            }
            for table in structure.tables
        ],
        "oddities": [
            {"kind": oddity.kind, "message": oddity.message, **lines(oddity.span)} for oddity in structure.oddities
        ],
    }
