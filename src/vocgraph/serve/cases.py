"""Shows the library's cases (案例): all of them, to browse; one, to read; and what is like it elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import Blueprint, g, render_template, request

from vocgraph.library.similar import CASE_ID, PLACE
from vocgraph.model import EntityKind
from vocgraph.serve.arguments import MAX_QUERY, MAX_TEXT, read_cases, read_needed, read_number, read_scope, read_text
from vocgraph.serve.citations import Item, cite, place_item
from vocgraph.serve.current import current_library
from vocgraph.serve.facets import narrow
from vocgraph.serve.links import bare_link, case_link, kept, link, place_link
from vocgraph.serve.naming import place, report_name, short_name
from vocgraph.serve.snippet import link_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from flask.typing import ResponseReturnValue
    from markupsafe import Markup

    from vocgraph.documents.reading import ReportInfo
    from vocgraph.library import Library
    from vocgraph.model import Node
    from vocgraph.views import FacetValue
    from vocgraph.views.cases import CaseInfo, CaseList, CaseView, SimilarText, TopicView

bp = Blueprint("cases", __name__)

FILTERS: Final = ("topic", "institution", "year", "province", "chapter", "partner", "report")
PAGE_SIZE: Final = 20  # cases
SIMILAR: Final = 6  # on a case's page
MOST_SIMILAR: Final = 20  # on their own page
TOPICS_SHOWN: Final = 4  # per case in a list


@dataclass(frozen=True, slots=True)
class Likeness:
    """A text that is like another, as it is listed."""

    found: SimilarText
    href: str
    info: ReportInfo


@bp.get("/cases")
def cases() -> ResponseReturnValue:
    """Every case, or those that meet the address's conditions, with what they are spread over."""
    library = current_library()
    infos = _infos(library)
    page = read_number(request.args, "page", default=1, low=1, high=100_000)
    found = _cases(library, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    facets = _facets(found)
    narrowing = narrow(
        facets,
        names=FILTERS,
        library=library,
        recount=lambda name: _facets(_cases(library, without=name, limit=1, offset=0)).get(name, ()),
    )
    same = {**kept(), "page": None, "partner": None, "organisation": request.args.getlist("partner")}
    return render_template(
        "cases.html",
        text=read_text(request.args, "q", longest=MAX_QUERY),
        found=found,
        listed=[(case, _item(case, infos)) for case in found.cases],
        narrowing=narrowing,
        themes=found.facets.get("theme", ()),
        page=page,
        first=(page - 1) * PAGE_SIZE + 1,
        as_passages=link("pages.search", **same),
        has_next=page * PAGE_SIZE < found.total,
        infos=infos,
        topics_shown=TOPICS_SHOWN,
        topic_label=topic_label,
        case_link=case_link,
    )


@bp.get("/cases/<report_id>/<int:number>")
def case(report_id: str, number: int) -> ResponseReturnValue:
    """One case: its text, who is named in it, what it is about, where it stands, and its like elsewhere."""
    library = current_library()
    view = library.case(f"{report_id}/{number}")
    similar = library.similar(view.info.id, limit=SIMILAR)
    infos = _infos(library)
    item = _item(view.info, infos)
    return render_template(
        "case.html",
        case=view.info,
        info=infos[view.info.report],
        entities=_by_kind(view.entities),
        paragraphs=_paragraphs(view),
        similar=[_likeness(one, infos) for one in similar.results],
        duplicates=[_likeness(one, infos) for one in similar.duplicates],
        item=item,
        citation=cite(item),
        topic_label=topic_label,
    )


@bp.get("/similar")
def similar() -> ResponseReturnValue:
    """Cases, or passages, that are like a case, a passage (``report:first-last``) or any text."""
    library = current_library()
    of = read_needed(request.args, "of", longest=MAX_TEXT)
    scope = read_scope(request.args)
    infos = _infos(library)
    found = library.similar(of, limit=MOST_SIMILAR, scope=scope)
    return render_template(
        "similar.html",
        of=of,
        origin=_origin(of, library, infos),
        scope=scope,
        similar=[_likeness(one, infos) for one in found.results],
        duplicates=[_likeness(one, infos) for one in found.duplicates],
        topic_label=topic_label,
    )


def topic_label(topic: TopicView) -> str:
    """What a topic is called in the reader's language."""
    return topic.label_zh if g.language == "zh" else topic.label_en


def _cases(library: Library, *, limit: int, offset: int, without: str = "") -> CaseList:
    """The cases that the address asks for; ``without`` leaves one of its conditions out."""
    given = request.args.copy()
    given.poplist(without)
    asked = read_cases(given)
    asked["limit"], asked["offset"] = limit, offset
    return library.cases(**asked)


def _facets(found: CaseList) -> dict[str, tuple[FacetValue, ...]]:
    """Counts by the names of this page's parameters."""
    return {**found.facets, "partner": tuple(found.facets.get("organisation", ()))}


def _infos(library: Library) -> dict[str, ReportInfo]:
    return {info.id: info for info in library.reports()}


def _item(case: CaseInfo, infos: Mapping[str, ReportInfo]) -> Item:
    info = infos[case.report]
    report, _, number = case.id.rpartition("/")
    return place_item(
        "case",
        case.title or report_name(info),
        info,
        lines=(case.first_line, case.last_line),
        page=case.page,
        text=case.excerpt,
        href=bare_link("cases.case", report_id=report, number=int(number)),
    )


def _by_kind(nodes: Iterable[Node]) -> list[tuple[EntityKind, list[Node]]]:
    """The entities by kind, in the ontology's order of kinds."""
    groups: dict[EntityKind, list[Node]] = {kind: [] for kind in EntityKind}
    for node in nodes:
        groups[node.kind].append(node)
    return [(kind, group) for kind, group in groups.items() if group]


def _origin(of: str, library: Library, infos: Mapping[str, ReportInfo]) -> tuple[str, str] | None:
    """Name and address of the case or passage that others are compared with; None for a free text."""
    if CASE_ID.fullmatch(of):
        return library.case(of).info.title or of, case_link(of)
    match = PLACE.fullmatch(of)
    if match is None or match[1] not in infos:
        return None
    info = infos[match[1]]
    first, last = int(match[2]), int(match[3] or match[2])
    return f"{short_name(info)} · {place(first, last, None)}", place_link(info.id, first, last)


def _paragraphs(view: CaseView) -> list[Markup]:
    """The case's text, the names of entities linked to their pages."""
    names = {
        name: link("pages.entity", entity_id=node.id) for node in view.entities for name in (*node.aliases, node.name)
    }
    return [link_names(line, names) for line in view.text.split("\n") if line.strip()]


def _likeness(found: SimilarText, infos: Mapping[str, ReportInfo]) -> Likeness:
    href = case_link(found.case.id) if found.case else place_link(found.report, found.first_line, found.last_line)
    return Likeness(found, href, infos[found.report])
