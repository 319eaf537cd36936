"""Says what a line is to the tables of a report: a caption, a note, a heading, a figure, running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.structure.tables_shapes import HAN, width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.structure.lines import Line


@dataclass(frozen=True, slots=True)
class Caption:
    """A table's printed title: 表 1-1 ……"""

    text: str  # joined over lines, inner white space made single, no markup
    number: str
    unit: str
    continued: bool  # 续表 ("continued table")
    first: int  # indexes into the lines, inclusive
    last: int


_MARKUP = re.compile(r"^(?:#{1,6}\s*|[*_]{1,3}|>\s*)+|[*_]{1,3}$")
_CAPTION = re.compile(
    r"(?P<continued>续\s*)?(?P<label>附?表)\s*(?P<number>[0-9]{1,2}(?:\s*[-－—–.．_]\s*[0-9]{1,3})*|[一二三四五六七八九十]{1,3})"
    r"(?P<rest>(?:\s*[:：.、]\s*|\s+|(?=[^\d\s]))?.*)"
)
_BARE_CONTINUATION = re.compile(r"[（(]?\s*续\s*(?:上\s*)?表\s*[)）]?|[（(]\s*续\s*[)）]")
_REFERS = re.compile(r"^\s*(?:所示|可见|可知|显示|中的|为|是|和表|与表|、表|，|。|；|\)|）)")
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单\s*位\s*[:：]\s*([^)）\s]{1,12})\s*[)）]?")
_SOURCE = re.compile(r"[（(]?\s*(?:数据|资料|信息|图表)?\s*(?:来\s*源|出处)\s*[:：]\s*(.*?)\s*[)）]?$")
_REMARK = re.compile(r"(?:注|备注|说明)\s*[:：]")
_FIGURE = re.compile(r"(?:#{1,6}\s*|\*{1,2})?图\s*\d{1,2}(?:\s*[-－—.．]\s*\d{1,3})?(?=\D)")
_LEADER = re.compile(r"(?:\.{3,}|…{2,}|·{3,}|\t)\s*\d{1,3}\s*$")
_PAGE = re.compile(r"[-—–\s]*第?\s*\d{1,4}\s*页(?:\s*[/共，,].*)?|[-—–]\s*\d{1,4}\s*[-—–]")
_HEADING = re.compile(
    rf"(?:#{{1,6}}\s|第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九十]{{1,3}}[、.．]|[（(][一二三四五六七八九十]{{1,3}}[)）]|"
    rf"\d{{1,2}}(?:[.．]\d{{1,2}}){{1,3}}[.．]?\s*(?=[{HAN}“])|\d{{1,2}}[.．、]\s*(?=[{HAN}“])|"
    r"(?:\*\*)?【?(?:典型|特色|优秀)?案例\s*\d|附\s*(?:表|件|录)\s*(?:[:：]|$))"
)
_LIST_NUMBER = re.compile(r"\d{1,2}[.．、](?!\d)")
_PROSE_MARKS = re.compile(r"[，。；！？]")
_TITLE_END = re.compile(
    r"(?:表|情况|名单|统计|一览|结果|分布|数据|汇总|清单|列表|成绩|明细|比较|对比|构成|计分卡|[）)])$"
)


def read_caption(lines: Sequence[Line], at: int, *, skip: frozenset[int]) -> Caption | None:
    """The caption that starts on line index ``at``, joined over its lines, or None where none starts there."""
    line = lines[at]
    bare = _MARKUP.sub("", line.text).strip()
    match = _CAPTION.fullmatch(bare)
    if not match or "\t" in line.text or _LEADER.search(line.text) or line.number in skip:
        return None
    rest = match["rest"]
    if _REFERS.match(rest) or "。" in rest or (len(rest) > 60 and "，" in rest):
        return None
    title, last = bare, at
    follow = next_text(lines, at, skip=skip)
    if follow is not None and _goes_on(rest, lines[follow]):
        title, last = bare + _MARKUP.sub("", lines[follow].text).strip(), follow
    elif not rest.strip(" :：.、") and not match["continued"]:
        return None
    unit = _UNIT.search(title)
    return Caption(
        text=re.sub(r"\s+", " ", title),
        number=re.sub(r"\s", "", match["number"]),
        unit=unit.group(1) if unit else "",
        continued=bool(match["continued"]),
        first=at,
        last=last,
    )


def _goes_on(rest: str, follow: Line) -> bool:
    """Whether a caption's title continues on the next line: it is not complete, and the next line completes it."""
    title = rest.strip(" :：.、")
    if (
        re.search(r"\s", follow.text)
        or _SOURCE.match(follow.text)
        or _UNIT.match(follow.text)
        or _HEADING.match(follow.text)
    ):
        return False
    if not title:
        return bool(_TITLE_END.search(follow.text)) and len(follow.text) <= 50
    return not _TITLE_END.search(title) and bool(_TITLE_END.search(follow.text)) and width(title) >= 40


def next_text(lines: Sequence[Line], at: int, *, skip: frozenset[int]) -> int | None:
    """The index of the first line after ``at`` that is neither blank nor skipped."""
    for i in range(at + 1, len(lines)):
        if lines[i].text and lines[i].number not in skip and not is_furniture(lines[i]):
            return i
    return None


def is_furniture(line: Line) -> bool:
    """Whether a line is a page number."""
    return bool(_PAGE.fullmatch(line.text))


def source_of(line: Line) -> str | None:
    """What stands after 数据来源： ("source of the data"), or None where the line is no such note."""
    match = _SOURCE.match(line.text)
    return match.group(1).rstrip("。.") if match else None


def unit_of(line: Line) -> str | None:
    """What stands after 单位： ("unit"), where the line says nothing else."""
    match = _UNIT.fullmatch(line.text)
    return match.group(1) if match else None


def text_width(lines: Sequence[Line]) -> int:
    """How wide the report's full text lines are, in half characters: the 90th percentile, within 56 and 90."""
    widths = sorted(width(line.text) for line in lines if len(line.text) > 10 and "\t" not in line.text)
    return min(90, max(56, widths[int(len(widths) * 0.9)])) if widths else 70


def is_prose(line: Line, *, full: int) -> bool:
    """Whether a line looks like a full line of running text, or ends a sentence that is too long for a cell.

    A space is no proof of cells: extraction sets digits and Latin words off.
    """
    text = re.sub(rf"(?<=[{HAN}，。、；：]) (?=[\w“《（])|(?<=[\w%”》）]) (?=[{HAN}，。、；：])", "", line.text)
    wide = width(text)
    if re.search(rf"[{HAN}）”》] [{HAN}（“《]", line.text) and not re.search(r"[。；] ", line.text):
        return False
    if wide >= 0.82 * full and _PROSE_MARKS.search(text):
        return True
    return text.endswith("。") and wide >= 20


def is_heading(line: Line, *, certain: bool = False) -> bool:
    """Whether a line begins as numbered headings do.

    :param certain: leave out 1. and 1、, which a row of a table may begin with too.
    """
    if certain and _LIST_NUMBER.match(line.text):
        return False
    return bool(_HEADING.match(line.text)) and "\t" not in line.text and len(line.text) <= 50


def is_figure(line: Line) -> bool:
    """Whether a line is the caption of a figure (图 1-2 ……)."""
    return bool(_FIGURE.match(line.text))


def is_continuation(line: Line) -> bool:
    """Whether a line only says that the table goes on (续表, （续）)."""
    return bool(_BARE_CONTINUATION.fullmatch(line.text))


def is_remark_line(line: Line) -> bool:
    """Whether a line is a note under a table (注：……)."""
    return bool(_REMARK.match(line.text))
