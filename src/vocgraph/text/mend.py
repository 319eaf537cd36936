"""Mends text that extraction broke: joins lines, drops stray spaces and marks, and keeps the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from vocgraph.model import Mended
from vocgraph.text.fold import is_cjk

# Printed marks that are no text: Markdown emphasis, HTML tags left by converters, and characters without a shape.
_NO_TEXT = re.compile(r"\*\*|__|</?[A-Za-z][^<>\n]{0,200}>|[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
_ENDS = re.compile(r"(?:[。！？；!?;]|…+)+[”’」』）)】》〉\"']*")


def mend(text: str, pieces: Iterable[tuple[int, int]]) -> Mended:
    """Join pieces of raw text into one run as a reader sees it.

    :param text: the raw text.
    :param pieces: [start, end) of what belongs together, in reading order, such as the lines of a paragraph.
    :return: no space at line breaks or between Han and Latin or digits; one space between two Latin words, and where
        the print itself sets two Han words apart.
    """
    out: list[str] = []
    at: list[int] = []
    gap: int | None = None  # raw position of white space seen since the last character
    broken = False  # the gap held the border of two pieces
    for start, end in pieces:
        if out and gap is None:
            gap = at[-1] + 1
        broken = True
        dropped = {position for mark in _NO_TEXT.finditer(text, start, end) for position in range(*mark.span())}
        for position in range(start, end):
            character = text[position]
            if position in dropped:
                continue
            if character.isspace():
                if gap is None:
                    gap = position
                broken = broken or character == "\n"
                continue
            if out and gap is not None and _needs_space(out[-1], character, broken=broken):
                out.append(" ")
                at.append(min(gap, position))
            out.append(character)
            at.append(position)
            gap, broken = None, False
    return Mended("".join(out), tuple(at))


def _needs_space(before: str, after: str, *, broken: bool) -> bool:
    if is_cjk(before) and is_cjk(after):
        # "校企合作 双元育人" is set apart on purpose; a space beside a mark, or at a line's end, is not.
        return not broken and before.isalnum() and after.isalnum()
    if is_cjk(before) or is_cjk(after):
        return False
    if broken:
        return before not in "-/(" and after not in ",.;:)%/"
    return True


def plain(text: str) -> str:
    """The mended reading of one string whose place does not matter."""
    return mend(text, [(0, len(text))]).text


def cut(mended: Mended, start: int, end: int) -> Mended:
    """A part of a mended run, without white space at its ends."""
    while start < end and mended.text[start] == " ":
        start += 1
    while end > start and mended.text[end - 1] == " ":
        end -= 1
    return Mended(mended.text[start:end], mended.raw_at[start:end])


def join(parts: Sequence[Mended], *, glue: str = "") -> Mended:
    """Set mended runs one after the other; glue characters point at the raw character before them."""
    out: list[str] = []
    at: list[int] = []
    for part in parts:
        if not part.text:
            continue
        if out and glue:
            out.extend(glue)
            at.extend(at[-1] for _ in glue)
        out.extend(part.text)
        at.extend(part.raw_at)
    return Mended("".join(out), tuple(at))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of each sentence, closing quotes included and spaces between sentences left out.

    Sentences end at 。！？； and …, or where the text ends.
    """
    start = 0
    for mark in _ENDS.finditer(text):
        if mark.start() > start or mark.group().strip("”’」』）)】》〉\"'"):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
