"""Finds where a name begins, walking left from the word that says what is named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.extract.places import place_length
from vocgraph.extract.stops import stop_before

if TYPE_CHECKING:
    from vocgraph.model import EntityKind

_OPEN = {"”": "“", "’": "‘", "」": "「", "』": "『"}
_MARKS = frozenset("，。；：！？、,;:!?…|\t\n<>《》〈〉【】[]{}=*#/\\◆●■▲★✧✦→~～%％（(“‘「『\"'")
_DASHES = frozenset("—-－–·•")
_JOINERS = "与和及暨或"
_JOINER_INSIDE = re.compile(
    r"和平|人和|中和|共和|祥和|和谐|普及|埃及|呼和|和县|参与|以及|人民共和|和田|义和|和记|和美|融和|仁和|泰和|和力|和信|协和"
)
_EVENT = re.compile(r"(?:会|仪式|典礼|活动|论坛|周|月)$")
_TRIAD = ("产、学", "学、研", "研、用")
_FIRM_END = re.compile(
    r"(?:企业|单位|院校|高校|机构|公司|(?<!苏州工业)园区|厂商|客户|股东|高职|中职|本科|项目|品牌|团队)$"
)
_FIRM_INSIDE = re.compile(r"企业[管孵服集发咨文]|项目管|品牌[管策设推]|本科职")
# A verb that says what a company deals in: 某某第三|建设有限公司, 某某|出版发展集团.
_TRADE_VERB = re.compile(r"(?:建设|出版|改造)$")
_TRADE_ON = re.compile(r"(?:发展|投资|开发|监理|科技|工程|控股|实业|产业|传媒|发行)*(?:[（(]?集团|有限|股份)")
_ORG_END = re.compile(
    r"(?:学院|大学|学校|专科学校|职业中专|公司|集团|委员会|教育厅|教育局|管委会|人民政府|开发区|高新区|经开区)$"
)


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a name begins, and what stands before it."""

    start: int
    border: str  # "mark", "word", "joint" (与, 和 …), "edge" (of the text) or "limit"


@dataclass(frozen=True, slots=True)
class Found:
    """A name seen in one passage, before overlaps are settled."""

    start: int
    end: int
    kind: EntityKind
    rule: str
    implied: str = ""
    weight: int = 0  # wins an overlap before length does


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a walk to the left may pass."""

    floor: int
    joins: bool
    brackets: int
    orgs: bool
    firm: bool
    dots: bool


def left_edge(
    text: str,
    head: int,
    *,
    floor: int = 0,
    limit: int = 36,
    joins: bool = False,
    brackets: int = 6,
    orgs: bool = True,
    firm: bool = False,
    dots: bool = False,
) -> Edge:
    """Where the name begins whose typed word (公司, 产业学院 …) starts at ``head``.

    :param floor: position that the name cannot pass.
    :param limit: longest stretch before ``head``, in characters.
    :param joins: whether 与 and 和 may stand inside the name (topic names: yes; companies: no).
    :param brackets: longest bracketed part that may stand inside the name: 蓝海通信（广州）有限公司; 0: none.
    :param firm: whether 企业, 单位 and the like end the walk (…联盟企业|某某有限公司), as they do before organisations.
    :param dots: whether · and — may tie two parts of the name: 英语演讲·写作比赛.
    :param orgs: whether another organisation's name ends the walk: 某某学校|纺织产业学院.
    """
    manner = _Manner(floor, joins, brackets, orgs, firm, dots)
    at = head
    while at > floor:
        if head - at > limit:
            return Edge(at, "limit")
        border = _mark_before(text, at, manner) or _joint_before(text, at, head, manner)
        if not border and _word_before(text, at, manner, inside=at < head):
            border = "word"
        if border:
            return Edge(at, border)
        at = _passed(text, at, manner)
    return Edge(at, "edge")


def _mark_before(text: str, at: int, manner: _Manner) -> str:
    """``mark`` where a mark before ``at`` ends the walk, else nothing."""
    mark = text[at - 1]
    before, after = text[at - 2 : at - 1], text[at : at + 1]
    if mark in _OPEN or mark in "）)":
        ends = _opening(text, at, manner.floor, manner.brackets) < 0
    elif mark == " ":
        ends = not (before.isdigit() or (before.isascii() and after.isascii()))
    elif mark in _DASHES:
        ends = not _dash_inside(text, at - 1, dots=manner.dots)
    elif mark == "、":
        ends = text[at - 2 : at + 1] not in _TRIAD
    else:
        ends = mark in _MARKS or (manner.firm and mark in "+＋")
    return "mark" if ends else ""


def _joint_before(text: str, at: int, head: int, manner: _Manner) -> str:
    """``joint`` where 与, 和 … before ``at`` ties the name to a partner and is no part of it, else nothing."""
    mark, floor = text[at - 1], manner.floor
    if mark not in _JOINERS or _JOINER_INSIDE.search(text, max(floor, at - 2), at + 1):
        return ""
    if not manner.joins or head == at:
        return "joint"
    if mark == "暨":  # ties the two halves of a name, or a meeting to the next one
        return "joint" if _EVENT.search(text, max(floor, at - 4), at - 1) else ""
    return "" if mark in "与和及" and topic_before(text, at - 1, floor) else "joint"


def _word_before(text: str, at: int, manner: _Manner, *, inside: bool) -> bool:
    """Whether a stop word, or the end of another name, stands before ``at``."""
    floor = manner.floor
    if manner.firm and _TRADE_VERB.search(text, max(floor, at - 2), at) and _TRADE_ON.match(text, at):
        return False
    if text.startswith("以及", max(at - 2, 0)) or stop_before(text, at) > 0:
        return True
    if not inside:
        return False
    if manner.firm and _ends_before_firm(text, at, floor):
        return True
    another = manner.orgs and _ORG_END.search(text, max(floor, at - 6), at) is not None
    if manner.firm and text.startswith("集团", at - 2):
        return False  # a group's company: 某某集团西北有限公司
    return another and text[at : at + 1] not in "生有股公（(附化城联"


def _ends_before_firm(text: str, at: int, floor: int) -> bool:
    """Whether what stands before an organisation's name is no part of it: a year, 企业, 原 ("formerly")."""
    mark = text[at - 1]
    if mark == "原":  # 由原|西安市第三职业高级中学, not 太原市
        return text[at - 2 : at - 1] not in tuple("太中平五固草高") and place_length(text[at : at + 12]) > 0
    if mark in "年度" and re.search(r"\d{2,4}年度?$", text[max(floor, at - 6) : at]):
        return True
    return _FIRM_END.search(text, max(floor, at - 6), at) is not None and not _FIRM_INSIDE.match(text, at - 2)


