"""Finds government bodies, parks and professional associations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.generic import ASSOCIATION, PARK, made_of
from vocgraph.extract.names import Found, left_edge
from vocgraph.extract.places import abroad, only_place, place_length
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_MINISTRY = re.compile(
    r"(?:中华人民共和国)?(?:教育部(?:办公厅|职成司|高教司|高校学生司|国际司|思政司|职业教育与成人教育司|"
    r"国际合作与交流司|高校学生司)?|财政部|工信部|工业和信息化部|人社部|人力资源(?:和|与)?社会保障部|科技部|"
    r"农业农村部|"
    r"交通运输部|外交部|公安部|商务部|民政部|文化和旅游部|国家卫健委|退役军人事务部|应急管理部|国家发改委|"
    r"国家发展改革委|国务院(?:办公厅)?|中共中央办公厅|中央宣传部|中宣部|团中央|共青团中央|国家国际发展合作署|"
    r"国家民委|国家乡村振兴局)"
    r"(?!署名|门|分)"
)
_OFFICE = re.compile(
    r"(?:教育|财政|科技|科学技术|人社|人力资源(?:和|与)?社会保障|工信|工业和信息化|发展(?:和)?改革|发改|"
    r"农业农村|农业|商务|民政|卫生健康|卫健|文化和旅游|文旅|交通运输|交通|应急管理|退役军人(?:事务)?|"
    r"市场监督管理|乡村振兴|林业|水利|"
    r"自然资源|生态环境|住房(?:和|与)?城乡建设|住建|公安|司法|审计|统计|体育|外事|国资|医疗保障|经信|"
    r"经济和信息化|教育考试|粮食|供销|气象|邮政管理|税务)(?:厅|局|委员会|委(?!员|托|派|常))"
)
_RULE = re.compile(
    r"人民政府(?!奖)|市政府|县政府|区政府|省政府|军分区|教育工委|教育工作委员会|委办公室|文明办|市委组织部|"
    r"省委组织部|市委宣传部|省委宣传部|考试院|(?:职业)?教育委员会|职教委员会"
)
_ANY_OFFICE = re.compile(
    r"(?<![布格结大全开破邮当])局(?![面势部限长])|(?<![餐客大展舞])厅(?![长级堂])|(?:镇|乡)(?:人民)?政府|街道办事处?"
)
_PARK = re.compile(
    r"(?:国家(?:级)?)?(?:经济技术开发区|经济开发区|经开区|高新技术产业开发区|高新技术开发区|高新技术产业园区?|"
    r"高新区|工业园区?|化工园区|科技园区?|产业园区?|创业园|保税区|自贸区|示范区|软件园|科教园|[\u4e00-\u9fff]{2}谷(?!省|州)|"
    r"新区)(?:管理委员会|管委会)?"
)
_AND = re.compile(r"(?<![呼共政泰永太])和(?![浩田平林硕静政顺县龙布])")  # 长沙市和|株洲市教育局, not 呼和浩特市
_WIDE = re.compile(
    r"全国|中华|国际|世界|行业|省|职业教育|高等教育|机械|化工|石化|建筑|纺织|轻工|物流|交通|电子|汽车|冶金|有色|电力|水利|旅游"
)
_ASSOCIATION = re.compile(
    r"(?:行业)?(?:协会|学会|研究会|促进会|商会|手工行会|行会)(?!会员|员|组织|专家|等|生)|"
    r"(?:职业教育)?(?:教学)?指导委员会|教指委|行指委|专业委员会|工作委员会|总工会"
)


def find_bodies(text: str) -> Iterator[Found]:
    """Yield government bodies, parks and associations, kind by kind, each in reading order."""
    yield from _governments(text)
    yield from _parks(text)
    yield from _associations(text)


def _governments(text: str) -> Iterator[Found]:
    kind = EntityKind.GOVERNMENT_BODY
    for found in _MINISTRY.finditer(text):
        yield Found(found.start(), found.end(), kind, "ministry", weight=1)
    for head in (*_OFFICE.finditer(text), *_RULE.finditer(text)):
        start = _placed_start(text, head.start(), limit=14)
        edge = left_edge(text, head.start(), limit=14, brackets=0)
        if abroad(text[edge.start : head.start()]):
            start = edge.start
        if start is not None:
            yield Found(start, head.end(), kind, "placed-office", weight=1)
    for head in _ANY_OFFICE.finditer(text):
        start = _office_start(text, head.start())
        if start is not None:
            yield Found(start, head.end(), kind, "placed-office", weight=0)


def _parks(text: str) -> Iterator[Found]:
    for head in _PARK.finditer(text):
        edge = left_edge(text, head.start(), limit=14, brackets=0, orgs=False)
        core = text[edge.start : head.start()]
        if made_of(core, PARK) or not 2 <= len(core) <= 14:
            continue
        if re.fullmatch(r"[A-Za-z]{3,}", core) or place_length(core):
            yield Found(edge.start, head.end(), EntityKind.PARK, f"head-{head.group()[-3:]}", weight=1)


def _associations(text: str) -> Iterator[Found]:
    for head in _ASSOCIATION.finditer(text):
        edge = left_edge(text, head.start(), limit=22, brackets=0, firm=True)
        core = text[edge.start : head.start()]
        if len(core) < 2 or made_of(core, ASSOCIATION):
            continue
        if place_length(core) or _WIDE.search(core):
            yield Found(edge.start, head.end(), EntityKind.ASSOCIATION, f"head-{head.group()[-2:]}", weight=1)


def _office_start(text: str, head: int) -> int | None:
    """The start of a place that governs the office ending here: 庄河市|科技和工业信息化|局; else None."""
    edge = left_edge(text, head, limit=22, brackets=0, joins=True, orgs=False)
    place = place_length(text[edge.start : head])
    rest = text[edge.start + place : head]
    return edge.start if place and 2 <= len(rest) <= 14 and text[edge.start + place - 1] in "省市县区州盟旗国" else None


def _placed_start(text: str, head: int, *, limit: int) -> int | None:
    """The farthest start of a place that leads straight to ``head``: 湖南省长沙市|教育局, 省|教育厅; else None."""
    best = None
    for start in range(head - 1, max(-1, head - limit), -1):
        place = text[start:head]
        if "、" in place or _AND.search(place):
            break
        bare = place.lstrip("省市县区")
        if only_place(place) or place in {"省委", "市委", "自治区", "自治州", "自治县"} or not bare or only_place(bare):
            best = start
    if best is not None and best > 0 and text[best] in "省市县区" and text[best - 1] in "全各我本外内":
        return None
    return best
