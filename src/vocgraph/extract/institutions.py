"""Finds schools, colleges and universities; a school's own departments (二级学院) are not institutions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocgraph.extract.names import Found, left_edge
from vocgraph.extract.places import abroad, only_place, place_length
from vocgraph.gazetteer import school_place, schools
from vocgraph.model import EntityKind

_KIND = EntityKind.INSTITUTION
_HEAD = re.compile(
    r"大学(?!生|城|英语|习|语文|毕业|出版社|体育|科技园|数学|物理|课堂|计划|日语|校长|[一二三四]年)|"
    r"(?:职业技术|职业|技师|技术|师范|医学|工程)?学院(?!派|路|式)|"
    r"(?:高等|中等|幼儿师范高等|医学高等)?专科学校|(?:职业|技工|技术|中等专业|中等职业|公立|全日制|新时代|国家|第[一二三四五六七八九十]+届|各省|特殊教育|高等|师范|卫生|职业技术|附属)学校|"
    r"(?:职业|职业技术|职业高级|高级)?中学|(?:职业)?(?:中等专业|中专)(?:学校)?|职业中专(?:学校)?|职业高中|(?:职业技术|职业|职)教育中心(?:学校)?|职教中心|大专学校|"
    r"(?:理工|工业|工商|交通|财经|海事|机电|第[一二三四五六七八九十]+)(?:职业)?学校|分校"
)
_SECTION = re.compile(
    r"(?:产业|现场工程师|企业|二级|工匠|马克思主义|继续教育|国际教育|创新创业|通识教育|公共教育|社区|老年|教学|各|本|我|该|两|开放|村播|工程师|专业|技能|文化|体育|基础|素质|教育)学院$"
)
_GENERIC = re.compile(
    r"^(?:高等|职业|职业技术|普通|普通高等|普通本科|本科|本科层次|应用型|应用型本科|老年|社区|社会|开放|中等|中等职业|公立|全日制|新时代|国家|第[一二三四五六七八九十]+届|各省|中等专业|中等职业技术|技工|民办|公办|公办中职|高职|高等职业|高等专科|"
    r"职业技术本科|省级|地方|优质|示范|示范性|全国|国内|国外|省内外?|多所|各|师范|综合性?|重点|高水平|研究型|名牌|兄弟|大中专|境外|合作|农村|五年制|中小学?|一流|现代|全日制|学历教育|两所|211|双一流|"
    r"职业院校|其他|技师|技术|职业本科|创建|成立|希望|楚怡|中职|帮扶|县域|初级|幼儿|特殊|特殊教育|附属|东部|西部|进入|升格|“双高”|二级|国际|知名|著名|在校|爱晚|“爱晚”|卓越|附近|\d+)*$"
)
# What a place's schools are called together: 株洲市中等职业学校, 湖南省普通高等学校.
_UNNAMED = re.compile(r"^(?:各|全日制)*(?:普通)?(?:高等|中等|中等职业|职业|中等学历教育职业|技工)(?:院校|学校)$|^(?:老年|开放|社区)大学$")
_TYPED = re.compile(r"职业|技师|师范|医学|专科|理工|大学|财经|农业|林业|科技|铁道|铁路|电力|机电|工业|建筑|交通|警官|艺术|体育|商")


def find_institutions(text: str, *, home: str = "") -> Iterator[Found]:
    """Yield institutions in reading order.

    :param home: the reporting institution; names that hold it whole (its 附属 school) are kept, its departments are not.
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
        start, end = _known_inside(text, edge.start, head.end())
        name = text[start:end]
        core = text[start : head.start()]
        if _is_institution(name, core, head.group()):
            taken = end
            yield Found(start, end, _KIND, f"head-{head.group()[-2:]}-{edge.border}", weight=2)


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
    if "”" in core or _UNNAMED.match(name[place_length(name) :].removeprefix("省").removeprefix("市")):
        return False
    if len(core) < 2 or _GENERIC.match(core) or _SECTION.search(name) or only_place(core) and head in {"学院", "学校"}:
        return False
    placed = place_length(core) > 0
    if head.endswith("中专") and not placed:
        return False
    if head.endswith("大学"):
        return placed or len(core) >= 2 and not re.search(r"[生级]$", core)
    if head.endswith("学院"):
        if abroad(name):
            return len(name) >= 6
        return head in {"职业技术学院", "职业学院", "技师学院"} or (placed and _TYPED.search(name) is not None and len(name) >= 6)
    if head == "分校":
        return placed and ("大学" in core)
    if head.endswith("中学"):
        return placed
    return placed or len(core) >= 4
