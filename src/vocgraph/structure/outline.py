"""Follows the numbers of headings through a report: which number may come next, and at what level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vocgraph.structure.marks import (
    COUNTED,
    MEASURED,
    Mark,
    Style,
    heading_mark,
    is_figure_caption,
    is_table_caption,
)
from vocgraph.text.fold import squash

if TYPE_CHECKING:
    from vocgraph.structure.contents import Contents
    from vocgraph.structure.lines import Line

LONGEST = 46  # characters of a title without marks; longer lines are prose
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STOPS = re.compile(r"[。；！]")
_RUN_IN = re.compile(r"([^。；：:！？]{2,34})[。：:]\s*(?=\S)")
_LOOSE_TITLE = re.compile(r"[\u4e00-\u9fff“”《》、]{4,20}")
_CHAPTER_TITLE = re.compile(r"[\u4e00-\u9fff“”、与]{2,16}")
_PROSE = 16  # characters of a line that is no cell
_Key = tuple[Style, int]
_RANK = {
    Style.NAMED: 0,
    Style.CHAPTER: 1,
    Style.SECTION: 2,
    Style.HAN: 2,
    Style.HAN_BRACKETED: 4,
    Style.NUMBER: 5,
    Style.DECIMAL: 3,
    Style.BRACKETED: 6,
    Style.HALF_BRACKETED: 7,
    Style.LABEL: 9,
    Style.PLAIN: 8,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A line accepted as a heading."""

    line: Line
    mark: Mark
    level: int
    run_in: bool = False
    odd: str = ""  # why its number is odd: "number-missing", "number-repeated", or empty
    more: Line | None = None  # the line its title goes on in, if any

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.line,) if self.more is None else (self.line, self.more)


@dataclass(slots=True)
class _Open:
    """A heading that is open while the text under it is read."""

    key: _Key
    path: tuple[int, ...]


def could_be_title(title: str) -> bool:
    """Whether the words behind a number read like a title: Chinese, short, and no sentence."""
    return (
        _HAN.search(title) is not None
        and len(squash(title)) <= LONGEST
        and not _STOPS.search(title)
        and title.rstrip()[-1] not in "，、；：:。—"
    )


