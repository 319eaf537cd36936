"""Cuts a passage down to what a result shows, and sets its matched words apart."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_STOPS = "。！？；\n"
_QUOTE = 220  # characters of a quote around the names in it


def choose_window(
    text: str, marks: Sequence[tuple[int, int]], *, size: int = 180, telling: tuple[int, int] | None = None
) -> tuple[int, int]:
    """The stretch of at most ``size`` characters to show: from the telling sentence, or where most of the marks are.

    :param marks: [start, end) in ``text``, in order, not overlapping.
    :param telling: the most telling sentence; it is passed over where it holds none of the marks that there are.
    """
    if len(text) <= size:
        return 0, len(text)
    if telling and (not marks or any(telling[0] <= start < telling[1] for start, _ in marks)):
        start = min(telling[0], len(text) - size)
        return start, start + size
    best, weight = 0, -1
    for start, _ in marks:
        held = sum(end - at for at, end in marks if start <= at and end <= start + size)
        if held > weight:
            best, weight = start, held
    lead = size // 4  # room before the first word, so that it is read in its sentence
    near = max(0, best - lead)
    stop = max((text.rfind(mark, near, best) for mark in _STOPS), default=-1)
    start = min(stop + 1 if stop >= 0 else near, len(text) - size)
    return start, start + size


def mark_words(
    text: str, marks: Sequence[tuple[int, int]], *, size: int = 180, telling: tuple[int, int] | None = None
) -> Markup:
    """The passage's window as safe HTML: marks in ``<mark>``, the telling sentence set apart, … where text was cut."""
    start, end = choose_window(text, marks, size=size, telling=telling)
    clipped = [(max(first, start), min(last, end)) for first, last in marks if first < end and last > start]
    sentence = _whole_marks(telling, clipped, start, end) if telling else (start, start)
    whole = sentence[0] <= start and sentence[1] >= end  # nothing to set apart from
    edges = sorted({start, end, *(edge for pair in (*clipped, sentence) for edge in pair if start <= edge <= end)})
    shown = ["…" if start else ""]
    for apart, pieces in groupby(pairwise(edges), key=lambda piece: sentence[0] <= piece[0] < sentence[1]):
        inside = "".join(
            f"<mark>{escape(text[first:last])}</mark>"
            if any(at <= first < stop for at, stop in clipped)
            else escape(text[first:last])
            for first, last in pieces
        )
        shown.append(f'<span class="telling">{inside}</span>' if apart and not whole else inside)
    return Markup("".join((*shown, "…" if end < len(text) else "")))  # noqa: S704 - every piece of it is escaped


def _whole_marks(sentence: tuple[int, int], marks: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The sentence within [start, end), widened so that it cuts no mark in two."""
    first = min((at for at, stop in marks if at < sentence[0] < stop), default=sentence[0])
    last = max((stop for at, stop in marks if at < sentence[1] < stop), default=sentence[1])
    return max(first, start), min(last, end)


def flatten(text: str) -> str:
    """A quote on one line: line breaks vanish between Chinese characters and become a space between Latin words."""
    lines = [line for line in (line.strip() for line in text.splitlines()) if line]
    joined = "".join(lines[:1])
    for line in lines[1:]:
        space = " " if joined[-1].isascii() and line[0].isascii() and joined[-1].isalnum() and line[0].isalnum() else ""
        joined += space + line
    return joined


def mark_names(text: str, names: Sequence[str]) -> Markup:
    """A quote's window as safe HTML, with the given names marked; of overlapping names the longest."""
    marks = [match.span() for match in _any_of(tuple(names)).finditer(text)]
    return mark_words(text, marks, size=_QUOTE)


@lru_cache(maxsize=1000)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """Finds these names, of overlapping ones the longest; with none, nothing."""
    longest = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")


def link_names(text: str, addresses: Mapping[str, str]) -> Markup:
    """The text as safe HTML, each name linked to its address; of overlapping names the longest."""
    names = sorted((name for name in addresses if len(name) > 1), key=lambda name: (-len(name), name))
    if not names:
        return escape(text)
    parts: list[str] = []
    at = 0
    for match in re.finditer("|".join(map(re.escape, names)), text):
        anchor = f'<a class="name" href="{escape(addresses[match.group()])}">{escape(match.group())}</a>'
        parts += [escape(text[at : match.start()]), anchor]
        at = match.end()
    parts.append(escape(text[at:]))
    return Markup("".join(parts))  # noqa: S704 - every piece of it is escaped
