"""Tells by its shape what a line could be: a numbered heading, a case title, a caption, a source note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Style(StrEnum):
    """A way of numbering headings; each style keeps one level within a report."""

    CHAPTER = "第一章"
    SECTION = "第一节"
    HAN = "一、"
    HAN_BRACKETED = "（一）"
    NUMBER = "1."
    DECIMAL = "1.1"  # with its depth: 1.1 and 1.1.1 are two levels
    BRACKETED = "（1）"
    HALF_BRACKETED = "1）"
    LABEL = "挑战1："  # "challenge 1": a word, a number and a colon
    NAMED = "前言"  # a heading known by its name: foreword, appendix
    PLAIN = "#"  # marked by Markdown alone, or by standing in the contents


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a heading's title."""

    style: Style
    path: tuple[int, ...]  # the number's parts: (1, 2, 1) for 1.2.1; empty without a number
    number: str  # as printed, without closing marks
    at: int  # where the title starts in the line
    end: int  # where the title ends in the line
    hashes: int = 0  # how many Markdown # stand before it
    loose: bool = False  # the number's closing mark is missing ("3搭建…", "1 人才培养")


@dataclass(frozen=True, slots=True)
class CaseMark:
    """What stands before a case's title."""

    id: str  # "1-1", "3", "" where none is printed
    at: int  # where the title starts in the line
    end: int  # where the title ends in the line
    label: str  # the word it is called by, 案例 ("case") or one of its kin


_REMEMBERED = 20_000  # lines: every line is asked about several times while its report is read
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_H = r"[〇零一二三四五六七八九十百]+"
_HASHES = re.compile(r"(?:>\s*)*(#{0,6})\s*((?:\*\*|__)?)\s*[★☆◆◇■□●○▲△▶►※]*\s*")  # quotes and bullets of boxes too

_CHAPTER = re.compile(rf"第\s*({_H}|\d+)\s*(?:[章篇]|部\s*分)\s*[、：:.．]?\s*")
_SECTION = re.compile(rf"第\s*({_H}|\d+)\s*节\s*[、：:.．]?\s*")
_HAN = re.compile(rf"({_H})\s*[、.．]\s*")
_HAN_BRACKETED = re.compile(rf"[（(]\s*({_H})\s*[）)]\s*[、.．]?\s*")
_DECIMAL = re.compile(r"(\d{1,2}(?:\s?[.．]\s?\d{1,2}){1,4})(?:\s*[.．、](?!\d))?\s*(?![\d%％])")
_NUMBER = re.compile(r"(\d{1,2})\s*[.．、]\s*(?!\d)")
_BARE_NUMBER = re.compile(r"(\d{1,2})(?:\s+(?=[^\W\d_]|[“《])|(?=[\u4e00-\u9fff]))")
_BRACKETED = re.compile(r"[（(]\s*(\d{1,2})\s*[）)]\s*[、.．]?\s*")
_HALF_BRACKETED = re.compile(r"(\d{1,2})\s*[）)]\s*")
_LABEL = re.compile(rf"(?:挑战|问题|对策|机遇|举措|展望|措施|建议|不足)\s*({_H}|\d+)\s*[：:、]\s*")
_NAMED = re.compile(
    r"(?:前\s*言|引\s*言|序\s*言|导\s*言|绪\s*论|概\s*述|学校概况|学校简介|基本情况|结\s*语|结\s*束\s*语|后\s*记|致\s*谢|"
    r"附\s*录|附\s*表|附\s*件|附\s*图|参考文献|编制说明|编写说明)"
    r"(?:\s*[一二三四五六七八九十\d]{1,3})?(?:\s*[：:]\s*\S.{0,40})?"
)
_DECLARATION = re.compile(
    r"(?:发布情况|(?:内容)?真实性(?:责任)?声明|内容真实性责任声明|责任声明|承诺书|声\s*明|编\s*委\s*会|编写组|编制组|编写人员|版权.{0,6})|"
    r".{0,60}(?:编\s*委\s*会|编辑委员会|编写组|编制委员会)"
)
_CASE = re.compile(
    r"(?P<open>[【\[〔]?)\s*(?P<label>(?:典型|优秀|特色|教学|实践)?\s*案\s*例|专\s*栏|典\s*型\s*经\s*验)\s*"
    rf"(?P<id>\d{{1,2}}(?:\s*[-—–－﹣~.．·]\s*\d{{1,3}})*|{_H})?\s*(?P<close>[】\]〕]?)\s*(?P<colon>[：:、.．]?)\s*"
)
_TABLE_CAPTION = re.compile(r"(?:续)?表\s*(?:\d+(?:\s*[-—–－.．]\s*\d+)*|[一二三四五六七八九十]+)\s*[：:、.]?\s*(?=\S)")
_FIGURE_CAPTION = re.compile(r"图\s*(?:\d+(?:\s*[-—–－.．]\s*\d+)*|[一二三四五六七八九十]+)\s*[：:、.]?\s*(?=\S)")
_SOURCE = re.compile(r"(?:数据|资料|信息|图片|案例)\s*来\s*源\s*[：:]|(?:来源|注|备注|说明)\s*[：:]")
_SENTENCE = re.compile(r"[。；]")
_IN_PROSE = re.compile(r"[。！？；]|(?:所示|如下|可见|显示|见下|表明)[，。：]?$")