class Walk:
    """Reads candidates in order and keeps the headings that are open, so that each number can be judged by the last."""

    def __init__(self, contents: Contents, *, decimal: bool) -> None:
        self.taken: list[Heading] = []
        self._contents = contents
        self._decimal = decimal
        self._stack: list[_Open] = []
        self._inner: dict[_Key, int] = {}  # numbered headings inside the case that is open
        self._in_case = False
        self._above: Line | None = None  # the line that was offered last

    def open_case(self) -> None:
        self._in_case = True
        self._inner = {}

    def offer(self, line: Line, mark: Mark, *, fresh: bool, after: Line | None) -> bool:
        """Take the line as a heading if its shape and its number allow it; True where a whole-line one was taken."""
        taken = len(self.taken)
        self._offer(line, mark, fresh=fresh, after=after)
        self._above = line
        return len(self.taken) > taken and not self.taken[-1].run_in

    def _offer(self, line: Line, mark: Mark, *, fresh: bool, after: Line | None) -> None:
        title = line.text[mark.at : mark.end]
        known = squash(line.text) in self._contents.headings
        if is_figure_caption(line.text) or is_table_caption(line.text) or "\t" in title.strip():
            return
        run_in = False
        if not (could_be_title(title) or known or _is_long_title(mark, title)):
            match = _RUN_IN.match(title) if fresh and mark.style in {Style.NUMBER, Style.BRACKETED} else None
            if match is None:
                return
            run_in = True
            mark = replace(mark, end=mark.at + match.end(1))
        if not (fresh or known or mark.hashes):
            return
        if mark.loose and not (known or mark.hashes or self._is_loose_successor(line, mark, title, after)):
            return
        self._decimal = self._decimal or (mark.style is Style.NUMBER and _opens_decimals(mark, after))
        if mark.style in {Style.PLAIN, Style.NAMED}:
            self._offer_unnumbered(line, mark, known=known)
        elif mark.style is Style.DECIMAL:
            if MEASURED.match(title) and not known:
                return
            self._offer_decimal(line, mark, known=known)
        else:
            self._offer_counted(line, mark, known=known, run_in=run_in)

    def _is_loose_successor(self, line: Line, mark: Mark, title: str, after: Line | None) -> bool:
        """A number whose mark was lost must be the next of its list, and set like a title, not like a table row."""
        if self._decimal or _opens_decimals(mark, after):
            return _opens_decimals(mark, after) or self._is_loose_chapter(mark, title, after)
        last = next((o.path[-1] for o in self._stack if o.key == (Style.NUMBER, 1)), 0)
        tight = (
            _LOOSE_TITLE.fullmatch(title) is not None
            and not COUNTED.match(title)
            and not line.text[: mark.at].endswith((" ", "\t"))
        )
        return bool(last) and mark.path[0] == last + 1 and tight

    def _is_loose_chapter(self, mark: Mark, title: str, after: Line | None) -> bool:
        """Whether chapters are printed without a dot, this is the next, and prose stands under it: no table row."""
        peers = [h.mark.path[0] for h in self.taken if h.mark.loose and h.level == 1]
        above = heading_mark(self._above.text) if self._above is not None else None
        row = above is not None and above.loose and above.path[0] + 1 == mark.path[0]
        prose = after is not None and len(after.text) >= _PROSE and not after.text[0].isdigit()
        following = len(peers) >= 2 and mark.path[0] == peers[-1] + 1
        return following and not row and prose and _CHAPTER_TITLE.fullmatch(title) is not None

    def _offer_unnumbered(self, line: Line, mark: Mark, *, known: bool) -> None:
        if not (mark.style is Style.NAMED or mark.hashes or known):
            return
        key = (mark.style, mark.hashes)
        top_level = mark.style is Style.NAMED or known or not self._stack
        self._in_case = False
        if top_level:
            self._stack = [_Open(key, ())]
        else:
            self._cut(key)
            self._stack.append(_Open(key, ()))
        self._take(line, mark)

    def _offer_decimal(self, line: Line, mark: Mark, *, known: bool) -> None:
        path = mark.path
        current = next((o.path for o in reversed(self._stack) if o.key[0] in {Style.DECIMAL, Style.NUMBER}), ())
        chapter = current[0] if current else 0
        if not known and not mark.hashes and path[0] not in {chapter, chapter + 1} and chapter:
            return
        siblings = [o for o in self._stack if o.key == (Style.DECIMAL, len(path))]
        last = siblings[-1].path if siblings else ()
        expected = not last or path[:-1] != last[:-1] or path[-1] == last[-1] + 1
        nested = not current or path[:-1] == current[: len(path) - 1]
        odd = "number-repeated" if path == last else "" if expected and nested else "number-missing"
        while self._stack and _depth(self._stack[-1]) >= len(path):
            self._stack.pop()
        self._stack.append(_Open((Style.DECIMAL, len(path)), path))
        self._in_case = False
        self._take(line, mark, odd=odd)

    def _offer_counted(self, line: Line, mark: Mark, *, known: bool, run_in: bool) -> None:
        key, value = (mark.style, 1), mark.path[0]
        if mark.style is Style.NUMBER and self._decimal:
            self._offer_chapter(line, mark, known=known, run_in=run_in)
            return
        at = next((at for at in range(len(self._stack) - 1, -1, -1) if self._stack[at].key == key), None)
        last = self._stack[at].path[-1] if at is not None else 0
        if self._in_case and not known and self._is_inner(key, value, last):
            return
        if at is None:
            if value <= 2 or known or mark.hashes or self._is_first(key):
                self._cut(key)
                self._stack.append(_Open(key, mark.path))
                self._take(line, mark, run_in=run_in, odd="" if value == 1 else "number-missing")
            return
        step = value - last
        if value == 1 < last and at > 0 and self._stack[at - 1].key[0] is Style.NAMED:
            del self._stack[:at]  # the foreword had a list 一、二、 of its own; the body starts over
            at, step = 0, 1
        if step == 1 or known or (step in {0, 2, 3} and not run_in) or (mark.hashes and step >= 0):
            del self._stack[at + 1 :]
            self._stack[at] = _Open(key, mark.path)
            self._in_case = False
            odd = "" if step == 1 else "number-repeated" if step == 0 else "number-missing"
            self._take(line, mark, run_in=run_in, odd=odd)

    def _is_first(self, key: _Key) -> bool:
        """Whether nothing of this rank or above was read yet: a part of a report may start at any number."""
        return not any(_RANK[heading.mark.style] <= _RANK[key[0]] for heading in self.taken)

    def _is_inner(self, key: _Key, value: int, last: int) -> bool:
        """Whether a number belongs to a list within the open case, and keep that list's count.

        :param last: the last number of this style in the open sections, 0 without any.
        """
        if key in self._inner and value == self._inner[key] + 1:
            self._inner[key] = value
            return True
        if last and value > last:
            return False  # the section's own list goes on: the case is over
        if value == 1 or key in self._inner:
            self._inner = {other: count for other, count in self._inner.items() if _RANK[other[0]] <= _RANK[key[0]]}
            self._inner[key] = value
        return True

    def _offer_chapter(self, line: Line, mark: Mark, *, known: bool, run_in: bool) -> None:
        """In a report with 1.1, a lone number is a chapter if it is the next one; other lists are text."""
        chapters = [o.path[0] for o in self._stack if o.key[0] in {Style.DECIMAL, Style.NUMBER}]
        numbered = (h.mark.path[0] for h in self.taken if h.mark.style in {Style.DECIMAL, Style.NUMBER})
        last = chapters[0] if chapters else max(numbered, default=0)
        listed = (Style.NUMBER.value, 1) in self._contents.styles
        follows = mark.path[0] == last + 1 or last == 0
        if run_in or not (known or (mark.hashes and mark.path[0] >= last) or (follows and not listed)):
            return
        self._stack = [_Open((Style.NUMBER, 1), mark.path)]
        self._in_case = False
        self._take(line, mark, odd="" if follows else "number-missing")

    def _cut(self, key: _Key) -> None:
        """Close what is open at this style's rank or below it."""
        while self._stack and _RANK[self._stack[-1].key[0]] >= _RANK[key[0]]:
            self._stack.pop()

    def _take(self, line: Line, mark: Mark, *, run_in: bool = False, odd: str = "") -> None:
        level = len(mark.path) if mark.style is Style.DECIMAL else max(1, len(self._stack))
        self.taken.append(Heading(line, mark, level, run_in=run_in, odd=odd))


def _is_long_title(mark: Mark, title: str) -> bool:
    """Whether a title is only longer than titles are, but marked by Markdown."""
    return bool(mark.hashes) and len(squash(title)) <= LONGEST + 20 and _HAN.search(title) is not None


def _opens_decimals(mark: Mark, after: Line | None) -> bool:
    """Whether the line after a lone number is its first decimal: 2. is followed by 2.1."""
    following = heading_mark(after.text) if after is not None else None
    return following is not None and following.style is Style.DECIMAL and following.path == (*mark.path, 1)


def _depth(item: _Open) -> int:
    if item.key[0] is Style.DECIMAL:
        return item.key[1]
    return {Style.NUMBER: 1, Style.CHAPTER: 1, Style.HAN: 1, Style.NAMED: 1}.get(item.key[0], 9)
