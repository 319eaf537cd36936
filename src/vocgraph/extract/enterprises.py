"""Finds enterprises by their legal form and by typed short ends (集团, 公司, 厂, 事务所)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.generic import ENTERPRISE, made_of
from vocgraph.extract.names import Found, left_edge
from vocgraph.extract.places import only_place, place_length
from vocgraph.gazetteer import is_known_company
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_KIND = EntityKind.ENTERPRISE
_LEGAL = re.compile(
    r"(?:[（(]集团[）)])?(?:集团)?(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|"
    r"合伙企业(?:[（(]有限合伙[）)])?)(?:[\u4e00-\u9fff]{2,5}分公司)?"
)
_GROUP = re.compile(r"集团(?!化|军|有限|股份|公司|[（(]|总部|办学|高质量|理事|式|队|内部|董事|党委|领导|对外)")
_COMPANY = re.compile(r"公司(?!级|制|法|章|治理|管理|化|层面|内部|总部|人力|员工|领导|业务|文化|产品|最高|上班)")
_WORKS = re.compile(
    r"(?:机械|车辆|机车|电机|汽车|制药|水泥|钢铁|化工|食品|陶瓷|印刷|电力机车)厂(?![房区中长])|税务师事务所|"
    r"会计师事务所|律师事务所"
)


# Hospitals and hotels are firms to a school: they take its students in.
_HOUSE = re.compile(
    r"(?:医院(?!管理|感染|志愿)(?:[\u4e00-\u9fff]{1,5}(?:院区|分院))?|大?酒店|宾馆|大饭店|度假酒店|度假村)"
    r"(?!专业|管理|服务|运营|实务|英语|有限|股份|集团|业|方|学院|工程|内|数字|人|用品)"
)


def find_enterprises(text: str) -> Iterator[Found]:
    """Yield enterprises whose printed form says that they are one."""
    for head in _LEGAL.finditer(text):
        start, core, border = _core(text, head.start(), limit=26, brackets=8)
        if len(core) >= 2 and "”" not in core and not made_of(core, ENTERPRISE):
            yield Found(start, head.end(), _KIND, f"legal-form-{border}", weight=3)
    for head in _GROUP.finditer(text):
        start, core, border = _core(text, head.start(), limit=12)
        schools_own = core.endswith(("职教", "职业教育", "教育集"))  # 职教集团 is an alliance
        if len(core) >= 2 and not made_of(core, ENTERPRISE) and not only_place(core) and not schools_own:
            yield Found(start, head.end(), _KIND, f"head-集团-{border}", weight=1)
    for head in _COMPANY.finditer(text):
        start, core, border = _core(text, head.start(), limit=16)
        if not _LEGAL.search(text, max(0, head.start() - 4), head.end()) and _names_company(core):
            yield Found(start, head.end(), _KIND, f"head-公司-{border}", weight=1)
    for head in _WORKS.finditer(text):
        start, core, _ = _core(text, head.start(), limit=14)
        if place_length(core) and head.end() - start >= 5:
            yield Found(start, head.end(), _KIND, "head-厂", weight=1)
    yield from _houses(text)


def _houses(text: str) -> Iterator[Found]:
    for head in _HOUSE.finditer(text):
        edge = left_edge(text, head.start(), limit=18, firm=True, orgs=False)
        if text.endswith("附属", 0, edge.start):  # 某某医科大学附属|协和医院
            edge = left_edge(text, edge.start - 2, limit=18, firm=True, orgs=False)
        core = text[edge.start : head.start()]
        placed = place_length(core)
        if placed and (len(core) > placed + 1 or head.group()[:2] != "医院") and "学校" not in core:
            yield Found(edge.start, head.end(), _KIND, f"head-{head.group()[:2]}-{edge.border}", weight=3)


def _core(text: str, head: int, *, limit: int, brackets: int = 6) -> tuple[int, str, str]:
    """Where the name begins, what stands before its typed word, and the kind of border."""
    edge = left_edge(text, head, limit=limit, brackets=brackets, firm=True)
    return edge.start, text[edge.start : head], edge.border


def _names_company(core: str) -> bool:
    """Whether 公司 behind this is one company: 广州蓝海生物科技(公司), not 建筑设计(公司)."""
    if len(core) < 3 or "”" in core or made_of(core, ENTERPRISE) or only_place(core):
        return False
    placed = place_length(core)
    return (
        (placed > 0 and len(core) - placed >= 2)
        or is_known_company(core) == "listed"
        or core.endswith(("科技", "发展", "实业"))
    )