def _passed(text: str, at: int, manner: _Manner) -> int:
    """The next position to the left; a quotation or a bracket is passed as a whole."""
    mark = text[at - 1]
    if mark in _OPEN or mark in "）)":
        return _opening(text, at, manner.floor, manner.brackets)
    return at - 1


def _opening(text: str, at: int, floor: int, brackets: int) -> int:
    """The position of the mark that opens what closes before ``at``; -1 where the name cannot hold it."""
    closing = text[at - 1]
    if closing in _OPEN:
        return text.rfind(_OPEN[closing], max(floor, at - 26), at - 1)
    opened = max(text.rfind("（", floor, at - 1), text.rfind("(", floor, at - 1))
    if opened < 0 or at - opened - 2 > brackets or not re.fullmatch(r"[\u4e00-\u9fff]+", text[opened + 1 : at - 1]):
        return -1
    return opened


def _dash_inside(text: str, at: int, *, dots: bool) -> bool:
    """A dash ties two countries or Latin parts: 中国—东盟, CT-2; with ``dots``, two topics or partners."""
    if not 0 < at < len(text) - 1 or text[at - 1] in _DASHES or text[at + 1] in _DASHES:
        return False
    if dots and text[at] in "·•—－" and not text[at + 1].isascii():
        return True
    return text[max(0, at - 2) : at] == "中国" or (text[at - 1].isascii() and text[at + 1].isascii())


def topic_before(text: str, at: int, floor: int) -> bool:
    """Whether the joiner at ``at`` ties two topics of one name (制药与生物工程), not a partner to what follows."""
    begin = at
    while begin > floor and at - begin < 22:
        if (
            text[begin - 1] in _MARKS
            or text[begin - 1] in _OPEN
            or text[begin - 1] in "）)"
            or stop_before(text, begin)
            or text[begin - 1] == "暨"
        ):
            break
        begin -= 1
    topic = text[begin:at]
    if re.match(r"世界|全国|国际|中国|国家", topic):
        return True
    return 2 <= len(topic) < 22 and not re.search(
        r"(?:校|院|司|集团|区|政府|厅|局|委|方|部|大学|学会|协会|企业|行业|股份|科技|中心|基地|平台|室|站|体|"
        r"项目|厂|师|生)$",
        topic,
    )


_LEVEL = re.compile(
    r"^(?:校内|校外|国家级|省部级|省级|市级|厅级|校级|院级|县级|区域性|全国首批|首批|首个|新型|多个|若干|一批|\d+年|"
    r"[\d一二三四五六七八九十]+[个项所家]|等|以|的)+"
)


def strip_level(name: str) -> str:
    """The name without the level and counting words in front of it: 市级数控…工作室 -> 数控…工作室."""
    return _LEVEL.sub("", name)
