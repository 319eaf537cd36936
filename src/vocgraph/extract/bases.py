"""Finds named bases, centres, workshops, studios and think tanks that schools build or bear."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocgraph.extract.names import Found, left_edge, strip_level
from vocgraph.extract.places import only_place, place_length
from vocgraph.model import EntityKind

_HEAD = re.compile(
    r"(?:校企共建)?(?:虚拟仿真|生产性|公共|示范性|共享型|综合|协同)?(?:实训|实习|实践|培训|培养|教育|传承|科普|研修|示范|研发|孵化|评价|中试|人才|交流|教学)+基地|"
    r"(?:产教融合)?(?:实践|实训|创新|研究|研发|技术|应用技术|推广|培训|服务|交流|演练|体验|考核管理|演训|测试|检测|中试|发展|协同创新|工程技术|工程技术研究|科教融汇|促进|文化)+中心|"
    r"(?:技能|技术技能|名师|名匠|教学)?(?:大师|名师|名匠|劳模|工匠|技能)?工作室|(?:博士后?|院士|专家|院士专家|教师驻企|驻企|科研|企业博士)+工作站|工坊|智库|(?:重点|工程|联合|校企联合)?实验室|众创空间|"
    r"(?:产业|技术|美德|文化|汽车|特色产业|职业教育)?研究院|(?:技术|先进技术)研究所|实训工厂|校企合作研修平台|科普教学[（(]示范[）)]基地"
)
_GENERIC = re.compile(
    r"^(?:校内|校外|校内外|校企|企业|生产性|虚拟仿真|实训|实习|实践|实习实训|教学|专业|产教融合|开放型|区域|区域性|公共|共享型?|示范性?|省级|国家级|市级|校级|现代|高水平|特色|重点|综合|大学生|学生|教师|就业|就业实习|"
    r"创新创业|创业|孵化|培训|教育|科研|技术|技能|技能大师|大师|名师|思政|心理|心理健康|心理健康教育|心理咨询|劳动|劳动教育|红色|红色教育|红色文化|爱国主义|爱国主义教育|志愿服务|社会实践|课程思政|实践教学|工程|工程技术|应用|服务|创新|"
    r"人才|人才培养|人才培养培训|海外人才|培养|双师型|“双师型”教师|“双师型”|教师培养|党员|党建|党支部书记|双带头人|班主任|辅导员|学习|体验|数据|大数据|信息|网络|图书|文化|传承|国际|一批|多个|多元|优质|精品|品牌|典型|产学研|"
    r"研究|研发|推广|交流|管理|考核|发展|会议|采购|物流|健康|卫生|康养|活动|大学生活动|校外实践|校外实习|实习就业|教师企业实践|教育实践|教学实践|高技能人才|公共实训|竞赛|技能竞赛|大赛|赛训|专用|校园|农业|种养|产业|产业化|生产|定向培养|"
    r"与|和|及|、|的|各|等|个|新|\d+个?|[一二三四五六七八九十两几多]+个?|中心|基地|专业群|社区|“|”|职业技能|职业|技艺|非遗|“双师”|双师|名匠|“楚怡”|协同|协同创新|应用技术|先进|高端|云端|线上|线下|资源|联合|共性技术|开放|"
    r"学校|学院|教师发展|评价|认定|训练|咨询|众创空间|创客|院士|博士|专家|专项|外语|体育|艺术|养老|育人|项目育人|帮扶|产教|合作|教育教学|师资|师资培训|国家|人民|城市|政务|商务|研学|研学旅行|营地|培训实训|育训|继续教育)*$"
)
_PLAIN = re.compile(r"实训|实习|实践|培训|教育|孵化|示范|教学|工作|大师|名师")
_OWNED = re.compile(r"(?:学院|大学|学校|学会|协会|联合会)$")
_NOT = re.compile(r"为中心|以.{0,12}为基地|融媒体中心|就业指导中心|行政中心|活动中心$|会计事务中心")


def find_bases(text: str) -> Iterator[Found]:
    """Yield bases and centres that bear a name of their own, in reading order."""
    for head in _HEAD.finditer(text):
        edge = left_edge(text, head.start(), limit=32, joins=True, brackets=6)
        if edge.border == "joint" and edge.start == head.start() and not _PLAIN.match(head.group()):
            edge = left_edge(text, head.end() - 2, limit=32, joins=True)  # 涂料研发与应用技术|中心
        start, weight = edge.start, 0
        name = text[start : head.end()]
        start += len(name) - len(strip_level(name))
        serial = re.match(r"\d{1,2}(?=[\u4e00-\u9fff]{3})(?!人)", text[start : head.start()])
        start += serial.end() if serial else 0
        name, core = text[start : head.end()], text[start : head.start()]
        bare = core.strip("“”‘’")
        if _GENERIC.match(bare) and edge.border == "word" and _OWNED.search(text, max(0, start - 6), start):
            start = left_edge(text, head.start(), limit=24, orgs=False, brackets=0).start
            name = text[start : head.end()]
            bare, weight = name[: len(name) - len(head.group())], 5
        if re.search(r"共同体|联合体|学会|协会|联合会", bare):
            weight = 5  # the base of an organisation, not the organisation
        crowned = re.match(r"国家(?!级)|全国", bare)
        ranked = crowned.end() if crowned else place_length(bare)
        if ranked and len(name) - ranked >= 6 and not re.fullmatch(r"省|市", bare[ranked:]) and "+" not in bare:
            yield Found(start, head.end(), EntityKind.BASE_OR_CENTRE, f"ranked-{head.group()[-2:]}-{edge.border}", weight=weight)
            continue
        if re.search(r"模式|体系|机制|标准$|型$", bare[-3:]) and not re.search(r"型$", bare) or re.match(r"校本|校地|校园|学校|思政课", bare):
            continue
        if re.search(r"[院站]\+|\+.*\+", bare) or re.fullmatch(r"[省市]?(?:级)?工程(?:技术)?", bare):
            continue
        if _GENERIC.match(bare) or len(bare) < 2 or _NOT.search(name) or only_place(bare) and 2 < len(head.group()) < 6:
            continue
        if edge.border == "limit" or (len(bare) < 3 and not place_length(bare) and head.group() not in {"工坊", "智库"}):
            continue
        yield Found(start, head.end(), EntityKind.BASE_OR_CENTRE, f"head-{head.group()[-2:]}-{edge.border}", weight=weight)