_NUMBERINGS = (  # in this order: a pattern further down would match what belongs to one above
    (Style.CHAPTER, _CHAPTER),
    (Style.SECTION, _SECTION),
    (Style.HAN, _HAN),
    (Style.HAN_BRACKETED, _HAN_BRACKETED),
    (Style.BRACKETED, _BRACKETED),
    (Style.HALF_BRACKETED, _HALF_BRACKETED),
    (Style.LABEL, _LABEL),
    (Style.DECIMAL, _DECIMAL),
    (Style.NUMBER, _NUMBER),
    (Style.NUMBER, _BARE_NUMBER),
)

# What follows a number in prose: "3项" counts and "2.5亿" measures; "3搭建平台" and "2.5 教师队伍" are headings.
COUNTED = re.compile(
    r"[个项名人门所家万亿余多年月日级次份张台套间栋期届种类条位册本篇节座处批组棵亩元倍天周号辆对只千]|课时|平方|公里|小时|等奖"
)
MEASURED = re.compile(r"[亿万元倍%％‰℃°]|个百分|平方|公里|公斤|千|小时|[:：]\d")


def number_of(digits: str) -> int:
    """The value of a number up to 199 in Chinese or Arabic digits: 十二 and 12 are 12."""
    if digits.isdigit():
        return int(digits)
    hundreds, _, rest = digits.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * _HAN_DIGITS.get(hundreds[:1] or "一", 1) if "百" in digits else 0
    value += 10 * _HAN_DIGITS.get(tens[-1:] or "一", 1) if ten else 0
    return value + (_HAN_DIGITS.get(ones[-1:], 0) if ones else 0)


@lru_cache(maxsize=_REMEMBERED)
def heading_mark(text: str) -> Mark | None:
    """What a heading in this line would be numbered by, or None where its shape rules a heading out."""
    opening = _HASHES.match(text)
    hashes = len(opening.group(1)) if opening else 0
    start = opening.end() if opening else 0
    end = len(text.rstrip(" \t\u3000#*_"))
    if start >= end:
        return None
    for style, pattern in _NUMBERINGS:
        match = pattern.match(text, start)
        if match is not None and match.end() < end:
            return _mark(style, match, end, hashes, loose=pattern is _BARE_NUMBER)
    style = Style.NAMED if _NAMED.fullmatch(text, start, end) else Style.PLAIN
    return Mark(style, (), "", start, end, hashes)


def _mark(style: Style, match: re.Match[str], end: int, hashes: int, *, loose: bool) -> Mark:
    number = re.sub(r"\s", "", match.group(1)).replace("．", ".")
    path = tuple(number_of(part) for part in number.split("."))
    if style is Style.LABEL:  # the label is read as part of the title
        return Mark(style, path, "", match.start(), end, hashes)
    return Mark(style, path, number, match.end(), end, hashes, loose=loose)


@lru_cache(maxsize=_REMEMBERED)
def case_mark(text: str) -> CaseMark | None:
    """What a case title in this line would be, or None; a line that only speaks of a case is none."""
    opening = _HASHES.match(text)
    start = opening.end() if opening else 0
    end = len(text.rstrip(" \t\u3000#*_"))
    match = _CASE.match(text, start)
    if match is None or match.end() > end:
        return None
    at, close = match.end(), bool(match["close"])
    if match["open"] and not close:
        # 【案例：title】 closes after the title
        if text[end - 1 : end] not in "】]〕":
            return None
        end -= 1
    elif (match["id"] is None and not match["open"] and not match["colon"]) or (
        not match["open"]
        and not match["colon"]
        and not re.match(r"[\s“《《”‘【\u4e00-\u9fffA-Za-z0-9]", text[at:] or " ")
    ):
        return None
    if _SENTENCE.search(text[at:end]):
        return None
    label = re.sub(r"\s", "", match["label"])
    digits = re.sub(r"\s", "", match["id"] or "")
    return CaseMark(re.sub(r"[—–－﹣~.．·]", "-", digits), at, end, label)


def is_declaration(text: str) -> bool:
    """Whether a line heads a page that is no body: who vouches for the report, who wrote it, where it is published."""
    return _DECLARATION.fullmatch(text.strip("#* ")) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_table_caption(text: str) -> bool:
    """Whether a line has the shape of a table's caption: 表 2-1 …."""
    return _caption(text, _TABLE_CAPTION)


@lru_cache(maxsize=_REMEMBERED)
def is_figure_caption(text: str) -> bool:
    """Whether a line has the shape of a figure's caption: 图 2-1 …."""
    return _caption(text, _FIGURE_CAPTION)


def is_source_note(text: str) -> bool:
    """Whether a line says where a table's or figure's data come from."""
    return _SOURCE.match(text) is not None


def _caption(text: str, pattern: re.Pattern[str]) -> bool:
    opening = _HASHES.match(text)
    match = pattern.match(text, opening.end() if opening else 0)
    return match is not None and len(text) <= 90 and _IN_PROSE.search(text.rstrip("*")) is None
