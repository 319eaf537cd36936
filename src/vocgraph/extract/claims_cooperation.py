"""Reads with whom a school works (cooperatesWith) and to whom it belongs (supervisedBy)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.places import abroad
from vocgraph.model import Claim, EntityKind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vocgraph.extract.scenes import Scene

_KINDS = (
    ("订单班", re.compile(r"订单|冠名班|定向培养")),
    ("学徒制", re.compile(r"学徒")),
    ("现场工程师", re.compile(r"现场工程师")),
    ("帮扶", re.compile(r"帮扶|结对|对口支援|托管|捐赠")),
    ("共建基地", re.compile(r"共建|实训基地|实践中心|生产实践项目|实践基地|实训中心|研究院|工作站")),
    ("实习就业", re.compile(r"实习|就业|招聘|入职|输送|毕业生")),
    ("科研", re.compile(r"科研|技术攻关|研发|课题|横向|专利|技术服务|成果转化")),
)
_COOPERATES = re.compile(
    r"合作|共建|共同|联合|订单|冠名|学徒|现场工程师|签订|签署|签约|协议|实习|就业|结对|帮扶|培训|友好|交流|授牌|"
    r"走访|访企|调研|赠|携手|共享|培养|联培|托管|建立.{0,6}关系|服务|校企|输送|提供|协作|贯通|对子"
)
_RUNS = re.compile(
    r"(?:（[^）]*）)?(?:、[^，。；]{2,30}?)?等?(?:直接|共同|联合)?(?:主办单位|主管部门|主办|举办|主管|投资兴办|"
    r"投资举办|直属|所属|直管)"
)
_OF_SCHOOL = re.compile(r"^[^。；]{0,30}(?:学校|学院|院校|技工|高职|中职|办学)")
_EVENTS = re.compile(r"大赛|竞赛|比赛|论坛|会议|研讨|赛项|赛事|讲座|年会|展览")
_SCHOOLISH = re.compile(r"学校|技工|中职|高职|办学|院校|学院")
_PARTNERS = (EntityKind.ENTERPRISE, EntityKind.INSTITUTION, EntityKind.PARK, EntityKind.ASSOCIATION)


def read_cooperation(scene: Scene) -> Iterator[Claim]:
    """Yield cooperatesWith for each partner named in a sentence of working together."""
    if scene.school is None or scene.passage.role == "heading" or not _COOPERATES.search(scene.text):
        return
    if re.match(r"由[^，。；]{2,80}(?:牵头|主办|发起)", scene.text) and "学校" not in scene.text:
        return
    for name in scene.organisations():
        if name.kind not in _PARTNERS or _only_mentioned(scene.before(name), scene.after(name)):
            continue
        attrs = (("kind", _kind(scene, name.mention.surface)),)
        yield Claim(scene.school, Predicate.COOPERATES_WITH, name.mention, scene.evidence, "works-with", attrs)


def _kind(scene: Scene, surface: str) -> str:
    if abroad(surface):
        return "国际合作"
    return next((kind for kind, words in _KINDS if words.search(scene.text)), "其他")


def _only_mentioned(before: str, after: str) -> bool:
    """Whether the name is there for another reason: a person's post, an author's press, the host of a meeting."""
    return (
        before.endswith(("（", "("))  # another name of what stands before the bracket
        or re.search(
            r"(?:毕业于|就读于|来自|考入|录取到|保研|考上|主办的|升格为|更名为|现为|原|前身为|前身是|挂牌|加挂|专利|颁发)[^，。；]{0,6}$",
            before,
        )
        is not None
        or re.match(
            r"(?:年会|“|会员|访问学者|客座|特聘|教授|副教授|博士|博士生|硕士|党委书记|校长|院长|总经理|董事长|大厅|级|毕业|牵头|"
            r"主办|承办|举办|召开|落下)",
            after,
        )
        is not None
    )


def read_supervision(scene: Scene) -> Iterator[Claim]:
    """Yield supervisedBy for the bodies and enterprises that run the school."""
    if scene.school is None or _EVENTS.search(scene.text):
        return
    for name in scene.organisations():
        if name.kind not in {EntityKind.GOVERNMENT_BODY, EntityKind.ENTERPRISE}:
            continue
        after, before = scene.after(name), scene.before(name)
        runs = _RUNS.match(after)
        said = runs and (
            _OF_SCHOOL.search(after[runs.end() :]) or re.search(r"单位|企业$", runs.group()) or before.endswith("由")
        )
        belongs = re.search(
            r"(?:隶属于?|直属于?|归属于?|主办(?:单位|企业)(?:是|为|：)?|主管(?:部门|单位)(?:是|为|：)?)$", before
        )
        if (said and _SCHOOLISH.search(scene.text)) or belongs:
            told = runs.group() if runs else before[-6:]
            kind = "主管" if re.search(r"主管|直属|所属|直管|隶属|归属", told) else "主办"
            yield Claim(scene.school, Predicate.SUPERVISED_BY, name.mention, scene.evidence, kind, (("kind", kind),))
