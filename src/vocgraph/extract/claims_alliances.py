"""Reads who leads an alliance and who belongs to it (leads, memberOf)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocgraph.extract.scenes import Scene
from vocgraph.extract.settle import Placed
from vocgraph.model import Claim, EntityKind, Mention, Predicate, attributes

_LEADS = re.compile(r"牵头|发起|领衔")
_FOUNDS = re.compile(r"组建|成立|共建|创建|建设")
_ROLE = re.compile(r"(?:常务)?副理事长(?:单位)?|(?:常务)?理事长?(?:单位)?|副?秘书长单位|委员单位|成员单位|会员单位|参与单位|副?主席单位|委员|建设单位")
_JOINS = re.compile(r"参与|加入|参加|入选|成员|理事|当选|副理事长|委员|新加入|担任")


def read_alliances(scene: Scene) -> Iterator[Claim]:
    """Yield leads and memberOf claims for every alliance of the sentence."""
    for target in scene.of(EntityKind.ALLIANCE):
        clause = _clause(scene, target)
        leaders = tuple(_leaders(scene, target, clause))
        for leader in leaders:
            yield Claim(leader, Predicate.LEADS, target.mention, scene.evidence, "牵头")
        led = {(leader.implied or leader.surface) for leader in leaders}
        role = _ROLE.search(clause) if _JOINS.search(clause) else None
        joined = scene.school is not None and (scene.school.implied or scene.school.surface) not in led
        if joined and scene.school is not None and _school_joins(scene, target, clause):
            attrs = attributes({"role": role.group() if role else ""})
            yield Claim(scene.school, Predicate.MEMBER_OF, target.mention, scene.evidence, "参与", attrs)
        for member in _members(scene, target):
            if member.mention not in leaders and (member.mention.implied or member.mention.surface) not in led:
                yield Claim(member.mention, Predicate.MEMBER_OF, target.mention, scene.evidence, "联合…成立")


def _clause(scene: Scene, target: Placed) -> str:
    """The sentence around the alliance, up to the names of other alliances."""
    others = [n for n in scene.of(EntityKind.ALLIANCE) if n is not target]
    floor = max((n.end for n in others if n.end <= target.start), default=scene.start)
    ceiling = min((n.start for n in others if n.start >= target.end), default=scene.end)
    return scene.passage.text[floor:ceiling]


def _school_joins(scene: Scene, target: Placed, clause: str) -> bool:
    before, after = scene.before(target), scene.after(target)
    if re.search(r"(?:参与|加入|参加|入选|当选|新加入)[^。；]{0,60}$", before) and not re.search(r"会议|论坛|活动|年会", after[:6]):
        return True
    return re.match(r"[^，。；]{0,20}(?:成员|理事|委员|副主席|会员)", after) is not None and _ROLE.search(clause) is not None


def _leaders(scene: Scene, target: Placed, clause: str) -> Iterator[Mention]:
    text = scene.passage.text
    cue = None
    for match in _LEADS.finditer(text, scene.start, scene.end):
        near = target.start - match.end() if match.end() <= target.start else match.start() - target.end
        if near <= 60 and match.group() in clause:
            cue = match
            break
    if cue is None:
        founding = re.search(r"(?:共同|联合)(?:组建|成立|共建)[^，。；]{0,20}$", scene.before(target))
        if founding and scene.school is not None and re.search(r"学校|我校", scene.before(target)):
            yield scene.school
            if re.search(r"与|和", scene.before(target)):
                for name in scene.organisations():
                    if name.end <= target.start and not re.search(r"联合(?:[^，]*、)?[^，]*$", scene.before(name)[-60:]):
                        if name.kind is not EntityKind.GOVERNMENT_BODY:
                            yield name.mention
        return
    named = re.search(r"牵头(?:企业|院校|学校|单位|高校)", text[cue.start() : cue.end() + 3])
    start = scene.start
    for name in scene.organisations():
        if name.kind is EntityKind.GOVERNMENT_BODY:
            continue
        if cue.start() >= name.end and _reaches(text[name.end : cue.start()]) and not _invited(text[start : name.start]):
            yield name.mention
        elif not named and name.start >= cue.end() and re.match(r"[^，。；]{0,6}(?:与|由)?$", text[cue.end() : name.start]) and False:
            yield name.mention
    school = scene.school
    if school is None:
        return
    own = re.search(r"学校|我校|我院|本校", text[start : cue.start()])
    spelled = any(
        n.end <= cue.start() and (n.mention.implied or n.mention.surface) == (school.implied or school.surface) and _reaches(text[n.end : cue.start()])
        for n in scene.names
    )
    by_others = re.search(r"由[^，。；]{2,60}牵头", text[start : cue.end()]) is not None
    if spelled or (own and not by_others) or (not own and not by_others and not any(n.end <= cue.start() for n in scene.organisations())):
        yield school


def _reaches(between: str) -> bool:
    """Whether nothing but a list stands between a leader and 牵头."""
    return len(between) <= 60 and not re.search(r"[。；]|成立|联合.{3,}等|共同体(?!.{0,12}牵头)", between)


def _invited(before: str) -> bool:
    """Whether the name stands in a list after 联合 that closes with 等, which names members."""
    return re.search(r"联合(?!牵头|发起|申报)(?:[^，。；]{2,60}、)?[^，。；、]{0,4}$", before) is not None and "、" in before[-60:] and False


def _members(scene: Scene, target: Placed) -> Iterator[Placed]:
    """Organisations in "联合A、B等成立X共同体", and those in "A等参加X联合体"."""
    for name in scene.organisations():
        if name.kind is EntityKind.GOVERNMENT_BODY or name.end > target.start:
            continue
        before, between = scene.before(name), scene.passage.text[name.end : target.start]
        listed = re.search(r"(?:，|^)联合(?!牵头|发起)[^，。；]*$", before) and re.search(r"等.{0,30}(?:成立|组建|共建)", between)
        joins = re.match(r"(?:、[^，。；]*)?(?:等[^，。；]{0,12})?(?:参加|参与|加入)", between)
        if (listed and "牵头" not in between) or joins:
            yield name
