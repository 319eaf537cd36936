"""Finds named competitions (大赛, 竞赛, 锦标赛 …); an event (赛项) belongs to its competition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.extract.generic import COMPETITION, made_of
from vocgraph.extract.names import Found, left_edge
from vocgraph.extract.places import only_place, place_length
from vocgraph.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = r"大赛|竞赛|比赛|锦标赛|联赛|挑战赛|邀请赛|争霸赛|公开赛|技能节|评选活动|展示交流活动|运动会"
_HEAD = re.compile(
    rf"(?:{_WORD})(?:(?:(?!赛项)[^，。；：！？、的中获等组与和及\s“”（(]){{0,8}}?(?:{_WORD}|总决赛争夺赛|总决赛|"
    rf"争夺赛))*(?!项|道|区|制|月|成绩|指导|评委|试题|训练|比武|体系|机制|内容|理念)"
)
_EVENT_ONLY = re.compile(r"赛项(?!竞赛|比赛)")
_KEY = re.compile(
    r"全国|国际|世界|全球|中国|中华|金砖|一带一路|亚洲|全省|全市|国家级|省级|市级|校级|校内|校园|“[^”]{1,20}”|"
    r"杯|首届|第[一二三四五六七八九十\d]+届|20\d\d"
)
_LEVEL = re.compile(
    r"(?:20\d\d年?度?)?(?:第[一二三四五六七八九十\d]+届|首届)?"
    r"(?:全国|世界|中国|中华|国际|金砖国家|全球|国家级|校级|市级|省级)"
)
_OPENING = re.compile(r"(?:20\d\d|“|全国|国际|世界|中国|中华|金砖|第[一二三四五六七八九十\d]+届|首届|一带一路)")
_LEADING = re.compile(r"^(?:等|以|的|在|原|暨|省级以上|以上|市级以上|和|与)+")


def find_competitions(text: str) -> Iterator[Found]:
    """Yield competitions that are named, by level, cup, place, number or a topic of their own, in reading order."""
    floor = 0  # a later 比赛 cannot reach over an earlier contest: …技能大赛总决赛争夺赛|国际组比赛
    for head in _HEAD.finditer(text):
        edge = left_edge(text, head.start(), floor=floor, limit=44, joins=True, brackets=10, orgs=False, dots=True)
        start = edge.start + len(_leading(text[edge.start : head.start()]))
        start += _earlier(text[start : head.start()])
        start += _loose_topic(text[start : head.start()])
        end = _with_final(text, head.end())
        floor = end
        core = text[start : head.start()]
        name = text[start:end]
        quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”" and len(core) >= 4
        if name.count("“") == name.count("”") and (quoted or _is_named(core)):
            yield Found(start, end, EntityKind.COMPETITION, f"head-{head.group()[-2:]}-{edge.border}", weight=2)
    for head in _EVENT_ONLY.finditer(text):
        edge = left_edge(text, head.start(), limit=44, joins=True, orgs=False)
        name = text[edge.start : head.end()]
        if re.search(r"大赛|竞赛|比赛", name) or not re.search(
            r"金砖|首届|第[一二三四五六七八九十]+[届场]|全国|世界", name
        ):
            continue
        yield Found(edge.start, head.end(), EntityKind.COMPETITION, "head-赛项", weight=1)


def _leading(core: str) -> str:
    match = _LEADING.match(core)
    return match.group() if match else ""


def _with_final(text: str, end: int) -> int:
    """Takes in 总决赛 ("grand final"), which names the event of the year, but no round (决赛, 初赛)."""
    match = re.compile(r"总决赛(?:争夺赛)?").match(text, end)
    return match.end() if match else end


def _earlier(core: str) -> int:
    """The length of what stands before the name: another contest and 和, or words before a cup that are no place."""
    another = re.match(r".*(?:大赛|竞赛|比赛)[和与及、]", core)
    if another:
        return another.end()
    cup = core.find("“")
    before = core[:cup] if cup > 0 else ""
    return (
        cup
        if before and not (place_length(before) or _OPENING.search(before) or re.search(r"[省市县]$", before))
        else 0
    )


def _loose_topic(core: str) -> int:
    """The length of "讲座和" in 讲座和技能竞赛: only a name that opens with its level or cup holds a joiner."""
    if place_length(core) or _OPENING.match(core):
        return 0
    return max(core.rfind(joiner) for joiner in "与和及") + 1


def _is_named(core: str) -> bool:
    """Whether what stands before 大赛 names one contest: by its level, its cup, its place or a topic of its own."""
    bare = core.strip("“”‘’")
    if not bare or len(bare) > 60 or re.match(r"更|各|多|以赛|.*级”", bare):
        return False
    level = _LEVEL.match(core)
    if level and not re.search(r"各|类$", core):
        return len(core) - level.end() >= _least_after(level.group())
    if made_of(bare, COMPETITION):
        return len(bare) >= 6 and bare.startswith(("学生", "教师", "职业院校", "大学生"))
    if _KEY.search(core):
        rest = re.sub(r"20\d\d(?:[-—]20\d\d)?(?:年度?|学年)?|第[一二三四五六七八九十\d]+届|首届|“|”", "", core)
        return "”" in core or "杯" in core or len(rest) >= 8 or not made_of(rest, COMPETITION)
    return len(bare) >= 4 or (place_length(bare) > 0 and not only_place(bare))


def _least_after(level: str) -> int:
    """How many characters must follow a level before it names a contest: 全国|技能大赛 does, 省级|技能竞赛 does not."""
    if level.endswith("国际"):
        return 4
    return 2 if level.endswith(("全国", "中国", "世界", "中华", "国家", "全球")) else 5
