"""Hands the graph, or a part of it, to other programs: a form that says how much it would be, and the file."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, g, render_template, request, send_file

from vocgraph.errors import VocgraphError
from vocgraph.export.formats import FORMATS, UnknownFormatError
from vocgraph.model import EntityKind, Predicate
from vocgraph.serve.arguments import (
    MAX_DEPTH,
    MAX_MOST,
    SELECTION_NAMES,
    Selection,
    read_number,
    read_selection,
    read_text,
    refuse_unknown,
)
from vocgraph.serve.current import current_library
from vocgraph.serve.links import bare_link
from vocgraph.serve.problems import explain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask.typing import ResponseReturnValue

    from vocgraph.documents.reading import ReportInfo
    from vocgraph.model import Subgraph

bp = Blueprint("exports", __name__)

DEFAULT_FORMAT: Final = "gexf"
FOR_SPREADSHEETS: Final = "csv"  # the format that has a variant that is safe to open in one
_IN_MEMORY: Final = 16 << 20  # bytes of a file; a longer one waits on disk until it is sent
_COMPLETE: Final = "X-Vocgraph-Complete"


@bp.get("/export")
def form() -> ResponseReturnValue:
    """The form for a format and a part of the graph, how much that part is, and the link to its file."""
    selection = read_selection(request.args)
    chosen = _known_format(read_text(request.args, "format") or DEFAULT_FORMAT)
    excel = bool(read_number(request.args, "excel", default=0, low=0, high=1))
    infos = {info.id: info for info in current_library().reports()}
    status, problem, fix = 200, "", ""
    found = None
    try:
        found = select(selection)
    except VocgraphError as error:  # a name that is not there is corrected in the form, so the form is shown again
        status, problem, fix = explain(error, g.language)
    safe = "1" if excel and chosen == FOR_SPREADSHEETS else None
    return Response(
        render_template(
            "export.html",
            selection=selection,
            formats=tuple(FORMATS),
            chosen=chosen,
            excel=excel,
            kinds=tuple(EntityKind),
            predicates=tuple(Predicate),
            infos=infos,
            years=sorted({info.profile.year for info in infos.values() if info.profile.year}, reverse=True),
            regions=list_regions(current_library().reports()),
            most_depth=MAX_DEPTH,
            most_of_all=MAX_MOST,
            found=found,
            file=bare_link("exports.file", form=chosen, excel=safe, **selection.as_arguments()),
            file_name=_file_name(chosen),
            problem=problem,
            fix=fix,
        ),
        status,
    )


@bp.get("/export/<form>")
def file(form: str) -> ResponseReturnValue:
    """The file: written aside first, so that an error is told as one and never as half a file."""
    known = (*SELECTION_NAMES, "excel") if form == FOR_SPREADSHEETS else SELECTION_NAMES
    chosen = FORMATS[_known_format(form)]
    refuse_unknown(request.args, known)
    excel = bool(read_number(request.args, "excel", default=0, low=0, high=1))
    part = select(read_selection(request.args))
    with ExitStack() as stack:
        target = stack.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
        current_library().export(form, part, target, excel=excel)
        stack.pop_all()  # from here on the answer closes it, when it has been sent
    size = target.tell()
    target.seek(0)
    answer = send_file(target, mimetype=chosen.media_type, as_attachment=True, download_name=_file_name(form))
    answer.content_length = size
    answer.headers[_COMPLETE] = "yes" if part.complete else "no"
    return answer


def select(selection: Selection) -> Subgraph:
    """The part that a selection means.

    :raises UnknownNameError: if nothing is called what it lies around.
    :raises UnknownReportError: if a report is unknown.
    """
    library = current_library()
    if selection.around:
        selection = replace(selection, around=library.find(selection.around).id)
    return library.subgraph(
        kinds=selection.kinds,
        predicates=selection.predicates,
        reports=selection.reports,
        years=selection.years,
        regions=selection.regions,
        around=selection.around,
        depth=selection.depth,
        most=selection.most,
        keep=selection.keep,
    )


def list_regions(infos: Iterable[ReportInfo]) -> list[str]:
    """Provinces and cities of these reports, each province before its cities."""
    found: dict[str, set[str]] = {}
    for info in infos:
        found.setdefault(info.profile.region.province, set()).add(info.profile.region.city)
    ordered = [name for province in sorted(found) for name in (province, *sorted(found[province]))]
    return [name for name in dict.fromkeys(ordered) if name]


def _known_format(name: str) -> str:
    if name not in FORMATS:
        raise UnknownFormatError(name[:40])
    return name


def _file_name(form: str) -> str:
    """``vocgraph.gexf``; of two formats that both come as a zip, the name tells which it is."""
    chosen = FORMATS[form]
    return f"vocgraph-{form}{chosen.ending}" if chosen.several else f"vocgraph{chosen.ending}"
