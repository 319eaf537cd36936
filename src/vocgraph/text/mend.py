"""Mends text that extraction broke: joins lines, drops stray spaces and marks, and keeps the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.model import Mended
from vocgraph.text.fold import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Printed marks that are no text: Markdown emphasis, HTML tags left by converters, and characters without a shape.
_SHAPELESS = r"\ue000-\uf8ff\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad"
_PIECE = re.compile(rf"(?P<no_text>\*\*|__|</?[A-Za-z][^<>\n]{{0,200}}>|[{_SHAPELESS}]+)|[^\s*_<{_SHAPELESS}]+|[*_<]")
_ENDS = re.compile(r"(?:[。！？；!?;]|…+)+[”’」』）)】》〉\"']*")


def mend(text: str, pieces: Iterable[tuple[int, int]]) -> Mended:
    """Join pieces of raw text into one run as a reader sees it.

    :param text: the raw text.
    :param pieces: [start, end) of what belongs together, in reading order, such as the lines of a paragraph.
    :return: no space at line breaks or between Han and Latin or digits; one space between two Latin words, and where
        the print itself sets two Han words apart.
    """
    out: list[str] = []  # runs without white space, and the spaces kept between them
    at: list[int] = []
    last = ""  # the last character that was kept
    for start, end in pieces:
        broken = spaced = True  # what parts the next run from the last: a line's end, or white space
        held = start  # where that white space starts
        for piece in _PIECE.finditer(text, start, end):
            left, right = piece.span()
            if left > held:
                spaced, broken = True, broken or "\n" in text[held:left]
            if piece.lastgroup is None:
                if spaced and last and _needs_space(last, text[left], broken=broken):
                    out.append(" ")
                    at.append(at[-1] + 1)
                out.append(piece.group())
                at.extend(range(left, right))
                last, spaced, broken = text[right - 1], False, False
            held = right
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
    while start < end and mended.text[start].isspace():
        start += 1
    while end > start and mended.text[end - 1].isspace():
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
