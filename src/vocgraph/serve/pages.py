"""Shows a library as pages that work without scripts. The address is the whole state, so every page is a link."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, g, make_response, redirect, render_template, request

from vocgraph.errors import QueryError
from vocgraph.ontology import labels
from vocgraph.serve.arguments import (
    LETTERS,
    read_kind,
    read_letter,
    read_lines,
    read_number,
    read_sort,
    read_text,
)
from vocgraph.serve.charts import number
from vocgraph.serve.citations import footnote, lines_item, report_item, wording
from vocgraph.serve.current import current_library
from vocgraph.serve.ego import draw_ego
from vocgraph.serve.indicators import name_of
from vocgraph.serve.joining import explain_joins
from vocgraph.serve.links import bare_link, here, link, place_link
from vocgraph.serve.naming import place, report_name, short_name
from vocgraph.serve.originals import count_pages
from vocgraph.serve.reading import lay_out, mark_anchor, mark_parts
from vocgraph.serve.searching import show_search
from vocgraph.serve.sheets import divide, find_sheet, title_of
from vocgraph.serve.ties import group_ties, list_partners, list_stops
from vocgraph.serve.words import HTML_LANGUAGE, LANGUAGES, WORDS, choose_language, teller

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from vocgraph.documents.reading import ReportInfo
    from vocgraph.graph.network import Partner
    from vocgraph.library import Library
    from vocgraph.model import Node, Report, Section
    from vocgraph.serve.reading import Part
    from vocgraph.serve.sheets import Sheet
    from vocgraph.serve.ties import Tie
    from vocgraph.views import ReportView

bp = Blueprint("pages", __name__)

ENTITIES_SHOWN = 100  # names on a page
COMPANIONS_SHOWN = 20
ODDITIES = tuple(key.removeprefix("oddity.") for key in WORDS if key.startswith("oddity."))
JOINS_OPEN = 10  # printed forms with their reasons; the rest unfolds
OUTLINE_DEPTH = 3
QUOTES_SHOWN = 2  # per relation; the rest unfolds
REPORTS_KEPT = 8  # laid out, in memory
TIES_OPEN = 8  # of each relation on an entity's page; the rest unfolds
PARTNERS = "partners"  # what an address calls the list of partners, beside relations
PARTNERS_OPEN = 12  # on an entity's page; the rest unfolds
MAX_LINE = 10**8
NAMES_OPEN = 60  # of each relation, and of partners, on an entity's page: the rest stands on pages of its own
TIES_SHOWN = 40  # with their sentences, on a page that lists one relation


@bp.before_app_request
def choose() -> None:
    """Settle the interface's language; while an error is shown it may be asked for again."""
    g.language = "zh"
    g.language = choose_language(request.args.get("lang"), request.accept_languages)


@bp.app_context_processor
def words() -> dict[str, object]:
    """What every template can use."""
    language = g.get("language", "zh")
    tell = teller(language)
    others = [(other, tell(f"language.{other}"), HTML_LANGUAGE[other], here(lang=other)) for other in LANGUAGES]
    return {
        "t": tell,
        "language": language,
        "html_language": HTML_LANGUAGE[language],
        "languages": others,
        "link": link,
        "bare_link": bare_link,
        "here": here,
        "place_link": place_link,
        "label": _label,
        "place": place,
        "report_name": report_name,
        "short_name": short_name,
        "assets": current_app.extensions["vocgraph-assets"],
        "asked_language": request.args.get("lang", ""),
        "writable": "uploads" in current_app.blueprints,
    }


@bp.get("/")
def search() -> ResponseReturnValue:
    """The search page: an empty box with what the library holds, or a query's results."""
    return show_search()


@bp.get("/list")
def reading_list() -> ResponseReturnValue:
    """The reading list; the browser alone keeps it and fills the page in."""
    return render_template("list.html", words=wording())


@bp.get("/reports")
def reports() -> ResponseReturnValue:
    """Every report of the library."""
    return render_template("reports.html", infos=current_library().reports())


