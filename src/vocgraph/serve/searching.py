"""Shows what a search found: passages with their places, why each was found, and what else might have been meant."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from flask import g, render_template, request, url_for

from vocgraph.model import PassageKind, SearchQuery
from vocgraph.serve.arguments import read_number, read_search
from vocgraph.serve.citations import Item, passage_item
from vocgraph.serve.current import current_library
from vocgraph.serve.links import kept, place_link
from vocgraph.serve.naming import short_name
from vocgraph.serve.snippet import mark_words
from vocgraph.serve.words import EXAMPLES

if TYPE_CHECKING:
    from markupsafe import Markup

    from vocgraph.documents.reading import ReportInfo
    from vocgraph.library import Library
    from vocgraph.views import Passage, SearchResult

PAGE_SIZE: Final = 10  # results
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
    item: Item  # what the reading list keeps of it


def show_search() -> str:
    """The page of this request's query; without words the empty box, with what the library holds."""
    library = current_library()
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
        results=[_result(passage, infos[passage.report]) for passage in found.results],
        spellings=respell(library, query, found),
        page=page,
        has_next=query.offset + len(found.results) < found.total,
        api=url_for("api.search", **{**kept(), "page": None, "lang": None, "offset": query.offset or None}),
    )


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
    return Result(
        passage=passage,
        title=title,
        crumbs=(source, *crumbs),
        snippet=mark_words(passage.text, passage.marks),
        href=place_link(passage.report, passage.first_line, passage.last_line),
        item=passage_item(passage, title, info),
    )
