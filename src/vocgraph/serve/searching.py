"""Shows what a search found: passages with their places, why each was found, and what else might have been meant."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from flask import g, render_template, request

from vocgraph.serve.arguments import read_number, read_search
from vocgraph.serve.citations import Item, passage_item
from vocgraph.serve.current import current_library
from vocgraph.serve.facets import label_of, narrow
from vocgraph.serve.links import bare_link, case_link, kept, link, place_link
from vocgraph.serve.naming import short_name
from vocgraph.serve.snippet import mark_words
from vocgraph.serve.words import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from vocgraph.documents.reading import ReportInfo
    from vocgraph.library import Library
    from vocgraph.model import SearchQuery
    from vocgraph.views import FacetValue, Passage, SearchResult

PAGE_SIZE: Final = 10  # results
_FIELDS: Final = {  # of a query, by the parameter that fills it
    "topic": "topics",
    "institution": "institutions",
    "year": "years",
    "province": "provinces",
    "kind": "kinds",
    "chapter": "chapters",
    "organisation": "organisations",
    "report": "reports",
}
_FAIR_SHARE: Final = 0.25  # of the passages shown must hold a concept's term, or it is not named above them
_SLIPS: Final = 3  # other spellings offered
_LONGEST_TERM: Final = 16  # characters; a longer one is a sentence, and no slip of a name


@dataclass(frozen=True, slots=True)
class Result:
    """A passage as the results show it."""

    passage: Passage
    title: str
    crumbs: tuple[str, ...]
    snippet: Markup
    href: str
    case_href: str  # the case that it belongs to; empty where it belongs to none
    similar_href: str  # texts like its case, or like itself
    item: Item  # what the reading list keeps of it


@dataclass(frozen=True, slots=True)
class Reading:
    """How a typed query was understood."""

    phrases: tuple[str, ...]
    without: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]  # those typed into the query: the parameter's name and the value's label
    topics: tuple[tuple[str, str], ...]  # id and label
    named: tuple[tuple[str, str], ...]  # id and name


def show_search() -> str:
    """The page of this request's query; without words the empty box, with what the library holds."""
    library = current_library()
    page = read_number(request.args, "page", default=1, low=1, high=1000)
    query = replace(read_search(request.args), limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if not query.text:
        chips = narrow({}, names=tuple(_FIELDS), library=library, recount=lambda _: ())
        return render_template("home.html", narrowing=chips, examples=EXAMPLES[g.language], info=library.info())
    found = library.search(query, facets=True)
    infos = {info.id: info for info in library.reports()}
    return render_template(
        "search.html",
        query=query,
        found=found,
        narrowing=narrow(
            found.facets or {},
            names=tuple(_FIELDS),
            library=library,
            recount=lambda name: _recount(library, query, name),
        ),
        results=[_result(passage, infos[passage.report]) for passage in found.results],
        infos=infos,
        read=_reading(found, library),
        spellings=respell(library, query, found),
        page=page,
        has_next=query.offset + len(found.results) < found.ranked,
        api=bare_link(
            "api.search", **{**kept(), "page": None, "lang": None, "limit": None, "offset": query.offset or None}
        ),
        as_cases=link("cases.cases", **_same_filters(partner=query.organisations, organisation=None, kind=None)),
    )


def _reading(found: SearchResult, library: Library) -> Reading:
    """How the query was understood, in names and labels."""
    told, asked, helpful = found.understood, found.asked, _helpful(found)
    typed = {name: getattr(asked, field) for name, field in _FIELDS.items()}
    given = {name: request.args.getlist(name) for name in _FIELDS}
    return Reading(
        phrases=told.phrases,
        without=told.without,
        filters=tuple(
            (name, label_of(name, str(value), library))
            for name, values in typed.items()
            for value in values
            if not given[name]
        ),
        topics=tuple((one, zh if g.language == "zh" else en) for one, zh, en in told.concepts if one in helpful),
        named=tuple((entity, label_of("organisation", entity, library)) for entity in told.named),
    )


def _helpful(found: SearchResult) -> frozenset[str]:
    """Ids of the concepts that found something: a fair share of the passages shown hold a term of theirs."""
    seen = Counter(concept.id for passage in found.results for concept in passage.why.concepts)
    return frozenset(concept for concept, count in seen.items() if count >= _FAIR_SHARE * len(found.results))


def _same_filters(**changes: object) -> dict[str, object]:
    return {**kept(), "page": None, "lang": request.args.get("lang"), **changes}


def _recount(library: Library, query: SearchQuery, name: str) -> Sequence[FacetValue]:
    """How a query's passages are spread over the values of a filter that is in force, as if it were not."""
    freed: dict[str, Any] = {_FIELDS[name]: ()}
    without = replace(query, **freed, limit=1, offset=0)
    return (library.search(without, facets=True).facets or {}).get(name, ())


def respell(library: Library, query: SearchQuery, found: SearchResult) -> tuple[str, ...]:
    """Other spellings of a query, of which some result holds a word: for each part that no result holds as it is.

    What is found may hold every character of a mistyped name and yet not the name; so a part counts as a slip when it
    is in none of the results and very like a name that the library knows.
    """
    if query.offset:
        return ()
    texts = [passage.text for passage in found.results]
    offered: list[str] = []
    for part in dict.fromkeys(re.findall(r"[^\s,，。；;、?？!！“”\"'：:-]+", query.text)):
        if len(part) > _LONGEST_TERM or any(part in text for text in texts):
            continue
        offered += [query.text.replace(part, name) for name in library.spellings(part, limit=_SLIPS)]
    return tuple(text for text in offered[:_SLIPS] if _leads_somewhere(library, replace(query, text=text, limit=1)))


def _leads_somewhere(library: Library, query: SearchQuery) -> bool:
    found = library.search(query)
    return bool(found.results) and not found.only_by_meaning


def _result(passage: Passage, info: ReportInfo) -> Result:
    heading = passage.heading
    title = passage.case or passage.caption
    crumbs = heading
    if not title and heading:
        title, crumbs = heading[-1], heading[:-1]
    source = short_name(info)
    title = title or source
    similar = passage.case_id or f"{passage.report}:{passage.first_line}-{passage.last_line}"
    return Result(
        passage=passage,
        title=title,
        crumbs=(source, *crumbs),
        snippet=mark_words(passage.text, passage.marks, telling=passage.why.sentence),
        href=place_link(passage.report, passage.first_line, passage.last_line),
        case_href=case_link(passage.case_id) if passage.case_id else "",
        similar_href=link("cases.similar", of=similar),
        item=passage_item(passage, title, info),
    )
