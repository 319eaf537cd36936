"""Reads what a school wins in competitions (awardedIn) and who holds them (hosts)."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from vocgraph.gazetteer import region_of
from vocgraph.model import Attributes, Claim, EntityKind, Mention, Predicate, attributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vocgraph.extract.scenes import Scene
    from vocgraph.extract.settle import Placed

AWARD = re.compile(
    r"(?:团体|个人)?(?:特等奖|[一二三四]等奖|[金银铜]奖|金牌|银牌|铜牌|冠军|亚军|季军|第[一二三四五六七八]名|"
    r"前[三六八]名|优胜奖|优秀奖|最佳组织奖|优秀组织奖|突出贡献奖|杰出贡献奖|优秀指导教师|组织奖|"
    r"团体总分[^，。；]{0,4})"
)
_WINS = re.compile(r"获|荣获|斩获|夺|摘|喜获|佳绩|奖项|晋级|入围|取得|捧|冠军|亚军|一等奖|二等奖|三等奖")
_ROLE = re.compile(r"承办|主办|协办")
_COUNT = re.compile(r"^[^，。；、\d]{0,2}(?P<count>\d+)\s*[项个名人枚块次]")
_LIST_GOES_ON = re.compile(
    r"[”）]?[^，。；、获奖牌军名“\d]{0,8}(?:、|和|及|以及|与)“?"
)  # 甲大赛湖北省复赛、|乙大赛等赛事中获奖
_LEVELS = (
    ("国际", re.compile(r"国际|世界|金砖|全球|一带一路|亚洲")),
    ("国家级", re.compile(r"全国|国家|国赛|中国|中华")),
    ("省级", re.compile(r"省|自治区")),
    ("市级", re.compile(r"市级|[^省]市|^市|州")),
    ("校级", re.compile(r"校级|校内|校园|全校|学校")),
)


def level_of(text: str) -> str:
    """The level a contest's name or a table's cell speaks of; empty where it says none."""
    said = next((level for level, words in _LEVELS if words.search(text)), "")
    if said:
        return said
    region = region_of(text)  # 广西职业院校技能大赛 says no 省
    return "市级" if region.city else "省级" if region.province else ""


def read_competitions(scene: Scene) -> Iterator[Claim]:
    """Yield awardedIn and hosts claims for the competitions of the sentence."""
    contests = scene.of(EntityKind.COMPETITION)
    for at, contest in enumerate(contests):
        ceiling = _said_until(scene, contests[at:])
        after = scene.passage.text[contest.end : ceiling]
        before = scene.before(contest)
        yield from _hosts(scene, contest, before, after)
        winners = _listed_winners(scene, contest)
        for winner, text in winners:
            yield Claim(
                winner, Predicate.AWARDED_IN, contest.mention, scene.evidence, "校名…获奖", _award(text, contest, scene)
            )
        if winners:
            continue
        if scene.school is not None and _wins(before, after, scene.text):
            award = AWARD.search(after) or AWARD.search(scene.text)
            count = _COUNT.match(after[award.end() :]) if award and award.string is after else None
            if (at + 1 < len(contests) and ceiling > contests[at + 1].start) or _ends_list(scene, contests[: at + 1]):
                award, count = _of_list(scene, contests, at)
            attrs = _attrs(award, count["count"] if count else "", contest, scene)
            yield Claim(scene.school, Predicate.AWARDED_IN, contest.mention, scene.evidence, "获奖", attrs)


def _said_until(scene: Scene, contests: tuple[Placed, ...]) -> int:
    """Where what is said of the first contest ends: at the next one, unless both are items of one list."""
    for one, following in pairwise(contests):
        if not _goes_on(scene, one, following):
            return following.start
    return scene.end


def _ends_list(scene: Scene, contests: tuple[Placed, ...]) -> bool:
    """Whether the last contest is the last item of a list."""
    return any(_goes_on(scene, one, following) for one, following in pairwise(contests[-2:]))


def _goes_on(scene: Scene, one: Placed, following: Placed) -> bool:
    return _LIST_GOES_ON.fullmatch(scene.passage.text, one.end, following.start) is not None


def _of_list(scene: Scene, contests: tuple[Placed, ...], at: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The award and its count of one contest in a list: each its own behind 分别 ("respectively"), else no count."""
    first = last = at
    while first and _goes_on(scene, contests[first - 1], contests[first]):
        first -= 1
    while last + 1 < len(contests) and _goes_on(scene, contests[last], contests[last + 1]):
        last += 1
    said = scene.passage.text[contests[last].end : _said_until(scene, contests[last:])]
    awards = tuple(AWARD.finditer(said))
    if "分别" in said and len(awards) == last - first + 1:
        own = awards[at - first]
        return own, _COUNT.match(said[own.end() :])
    return (awards[0] if len(awards) == 1 else None), None


