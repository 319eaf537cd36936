"""Chooses, among lines that look like headings, those that form one outline, and gives them their level."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vocgraph.structure.layout import Layout, breaks_off, ends_sentence
from vocgraph.structure.marks import (
    COUNTED,
    MEASURED,
    CaseMark,
    Mark,
    Style,
    case_mark,
    heading_mark,
    is_figure_caption,
    is_source_note,
    is_table_caption,
)
from vocgraph.text.fold import squash
from vocgraph.text.mend import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.contents import Contents
    from vocgraph.structure.lines import Line

LONGEST = 46  # characters of a title without marks; longer lines are prose
_HAN = re.compile(r"[\u4e00-\u9fff]")
_STOPS = re.compile(r"[。；！]")
_RUN_IN = re.compile(r"([^。；：:！？]{2,34})[。：:]\s*(?=\S)")
_LOOSE_TITLE = re.compile(r"[\u4e00-\u9fff“”《》、]{4,20}")
_Key = tuple[Style, int]


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


@dataclass(frozen=True, slots=True)
class CaseTitle:
    """A line accepted as the title of a case, and the line it goes on in, if any."""

    line: Line
    mark: CaseMark
    more: Line | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        return (self.line,) if self.more is None else (self.line, self.more)


@dataclass(slots=True)
class _Open:
    """A heading that is open while the text under it is read."""

    key: _Key
    path: tuple[int, ...]


def find_headings(
    lines: Sequence[Line], contents: Contents, skip: frozenset[int], layout: Layout
) -> tuple[tuple[Heading, ...], tuple[CaseTitle, ...]]:
    """The headings of the body and the titles of its cases, in reading order.

    :param lines: every line of the report.
    :param skip: numbers of lines that are no body: furniture, contents, front matter.
    """
    shown = [line for line in lines if line.text and line.number not in skip]
    walk = _Walk(contents, decimal=_is_decimal(shown, layout))
    cases: list[CaseTitle] = []
    joined: set[int] = set()  # second lines of titles
    for at, line in enumerate(shown):
        if line.number in joined:
            continue
        before = shown[at - 1] if at else None
        fresh = before is None or not _continues(before, line, layout)
        case = case_mark(line.text)
        if case is not None and (fresh or squash(line.text[case.at : case.end]) in contents.cases):
            more = _second_line(shown, at, case, contents, layout)
            if more is not None:
                joined.add(more.number)
            if case.at < case.end or more is not None:
                cases.append(CaseTitle(line, case, more))
                walk.open_case()
                continue
        mark = heading_mark(line.text)
        if mark is None or case is not None:
            continue
        after = shown[at + 1] if at + 1 < len(shown) else None
        if walk.offer(line, mark, fresh=fresh, after=after) and _runs_over(line, shown, at, layout):
            walk.taken[-1] = replace(walk.taken[-1], more=shown[at + 1])
            joined.add(shown[at + 1].number)
    return tuple(_levelled(walk.taken)), tuple(cases)


def _continues(before: Line, line: Line, layout: Layout) -> bool:
    """Whether a line is the middle of a sentence: no heading can stand there."""
    if ends_sentence(before.text):
        return False
    if heading_mark(before.text) and before.text.startswith("#"):
        return False
    if is_figure_caption(before.text) or is_table_caption(before.text) or is_source_note(before.text):
        return False
    return layout.is_full(before, line) if layout.wrapped else breaks_off(before.text)


def _second_line(shown: Sequence[Line], at: int, case: CaseMark, contents: Contents, layout: Layout) -> Line | None:
    """The line a case title goes on in: short, without a full stop, and itself followed by a paragraph."""
    if at + 2 >= len(shown):
        return None
    title, more, after = shown[at], shown[at + 1], shown[at + 2]
    if more.text.startswith("#") or is_figure_caption(more.text) or is_table_caption(more.text):
        return None
    own = title.text[case.at : case.end]
    if squash(own + more.text) in contents.cases:
        return more
    mark = heading_mark(more.text)
    if (mark is not None and mark.path and not mark.loose) or case_mark(more.text) or squash(own) in contents.cases:
        return None
    if re.fullmatch(r"[（(].*[）)]", more.text) or _STOPS.search(more.text) or len(more.text) > 40:
        return None
    if own and (breaks_off(more.text) or more.text[-1] in "，：:？”"):
        return None
    if not own:
        return more
    columns = layout.measures.get(title.number, 80)
    broken = layout.widths[title.number] >= columns * 0.55 and layout.widths[more.number] <= columns * 0.7
    return more if broken and len(after.text) > 20 and len(after.text) > len(more.text) else None


def _runs_over(heading: Line, shown: Sequence[Line], at: int, layout: Layout) -> bool:
    """Whether a heading that fills its line goes on in the next, short one."""
    if at + 2 >= len(shown) or heading.text.startswith("#") or not layout.is_full(heading, shown[at + 1]):
        return False
    more, after = shown[at + 1], shown[at + 2]
    mark = heading_mark(more.text)
    if (mark is not None and mark.path) or case_mark(more.text) or is_figure_caption(more.text):
        return False
    short = layout.widths[more.number] <= layout.measures[heading.number] * 0.5
    return short and not _STOPS.search(more.text) and not breaks_off(more.text) and len(after.text) > len(more.text)


def _is_decimal(shown: Sequence[Line], layout: Layout) -> bool:
    """Whether the report numbers its sections 1.1, so that a lone 1. is a chapter."""
    deep = 0
    for before, line in zip([None, *shown], shown, strict=False):
        mark = heading_mark(line.text)
        if mark is None or mark.style is not Style.DECIMAL or not _could_be_title(line.text[mark.at : mark.end]):
            continue
        if before is None or not _continues(before, line, layout):
            deep += 1
    return deep >= 3


def _could_be_title(title: str) -> bool:
    return (
        _HAN.search(title) is not None
        and len(squash(title)) <= LONGEST
        and not _STOPS.search(title)
        and title.rstrip()[-1] not in "，、；：:。—"
    )


class _Walk:
    """Reads candidates in order and keeps the headings that are open, so that each number can be judged by the last."""

    def __init__(self, contents: Contents, *, decimal: bool) -> None:
        self.taken: list[Heading] = []
        self._contents = contents
        self._decimal = decimal
        self._stack: list[_Open] = []
        self._inner: dict[_Key, int] = {}  # numbered headings inside the case that is open
        self._in_case = False

    def open_case(self) -> None:
        self._in_case = True
        self._inner = {}

    def offer(self, line: Line, mark: Mark, *, fresh: bool, after: Line | None) -> bool:
        """Take the line as a heading if its shape and its number allow it; True where a whole-line one was taken."""
        taken = len(self.taken)
        self._offer(line, mark, fresh=fresh, after=after)
        return len(self.taken) > taken and not self.taken[-1].run_in

    def _offer(self, line: Line, mark: Mark, *, fresh: bool, after: Line | None) -> None:
        title = line.text[mark.at : mark.end]
        known = squash(line.text) in self._contents.headings
        if is_figure_caption(line.text) or is_table_caption(line.text) or "\t" in title.strip():
            return
        run_in = False
        if not _could_be_title(title):
            if known or (mark.hashes and len(squash(title)) <= LONGEST + 20 and _HAN.search(title)):
                pass
            elif (match := _RUN_IN.match(title)) and mark.style in {Style.NUMBER, Style.BRACKETED} and fresh:
                run_in = True
                mark = replace(mark, end=mark.at + match.end(1))
            else:
                return
        if not (fresh or known or mark.hashes):
            return
        if mark.loose and not (known or mark.hashes or self._is_loose_successor(line, mark, title, after)):
            return
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
        if self._decimal:
            following = heading_mark(after.text) if after is not None else None
            return following is not None and following.style is Style.DECIMAL and following.path == (*mark.path, 1)
        last = next((o.path[-1] for o in self._stack if o.key == (Style.NUMBER, 1)), 0)
        tight = (
            _LOOSE_TITLE.fullmatch(title) is not None
            and not COUNTED.match(title)
            and not line.text[: mark.at].endswith((" ", "\t"))
        )
        return bool(last) and mark.path[0] == last + 1 and tight

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
        odd = ""
        if last and path == last:
            odd = "number-repeated"
        elif (last and path[:-1] == last[:-1] and path[-1] != last[-1] + 1) or (current and path[:-1] != current[: len(path) - 1]):
            odd = "number-missing"
        while self._stack and _depth(self._stack[-1]) >= len(path):
            self._stack.pop()
        self._stack.append(_Open((Style.DECIMAL, len(path)), path))
        self._in_case = False
        self._take(line, mark, odd=odd)

    def _offer_counted(self, line: Line, mark: Mark, *, known: bool, run_in: bool) -> None:
        key, value = (mark.style, 1), mark.path[0]
        open_at = next((at for at in range(len(self._stack) - 1, -1, -1) if self._stack[at].key == key), None)
        if mark.style is Style.NUMBER and self._decimal:
            self._offer_chapter(line, mark, known=known, run_in=run_in)
            return
        if self._in_case and not known:
            if key in self._inner and value == self._inner[key] + 1:
                self._inner[key] = value
                return
            if open_at is None or value <= self._stack[open_at].path[-1]:
                if value == 1 or key in self._inner:
                    self._inner[key] = value
                    for other in [other for other in self._inner if _RANK[other[0]] > _RANK[key[0]]]:
                        del self._inner[other]
                return
        if open_at is None:
            if value > 2 and not (known or mark.hashes):
                return
            self._cut(key)
            self._stack.append(_Open(key, mark.path))
            self._take(line, mark, run_in=run_in, odd="" if value == 1 else "number-missing")
            return
        last = self._stack[open_at].path[-1]
        under_name = open_at > 0 and self._stack[open_at - 1].key[0] is Style.NAMED
        if value == 1 and last > 1 and under_name:
            # The foreword had a list 一、二、 of its own; the body starts over.
            self._stack = [_Open(key, mark.path)]
            self._in_case = False
            self._take(line, mark)
            return
        step = value - last
        if not (step == 1 or known or (step in {0, 2, 3} and not run_in) or (mark.hashes and step >= 0)):
            return
        del self._stack[open_at + 1 :]
        self._stack[open_at] = _Open(key, mark.path)
        self._in_case = False
        odd = "" if step == 1 else "number-repeated" if step == 0 else "number-missing"
        self._take(line, mark, run_in=run_in, odd=odd)

    def _offer_chapter(self, line: Line, mark: Mark, *, known: bool, run_in: bool) -> None:
        """In a report with 1.1, a lone number is a chapter if it is the next one; other lists are text."""
        chapters = [o.path[0] for o in self._stack if o.key[0] in {Style.DECIMAL, Style.NUMBER}]
        numbered = (h.mark.path[0] for h in self.taken if h.mark.style in {Style.DECIMAL, Style.NUMBER})
        last = chapters[0] if chapters else max(numbered, default=0)
        listed = (Style.NUMBER.value, 1) in self._contents.styles
        if run_in or not (known or (mark.hashes and mark.path[0] >= last) or (mark.path[0] == last + 1 and not listed)):
            return
        self._stack = [_Open((Style.NUMBER, 1), mark.path)]
        self._in_case = False
        self._take(line, mark, odd="" if mark.path[0] == last + 1 else "number-missing")

    def _cut(self, key: _Key) -> None:
        """Close what is open at this style's rank or below it."""
        while self._stack and _RANK[self._stack[-1].key[0]] >= _RANK[key[0]]:
            self._stack.pop()

    def _take(self, line: Line, mark: Mark, *, run_in: bool = False, odd: str = "") -> None:
        level = len(mark.path) if mark.style is Style.DECIMAL else max(1, len(self._stack))
        self.taken.append(Heading(line, mark, level, run_in=run_in, odd=odd))


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


