"""Finds named bases, centres, workshops, studios and think tanks that schools build or bear."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.generic import BASE, made_of
from vocgraph.extract.names import Edge, Found, left_edge, strip_level
from vocgraph.extract.places import only_place, place_length
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = re.compile(
    r"(?:校企共建)?(?:虚拟仿真|生产性|公共|示范性|共享型|综合|协同)?(?:实训|实习|实践|培训|培养|教育|传承|科普|"
    r"研修|示范|研发|孵化|评价|中试|人才|交流|教学)+基地|"
    r"(?:产教融合)?(?:实践|实训|创新|研究|研发|开发|培养|技术|应用技术|推广|培训|服务|交流|演练|体验|考核管理|演训|测试|"
    r"检测|中试|发展|协同创新|工程技术|工程技术研究|科教融汇|促进|文化)+中心|"
    r"(?:技能|技术技能|名师|名匠|教学)?(?:大师|名师|名匠|劳模|工匠|技能)?工作室|(?:博士后?|院士|专家|院士专家|"
    r"教师驻企|驻企|科研|企业博士)+工作站|工坊|智库|(?:重点|工程|联合|校企联合)?实验室|众创空间|"
    r"(?:产业|技术|文化|汽车|特色产业|职业教育)?研究院|(?:技术|先进技术)研究所|实训工厂|校企合作研修平台|"
    r"(?:科普)?(?:教学|教育|实践|培训)[（(]示范[）)]基地"
)
_PLAIN = re.compile(r"实训|实习|实践|培训|教育|孵化|示范|教学|工作|大师|名师")
_OWNER = re.compile(r"(?:学院|大学|学校|学会|协会|联合会)$")
_OF_ORGANISATION = re.compile(r"共同体|联合体|学会|协会|联合会")
_SERIAL = re.compile(r"\d{1,2}(?=[\u4e00-\u9fff]{3})(?!人)")
_CROWNED = re.compile(r"国家(?!级)|全国")
_NOT_NAMED = re.compile(
    r"(?:模式|体系|机制|标准)$|^(?:校本|校地|校园|学校|思政课)|[院站]\+|\+.*\+|^[省市]?级?工程(?:技术)?$"
)
_NOT = re.compile(r"为中心|以.{0,12}为基地|融媒体中心|就业指导中心|行政中心|活动中心$|会计事务中心")


def find_bases(text: str) -> Iterator[Found]:
    """Yield bases and centres that bear a name of their own, in reading order."""
    for head in _HEAD.finditer(text):
        edge = _edge(text, head)
        start, owned = _start(text, head, edge)
        name, bare = text[start : head.end()], text[start : head.start()].strip("“”‘’")
        ranked = _rank_length(bare)
        if ranked and len(name) - ranked >= 6 and bare[ranked:] not in {"省", "市"} and "+" not in bare:
            rule = "ranked"
        elif edge.border != "limit" and _is_named(text[start : head.start()], name, head.group()):
            rule = "head"
        else:
            continue
        # The base of an organisation is not the organisation: it wins where both are seen.
        weight = 5 if owned or _OF_ORGANISATION.search(bare) else 0
        yield Found(
            start, head.end(), EntityKind.BASE_OR_CENTRE, f"{rule}-{head.group()[-2:]}-{edge.border}", weight=weight
        )


def _edge(text: str, head: re.Match[str]) -> Edge:
    edge = left_edge(text, head.start(), limit=32, joins=True, brackets=6)
    if edge.border == "joint" and edge.start == head.start() and not _PLAIN.match(head.group()):
        return left_edge(text, head.end() - 2, limit=32, joins=True)  # 材料研发与应用技术|中心
    return edge


def _start(text: str, head: re.Match[str], edge: Edge) -> tuple[int, bool]:
    """Where the name begins without level and serial number; whether it opens with its owner (某某学院博士工作站)."""
    start = edge.start
    name = text[start : head.end()]
    start += len(name) - len(strip_level(name))
    serial = _SERIAL.match(text[start : head.start()])
    start += serial.end() if serial else 0
    bare = text[start : head.start()].strip("“”‘’")
    if made_of(bare, BASE) and edge.border == "word" and _OWNER.search(text, max(0, start - 6), start):
        return left_edge(text, head.start(), limit=24, orgs=False, brackets=0).start, True
    return start, False


def _rank_length(bare: str) -> int:
    """How many characters say which country or place ranks the base: 国家…, 湖南省…; 0: none."""
    crowned = _CROWNED.match(bare)
    return crowned.end() if crowned else place_length(bare)


def _is_named(core: str, name: str, head: str) -> bool:
    bare = core.strip("“”‘’")
    if len(bare) < 2 or made_of(bare, BASE) or _NOT_NAMED.search(bare) or _NOT.search(name):
        return False
    if re.fullmatch(r"“[^”]{1,4}”", core):
        return False  # a programme's title, not a base: “蓝杯”名师工作室
    if only_place(bare) and 2 < len(head) < 6:
        return False
    if len(head) >= 6:  # the typed words took in what it is about: 智能|检测技术研发中心
        return True
    return len(bare) >= 3 or place_length(bare) > 0 or head.endswith(("工坊", "智库", "工作室"))
