"""Finds contents pages (outline, cases, tables, figures) and reads what they promise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.structure.marks import case_mark, heading_mark
from vocgraph.text.fold import squash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.lines import Line

_TITLE = re.compile(
    r"[#*\s]*(?:目\s*录|目\s*次|(?:案\s*例|表\s*格?|图\s*表?|插\s*图|附\s*表)\s*目\s*录|[Cc]ontents)[*\s]*"
)
_LEADERS = re.compile(r"\s*(?:[.．。·…⋯_]\s*){3,}\s*[-—]?\s*(?:\d{1,3}|[IVXivx]+)?\s*[-—]?$")
_PAGE = re.compile(r"(?:\t\s*|\s{2,}|(?<=[^\d\s])\s+)[-—(（]?\s*(?:\d{1,3}|[IVXivx]{1,5})\s*[-—)）]?$")


@dataclass(frozen=True, slots=True)
class Contents:
    """What contents pages say: the lines they take, and the headings and case titles they list."""

    lines: frozenset[int]  # line numbers
    headings: frozenset[str]  # squashed, number included: "11基本情况"
    styles: frozenset[tuple[str, int]]  # (style, depth) of the listed headings
    cases: frozenset[str]  # squashed titles, without the number
    first: int = 0  # line number where the contents start; 0 without any


def find_contents(lines: Sequence[Line], furniture: frozenset[int]) -> Contents:
    """The contents pages of a report."""
    shown = [line for line in lines if line.text and line.number not in furniture]
    taken: list[Line] = []
    at = 0
    while at < len(shown):
        if _TITLE.fullmatch(shown[at].text):
            end = _end_of_list(shown, at + 1)
            taken.extend(shown[at : max(end, at + 1)])
            at = max(end, at + 1)
            continue
        if (
            _entry(shown[at].text)
            and all(_LEADERS.search(line.text) for line in shown[at : at + 4])
            and at + 4 < len(shown)
        ):
            end = _end_of_list(shown, at)
            taken.extend(shown[at:end])
            at = end
            continue
        at += 1
    return _read(taken)


def _end_of_list(shown: Sequence[Line], start: int) -> int:
    """Where a list ends: after its last entry with a page number; unnumbered lines between entries belong to it."""
    end, quiet = start, 0
    for at in range(start, len(shown)):
        text = shown[at].text
        if _TITLE.fullmatch(text):
            break
        if _entry(text):
            end, quiet = at + 1, 0
        else:
            quiet += 1
            # "前 言" may stand without its page; prose or three lines without pages close the list.
            if quiet > 2 or len(text) > 60:
                break
    return end if end > start else _end_without_pages(shown, start)


def _end_without_pages(shown: Sequence[Line], start: int) -> int:
    """Where a list without page numbers ends: at the line that repeats its first entry, the body's first heading."""
    if start >= len(shown):
        return start
    first = squash(shown[start].text)
    for at in range(start + 1, min(len(shown), start + 300)):
        if squash(shown[at].text) == first:
            return at
        if len(shown[at].text) > 60:
            break
    return start


def _entry(text: str) -> bool:
    return len(text) <= 120 and (_LEADERS.search(text) is not None or _PAGE.search(text) is not None)


def _read(taken: Sequence[Line]) -> Contents:
    headings, cases, styles = set(), set(), set()
    for line in taken:
        text = _PAGE.sub("", _LEADERS.sub("", line.text)).strip()
        if _TITLE.fullmatch(text) or not text:
            continue
        case = case_mark(text)
        if case is not None:
            cases.add(squash(text[case.at : case.end]))
            continue
        headings.add(squash(text))
        mark = heading_mark(text)
        if mark is not None and mark.path and not mark.loose:
            styles.add((mark.style.value, len(mark.path)))
    return Contents(
        frozenset(line.number for line in taken),
        frozenset(headings),
        frozenset(styles),
        frozenset(cases),
        taken[0].number if taken else 0,
    )
