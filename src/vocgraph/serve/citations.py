"""Cites reports, cases and passages: as a footnote, and as an entry that the browser's reading list keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import g

from vocgraph.serve.links import bare_link
from vocgraph.serve.naming import report_name
from vocgraph.serve.reading import mark_anchor
from vocgraph.serve.snippet import flatten
from vocgraph.serve.words import teller

if TYPE_CHECKING:
    from vocgraph.documents.reading import ReportInfo
    from vocgraph.views import Passage, ReportView

Item = dict[str, Any]  # an Entry of web/src/reading-list.ts, without the reader's note

_TEXT: Final = 240  # characters of a passage that go into the list
_COLUMNS: Final = ("title", "school", "report", "year", "page", "first", "last", "address", "note", "text")


def footnote(view: ReportView, lines: tuple[int, int]) -> str:
    """A reference to lines of a report, in the manner of Chinese footnotes: institution, 《title》, lines."""
    tell = teller("zh")
    first, last = lines
    place = tell("place.line", first=first) if first == last else tell("place.lines", first=first, last=last)
    institution = view.info.profile.institution
    return f"{institution}{'：' if institution else ''}《{report_name(view.info)}》，{place}"


def report_item(info: ReportInfo) -> Item:
    """A report as a whole."""
    href = bare_link("pages.report", report_id=info.id)
    return _item(info.id, "report", report_name(info), info, lines=(0, 0), page=None, text="", href=href)


def lines_item(view: ReportView, lines: tuple[int, int]) -> Item:
    """Lines that a reader marked in a report, under the title of the section or case they stand in."""
    report, structure = view.report, view.structure
    last = min(lines[1], len(report.line_starts))
    start = report.line_starts[lines[0] - 1]
    end = report.line_starts[last] if last < len(report.line_starts) else len(report.text)
    around = [
        *(section.title for section in structure.sections if section.span.start <= start < section.span.end),
        *(case.title for case in structure.cases if case.span.start <= start < case.span.end),
    ]
    title = next((title for title in reversed(around) if title), report_name(view.info))
    text, page = report.text[start:end], report.page_of(start)
    return place_item("prose", title, view.info, lines=lines, page=page, text=text)


def passage_item(passage: Passage, title: str, info: ReportInfo) -> Item:
    """A passage that a search found."""
    lines = passage.first_line, passage.last_line
    kind = "case" if passage.case else passage.kind
    return place_item(kind, title, info, lines=lines, page=passage.page, text=passage.text)


def place_item(
    kind: str,
    title: str,
    info: ReportInfo,
    *,
    lines: tuple[int, int],
    page: int | None,
    text: str,
    href: str = "",
) -> Item:
    """Lines of a report; ``href`` leads to them where they have a page of their own."""
    mark = str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}-{lines[1]}"
    href = href or bare_link("pages.report", report_id=info.id, mark=mark, _anchor=mark_anchor(lines))
    return _item(f"{info.id}:{lines[0]}-{lines[1]}", kind, title, info, lines=lines, page=page, text=text, href=href)


def cite(item: Item) -> str:
    """A reference in the order of GB/T 7714, the same as the reading list's: author, title [R], report, year, place."""
    tell = teller(g.language)
    first, last = item["first"], item["last"]
    lines = tell("place.line", first=first) if first == last else tell("place.lines", first=first, last=last)
    page = tell("place.page", page=item["page"]) if item["page"] else ""
    place = " · ".join(filter(None, (page, lines)))
    end = ": ".join(str(part) for part in (item["year"], place) if part)
    return ". ".join(filter(None, (item["school"], f"{item['title']}[R]//{item['source']}", end))) + "."


def wording() -> dict[str, object]:
    """The words that the reading list's files are written with, in the reader's language."""
    tell = teller(g.language)
    return {
        "heading": tell("list.heading", count="{count}"),
        "note": tell("list.note"),
        "page": tell("place.page", page="{page}"),
        "line": tell("place.line", first="{first}"),
        "lines": tell("place.lines", first="{first}", last="{last}"),
        "columns": [tell(f"list.column.{name}") for name in _COLUMNS],
    }


def _item(
    key: str,
    kind: str,
    title: str,
    info: ReportInfo,
    *,
    lines: tuple[int, int],
    page: int | None,
    text: str,
    href: str,
) -> Item:
    flat = flatten(text)
    return {
        "id": key,
        "kind": kind,
        "title": title,
        "school": info.profile.institution,
        "source": report_name(info),
        "year": info.profile.year,
        "page": page,
        "first": lines[0],
        "last": lines[1],
        "text": flat if len(flat) <= _TEXT else f"{flat[:_TEXT]}…",
        "href": href,
    }
