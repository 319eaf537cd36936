"""Serves the library as JSON under ``/api/v1``: the same answers as the pages, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from vocgraph.errors import QueryError
from vocgraph.export.tables import csv_lines
from vocgraph.serve.arguments import (
    CASE_NAMES,
    MAX_LIMIT,
    MAX_OFFSET,
    MAX_TEXT,
    SEARCH_NAMES,
    read_cases,
    read_figures,
    read_kind,
    read_letter,
    read_measure,
    read_needed,
    read_number,
    read_scope,
    read_search,
    read_sort,
    read_text,
    refuse_unknown,
)
from vocgraph.serve.current import current_library
from vocgraph.serve.openapi import describe
from vocgraph.views import FIGURE_COLUMNS, companion_dict, figure_dict, node_dict, partner_dict, path_dict, report_dict

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from vocgraph.model import Span
    from vocgraph.views import ReportView

bp = Blueprint("api", __name__, url_prefix="/api/v1")

_MOST_ROWS = 100_000  # of a CSV file


@bp.get("/search")
def search() -> ResponseReturnValue:
    """Passages for a query, best first."""
    refuse_unknown(request.args, (*SEARCH_NAMES, "facets"))
    query = read_search(request.args)
    facets = read_number(request.args, "facets", default=0, low=0, high=1)
    if not query.text:
        raise QueryError("{name} is missing.", fix="Add it to the address: ?{name}=…", name="q")
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
    refuse_unknown(request.args, ("q", "kind", "letter", "report", "sort", "limit", "offset"))
    text, kind, letter = read_text(request.args, "q"), read_kind(request.args), read_letter(request.args)
    report, by_name = read_text(request.args, "report"), read_sort(request.args)
    limit = read_number(request.args, "limit", default=20, low=1, high=MAX_LIMIT)
    offset = read_number(request.args, "offset", default=0, low=0, high=MAX_OFFSET)
    library = current_library()
    kinds, _ = library.count_entities(text, kind=kind, letter=letter, report=report)
    found = library.entities(text, kind=kind, letter=letter, report=report, by_name=by_name, limit=limit, offset=offset)
    total = kinds.get(kind, 0) if kind else sum(kinds.values())
    complete = offset + len(found) >= total
    return jsonify({"total": total, "entities": [node_dict(node) for node in found], "complete": complete})


@bp.get("/entities/<path:entity_id>")
def entity(entity_id: str) -> ResponseReturnValue:
    """One entity with its relations and their quotes."""
    refuse_unknown(request.args, ())
    return jsonify(current_library().entity(entity_id).as_dict())


@bp.get("/companions")
def companions() -> ResponseReturnValue:
    """Organisations that are named in the same passages, though no report states a relation."""
    refuse_unknown(request.args, ("name", "limit"))
    library = current_library()
    node = library.find(read_needed(request.args, "name"))
    limit = read_number(request.args, "limit", default=20, low=1, high=MAX_LIMIT)
    found = library.companions(node.id, limit=limit)
    return jsonify({"of": node_dict(node), "companions": [companion_dict(each) for each in found]})


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


@bp.get("/compare")
def compare() -> ResponseReturnValue:
    """Partners that two organisations, or two reports, share, and those that each has alone."""
    refuse_unknown(request.args, ("a", "b"))
    groups = current_library().compare(read_needed(request.args, "a"), read_needed(request.args, "b"))
    names = ("shared", "only_first", "only_second")
    return jsonify({name: list(map(node_dict, nodes)) for name, nodes in zip(names, groups, strict=True)})


@bp.get("/top")
def top() -> ResponseReturnValue:
    """The most connected entities with the measure that they are ranked by."""
    refuse_unknown(request.args, ("kind", "by", "limit"))
    kind, by = read_kind(request.args), read_measure(request.args)
    limit = read_number(request.args, "limit", default=20, low=1, high=MAX_LIMIT)
    ranked = current_library().top(kinds=(kind,) if kind else (), by=by, limit=limit)
    return jsonify({"by": by, "entities": [{**node_dict(node), "value": value} for node, value in ranked]})


@bp.get("/communities")
def communities() -> ResponseReturnValue:
    """Groups of entities that have more to do with each other than with the rest, largest first."""
    refuse_unknown(request.args, ("limit", "offset"))
    limit = read_number(request.args, "limit", default=10, low=1, high=MAX_LIMIT)
    offset = read_number(request.args, "offset", default=0, low=0, high=MAX_OFFSET)
    found = current_library().communities()
    groups = [list(map(node_dict, group)) for group in found[offset : offset + limit]]
    return jsonify({"total": len(found), "communities": groups})


@bp.get("/indicators")
def indicators() -> ResponseReturnValue:
    """What the reports give figures for, the ontology's indicators first, those of most schools before the others."""
    refuse_unknown(request.args, ("q", "known", "limit", "offset"))
    limit = read_number(request.args, "limit", default=20, low=1, high=MAX_LIMIT)
    offset = read_number(request.args, "offset", default=0, low=0, high=MAX_OFFSET)
    known = read_number(request.args, "known", default=-1, low=0, high=1)
    text = read_text(request.args, "q")
    total, found = current_library().indicators(
        text, known=None if known < 0 else bool(known), limit=limit, offset=offset
    )
    return jsonify({"total": total, "indicators": [each.as_dict() for each in found]})


@bp.get("/indicators/<path:key>")
def indicator(key: str) -> ResponseReturnValue:
    """One indicator's figures as JSON, or all of them as CSV with ``format=csv``."""
    refuse_unknown(request.args, ("institution", "year", "province", "limit", "offset", "format", "excel"))
    form = read_text(request.args, "format") or "json"
    if form not in ("json", "csv"):
        raise QueryError("There is no format {name!r}.", fix="Use one of: {known}.", name=form[:40], known="json, csv")
    as_csv = form == "csv"
    wanted = read_figures(request.args)
    found = current_library().indicator(
        key,
        institutions=wanted.institutions,
        years=wanted.years,
        provinces=wanted.provinces,
        limit=_MOST_ROWS if as_csv else read_number(request.args, "limit", default=100, low=1, high=MAX_LIMIT),
        offset=0 if as_csv else read_number(request.args, "offset", default=0, low=0, high=MAX_OFFSET),
        with_sentences=not as_csv,
    )
    if not as_csv:
        return jsonify(found.as_dict())
    excel = bool(read_number(request.args, "excel", default=0, low=0, high=1))
    rows = (tuple(figure_dict(figure).values()) for figure in found.figures)
    body = "".join(csv_lines(FIGURE_COLUMNS, rows, excel=excel))
    complete = "yes" if len(found.figures) == found.total else "no"
    headers = {"Content-Disposition": "attachment; filename=figures.csv", "X-Vocgraph-Complete": complete}
    return Response(body, mimetype="text/csv", headers=headers)


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
