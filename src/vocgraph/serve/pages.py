"""Shows a library as pages that work without scripts. The address is the whole state, so every page is a link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app, g, make_response, render_template, request, url_for

from vocgraph.model import Attributes, Edge, EntityKind, Node, PassageKind, Predicate, Quote
from vocgraph.ontology import labels
from vocgraph.serve.arguments import read_kind, read_lines, read_number, read_search, read_text
from vocgraph.serve.links import here, kept, link, place_link
from vocgraph.serve.reading import lay_out, mark_anchor
from vocgraph.serve.snippet import flatten, mark_names, mark_words
from vocgraph.serve.words import EXAMPLES, HTML_LANGUAGE, LANGUAGES, choose_language, teller

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from markupsafe import Markup

    from vocgraph.documents.reading import ReportInfo
    from vocgraph.graph.network import Path
    from vocgraph.library import Library
    from vocgraph.model import Report
    from vocgraph.views import EntityView, Passage, ReportView

bp = Blueprint("pages", __name__)

PAGE_SIZE = 10  # results
ENTITY_LIMIT = 200  # names on one page; the page says so when there are more
OUTLINE_DEPTH = 3
QUOTES_SHOWN = 2  # per relation; the rest unfolds


MarkedQuote = tuple[Quote, "Markup", Attributes]  # a quote, its text with names marked, and its details


@dataclass(frozen=True, slots=True)
class Result:
    """A passage as the results show it."""

    passage: Passage
    title: str
    crumbs: tuple[str, ...]
    snippet: Markup
    href: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as an entity's page shows it: the entity at the other end and the sentences that say it."""

    other: Node
    quotes: tuple[MarkedQuote, ...]


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
        "here": here,
        "place_link": place_link,
        "label": _label,
        "place": _place,
        "report_name": _report_name,
        "short_name": _short_name,
        "assets": current_app.extensions["vocgraph-assets"],
        "asked_language": request.args.get("lang", ""),
    }