def _listed_winners(scene: Scene, contest: Placed) -> tuple[tuple[Mention, str], ...]:
    """Schools named behind the contest, each with the award said of it: 其中甲校某某获一等奖，乙校某某获二等奖."""
    if len(scene.of(EntityKind.COMPETITION)) > 1:
        return ()
    schools = [n for n in scene.of(EntityKind.INSTITUTION) if n.start >= contest.end]
    found = []
    for at, school in enumerate(schools):
        ceiling = schools[at + 1].start if at + 1 < len(schools) else scene.end
        said = scene.passage.text[school.end : ceiling]
        if (
            AWARD.search(said)
            or re.match(r"[^，。；]{0,16}(?:获|第[一二三四五六]名)", said)
            or said.strip("、和与") == ""
        ):
            found.append((school.mention, said))
    return tuple(found) if any(AWARD.search(said) for _, said in found) else ()


def _award(said: str, contest: Placed, scene: Scene) -> Attributes:
    return _attrs(AWARD.search(said) or AWARD.search(scene.after(contest)), "", contest, scene)


def _attrs(award: re.Match[str] | None, count: str, contest: Placed, scene: Scene) -> Attributes:
    year = _year(contest.mention.surface) or _year(scene.text)
    level = level_of(contest.mention.surface)
    return attributes({"award": award.group() if award else "获奖", "count": count, "level": level, "year": year})


def _wins(before: str, after: str, whole: str) -> bool:
    if re.search(r"(?:承办|主办|举办)[^，。；]{0,40}$", before) and not AWARD.search(after):
        return False
    return (
        _WINS.search(after) is not None
        or (_WINS.search(before[-30:]) is not None)
        or (AWARD.search(whole) is not None and "参加" in before)
    )


def _year(text: str) -> str:
    match = re.search(r"20\d\d", text)
    return match.group() if match else ""


def _hosts(scene: Scene, contest: Placed, before: str, after: str) -> Iterator[Claim]:
    role = _ROLE.search(before[-60:]) or _ROLE.search(after[:12])
    attrs = attributes({"role": role.group() if role else "", "level": level_of(contest.mention.surface)})
    named = re.search(r"由(?P<who>[^。；]{2,80}?)(?:联合|共同)?(?:主办|承办|举办|协办)", scene.text)
    if named:
        low, high = scene.start + named.start("who"), scene.start + named.end("who")
        for name in scene.names:
            if low <= name.start and name.end <= high and name.kind is not EntityKind.COMPETITION:
                yield Claim(name.mention, Predicate.HOSTS, contest.mention, scene.evidence, "由…主办", attrs)
        if scene.school is not None and re.search(r"(?:学校|我校|我院|学院)(?:联合)?(?:承办|协办)", scene.text):
            own = attributes({**dict(attrs), "role": "协办" if "学校协办" in scene.text else "承办"})
            yield Claim(scene.school, Predicate.HOSTS, contest.mention, scene.evidence, "学校承办", own)
        return
    held = re.search(
        r"(?:承办|主办|举办|举行|组织(?!奖|单位|者|部)|协办|开展)(?:了|开展|的)?[^。；，]{0,60}$", before
    ) or re.match(r"[^，。；]{0,8}(?:在(?:我校|学校)|于.{0,10})?(?:举行|举办|开幕)", after)
    if (
        held
        and not re.search(r"组织[^，。；]{0,12}(?:参加|参与|赴|报名)", before[-40:])
        and not re.search(r"参加|参与", before[-24:])
    ):
        actors = [n for n in scene.names if n.end <= contest.start and n.kind is EntityKind.GOVERNMENT_BODY]
        for actor in actors:
            if re.search(r"联合|主办|举办", scene.passage.text[actor.end : contest.start]):
                yield Claim(actor.mention, Predicate.HOSTS, contest.mention, scene.evidence, "举办", attrs)
        if scene.school is not None and not actors:
            yield Claim(scene.school, Predicate.HOSTS, contest.mention, scene.evidence, "举办", attrs)
