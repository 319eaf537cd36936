"""Finds what is printed on every page and belongs to no text: running heads, page numbers, repeated addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from vocgraph.structure.layout import ends_sentence
from vocgraph.structure.marks import case_mark, heading_mark, is_figure_caption, is_table_caption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.model import Report
    from vocgraph.structure.lines import Line

_PAGE_WORDS = re.compile(
    r"(?:第\s*[\d一二三四五六七八九十]+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[Pp]age\s*\d+(?:\s*(?:of|/)\s*\d+)?)"
)
_PAGE_DASHED = re.compile(r"[-—–·•~～/|]\s*\d{1,3}\s*[-—–·•~～/|]|\d{1,3}\s*/\s*\d{1,3}")
_PAGE_BARE = re.compile(r"\d{1,3}|[IVXivx]{1,5}")
_RUNNING_HEAD = re.compile(r"[^，。；：、]{0,34}(?:报告|年报|学院|学校|大学|年度|[）)])")
_LONG = 18  # characters of a line that is part of a paragraph
_STRAY = re.compile(r"[（(【《〈“‘]")  # an opening mark alone: a heading's, torn off and printed twice
_DIGITS = re.compile(r"\d+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def find_furniture(report: Report, lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that are page furniture."""
    shown = [line for line in lines if line.text]
    found = {line.number for line in shown if _PAGE_WORDS.fullmatch(line.text) or _PAGE_DASHED.fullmatch(line.text)}
    found |= {line.number for line in shown if _STRAY.fullmatch(line.text)}
    found |= _bare_page_numbers(shown)
    found |= _beside_page_numbers(shown, found)
    found |= _between_halves(shown)
    found |= _page_edges(report, shown)
    found |= _repeated_addresses(shown)
    return frozenset(found)


def _bare_page_numbers(shown: Sequence[Line]) -> set[int]:
    """Lone numbers that rise with the text and stand apart: blank lines or a page's edge around them."""
    lone: list[tuple[int, int]] = []  # (position in shown, value)
    for at, line in enumerate(shown):
        if not _PAGE_BARE.fullmatch(line.text) or not line.text.isdigit():
            continue
        before = shown[at - 1] if at else None
        after = shown[at + 1] if at + 1 < len(shown) else None
        # Cells of a broken table are numbers too: they stand next to other short lines, a page number next to prose.
        apart_before = before is None or line.number - before.number >= 3 or len(before.text) > 18
        apart_after = after is None or after.number - line.number >= 2
        far = (before is None or line.number - before.number >= 4) or (after is not None and line.indent == 1)
        if apart_before and apart_after and far:
            lone.append((at, int(line.text)))
    return {shown[at].number for at, value in _rising(lone) if value}


def _rising(numbers: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of values that rise along the text (page numbers do; counts in cells do not)."""
    best: list[tuple[int, int]] = []  # (chain length, index of the one before)
    for here, (_, value) in enumerate(numbers):
        length, before = 1, -1
        for there in range(max(0, here - 200), here):
            if numbers[there][1] < value and best[there][0] + 1 > length:
                length, before = best[there][0] + 1, there
        best.append((length, before))
    if not best:
        return []
    at = max(range(len(best)), key=lambda here: best[here][0])
    chain = []
    while at >= 0:
        chain.append(numbers[at])
        at = best[at][1]
    return chain[::-1]


def _beside_page_numbers(shown: Sequence[Line], page_numbers: set[int]) -> set[int]:
    """Short lines that come again and again next to page numbers: running heads and feet."""
    beside: dict[str, set[int]] = defaultdict(set)
    for at, line in enumerate(shown):
        if line.number not in page_numbers:
            continue
        for other in (*shown[max(0, at - 2) : at], *shown[at + 1 : at + 3]):
            if other.number not in page_numbers and len(other.text) <= 60 and not ends_sentence(other.text):
                beside[_DIGITS.sub("0", other.text)].add(other.number)
    return {number for numbers in beside.values() if len(numbers) >= 2 for number in numbers}


def _between_halves(shown: Sequence[Line]) -> set[int]:
    """A page number, and beside it a line that names the report or the school, between two halves of a sentence."""
    found = set()
    for before, one, other, after in zip(shown, shown[1:], shown[2:], shown[3:], strict=False):
        head, number = (one, other) if _PAGE_BARE.fullmatch(other.text) else (other, one)
        if not (_PAGE_BARE.fullmatch(number.text) and _RUNNING_HEAD.fullmatch(head.text)):
            continue
        mark = heading_mark(head.text)
        named = (mark is not None and mark.path) or case_mark(head.text) or is_figure_caption(head.text)
        torn = len(before.text) > _LONG and not ends_sentence(before.text) and len(after.text) > 1
        if torn and not named and not is_table_caption(head.text):
            found |= {head.number, number.number}
    return found


def _page_edges(report: Report, shown: Sequence[Line]) -> set[int]:
    """Lines that open or close three pages or more with the same words, numbers aside."""
    if len(report.pages) < 3:
        return set()
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in shown:
        pages[report.page_of(line.start) or 0].append(line)
    edges: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for page, content in pages.items():
        for line in {*content[:2], *content[-2:]}:
            if len(line.text) <= 80 and not ends_sentence(line.text):
                edges[_DIGITS.sub("0", line.text)].append((page, line.number))
    found = set()
    for text, places in edges.items():
        often = len({page for page, _ in places}) >= max(3, len(pages) // 5)
        if often and (not text.strip("0 ") or len(_DIGITS.sub("", text).strip()) > 3):
            found |= {number for _, number in places}
    return found


def _repeated_addresses(shown: Sequence[Line]) -> set[int]:
    places: dict[str, list[int]] = defaultdict(list)
    for line in shown:
        if _ADDRESS.fullmatch(line.text):
            places[line.text].append(line.number)
    return {number for numbers in places.values() if len(numbers) >= 3 for number in numbers}
