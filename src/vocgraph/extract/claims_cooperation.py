"""Reads with whom a school works (cooperatesWith) and to whom it belongs (supervisedBy)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocgraph.extract.places import abroad
from vocgraph.extract.scenes import Scene
from vocgraph.model import Claim, EntityKind, Predicate

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
    r"合作|共建|共同|联合|订单|冠名|学徒|现场工程师|签订|签署|签约|协议|实习|就业|结对|帮扶|培训|友好|交流|授牌|走访|访企|调研|赠|携手|共享|培养|联培|托管|建立.{0,6}关系|服务|校企|输送|提供"
)
_OWNER = re.compile(r"由(?P<who>[^，。；]{2,40}?)(?:（[^）]*）)?(?:主办|举办|主管|主持办学|投资兴办)|(?:主办|举办|主管)(?:单位|企业|部门|方)?(?:是|为|：)?")
_SCHOOLISH = re.compile(r"学校|技工|中职|高职|办学|院校|学院")
_PARTNERS = (EntityKind.ENTERPRISE, EntityKind.INSTITUTION, EntityKind.PARK, EntityKind.ASSOCIATION)


def read_cooperation(scene: Scene) -> Iterator[Claim]:
    """Yield cooperatesWith for each partner named in a sentence of working together."""
    if scene.school is None or scene.passage.role == "heading" or not _COOPERATES.search(scene.text):
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
        re.search(r"(?:毕业于|就读于|来自|考入|录取到|保研|考上|主办的|升格为|更名为|现为|原|专利|颁发)[^，。；]{0,6}$", before) is not None
        or re.match(r"(?:年会|“|会员|教授|副教授|博士|博士生|硕士|党委书记|校长|院长|总经理|董事长|大厅|级|毕业|牵头|主办|承办|举办|召开|落下)", after) is not None
    )


def read_supervision(scene: Scene) -> Iterator[Claim]:
    """Yield supervisedBy for the body or enterprise that runs the school."""
    if scene.school is None:
        return
    for owner in _OWNER.finditer(scene.text):
        first, last = scene.start + owner.start(), scene.start + owner.end()
        for name in scene.organisations():
            inside = first <= name.start and name.end <= last
            follows = last <= name.start <= last + 2 and owner["who"] is None and "单位" not in scene.text[owner.end() : owner.end()]
            leads_to = name.end <= first and owner["who"] is None and re.match(r"[^，。；]{0,12}等?$", scene.passage.text[name.end : first])
            if (inside or follows or leads_to) and _runs_school(scene, owner, name.end):
                kind = "主管" if "主管" in owner.group() else "主办"
                yield Claim(scene.school, Predicate.SUPERVISED_BY, name.mention, scene.evidence, "主办", (("kind", kind),))


def _runs_school(scene: Scene, owner: re.Match[str], end: int) -> bool:
    """主办 is said of schools and of contests; only the school's sentence counts."""
    after = scene.text[owner.end() : owner.end() + 16]
    if re.search(r"大赛|竞赛|比赛|论坛|会议|研讨|活动|培训|赛项|赛事|讲座|年会", scene.text):
        return False
    return re.search(r"主办(?:单位|企业)|举办单位|主管部门", scene.text) is not None or (
        re.match(r"的?[^，。；]{0,8}(?:学校|学院|院校|技工|高职|中职)", after) is not None and end > 0
    )
