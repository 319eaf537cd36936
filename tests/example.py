"""Three short reports of schools that do not exist, and the graph that is read out of them."""

from __future__ import annotations

from dataclasses import replace

import rdflib

from vocgraph.graph.assemble import assemble
from vocgraph.graph.rdf import Iri, quads
from vocgraph.model import (
    Entity,
    EntityKind,
    Mention,
    Part,
    Predicate,
    Profile,
    Region,
    Relation,
    Report,
    Resolution,
    Span,
    Subgraph,
    attributes,
)

_QINGHE_2023 = """青禾职业技术学院由云岭省教育厅主管。
学校与蓝海科技有限公司共建蓝海智造产业学院。
学校与蓝海科技开设订单班。
学校牵头成立云岭市智能制造产教联合体，蓝海科技
有限公司为副理事长单位。
"""
_QINGHE_2024 = """青禾职院与蓝海科技有限公司共建蓝海智造产业学院，云岭经济开发区参与建设。
学校与星河机械集团有限公司共建星河装备产业学院。
学校与星河机械集团有限公司开展现场工程师培养。
学生在云岭省职业院校技能竞赛中获一等奖2项。
学校承办云岭省职业院校技能竞赛。
学校建有数控加工技能大师工作室。
"""
_YUNLING_2024 = """云岭工业学校与蓝海科技有限公司共建岗位实习基地，安排学生实习。
学校是云岭市智能制造产教联合体成员，也是云岭省机械行业协会理事单位。
学生在云岭省职业院校技能竞赛中获三等奖。
学校与青禾职业技术学院联合培养五年制学生。
"""
REPORTS = {
    "qinghe-2023": Report(id="qinghe-2023", text=_QINGHE_2023),
    "qinghe-2024": Report(id="qinghe-2024", text=_QINGHE_2024, pages=(0, _QINGHE_2024.index("学生在"))),
    "yunling-2024": Report(id="yunling-2024", text=_YUNLING_2024),
}
PROFILES = {
    "qinghe-2023": Profile("质量年度报告（2023）", "青禾职业技术学院", region=Region("云岭省", "云岭市"), year=2023),
    "qinghe-2024": Profile("质量年度报告（2024）", "青禾职院", region=Region("云岭省", "云岭市"), year=2024),
    "yunling-2024": Profile("云岭工业学校质量年报", "云岭工业学校", region=Region("云岭省", "东溪市"), year=2024),
}
NAMES = {
    "青禾职业技术学院": (EntityKind.INSTITUTION, ("青禾职院",)),
    "云岭工业学校": (EntityKind.INSTITUTION, ()),
    "蓝海科技有限公司": (EntityKind.ENTERPRISE, ("蓝海科技",)),
    "星河机械集团有限公司": (EntityKind.ENTERPRISE, ()),
    "蓝海智造产业学院": (EntityKind.INDUSTRIAL_COLLEGE, ()),
    "星河装备产业学院": (EntityKind.INDUSTRIAL_COLLEGE, ()),
    "云岭市智能制造产教联合体": (EntityKind.ALLIANCE, ()),
    "云岭省职业院校技能竞赛": (EntityKind.COMPETITION, ()),
    "云岭省教育厅": (EntityKind.GOVERNMENT_BODY, ()),
    "云岭经济开发区": (EntityKind.PARK, ()),
    "云岭省机械行业协会": (EntityKind.ASSOCIATION, ()),
    "数控加工技能大师工作室": (EntityKind.BASE_OR_CENTRE, ()),
}
# Titles stand for whole texts here: the reports above are too short to hold a case.
PARTS = (
    Part("qinghe-2023/1", "qinghe-2023", True, "校企携手育新匠", 2, 3, ("industrial-college", "order-class")),
    Part("qinghe-2023/1", "qinghe-2023", False, "产教融合", 2, 5, ("industrial-college",)),
    Part("qinghe-2024/1", "qinghe-2024", True, "赛场练兵", 4, 5, ("skills-competition",)),
)
# report, words that stand in the sentence, subject, predicate, object, details
_SAID = """
qinghe-2023 教育厅主管 青禾职业技术学院 supervisedBy 云岭省教育厅
qinghe-2023 共建蓝海 青禾职业技术学院 coBuilds 蓝海智造产业学院
qinghe-2023 共建蓝海 蓝海科技有限公司 coBuilds 蓝海智造产业学院
qinghe-2023 订单班 青禾职业技术学院 cooperatesWith 蓝海科技有限公司 kind=订单班
qinghe-2023 牵头成立 青禾职业技术学院 leads 云岭市智能制造产教联合体
qinghe-2023 牵头成立 蓝海科技有限公司 memberOf 云岭市智能制造产教联合体 role=副理事长单位
qinghe-2024 共建蓝海 青禾职业技术学院 coBuilds 蓝海智造产业学院
qinghe-2024 共建蓝海 蓝海科技有限公司 coBuilds 蓝海智造产业学院
qinghe-2024 共建蓝海 云岭经济开发区 coBuilds 蓝海智造产业学院 role=参与建设
qinghe-2024 共建星河 青禾职业技术学院 coBuilds 星河装备产业学院
qinghe-2024 共建星河 星河机械集团有限公司 coBuilds 星河装备产业学院
qinghe-2024 现场工程师 青禾职业技术学院 cooperatesWith 星河机械集团有限公司 kind=现场工程师
qinghe-2024 获一等奖 青禾职业技术学院 awardedIn 云岭省职业院校技能竞赛 award=一等奖 count=2 level=省级
qinghe-2024 承办 青禾职业技术学院 hosts 云岭省职业院校技能竞赛 role=承办
qinghe-2024 建有 青禾职业技术学院 coBuilds 数控加工技能大师工作室
yunling-2024 实习 云岭工业学校 cooperatesWith 蓝海科技有限公司 kind=实习就业 unit=机电部
yunling-2024 联合体成员 云岭工业学校 memberOf 云岭市智能制造产教联合体
yunling-2024 理事单位 云岭工业学校 memberOf 云岭省机械行业协会 role=理事单位
yunling-2024 获三等奖 云岭工业学校 awardedIn 云岭省职业院校技能竞赛 award=三等奖 level=省级
yunling-2024 联合培养 云岭工业学校 cooperatesWith 青禾职业技术学院 kind=其他
"""


