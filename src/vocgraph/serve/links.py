"""Writes the addresses of pages, keeping the language that the reader asked for."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from vocgraph.serve.reading import mark_anchor


def link(endpoint: str, **values: Any) -> str:
    """The address of a page, with ``lang`` where this page's own address names one."""
    language = request.args.get("lang")
    if language and "lang" not in values:
        values["lang"] = language
    return url_for(endpoint, **{key: value for key, value in values.items() if value not in (None, "", ())})


def place_link(report: str, first: int, last: int) -> str:
    """The address of lines in a report, which are marked and scrolled to."""
    mark = str(first) if first == last else f"{first}-{last}"
    return link("pages.report", report_id=report, mark=mark, _anchor=mark_anchor((first, last)))


def here(**changes: Any) -> str:
    """This page's address with some of its parameters changed; None or () removes one."""
    values: dict[str, Any] = {**request.args.to_dict(flat=False), **(request.view_args or {})}
    values.update(changes)
    endpoint = request.endpoint or "pages.search"
    return url_for(endpoint, **{key: value for key, value in values.items() if value not in (None, "", (), [])})
