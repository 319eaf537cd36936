"""Cuts a passage down to what a result shows, and sets its matched words apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARK_OPEN, _MARK_CLOSE = Markup("<mark>"), Markup("</mark>")
_STOPS = "。！？；\n"


def choose_window(text: str, marks: Sequence[tuple[int, int]], *, size: int = 180) -> tuple[int, int]:
    """The stretch of at most ``size`` characters that holds most of the marks, begun at a sentence if one is near.

    :param marks: [start, end) in ``text``, in order, not overlapping.
    """
    if len(text) <= size:
        return 0, len(text)
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


def mark_words(text: str, marks: Sequence[tuple[int, int]], *, size: int = 180) -> Markup:
    """The passage's window as safe HTML, each marked stretch in ``<mark>``, with an ellipsis where text was cut."""
    start, end = choose_window(text, marks, size=size)
    parts: list[str] = ["…"] if start else []
    at = start
    for mark_start, mark_end in marks:
        first, last = max(mark_start, start), min(mark_end, end)
        if first >= last or first < at:
            continue
        parts += [escape(text[at:first]), _MARK_OPEN, escape(text[first:last]), _MARK_CLOSE]
        at = last
    parts.append(escape(text[at:end]))
    if end < len(text):
        parts.append("…")
    return Markup("").join(parts)


def flatten(text: str) -> str:
    """A quote on one line: line breaks vanish between Chinese characters and become a space between Latin words."""
    lines = [line for line in (line.strip() for line in text.splitlines()) if line]
    joined = "".join(lines[:1])
    for line in lines[1:]:
        space = " " if joined[-1].isascii() and line[0].isascii() and joined[-1].isalnum() and line[0].isalnum() else ""
        joined += space + line
    return joined


def mark_names(text: str, names: Sequence[str], *, size: int = 220) -> Markup:
    """A quote's window as safe HTML, with the given names marked; of overlapping names the longest."""
    pattern = "|".join(
        re.escape(name)
        for name in sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
    )
    marks = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    return mark_words(text, marks, size=size)


def link_names(text: str, addresses: Mapping[str, str]) -> Markup:
    """The text as safe HTML, each name linked to its address; of overlapping names the longest."""
    names = sorted((name for name in addresses if len(name) > 1), key=lambda name: (-len(name), name))
    if not names:
        return escape(text)
    parts: list[str] = []
    at = 0
    for match in re.finditer("|".join(map(re.escape, names)), text):
        anchor = Markup('<a class="name" href="{}">{}</a>').format(addresses[match.group()], match.group())
        parts += [escape(text[at : match.start()]), anchor]
        at = match.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts)
