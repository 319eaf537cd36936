"""Writes the addresses of pages, keeping the language that the reader asked for."""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from flask import g, request, url_for

from vocgraph.ontology import questions
from vocgraph.serve.arguments import MAX_QUERY, SEARCH_NAMES, SELECTION_NAMES
from vocgraph.serve.reading import mark_anchor
from vocgraph.serve.sparql import MOST_CHARACTERS

PAGE_BLUEPRINTS: Final = frozenset(
    {"pages", "cases", "gallery", "exports", "terms", "network", "uploads", "indicators", "analysis", "reference"}
)
_OWN_NAMES: Final = (
    *("lang", "page", "mark", "from", "to", "format", "excel", "query", "partner", "of", "scope"),
    *("province", "letter", "sort", "a", "b", "by"),
    *("node", "colour", "size", "table"),
)
_NOTHING: tuple[object, ...] = (None, "", (), [])


def link(endpoint: str, **values: object) -> str:
    """The address of a page, with ``lang`` where this page's own address names one."""
    language = request.args.get("lang")
    if language and "lang" not in values:
        values["lang"] = language
    return _address(endpoint, values)


def place_link(report: str, first: int, last: int) -> str:
    """The address of lines in a report, which are marked and scrolled to."""
    mark = str(first) if first == last else f"{first}-{last}"
    return link("pages.report", report_id=report, mark=mark, _anchor=mark_anchor((first, last)))


def case_link(case_id: str) -> str:
    """The address of a case's page; its id is its report's and its place in it."""
    report, _, number = case_id.rpartition("/")
    return link("cases.case", report_id=report, number=int(number))


def kept() -> dict[str, Any]:
    """This address's parameters that mean something to us; the rest (such as ``_scheme``) must not steer `url_for`."""
    given = request.args.to_dict(flat=False).items()
    return {
        name: values
        for name, values in given
        if name in _known() and sum(map(len, values)) <= (MOST_CHARACTERS if name == "query" else MAX_QUERY)
    }


def here(anchor: str = "", /, **changes: object) -> str:
    """This page's address with some of its parameters changed; None or nothing removes one.

    A page with filters has a hundred of them, so the path is written once and only the parameters are put together.
    """
    if "own_path" not in g:
        known = request.blueprint in PAGE_BLUEPRINTS
        endpoint = request.endpoint if known and request.endpoint else "pages.search"
        g.own_path = url_for(endpoint, **((request.view_args or {}) if known else {}))
        g.kept = kept()
    values = {key: value for key, value in {**g.kept, **changes}.items() if value not in _NOTHING}
    query = urlencode(values, doseq=True, safe="/:,")
    return f"{g.own_path}{'?' * bool(query)}{query}{'#' * bool(anchor)}{anchor}"


@cache
def _known() -> frozenset[str]:
    """The names of every parameter that some page takes."""
    asked = (name for question in questions() for name in question.parameters)
    return frozenset((*SEARCH_NAMES, *SELECTION_NAMES, *_OWN_NAMES, *asked))


def _address(endpoint: str, values: dict[str, Any]) -> str:
    return url_for(endpoint, **{key: value for key, value in values.items() if value not in _NOTHING})
