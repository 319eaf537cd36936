"""Finds named competitions (大赛, 竞赛, 锦标赛 …); an event (赛项) belongs to its competition and is none of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vocgraph.extract.names import Found, left_edge
from vocgraph.extract.places import only_place, place_length
from vocgraph.model import EntityKind

_WORD = r"大赛|竞赛|比赛|锦标赛|联赛|挑战赛|邀请赛|争霸赛|公开赛|技能节|评选活动|展示交流活动|运动会"
_HEAD = re.compile(
    rf"(?:{_WORD})(?:[^，。；：！？、的中获等组与和及\s“”（(]{{0,8}}?(?:{_WORD}|总决赛争夺赛|总决赛|争夺赛))*(?!项|道|区|制|月|成绩|指导|评委|试题|训练|比武|体系|机制|内容|理念)"
)
_EVENT_ONLY = re.compile(r"赛项(?!竞赛|比赛)")
_KEY = re.compile(
    r"全国|国际|世界|全球|中国|中华|金砖|一带一路|亚洲|全省|全市|国家级|省级|市级|校级|校内|校园|“[^”]{1,20}”|杯|首届|第[一二三四五六七八九十\d]+届|20\d\d"
)
_GENERIC = re.compile(
    r"^(?:各类|各级|各种|各项|各级各类|技能|职业技能|学科|专业|专业技能|技术|创新创业|创业|创新|学生|教师|大学生|师生|教学|教学能力|教学技能|体育|文体|文化|知识|职业院校|职业院校技能|"
    r"省级|国家级|市级|校级|校内|院级|世界|全国|国际|国内外|国家|省|市|省市|省级以上|国赛|省赛|技能人才|高水平|高级别|相关|重要|重大|系列|行业|三级|师生技能|学科技能|学生技能|学生专业技能|职业能力|"
    r"成果展示|短视频|各|等|类|级|以上|和|与|及|、|多项|数学|英语|辩论|演讲|征文|歌唱|唱歌|篮球|足球|羽毛球|乒乓球|田径|排球|“四项|四项|办好职业教育“四项|项|的|本次|此次|该|在|中|职业教育|"
    r"思政|思政课|课程|说课|设计|作品|科技|实验|水处理|技能教学|校园文化|合唱|武术|书法|绘画|打字|趣味|以赛促教|学|全市职业院校技能|创业大赛|学科类|体育类|技能类|更高级别|更高|艺术类|\d+|[一二三四五六七八九十]+)*$"
)
_OPENING = re.compile(r"(?:20\d\d|“|全国|国际|世界|中国|中华|金砖|第[一二三四五六七八九十\d]+届|首届|一带一路)")
_LEADING = re.compile(r"^(?:等|以|的|在|原|省级以上|国家级|国家|以上|市级以上|和|与)+")


def find_competitions(text: str) -> Iterator[Found]:
    """Yield competitions that are named, by level, cup, place, number or a topic of their own, in reading order."""
    for head in _HEAD.finditer(text):
        edge = left_edge(text, head.start(), limit=44, joins=True, brackets=10, orgs=False, dots=True)
        start = edge.start + len(_leading(text[edge.start : head.start()]))
        start += _earlier(text[start : head.start()])
        start += _loose_topic(text[start : head.start()])
        end = _with_final(text, head.end())
        core = text[start : head.start()]
        name = text[start:end]
        quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”" and len(core) >= 4
        if name.count("“") == name.count("”") and (quoted or _is_named(core, name)):
            yield Found(start, end, EntityKind.COMPETITION, f"head-{head.group()[-2:]}-{edge.border}", weight=2)
    for head in _EVENT_ONLY.finditer(text):
        edge = left_edge(text, head.start(), limit=44, joins=True, orgs=False)
        name = text[edge.start : head.end()]
        if re.search(r"大赛|竞赛|比赛", name) or not re.search(r"金砖|首届|第[一二三四五六七八九十]+[届场]|全国|世界", name):
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
    return cup if before and not (place_length(before) or _OPENING.search(before) or re.search(r"[省市县]$", before)) else 0


def _loose_topic(core: str) -> int:
    """The length of "讲座和" in 讲座和技能竞赛: only a name that opens with its level or cup holds a joiner."""
    if place_length(core) or _OPENING.match(core):
        return 0
    return max(core.rfind(joiner) for joiner in "与和及") + 1


def _is_named(core: str, name: str) -> bool:
    bare = core.strip("“”‘’")
    if not bare or len(bare) > 60 or re.match(r"更|各|多|以赛|.*级”", bare):
        return False
    level = re.match(r"(?:20\d\d年?度?)?(?:第[一二三四五六七八九十\d]+届|首届)?(?:全国|世界|中国|中华|国际|金砖国家|全球|国家级|校级|市级|省级)", core)
    if level and not re.search(r"各|类$", core):
        rest = core[level.end() :]
        return len(rest) >= (4 if level.group().endswith("国际") else 2 if level.group()[-1] in "国界华家球" else 5)
    if _GENERIC.match(bare):
        return len(bare) >= 6 and re.match(r"学生|教师|职业院校|大学生", bare) is not None
    if _KEY.search(core):
        rest = re.sub(r"20\d\d(?:[-—]20\d\d)?(?:年度?|学年)?|第[一二三四五六七八九十\d]+届|首届|“|”", "", core)
        return not _GENERIC.match(rest) or "”" in core or "杯" in core or len(rest) >= 8
    placed = place_length(bare)
    if placed:
        return not only_place(bare) or len(bare) > 2
    return len(bare) >= 4