@bp.get("/")
def search() -> ResponseReturnValue:
    """The search page: an empty box with what the library holds, or a query's results."""
    library = _library()
    page = read_number(request.args, "page", default=1, low=1, high=1000)
    query = read_search(request.args, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    infos = {info.id: info for info in library.reports()}
    filters = {
        "query": query,
        "infos": infos,
        "years": sorted({info.profile.year for info in infos.values() if info.profile.year}, reverse=True),
        "kinds": tuple(PassageKind),
    }
    if not query.text:
        return render_template("home.html", **filters, examples=EXAMPLES[g.language], info=library.info())
    found = library.search(query)
    return render_template(
        "search.html",
        **filters,
        found=found,
        results=[_result(passage, infos.get(passage.report)) for passage in found.results],
        page=page,
        has_next=query.offset + len(found.results) < found.total,
        api=url_for("api.search", **{**kept(), "page": None, "lang": None, "offset": query.offset or None}),
    )


@bp.get("/reports")
def reports() -> ResponseReturnValue:
    """Every report of the library."""
    return render_template("reports.html", infos=_library().reports())


@bp.get("/reports/<report_id>")
def report(report_id: str) -> ResponseReturnValue:
    """One report as printed, with its outline; ``mark=120-134`` marks lines."""
    marked = read_lines(request.args)
    view = _library().report(report_id)
    first_marked = _first_printed(view.report, marked) if marked else None
    if first_marked is None:
        marked = None  # the lines are blank or beyond the end: there is nothing to mark
    return render_template(
        "report.html",
        view=view,
        name=_report_name(view.info),
        parts=lay_out(view.report, view.structure, marked=marked, mentions=view.mentions),
        marked=marked,
        mark_anchor=mark_anchor(marked) if marked else "",
        anchor_line=first_marked,
        citation=_citation(view, marked) if marked else "",
        line_of=view.report.line_of,
        sections=[section for section in view.structure.sections if section.level <= OUTLINE_DEPTH],
        page=view.report.page_of(view.report.line_starts[first_marked - 1]) if first_marked else None,
    )


@bp.get("/entities")
def entities() -> ResponseReturnValue:
    """The names of the graph, by kind or by part of a name."""
    text, kind = read_text(request.args, "q"), read_kind(request.args)
    found = _library().entities(text, kind=kind, limit=ENTITY_LIMIT + 1)
    return render_template(
        "entities.html",
        text=text,
        kind=kind,
        kinds=tuple(EntityKind),
        nodes=found[:ENTITY_LIMIT],
        cut=len(found) > ENTITY_LIMIT,
        limit=ENTITY_LIMIT,
    )


@bp.get("/entities/<path:entity_id>")
def entity(entity_id: str) -> ResponseReturnValue:
    """One entity: its names, where it is named, and its relations with the sentences that say them."""
    view = _library().entity(entity_id)
    infos = {info.id: info for info in _library().reports()}
    return render_template(
        "entity.html",
        node=view.node,
        groups=_groups(view),
        infos=infos,
        shown=QUOTES_SHOWN,
    )


@bp.get("/path")
def path() -> ResponseReturnValue:
    """A shortest chain of relations between two entities, or the form that asks for their names."""
    first, last = read_text(request.args, "from"), read_text(request.args, "to")
    found = _library().path(first, last) if first and last else None
    return render_template(
        "path.html",
        first=first,
        last=last,
        stops=_stops(found) if found else [],
        infos={info.id: info for info in _library().reports()},
        shown=QUOTES_SHOWN,
    )


@bp.get("/about")
def about() -> ResponseReturnValue:
    """What this is, and what the library holds."""
    return render_template("about.html", info=_library().info())


def show_error(status: int, problem: str, fix: str, *, title: str = "") -> Response:
    """The page for an error, titled by a key of WORDS; by default by its status."""
    known = status if status in {400, 404, 405, 500, 503} else (404 if status < 500 else 500)
    page = render_template("error.html", status=status, title=title or f"error.{known}", problem=problem, fix=fix)
    return make_response(page, status)


def _library() -> Library:
    library: Library = current_app.extensions["vocgraph"]
    return library


def _report_name(info: ReportInfo) -> str:
    """What a reader calls a report: its title, else institution and year, else its file."""
    profile = info.profile
    if profile.title:
        return profile.title
    year = f"（{profile.year}）" if profile.year else ""
    return f"{profile.institution}{year}" if profile.institution else info.id


def _short_name(info: ReportInfo) -> str:
    """Institution and year: enough to tell results apart, short enough to stand above each."""
    profile = info.profile
    return (
        " ".join((profile.institution, str(profile.year or ""))).strip() if profile.institution else _report_name(info)
    )


def _place(first: int, last: int, page: int | None) -> str:
    tell = teller(g.language)
    text = tell("place.line", first=first) if first == last else tell("place.lines", first=first, last=last)
    return f"{text} · {tell('place.page', page=page)}" if page else text


def _label(name: str) -> str:
    """What the ontology calls a kind of entity or a detail, as the start of a line."""
    text = labels("zh" if g.language == "zh" else "en").get(name, name)
    return text[:1].upper() + text[1:]


def _first_printed(report: Report, lines: tuple[int, int]) -> int | None:
    """The first of the lines that is not blank; it carries the marked stretch's anchor."""
    starts = (*report.line_starts, len(report.text))
    numbers = range(lines[0], min(lines[1], len(report.line_starts)) + 1)
    return next((line for line in numbers if report.text[starts[line - 1] : starts[line]].strip()), None)


def _citation(view: ReportView, lines: tuple[int, int]) -> str:
    """A reference to lines of a report, in the manner of Chinese footnotes: institution, 《title》, lines."""
    tell = teller("zh")
    first, last = lines
    place = tell("place.line", first=first) if first == last else tell("place.lines", first=first, last=last)
    institution = view.info.profile.institution
    return f"{institution}{'：' if institution else ''}《{_report_name(view.info)}》，{place}"


def _result(passage: Passage, info: ReportInfo | None) -> Result:
    heading = passage.heading
    title = passage.case or passage.caption
    crumbs = heading
    if not title and heading:
        title, crumbs = heading[-1], heading[:-1]
    source = _short_name(info) if info else passage.report
    return Result(
        passage=passage,
        title=title or source,
        crumbs=(source, *crumbs),
        snippet=mark_words(passage.text, passage.marks),
        href=place_link(passage.report, passage.first_line, passage.last_line),
    )


def _groups(view: EntityView) -> list[tuple[str, list[Tie]]]:
    """Relations by predicate and direction, in the ontology's order; the best attested first."""
    nodes = {node.id: node for node in (view.node, *view.others)}
    groups: dict[str, list[Tie]] = {f"{predicate}{way}": [] for predicate in Predicate for way in "><"}
    for edge in view.edges:
        out = edge.source == view.node.id
        other = nodes[edge.target if out else edge.source]
        way = ">" if out or edge.predicate is Predicate.COOPERATES_WITH else "<"  # cooperation has no direction
        groups[f"{edge.predicate}{way}"].append(_tie(edge, other, view.node))
    for ties in groups.values():
        ties.sort(key=lambda tie: (-len(tie.quotes), tie.other.name))
    return [(key, ties) for key, ties in groups.items() if ties]


def _tie(edge: Edge, other: Node, node: Node) -> Tie:
    return Tie(other, _quotes(edge, (node, other)))


def _quotes(edge: Edge, ends: tuple[Node, Node]) -> tuple[MarkedQuote, ...]:
    """An edge's quotes with the names of its ends marked."""
    names = [name for node in ends for name in (node.name, *node.aliases)]
    attrs = edge.attrs or ((),) * len(edge.quotes)
    return tuple(
        (quote, mark_names(flatten(quote.text), names), of) for quote, of in zip(edge.quotes, attrs, strict=True)
    )


def _stops(found: Path) -> list[tuple[Node, list[tuple[str, tuple[MarkedQuote, ...]]]]]:
    """The nodes of a way, each with the relations that lead to the next: the words' key and the quotes."""
    steps = (*found.steps, ())
    return [
        (
            node,
            [
                (
                    f"{edge.predicate}{'>' if edge.source == node.id else '<'}",
                    _quotes(edge, (node, found.nodes[at + 1])),
                )
                for edge in step
            ],
        )
        for at, (node, step) in enumerate(zip(found.nodes, steps, strict=False))
    ]