@bp.get("/reports/<report_id>")
def report(report_id: str) -> ResponseReturnValue:
    """One report as printed, with its outline; a long one in sheets.

    ``mark=120-134`` marks lines and shows the sheet that they stand on, ``line=120`` shows that of a line, whatever is
    marked, and ``whole=1`` all of them, to find something in the page or to print it.
    """
    marked = read_lines(request.args)
    line = read_number(request.args, "line", default=0, low=1, high=MAX_LINE)
    whole = read_number(request.args, "whole", default=0, low=0, high=1) == 1
    library = current_library()
    # One run of the server always writes the same page for one generation, and the largest take half a second.
    tag = f"{current_app.extensions['vocgraph-run']}-{library.generation}-{g.language}"
    if request.if_none_match.contains_weak(tag):
        unchanged = Response(status=304)
        unchanged.set_etag(tag, weak=True)
        return unchanged
    view, sheets = _laid_out(library, library.generation, report_id)
    first_marked = _first_printed(view.report, marked) if marked else None
    if first_marked is None:
        marked = None  # the lines are blank or beyond the end: there is nothing to mark
    current = find_sheet(sheets, line or first_marked or 1)
    in_sheets = len(sheets) > 1 and not whole
    parts = tuple(part for sheet in sheets for part in sheet)

    def at(line: int, anchor: str = "") -> str:
        """The address of a line, on this page where it is shown here."""
        anchor, sheet = anchor or f"L{line}", find_sheet(sheets, line)
        return f"#{anchor}" if not in_sheets or sheet == current else _sheet_link(sheets, sheet, anchor)

    shown = sheets[current] if in_sheets else parts
    sections = [section for section in view.structure.sections if section.level <= OUTLINE_DEPTH]
    first_line = shown[0].line if shown else 1
    page = render_template(
        "report.html",
        view=view,
        name=report_name(view.info),
        parts=mark_parts(shown, marked) if marked else shown,
        at=at,
        sheets=_around(sheets, current) if in_sheets else None,
        has_sheets=len(sheets) > 1,
        first_page=view.report.page_of(view.report.line_starts[first_line - 1]),
        line=line,
        marked=marked,
        mark_anchor=mark_anchor(marked) if marked else "",
        anchor_line=first_marked,
        citation=footnote(view, marked) if marked else "",
        kept=report_item(view.info),
        kept_lines=lines_item(view, marked) if marked else None,
        line_of=view.report.line_of,
        figures=[(name_of(found), number(figure.value), figure) for found, figure in library.figures_in(report_id)],
        oddity_kinds=ODDITIES,
        original_pages=count_pages(library, report_id),
        page_starts=_page_starts(parts, view.report),
        sections=sections,
        begun=_last_begun(sections, view.report, first_line) if in_sheets else None,
        page=view.report.page_of(view.report.line_starts[first_marked - 1]) if first_marked else None,
    )
    answer = Response(page)
    answer.set_etag(tag, weak=True)
    return answer


@bp.get("/entities")
def entities() -> ResponseReturnValue:
    """The names of the graph: by part of a name, kind, letter and report, in the order asked for, page by page."""
    library = current_library()
    text, kind, letter = read_text(request.args, "q"), read_kind(request.args), read_letter(request.args)
    report, by_name = read_text(request.args, "report"), read_sort(request.args)
    page = read_number(request.args, "page", default=1, low=1, high=100_000)
    offset = (page - 1) * ENTITIES_SHOWN
    kinds, letters = library.count_entities(text, kind=kind, letter=letter, report=report)
    total = kinds.get(kind, 0) if kind else sum(kinds.values())
    nodes = library.entities(
        text, kind=kind, letter=letter, report=report, by_name=by_name, limit=ENTITIES_SHOWN, offset=offset
    )
    return render_template(
        "entities.html",
        text=text,
        kind=kind,
        letter=letter,
        report=report,
        by_name=by_name,
        kinds=kinds,
        letters=[(each, letters.get(each, 0)) for each in LETTERS],
        nodes=nodes,
        total=total,
        page=page,
        has_next=offset + len(nodes) < total,
        infos={info.id: info for info in library.reports()},
    )


@bp.get("/entities/<path:entity_id>")
def entity(entity_id: str) -> ResponseReturnValue:
    """One entity: its names and why they are one, its relations, partners and companions, with the sentences."""
    library = current_library()
    view = library.entity(entity_id)
    partners = library.partners(view.node.id)
    infos = {info.id: info for info in library.reports()}
    groups = group_ties(view)
    if relation := read_text(request.args, "relation"):
        return _one_relation(view.node, relation, dict(groups), partners, infos)
    around = library.subgraph(around=view.node.id).edges if groups else ()
    among = [edge for edge in around if view.node.id not in {edge.source, edge.target}]
    return render_template(
        "entity.html",
        node=view.node,
        years=sorted({info.profile.year for id_ in view.node.reports if (info := infos[id_]).profile.year}),
        groups=groups,
        egos=[draw_ego(groups, among), draw_ego(groups, among, narrow=True)] if groups else [],
        partners=list_partners(view.node, partners[: PARTNERS_OPEN + NAMES_OPEN]),
        partner_count=len(partners),
        partners_open=PARTNERS_OPEN,
        names_open=NAMES_OPEN,
        companions=library.companions(view.node.id, limit=COMPANIONS_SHOWN),
        joins=explain_joins(view.decisions, teller(g.language)),
        joins_open=JOINS_OPEN,
        infos=infos,
        shown=QUOTES_SHOWN,
        ties_open=TIES_OPEN,
    )


