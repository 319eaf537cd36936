"""Cuts table lines into pieces that keep their place, and glues pieces into cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from vocgraph.model import Mended
from vocgraph.structure.tables_shapes import HAN, is_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.lines import Line


class Gap(IntEnum):
    """What stands before a piece."""

    SPACE = 0  # white space within the line
    TIGHT = 1  # a line break
    LOOSE = 2  # a line break and at least one blank line
    GLUED = 3  # it is known to go on the cell of the piece before


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of raw characters without inner white space (but for the spaces a name or a date is set with)."""

    text: str  # white space removed
    start: int
    end: int
    line: int  # 1-based
    gap: Gap


_TOKEN = re.compile(r"\S+")
_COUNTED = re.compile(r"(?:周|月份?|年|日|级|届|期|岁|人|个|项|门|学年|年度)(?:[)）].*)?$")
_YEAR = re.compile(r".*(?:19|20)\d{2}")
_TAG = re.compile(r"<[^<>]{0,200}>")
_LONE = re.compile(rf"[{HAN}]")


def cut_line(line: Line, gap: Gap) -> list[Piece]:
    """The pieces of one line. Letters set apart (张 伟, 序 号) and numbers off their unit (12 周) are whole."""
    pieces: list[Piece] = []
    for match in _TOKEN.finditer(line.text):
        piece = Piece(match.group(), line.start + match.start(), line.start + match.end(), line.number, gap)
        gap = Gap.SPACE
        last = pieces[-1] if pieces else piece
        spaced = last.end - last.start > len(last.text) and len(last.text) < 5  # letters set apart, so far
        if pieces and _belongs(last.text, piece.text, first=len(pieces) == 1, spaced=spaced):
            pieces[-1] = Piece(last.text + piece.text, last.start, piece.end, last.line, last.gap)
        else:
            pieces.append(piece)
    return pieces


def _belongs(left: str, right: str, *, first: bool, spaced: bool) -> bool:
    if (spaced or _LONE.fullmatch(left)) and _LONE.match(right) and len(right) <= 1:
        return True
    if _YEAR.fullmatch(left) and right[0] in "年级届":
        return True
    if re.search(r"[等共约近达超]$", left) and re.match(r"\d+\D", right):
        return True
    if re.search(r"\d年$|\d月$", left) and re.match(r"\d{1,2}[月日]", right):
        return True
    return bool(re.search(r"\d$", left) and _COUNTED.match(right)) and not (first and len(right) > 2)


def joined(pieces: Sequence[Piece]) -> str:
    """The pieces' characters, without anything between them."""
    return "".join(piece.text for piece in pieces)


def cut_lines(lines: Sequence[Line]) -> list[Piece]:
    """The pieces of several lines in order; a gap is loose where raw line numbers are not consecutive."""
    pieces: list[Piece] = []
    before = 0
    for line in lines:
        if not line.text:
            continue
        gap = Gap.TIGHT if line.number == before + 1 else Gap.LOOSE
        pieces.extend(cut_line(line, gap))
        before = line.number
    return pieces


def mend_cell(text: str, start: int, end: int) -> Mended:
    """The text of raw [start, end) without surrounding white space and markup, inner white space made one space."""
    chars: list[str] = []
    raw_at: list[int] = []
    hidden = {i for tag in _TAG.finditer(text, start, end) for i in range(tag.start(), tag.end())}
    for i in range(start, end):
        bold = text[i] == "*" and "*" in {text[max(start, i - 1) : i], text[i + 1 : min(end, i + 2)]}
        if (
            i in hidden
            or bold
            or (text[i] == "*" and (text[max(start, i - 1) : i] == "*" or text[i + 1 : min(end, i + 2)] == "*"))
        ):
            continue
        char = " " if text[i].isspace() else text[i]
        if char == " " and (not chars or chars[-1] == " "):
            continue
        chars.append(char)
        raw_at.append(i)
    while chars and chars[-1] == " ":
        chars.pop()
        raw_at.pop()
    return close_up("".join(chars), raw_at)


def close_up(text: str, raw_at: Sequence[int]) -> Mended:
    """Drop the spaces of names and labels set wide (张 伟, 在 校 生): every word is a single Chinese character."""
    words = text.split(" ")
    if len(words) > 1 and all(_LONE.fullmatch(word) for word in words):
        kept = [i for i, char in enumerate(text) if char != " "]
        return Mended("".join(text[i] for i in kept), tuple(raw_at[i] for i in kept))
    return Mended(text, tuple(raw_at))


def glue(text: str, pieces: Sequence[Piece]) -> Mended:
    """One cell out of the pieces a layout broke it into, in order.

    Nothing is put between Chinese characters, one space between Latin words and between two whole names.
    """
    chars: list[str] = []
    raw_at: list[int] = []
    for piece in pieces:
        if chars and _needs_space("".join(chars), piece.text):
            chars.append(" ")
            raw_at.append(raw_at[-1])
        for i in range(piece.start, piece.end):
            if not text[i].isspace():
                chars.append(text[i])
                raw_at.append(i)
    return Mended("".join(chars), tuple(raw_at))


def _needs_space(left: str, right: str) -> bool:
    if left[-1].isascii() and left[-1].isalnum() and right[0].isascii() and right[0].isalnum():
        return True
    tail = re.split(r"[、，,;；\s]", left)[-1]
    return is_name(tail) and is_name(re.split(r"[、，,;；\s]", right)[0])


EMPTY = Mended("", ())
