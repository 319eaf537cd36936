"""Reads who builds an industrial college, a base or a centre (coBuilds)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.gazetteer import split_place
from vocgraph.model import Claim, EntityKind, Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vocgraph.extract.scenes import Scene
    from vocgraph.extract.settle import Placed

_BUILDS = re.compile(
    r"共建|建设|合作建|联合建|联合成立|联合共建|成立|组建|打造|建成|建有|设立|创建|揭牌|授牌|挂牌|落户|获批|"
    r"立项|申报|获评|入选|认定|开设|设有|搭建|新建|承担|建立|签约|开办|为主体"
)
_TOGETHER = re.compile(r"共建|共同|联合|合作|携手|协同|与.{2,40}(?:成立|建立|组建|打造|建设)|校企|牵头")
_PARTNER_LINK = re.compile(r"(?:与|和|同|联合|携手|由|、|及|以及|协同|会同|依托|为|引入|/)(?:[^，。；、]{0,14})?$")
_NEW_PART = re.compile(r"[，；](?:并|还|同时|又)?(?:与|联合|携手|同|由|和)")
_WITH = re.compile(r"(?:与|同|联合|携手)[^，。；]{0,30}$")
_JOINTLY = re.compile(
    r"(?:[、和及][^，。；“]{2,40}?)?(?:等[^，。；“]{0,8}?)?(?:合作|联合|共同|携手)?(?:共建|建立|成立|组建|建设|打造|开展|签)"
)
_ELSEWHERE = re.compile(
    r"(?:共建|组建|成立|打造|建立|开办)[^，；]{2,}[，；][^，；]*(?:建成|建有|援建)"
)  # 与甲共建乙，建成|丙
_BUILT_BY = re.compile(r"^[^，。；]{0,4}(?:是|由|以)")


def read_building(scene: Scene) -> Iterator[Claim]:
    """Yield a coBuilds claim for the school and for each partner of every college or base that the sentence builds."""
    objects = scene.of(EntityKind.INDUSTRIAL_COLLEGE, EntityKind.BASE_OR_CENTRE)
    if not objects or scene.passage.role not in {"prose", "caption", "case-title"}:
        return
    text = scene.text
    for target in objects:
        college = target.kind is EntityKind.INDUSTRIAL_COLLEGE
        built_by = _BUILT_BY.match(scene.after(target)) is not None
        reach = scene.before(target)[-40:] + "|" + scene.after(target)[: 80 if built_by else 20]
        if not college and not _BUILDS.search(reach):
            continue
        if not college and (_foreign_owner(scene, target) or _is_partner(scene, target)):
            continue
        partners = tuple(_partners(scene, target)) if _TOGETHER.search(text) else ()
        bearers = _bearers(partners, target)
        if bearers and all(_bearers(partners, other) for other in objects):
            partners = bearers  # 与甲、乙共建甲产业学院、乙产业学院: each builds the one that bears its name
        elif len(partners) > 1 and sum(other.mention.rule == "shared-head" for other in objects) > 1:
            partners = bearers  # a list of partners and a list of colleges: who built another is not said
        if scene.school is not None:
            yield Claim(scene.school, Predicate.CO_BUILDS, target.mention, scene.evidence, "school-builds")
        for partner in partners:
            yield Claim(partner.mention, Predicate.CO_BUILDS, target.mention, scene.evidence, "partner-builds")
            if scene.school is not None:
                yield Claim(
                    scene.school,
                    Predicate.COOPERATES_WITH,
                    partner.mention,
                    scene.evidence,
                    "partner-builds",
                    (("kind", "共建基地"),),
                )


def _bearers(partners: tuple[Placed, ...], target: Placed) -> tuple[Placed, ...]:
    """The partners whose brand (新华三 of 新华三集团) stands in the college's name."""
    name = target.mention.implied or target.mention.surface
    return tuple(partner for partner in partners if _brand(partner) in name)


def _brand(partner: Placed) -> str:
    """What a firm's name begins with behind its place; two characters tell firms of one sentence apart."""
    return split_place(partner.mention.implied or partner.mention.surface)[1][:2]


def _partners(scene: Scene, target: Placed) -> Iterator[Placed]:
    for name in scene.organisations():
        if name.kind is EntityKind.GOVERNMENT_BODY and not name.mention.surface.endswith("政府"):
            continue
        if target.kind is EntityKind.INDUSTRIAL_COLLEGE and name.mention.surface in target.mention.surface:
            yield name  # a college that bears its partner's name
            continue
        between = (
            scene.passage.text[name.end : target.start]
            if name.end <= target.start
            else scene.passage.text[target.end : name.start]
        )
        before = scene.before(name)
        if name.end <= target.start:
            if name.end <= _own_part(scene, target):
                continue
            if (
                _PARTNER_LINK.search(before)
                and not re.search(r"[。；]|签订|签署|协议|获批|获评|入选", between)
                and not _ELSEWHERE.search(between)
                and _TOGETHER.search(between + before[-24:])
            ):
                yield name
        elif _BUILT_BY.match(scene.after(target)) and re.search(r"共建|组建|建设|合作|共同|成立", scene.after(name)):
            yield name


def _is_partner(scene: Scene, target: Placed) -> bool:
    """Whether an institute is one of those who build: 与某某研究院、某某大学共建…."""
    return (
        target.mention.surface.endswith(("研究院", "研究所"))
        and _WITH.search(scene.before(target)) is not None
        and _JOINTLY.match(scene.after(target)) is not None
    )


def _own_part(scene: Scene, target: Placed) -> int:
    """Where the part of the sentence begins that speaks of the target: partners before it built something else.

    "与甲共建A学院，与乙共建B学院": a new 与 opens a new part; so does a comma behind another thing built.
    """
    text = scene.passage.text
    orgs = scene.organisations()
    floor = scene.start
    for mark in _NEW_PART.finditer(text, scene.start, target.start):
        if any(mark.end() <= name.start + 1 and name.end <= target.start for name in orgs):
            floor = mark.start()
    for other in scene.of(EntityKind.INDUSTRIAL_COLLEGE, EntityKind.BASE_OR_CENTRE):
        if other.end <= target.start and re.search(r"[，；]", text[other.end : target.start]):
            floor = max(floor, other.end)
    return floor


def _foreign_owner(scene: Scene, target: Placed) -> bool:
    """Whether a base is only visited, planned, counted or spoken of: somebody else's, or nobody's yet."""
    after = scene.after(target)
    if re.match(
        r"(?:建设标准|奠定|建设品牌|创始人|创建人|数\d|负责人|主任|[^，。；]{0,8}(?:为[^，。；]{0,12}奠定|奠定基础))",
        after,
    ):
        return True
    if re.search(r"(?:出席|为海外|计划|拟|力争|筹划|争取|将|后续)[^，。；]{0,16}$", scene.before(target)) or re.match(
        r"的建立奠定", after
    ):
        return True
    return (
        re.search(r"(?:参观|走访|赴|前往|考察|参访|走进|来自|毕业于|任|访问)[^，。；]{0,10}$", scene.before(target))
        is not None
    )
