"""Finds schools, colleges and universities; a school's own departments (二级学院) are not institutions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.generic import INSTITUTION, made_of
from vocgraph.extract.names import Found, left_edge
from vocgraph.extract.places import abroad, only_place, place_length
from vocgraph.gazetteer import school_place, schools
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_KIND = EntityKind.INSTITUTION
# Trades that secondary schools are named after, behind their place: 某某农业学校.
_TRADES = (
    "农业|林业|农牧|畜牧|水产|商业|商贸|经贸|旅游|艺术|体育|警察|护士|铁路|航空|航运|建筑|水利|电力|石油|化工|煤炭|"
    "冶金|粮食|供销|财政|轻工|纺织|信息|工程"
)
_HEAD = re.compile(
    r"大学(?!生|城|英语|习|语文|毕业|出版社|体育|科技园|数学|物理|课堂|计划|日语|校长|[一二三四]年)|"
    r"(?:职业技术|职业|技师|技术|师范|医学|工程)?学院(?!派|路|式)|"
    r"(?:高等|中等|幼儿师范高等|医学高等)?专科学校|(?:职业|技工|技术|中等专业|中等职业|公立|全日制|新时代|国家|"
    r"第[一二三四五六七八九十]+届|各省|特殊教育|高等|师范|卫生|职业技术|附属)学校|"
    r"(?:职业|职业技术|职业高级|高级)?中学|(?:职业)?(?:中等专业|中专)(?:学校)?|职业中专(?:学校)?|职业高中|"
    r"(?:职业技术|职业|职)教育中心(?:学校)?|职教中心|大专学校|"
    rf"(?:{_TRADES})学校|"
    r"(?:理工|工业|工商|交通|财经|海事|机电|第[一二三四五六七八九十]+)(?:职业)?学校|分校"
)
_SECTION = re.compile(
    r"(?:产业|现场工程师|企业|二级|工匠|马克思主义|继续教育|国际教育|创新创业|通识教育|公共教育|社区|老年|教学|"
    r"各|本|我|该|两|开放|工程师|专业|技能|文化|体育|基础|素质|教育)学院$"
)
# What a place's schools are called together: 长沙市中等职业学校, 湖南省普通高等学校.
_UNNAMED = re.compile(
    r"^(?:各|全日制)*(?:普通)?(?:高等|中等|中等职业|职业|中等学历教育职业|技工)(?:院校|学校)$|^(?:老年|开放|社区)大学$"
)
# Syllables of foreign names that are function words elsewhere: 拉|各斯, |又松.
_SYLLABLES = "各又因如以都就已将使"
_TYPED = re.compile(
    r"职业|技师|师范|医学|专科|理工|大学|财经|农业|林业|科技|铁道|铁路|电力|机电|工业|建筑|交通|警官|艺术|体育|商"
)


def find_institutions(text: str, *, home: str = "") -> Iterator[Found]:
    """Yield institutions in reading order.

    :param home: the reporting institution; its 附属 school is kept, its departments are not.
    """
    taken = -1
    if home:
        for own in re.finditer(re.escape(home), text):
            if text[own.end() : own.end() + 1] != "附":
                yield Found(own.start(), own.end(), _KIND, "reporting-name", weight=4)
    for head in _HEAD.finditer(text):
        if head.start() < taken:
            continue
        edge = left_edge(text, head.start(), limit=18, brackets=0, orgs=True, firm=True)
        start, end = _known_inside(text, _foreign_start(text, edge.start), head.end())
        name = text[start:end]
        core = text[start : head.start()]
        if _is_institution(name, core, head.group()):
            taken = end
            yield Found(start, end, _KIND, f"head-{head.group()[-2:]}-{edge.border}", weight=2)


def _foreign_start(text: str, start: int) -> int:
    """Where a foreign name begins whose syllable was taken for a stop: 尼日利亚拉各|斯州立大学."""
    if start == 0 or text[start - 1] not in _SYLLABLES:
        return start
    for begin in range(max(0, start - 12), start - 2):
        between = text[begin : start - 1]
        if abroad(between) and re.fullmatch(r"[\u4e00-\u9fff·]+", between) and not re.search(r"[与和及的]", between):
            return begin
    return start


def _known_inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The longest listed school that ends with the candidate, or the candidate itself."""
    if text.endswith("国家开放大学", start, end):
        return end - 6, end
    for at in range(start, end - 3):
        if text[at:end] in schools():
            return at, end
    return start, end


def _is_institution(name: str, core: str, head: str) -> bool:
    if name in schools() or name == "国家开放大学" or school_place(name) is not None:
        return True
    place = name[: place_length(name)]
    unnamed = _UNNAMED.match(name.removeprefix(place).removeprefix("省").removeprefix("市"))
    if unnamed and place.endswith(("县", "旗")) and head != "中等专业学校":
        unnamed = None  # a county has one, and calls it so: 某县中等职业学校
    if len(core) < 2 or "”" in core or unnamed or made_of(core, INSTITUTION) or _SECTION.search(name):
        return False
    if only_place(core) and head in {"学院", "学校"}:
        return False
    return _fits_head(name, core, head)


def _fits_head(name: str, core: str, head: str) -> bool:
    """Whether the name is specific enough for its typed word: 学院 alone is mostly a school's own department."""
    placed = place_length(core) > 0
    if head.endswith(("中专", "中学")):
        return placed
    if head.endswith("学校") and re.fullmatch(_TRADES, head[:-2]):
        return placed
    if head == "分校":
        return placed and "大学" in core
    if head.endswith("大学"):
        return placed or not core.endswith(("生", "级"))
    if head.endswith("学院"):
        typed = placed and _TYPED.search(name) is not None
        return head in {"职业技术学院", "职业学院", "技师学院"} or ((typed or abroad(name)) and len(name) >= 6)
    return placed or len(core) >= 4