def _one_relation(
    node: Node,
    relation: str,
    groups: Mapping[str, Sequence[Tie]],
    partners: Sequence[Partner],
    infos: Mapping[str, ReportInfo],
) -> str:
    """All that stand in one relation to an entity, or all its partners, with their sentences, page by page.

    :raises QueryError: if it has no such relation.
    """
    known = {**groups, **({PARTNERS: partners} if partners else {})}
    if relation not in known:
        raise QueryError(
            "There is no relation {name!r}.", fix="Use one of: {known}.", name=relation[:40], known=", ".join(known)
        )
    page = read_number(request.args, "page", default=1, low=1, high=1000)
    total, shown = len(known[relation]), slice((page - 1) * TIES_SHOWN, page * TIES_SHOWN)
    return render_template(
        "relation.html",
        node=node,
        relation=relation,
        total=total,
        ties=groups[relation][shown] if relation in groups else (),
        partners=list_partners(node, partners[shown]) if relation == PARTNERS else (),
        infos=infos,
        shown=QUOTES_SHOWN,
        page=page,
        has_next=page * TIES_SHOWN < total,
    )


@bp.get("/id/<collection>/<path:name>")
def resource(collection: str, name: str) -> ResponseReturnValue:
    """The page about what RDF calls ``…/id/{collection}/{name}``: a report, or an entity, whose id that is."""
    if collection == "report":
        return redirect(link("pages.report", report_id=name))
    return redirect(link("pages.entity", entity_id=current_library().find(f"{collection}/{name}").id))


@bp.get("/path")
def path() -> ResponseReturnValue:
    """A shortest chain of relations between two entities, or the form that asks for their names."""
    first, last = read_text(request.args, "from"), read_text(request.args, "to")
    found = current_library().path(first, last) if first and last else None
    return render_template(
        "path.html",
        first=first,
        last=last,
        stops=list_stops(found) if found else [],
        infos={info.id: info for info in current_library().reports()},
        shown=QUOTES_SHOWN,
    )


@bp.get("/about")
def about() -> ResponseReturnValue:
    """What this is, and what the library holds."""
    return render_template("about.html", info=current_library().info())


def show_error(status: int, problem: str, fix: str, *, title: str = "") -> Response:
    """The page for an error, titled by a key of WORDS; by default by its status."""
    known = status if status in {400, 403, 404, 405, 413, 500, 503} else (404 if status < 500 else 500)
    page = render_template("error.html", status=status, title=title or f"error.{known}", problem=problem, fix=fix)
    return make_response(page, status)


@lru_cache(maxsize=REPORTS_KEPT)
def _laid_out(library: Library, generation: int, report_id: str) -> tuple[ReportView, tuple[Sheet, ...]]:  # noqa: ARG001 - the generation tells libraries apart
    """A report and its layout without marks: what every mark and language of its page shares."""
    view = library.report(report_id)
    return view, divide(lay_out(view.report, view.structure, mentions=view.mentions))


def _around(sheets: Sequence[Sheet], current: int) -> dict[str, object]:
    """Which sheet is shown, the titles and addresses of all, and those of the ones before and after it."""
    every = [(title_of(sheet), _sheet_link(sheets, number)) for number, sheet in enumerate(sheets)]
    beside = {
        way: every[number]
        for way, number in (("before", current - 1), ("after", current + 1))
        if 0 <= number < len(sheets)
    }
    return {"number": current + 1, "count": len(sheets), "every": every, **beside}


def _sheet_link(sheets: Sequence[Sheet], number: int, anchor: str = "") -> str:
    """The address of a sheet, with what is marked on any of them."""
    line = sheets[number][0].line if number or "mark" in request.args else None
    return here(anchor, line=line)


def _last_begun(sections: Sequence[Section], report: Report, line: int) -> Section | None:
    """The section that a line stands in: the last whose heading is not after it."""
    return next((one for one in reversed(sections) if report.line_of(one.heading.start) <= line), None)


def _page_starts(parts: Iterable[Part], report: Report) -> dict[int, int]:
    """Where pages begin, as far as parts show it: line of the first part that stands on a page -> the page."""
    found: dict[int, int] = {}
    last = 0
    for part in parts:
        for each in part.parts or (part,):
            page = report.page_of(report.line_starts[each.line - 1])
            if page and page > last:
                found[each.line] = last = page
    return found


def _label(name: str) -> str:
    """What the ontology calls a kind of entity or a detail, as the start of a line."""
    text = labels("zh" if g.language == "zh" else "en").get(name, name)
    return text[:1].upper() + text[1:]


def _first_printed(report: Report, lines: tuple[int, int]) -> int | None:
    """The first of the lines that is not blank; it carries the marked stretch's anchor."""
    starts = (*report.line_starts, len(report.text))
    numbers = range(lines[0], min(lines[1], len(report.line_starts)) + 1)
    return next((line for line in numbers if report.text[starts[line - 1] : starts[line]].strip()), None)
