"""Finds enterprises by their legal form and by typed short ends (集团, 公司, 厂, 事务所)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocgraph.extract.names import Found, left_edge
from vocgraph.extract.places import only_place, place_length
from vocgraph.gazetteer import is_known_company
from vocgraph.model import EntityKind

_KIND = EntityKind.ENTERPRISE
_LEGAL = re.compile(
    r"(?:[（(]集团[）)])?(?:集团)?(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|合伙企业(?:[（(]有限合伙[）)])?)(?:[\u4e00-\u9fff]{2,5}分公司)?"
)
_GROUP = re.compile(r"集团(?!化|军|有限|股份|公司|[（(]|总部|办学|高质量|理事|式|队|内部|董事|党委|领导|对外)")
_COMPANY = re.compile(r"公司(?!级|制|法|章|治理|管理|化|层面|内部|总部|人力|员工|领导|业务|文化|产品|最高|上班)")
_WORKS = re.compile(r"(?:机械|车辆|机车|电机|汽车|制药|水泥|钢铁|化工|食品|陶瓷|印刷|电力机车)厂(?![房区中长])|税务师事务所|会计师事务所|律师事务所")
_GENERIC = re.compile(
    r"^(?:某|该|本|分|总|子|母|各|有限|上市|龙头|跨国|大型|知名|行业|合作|物业|保险|邮轮|大邮轮|科技|教育|设计|专业设计|专业|职教|职业教育|产业|企业|中国特色|示范性?|骨干|国有|民营|"
    r"外资|中外合资|合资|物流|股份|第三方|校办|高科技|注册|模拟|创立|创办|成立|我|贵|相关|建筑|施工|上海|的|等|和|与|及|新能源|互联网|文化传播|劳务|人力资源|投资|控股|一家|多家|几家|外贸|软件|"
    r"智能制造|工程|电商|旅游|人才|服务|制|党员|工会|示范性职业教育|幼教|医药|食品|汽车|电力|央企|国企)*$"
)


def find_enterprises(text: str) -> Iterator[Found]:
    """Yield enterprises whose printed form says that they are one."""
    for head in _LEGAL.finditer(text):
        edge = left_edge(text, head.start(), limit=26, brackets=8, firm=True)
        name = text[edge.start : head.end()]
        if len(name) - len(head.group()) >= 2 and "”" not in name and not _GENERIC.match(text[edge.start : head.start()]):
            yield Found(edge.start, head.end(), _KIND, f"legal-form-{edge.border}", weight=3)
    for head in _GROUP.finditer(text):
        edge = left_edge(text, head.start(), limit=12, firm=True)
        core = text[edge.start : head.start()]
        if 2 <= len(core) and not _GENERIC.match(core) and not only_place(core) and not core.endswith(("职教", "职业教育", "教育集")):
            yield Found(edge.start, head.end(), _KIND, f"head-集团-{edge.border}", weight=1)
    for head in _COMPANY.finditer(text):
        if _LEGAL.search(text, max(0, head.start() - 4), head.end()):
            continue
        edge = left_edge(text, head.start(), limit=16, firm=True)
        core = text[edge.start : head.start()]
        placed = place_length(core)
        if _GENERIC.match(core) or len(core) < 3 or only_place(core) or "”" in core:
            continue
        if (placed and len(core) - placed >= 2) or is_known_company(core) == "listed" or re.search(r"科技$|发展$|实业$", core):
            yield Found(edge.start, head.end(), _KIND, f"head-公司-{edge.border}", weight=1)
    for head in _WORKS.finditer(text):
        edge = left_edge(text, head.start(), limit=14, firm=True)
        core = text[edge.start : head.start()]
        if place_length(core) and len(core) > place_length(core) - 1 and len(text[edge.start : head.end()]) >= 5:
            yield Found(edge.start, head.end(), _KIND, "head-厂", weight=1)