def node_id(name: str) -> str:
    return f"{NAMES[name][0]}/{name}"


def example_graph() -> Subgraph:
    """Twelve entities and eighteen relations; two of them are said by two reports."""
    return replace(assemble(_resolution(), REPORTS, title="Example"), parts=PARTS)


def _resolution() -> Resolution:
    evidence: dict[tuple[str, Predicate, str], list[tuple[Span, tuple[tuple[str, str], ...]]]] = {}
    for line in _SAID.split("\n")[1:-1]:
        report, words, subject, predicate, target, *details = line.split()
        key = (node_id(subject), Predicate(predicate), node_id(target))
        attrs = attributes(dict(detail.split("=") for detail in details))
        evidence.setdefault(key, []).append((_sentence(report, words), attrs))
    relations = tuple(
        Relation(subject, predicate, target, tuple(span for span, _ in said), tuple(attrs for _, attrs in said))
        for (subject, predicate, target), said in evidence.items()
    )
    return Resolution(tuple(map(_entity, NAMES)), relations, ())


def _sentence(report: str, words: str) -> Span:
    text = REPORTS[report].text
    at = text.index(words)
    return Span(report, text.rfind("。", 0, at) + 2 if "。" in text[:at] else 0, text.index("。", at) + 1)


def _entity(name: str) -> Entity:
    kind, aliases = NAMES[name]
    mentions = []
    for report in REPORTS.values():
        for surface in (name, *aliases):
            at = report.text.replace("\n", "").find(surface)
            if at >= 0:
                mentions.append(Mention(Span(report.id, at, at + len(surface)), surface, kind, "example"))
    return Entity(node_id(name), name, kind, aliases, tuple(mentions))


def example_dataset() -> rdflib.Dataset:
    """The example as rdflib holds it: every triple in its named graph."""
    made = rdflib.Dataset(default_union=True)
    for quad in quads(example_graph(), PROFILES):
        graph = made.graph(rdflib.URIRef(quad.graph)) if quad.graph else made.default_graph
        value = (
            rdflib.URIRef(quad.object.value)
            if isinstance(quad.object, Iri)
            else rdflib.Literal(
                quad.object.value, lang=quad.object.language or None, datatype=quad.object.datatype or None
            )
        )
        graph.add((rdflib.URIRef(quad.subject.value), rdflib.URIRef(quad.predicate.value), value))
    return made
