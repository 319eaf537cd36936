"""Says what a reader calls a report and a place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g

from vocgraph.serve.words import teller

if TYPE_CHECKING:
    from vocgraph.documents.reading import ReportInfo


def report_name(info: ReportInfo) -> str:
    """What a reader calls a report: its title, else institution and year, else its file."""
    profile = info.profile
    if profile.title:
        return profile.title
    year = f"（{profile.year}）" if profile.year else ""
    return f"{profile.institution}{year}" if profile.institution else info.id


def short_name(info: ReportInfo) -> str:
    """Institution and year: enough to tell results apart, short enough to stand above each."""
    profile = info.profile
    return (
        " ".join((profile.institution, str(profile.year or ""))).strip() if profile.institution else report_name(info)
    )


def place(first: int, last: int, page: int | None) -> str:
    """Lines and page of a place, in the reader's language."""
    tell = teller(g.language)
    text = tell("place.line", first=first) if first == last else tell("place.lines", first=first, last=last)
    return f"{text} · {tell('place.page', page=page)}" if page else text
