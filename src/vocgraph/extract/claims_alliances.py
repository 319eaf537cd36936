"""Reads who leads an alliance and who belongs to it (leads, memberOf)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.scenes import Scene, same_school
from vocgraph.model import Claim, EntityKind, Mention, Predicate, attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vocgraph.extract.settle import Placed

_LEADS = re.compile(r"牵头|发起|领衔")
_ROLE_OF = re.compile(r"单位|院校|学校|高校|成员|企业|方|者")
_SELF = re.compile(r"(?<![职业中等小技高])(?:学校|我校|我院|本校)")
_COLLEGE = re.compile(r"(?:^|[，。；：、“由与和])学院")
_ROLE = re.compile(
    r"(?:常务)?副理事长(?:单位)?|(?:常务)?理事长?(?:单位)?|副?秘书长单位|委员单位|成员单位|会员单位|参与单位|"
    r"副?主席单位|委员|建设单位"
)
_CALLS_TOGETHER = re.compile(r"(?:学校|我校|我院|学院)(?:先后)?联合[^，。；]*(?:成立|组建)[^，。；]{0,12}$")
_TAKES_IN = re.compile(r"(?:共有|吸纳|吸引|汇聚|聚集|集聚|会员有|成员有|成员包括|成员单位包括)[^。；]*$")
_TAKES_OFFICE = re.compile(
    r"，(?:学校|我校|学院|我院)(?:任|担任|为|是|当选为?)[^，。；]{0,6}(?:副理事|理事单位|成员单位|委员单位|副主席|秘书长)"
)
_TAKEN_IN = re.compile(r"[^。；]{0,80}?(?:单位|成员|加入|参加|参与|企业|院校|学校|等\s*\d)")
_JOINS = re.compile(r"参与|加入|参加|入选|成员|理事|当选|副理事长|委员|新加入|担任")


def read_alliances(scene: Scene) -> Iterator[Claim]:
    """Yield leads and memberOf claims for every alliance of the sentence."""
    for target in scene.of(EntityKind.ALLIANCE):
        clause = _clause(scene, target)
        leaders = tuple(_leaders(scene, target, clause))
        for leader in leaders:
            yield Claim(leader, Predicate.LEADS, target.mention, scene.evidence, "牵头")
        led = {(leader.implied or leader.surface) for leader in leaders}
        role = _role(scene, target, clause)
        joined = scene.school is not None and (scene.school.implied or scene.school.surface) not in led
        if joined and scene.school is not None and _school_joins(scene, target, clause):
            attrs = attributes({"role": role})
            yield Claim(scene.school, Predicate.MEMBER_OF, target.mention, scene.evidence, "参与", attrs)
        for member in _members(scene, target):
            if member.mention not in leaders and (member.mention.implied or member.mention.surface) not in led:
                yield Claim(member.mention, Predicate.MEMBER_OF, target.mention, scene.evidence, "联合…成立")


def _role(scene: Scene, target: Placed, clause: str) -> str:
    """As what the school belongs to the alliance: said right behind its name, before it, or later in the sentence."""
    at_once = _ROLE.search(re.split("[，。；、]", scene.after(target)[:14])[0])
    if at_once:
        return at_once.group()
    before = [match.group() for match in _ROLE.finditer(scene.before(target)[-60:])]
    if before:
        return before[-1]
    later = _ROLE.search(clause) if _JOINS.search(clause) else None
    return later.group() if later else ""


def _clause(scene: Scene, target: Placed) -> str:
    """The sentence around the alliance, up to the names of other alliances."""
    others = [n for n in scene.of(EntityKind.ALLIANCE) if n is not target]
    floor, first = scene.start, target.start
    for other in reversed([n for n in others if n.end <= target.start]):
        if scene.passage.text[other.end : first].strip("”“") in {"、", "和", "与", "及", ""}:
            first = other.start  # one list: what is said of the first is said of all
            continue
        floor = other.end
        break
    ceiling = min((n.start for n in others if n.start >= target.end), default=scene.end)
    return scene.passage.text[floor:ceiling]


def _school_joins(scene: Scene, target: Placed, clause: str) -> bool:
    before, after = scene.before(target), scene.after(target)
    if re.search(r"，[男女]，|教授，|博士，", before):
        return False  # a person's post
    if re.search(r"(?:参与|加入|参加|入选|当选|新加入)[^。；]{0,60}$", before) and not re.search(
        r"会议|论坛|活动|年会", after[:6]
    ):
        return True
    if _TAKES_OFFICE.search(clause, max(0, len(clause) - len(after))):
        return True  # 由甲牵头，学校任副理事长单位
    return (
        re.match(r"[^，。；]{0,20}(?:成员|理事|委员|副主席|会员)", after) is not None
        and _ROLE.search(clause) is not None
    )


def _leaders(scene: Scene, target: Placed, clause: str) -> Iterator[Mention]:
    """Who leads the alliance: those before 牵头, or those who found it together."""
    cues = _cues(scene, target, clause)
    if not cues:
        yield from _founders(scene, target)
    for cue in cues:
        yield from _before_cue(scene, cue)


def _before_cue(scene: Scene, cue: re.Match[str]) -> Iterator[Mention]:
    text = scene.passage.text
    for name in scene.organisations():
        between = text[name.end : cue.start()]
        based = re.search(r"依托[^，。；]{0,4}$", text[scene.start : name.start]) or between.startswith("为依托")
        hosting = based and "三方" not in between  # a park that lends its ground; as one of three it leads too
        if (
            name.kind is not EntityKind.GOVERNMENT_BODY
            and name.end <= cue.start()
            and _reaches(between)
            and not hosting
        ):
            yield name.mention
    if scene.school is not None and _school_leads(scene, scene.school, cue):
        yield scene.school


def _cues(scene: Scene, target: Placed, clause: str) -> tuple[re.Match[str], ...]:
    """Every 牵头 that is said of this alliance: 以甲为牵头企业、乙为牵头院校."""
    found = []
    alliances = scene.of(EntityKind.ALLIANCE)
    for match in _LEADS.finditer(scene.passage.text, scene.start, scene.end):
        role = _ROLE_OF.match(scene.passage.text, match.end())
        bearer = next((n for n in alliances if role and 0 <= match.start() - n.end <= 3), None)
        if bearer is not None:  # 甲联盟发起单位、乙联合体副理事长单位: the role is of the alliance before it
            if bearer is target:
                found.append(match)
            continue
        later = [n for n in scene.of(EntityKind.ALLIANCE) if match.end() <= n.start <= match.end() + 24]
        if match.start() >= target.end and any(n.mention.surface != target.mention.surface for n in later):
            continue  # 牵头组建 speaks of the alliance that follows it
        near = target.start - match.end() if match.end() <= target.start else match.start() - target.end
        if near <= 90 and match.group() in clause:
            found.append(match)
    return tuple(found)


def _founders(scene: Scene, target: Placed) -> Iterator[Mention]:
    """The school and its partners in "学校与甲、乙共同组建…"; those it only invites (联合…) are members."""
    before = scene.before(target)
    if (
        scene.school is not None
        and _CALLS_TOGETHER.search(before)
        and _says_self(before.rpartition("联合")[0], scene.school)
    ):
        yield scene.school  # 学校联合甲、乙成立…: it calls them together, they join
        return
    founding = re.search(r"(?:共同|联合)(?:组建|成立|共建)[^，。；]{0,20}$", before)
    if (
        not founding
        or scene.school is None
        or not (re.search(r"学校|我校", before) or _says_self(before, scene.school))
    ):
        return
    yield scene.school
    for name in scene.organisations():
        invited = re.search(r"联合(?:[^，]*、)?[^，]*$", scene.before(name)[-60:])
        paired = re.search(r"与|和", before) is not None and name.kind is not EntityKind.GOVERNMENT_BODY
        if name.end <= target.start and paired and not invited:
            yield name.mention


def _school_leads(scene: Scene, school: Mention, cue: re.Match[str]) -> bool:
    before = scene.passage.text[scene.start : cue.start()]
    spelled = any(
        n.end <= cue.start() and same_school(n.mention, school) and _reaches(scene.passage.text[n.end : cue.start()])
        for n in scene.names
    )
    others = re.search(r"由(?P<who>[^，。；]{2,60})$", before)
    if spelled or others:
        return spelled or (others is not None and _says_self(others["who"], school))
    alone = not any(n.end <= cue.start() for n in scene.organisations())
    return alone or _says_self(before, school)


def _says_self(text: str, school: Mention) -> bool:
    """Whether the text speaks of the school: 学校, 我校, and 学院 where the school is one."""
    if _SELF.search(text):
        return True
    return (school.implied or school.surface).endswith("学院") and _COLLEGE.search(text) is not None


def _reaches(between: str) -> bool:
    """Whether nothing but a list stands between a leader and 牵头."""
    return len(between) <= 60 and not re.search(
        r"[。；由]|参加|参与|加入|成立|联合.{3,}等|共同体(?!.{0,12}牵头)|(?:共建|建成|建立|签订|合作|开展)[^，]*，",
        between,
    )


def _members(scene: Scene, target: Placed) -> Iterator[Placed]:
    """Organisations in "联合A、B等成立X共同体", in "A等参加X联合体" and in "X共同体，吸纳A、B等单位加入"."""
    later = min((n.start for n in scene.of(EntityKind.ALLIANCE) if n.start > target.start), default=scene.end)
    for name in scene.organisations():
        if name.kind is EntityKind.GOVERNMENT_BODY:
            continue
        if target.end <= name.start < later:
            taken = _TAKES_IN.search(scene.passage.text, target.end, name.start)
            if taken and _TAKEN_IN.match(scene.after(name)):
                yield name
        if name.end > target.start:
            continue
        before, between = scene.before(name), scene.passage.text[name.end : target.start]
        listed = re.search(r"(?:，|^|学校|我校|我院|学院)联合(?!牵头|发起)[^，。；]*$", before) and re.match(
            r"(?:、[^，。；]*)?(?:等.{0,30})?(?:共同)?(?:发起)?(?:成立|组建|共建)", between
        )
        joins = re.match(r"(?:、[^，。；]*)?(?:等[^，。；]{0,12})?(?:参加|参与|加入)", between)
        if (listed and "牵头" not in between) or joins:
            yield name