def _depth(item: _Open) -> int:
    if item.key[0] is Style.DECIMAL:
        return item.key[1]
    return {Style.NUMBER: 1, Style.CHAPTER: 1, Style.HAN: 1, Style.NAMED: 1}.get(item.key[0], 9)


def _levelled(headings: Sequence[Heading]) -> list[Heading]:
    """A foreword does not hold the chapters: where nothing starts over after it, its list is the chapters."""
    out = list(headings)
    for at, heading in enumerate(headings):
        if heading.mark.style is not Style.NAMED or heading.level != 1:
            continue
        below = []
        for after in range(at + 1, len(headings)):
            if headings[after].level == 1:
                break
            below.append(after)
        first = headings[below[0]].mark if below else None
        if first is None or first.style not in {Style.HAN, Style.CHAPTER} or not below:
            continue
        rest = headings[below[-1] + 1 :]
        if not any(other.level == 1 and other.mark.path for other in rest):
            for after in below:
                if out[after].mark.style is not Style.DECIMAL:  # its depth is its level already
                    out[after] = replace(out[after], level=max(1, out[after].level - 1))
    return out


def title_of(heading: Heading) -> str:
    """The heading's title as a reader sees it."""
    title = plain(heading.line.text[heading.mark.at : heading.mark.end] + (heading.more.text if heading.more else ""))
    # "前 言", "附 表": letters set apart to fill the line
    return re.sub(r"(?<=^[\u4e00-\u9fff]) (?=[\u4e00-\u9fff]$)", "", title).strip("*_ ")
