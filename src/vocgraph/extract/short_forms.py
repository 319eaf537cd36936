"""Learns short forms from full names that the report prints, and finds them elsewhere in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.extract.names import Found
from vocgraph.extract.places import only_place, place_length
from vocgraph.model import EntityKind
from vocgraph.text.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

_LEGAL = re.compile(
    r"(?:[（(]集团[）)])?(?:集团)?(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|总公司|公司|集团|合伙企业)$"
)
# Industry words that a short form drops: 长沙蓝海智能(技术)有限公司, 广州蓝山花(化妆品)有限公司.
_TRADE = re.compile(
    r"(?:集团|科技发展|科技服务|科技|技术服务|技术|智能装备|装备|新材料科技|新材料|新材|实业|化妆品|生物科技|"
    r"生物|机械|电子科技|电子|股份|控股|信息技术|信息|美妆|重工|铸造|纺织|服饰|陶瓷|酒业|茶业|药业|乳业|牧业|教育科技|教育|发展|"
    r"物流|工程|自动化|环保|化学|锻业|汽车|数码|服务|企业管理|文化传媒|文化|食品|农业|航空|能源|新能源|工业|"
    r"制造|精密|设备)$"
)
_CALLED = re.compile(r"(?P<core>[\u4e00-\u9fff]{2,6})公司(?!级|制)")
_CORE = 6  # characters of a company's core at most
_DECLARED = re.compile(r"[（(](?:以下)?(?:简称|下称)(?:为)?[:：]?[“\"]?(?P<short>[^”\"，。；（）()]{2,14})[”\"]?[）)]")
_SCHOOL = re.compile(
    r"(?:高等|中等)?(?:职业技术|职业|技师|技工|专科|中等专业|中等职业|职业中等专业|高级技工)?(?P<last>学院|大学|学校)$"
)
# What follows 院 ("college") where it is no school's short form: 院士, 院长, 院校, 建院以来.
_NO_SHORT = re.compile(r"[院大校][士长校系级内墙外落区务线所领会门以初之至\d生]")
# What a report calls one thing for a paragraph and another in the next: （以下简称“共同体”）.
_ROLE_NAME = re.compile(
    r"(?:本|该|我)?(?:产教|产教融合|职教|行业|市域|产业)?(?:共同体|联合体|联盟|集团|公司|企业|学校|学院|大学|中心|基地|协会|"
    r"学会|委员会|研究院|大赛|竞赛|比赛|国赛|省赛|我校|我院|校方|园区|管委会)"
)
_LATIN = re.compile(r"[（(](?P<name>[A-Z][A-Za-z .,&'’-]{2,80})[）)]")
_GOES_ON = re.compile(r"产业学院|学院|有限|股份|[（(]?集团|大学")  # behind a short form: another, longer name
_TYPED = ("学院", "大学", "学校")
_CONTRACTED, _DECLARED_RULE = "own-contraction", "declared-short-form"
_TRANSLATED = frozenset({EntityKind.INSTITUTION, EntityKind.ALLIANCE, EntityKind.ASSOCIATION, EntityKind.COMPETITION})
_ORDINARY = re.compile(
    r"^(?:先进|智能|中国|国际|现代|工业|机械|电子|职业|教育|科技|信息|北斗|时代|农业|生物|文化|汽车|物流|"
    r"物联|环保|能源|食品|航空|建筑|旅游|健康|数字|创新|新能源|新材料|半导体|机器人)*$"
)


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form and the full name that it stands for in this report."""

    short: str
    full: str
    kind: EntityKind
    rule: str


Opened = dict[str, dict[int, dict[str, list[ShortForm]]]]  # see `by_opening`


def learn(
    names: Iterable[tuple[str, EntityKind]],
    *,
    home: str = "",
    texts: Sequence[str] = (),
    declared: Iterable[ShortForm] = (),
) -> tuple[ShortForm, ...]:
    """Short forms that full names allow; one that two names share is nobody's.

    :param texts: the report's own words, which must use a contraction of ``home`` (蓝院) twice before it is taken.
    :param declared: short forms that the report itself explains, which need no rule to be believed.
    """
    owners: dict[str, set[tuple[str, EntityKind]]] = {}
    for name, kind in set(names):
        if kind is EntityKind.ENTERPRISE:
            for short in _company_forms(name):
                owners.setdefault(short, set()).add((name, kind))
    for short in _school_forms(home) if home else ():
        owners.setdefault(short, set()).add((home, EntityKind.INSTITUTION))
    alone = [(short, *min(full)) for short, full in owners.items() if len({f for f, _ in full}) == 1]
    learnt = [ShortForm(short, full, kind, "short-form") for short, full, kind in alone]
    told = {form.short: form for form in declared}
    learnt = [form for form in learnt if form.short not in told] + list(told.values())
    learnt += (ShortForm(short, home, EntityKind.INSTITUTION, _CONTRACTED) for short in _contractions(home, texts))
    return tuple(sorted(learnt, key=lambda form: (-len(form.short), form.short)))


def _company_forms(name: str) -> Iterator[str]:
    legal = _LEGAL.search(name)
    core = re.sub(r"[（(][^）)]*[）)]", "", name[: legal.start()] if legal else name)
    bare = _without_place(core)
    if name.endswith("合伙企业"):
        yield bare + "企业"
    if legal is None:  # a short form already (湖南蓝天科技): only its place can go
        if bare != core and len(bare) >= 4 and _TRADE.search(bare):
            yield bare
        return
    for form in sorted({core, bare}):
        current = form
        while len(current) >= 3:
            placed = place_length(current)
            loose = current != form and _only_words(current)
            if (
                not only_place(current)
                and not _ORDINARY.match(current)
                and not loose
                and not (placed and len(current) - placed < 3)
            ):
                yield current
            trade = _TRADE.search(current)
            if trade is None or trade.start() < 3:
                break
            current = current[: trade.start()]


def _without_place(core: str) -> str:
    """The core without the places that it begins with: 长沙岳麓区蓝海美妆 -> 蓝海美妆."""
    while size := place_length(core):
        core = core[size:].removeprefix("省").removeprefix("市")
    return core


def _only_words(form: str) -> bool:
    """Whether a form is nothing but everyday words (低空经济), so that it would be found where no company is meant."""
    segmenter = plain()
    at = 0
    while at < len(form):
        size = next((n for n in (4, 3, 2) if len(form) >= at + n and segmenter.knows(form[at : at + n])), 0)
        if not size:
            return False
        at += size
    return True


def _school_forms(home: str) -> Iterator[str]:
    """The reporting school's name without its place, and with 职业技术学院 contracted: 蓝海职业技术学院, 蓝海职院."""
    stem, typed = _divided(home)
    bare = _without_place(stem)
    if bare != stem and len(bare) >= 2:
        yield bare + typed
    if typed in {"职业技术学院", "职业学院"}:
        yield from (form + "职院" for form in {stem, bare} if len(form) >= 2)


def _divided(home: str) -> tuple[str, str]:
    """A school's name in two: what it is called, and its type."""
    typed = _SCHOOL.search(home)
    return (home[: typed.start()], typed.group()) if typed else (home, "")


def _contractions(home: str, texts: Sequence[str]) -> Iterator[str]:
    """Two to four characters for the reporting school (蓝院, 江苏蓝院, 宁职院), where the report uses them twice."""
    stem, typed = _divided(home)
    if typed[-2:] not in {"学院", "大学"}:
        return
    bare, last = _without_place(stem), typed[-1]
    place = stem.removesuffix(bare).removesuffix("省").removesuffix("市")
    forms = {f"{bare[:1]}{last}", f"{bare[:2]}{last}", f"{place}{bare[:1]}{last}", f"{place[:1]}{bare[:1]}{last}"}
    forms = forms if bare else set()
    if "职业" in typed:
        forms |= {f"{first[:1]}职{last}" for first in (place, bare) if first}
    for form in sorted(form for form in forms if not plain().knows(form)):
        if sum(_stands_alone(text, at.start(), form) for text in texts for at in re.finditer(form, text)) >= 2:
            yield form


def _stands_alone(text: str, at: int, form: str) -> bool:
    """Whether a contraction is no part of other words: 讲好|蓝院|故事, not 中科院, 高职院校."""
    if _NO_SHORT.match(text, at + len(form) - 1):
        return False
    return at == 0 or not any(plain().knows(text[at - 1 : end]) for end in range(at + 1, at + len(form) + 1))


def declared(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Short forms that stand in brackets behind a name: 某某有限公司（简称：某某）."""
    ends = {name.end: name for name in found}
    for match, owner in _declarations(text, ends):
        yield Found(*match.span("short"), owner.kind, _DECLARED_RULE, weight=5)
    for match in _LATIN.finditer(text):
        named = ends.get(match.start())
        if named is not None and named.kind in _TRANSLATED:
            yield Found(*match.span("name"), named.kind, "bracketed-latin", weight=5)


def declared_forms(text: str, found: Iterable[Found]) -> Iterator[ShortForm]:
    """The same as knowledge for the rest of the report: a short form once declared is the name wherever it stands."""
    for match, owner in _declarations(text, {name.end: name for name in found}):
        short = match["short"]
        if len(short) >= 3:
            yield ShortForm(short, owner.implied or text[owner.start : owner.end], owner.kind, _DECLARED_RULE)


def _declarations(text: str, ends: Mapping[int, Found]) -> Iterator[tuple[re.Match[str], Found]]:
    for match in _DECLARED.finditer(text):
        owner = ends.get(match.start())
        if owner is not None and not _ROLE_NAME.fullmatch(match["short"]):
            yield match, owner


def telling_parts(names: Iterable[str]) -> frozenset[str]:
    """The stretches of two to six characters that stand in one of the names alone."""
    held: dict[str, bool] = {}  # whether one name alone holds it
    for name in names:
        for part in {name[at : at + size] for size in range(2, _CORE + 1) for at in range(len(name) - size + 1)}:
            held[part] = part not in held
    return frozenset(part for part, alone in held.items() if alone)


def find_companies_named(text: str, telling: AbstractSet[str]) -> Iterator[Found]:
    """Yield "蓝海公司" where exactly one full name of the report holds 蓝海.

    :param telling: what `telling_parts` gives for the full names.
    """
    for match in _CALLED.finditer(text):
        for size in range(min(_CORE, len(match["core"])), 1, -1):
            core = match["core"][-size:]
            if core in telling and not only_place(core) and not _ORDINARY.match(core):
                yield Found(match.end() - size - 2, match.end(), EntityKind.ENTERPRISE, "company-by-core", weight=0)
                break


def _implied(form: ShortForm) -> str:
    """A school's own short form is sure enough to imply the school; a company's is weighed by resolution."""
    return form.full if form.kind is EntityKind.INSTITUTION else ""


def by_opening(forms: Iterable[ShortForm]) -> Opened:
    """Short forms by their first two characters, by their length, and by themselves."""
    opened: Opened = {}
    for form in forms:
        of_length = opened.setdefault(form.short[:2], {}).setdefault(len(form.short), {})
        of_length.setdefault(form.short, []).append(form)
    return opened


def find_short_forms(text: str, opened: Opened) -> Iterator[Found]:
    """Yield known short forms; a company's full name is not implied, since resolution weighs it.

    :param opened: what `by_opening` gives.
    """
    for form, at in _places(text, opened):
        end = at + len(form.short)
        if not _GOES_ON.match(text, end):
            yield Found(at, end, form.kind, form.rule, _implied(form), weight=_weight(form))
        elif text.startswith("集团", end):
            yield Found(at, end + 2, form.kind, form.rule, weight=0)


def _places(text: str, opened: Opened) -> Iterator[tuple[ShortForm, int]]:
    """Where each form stands; a form does not overlap itself."""
    ends: dict[str, int] = {}
    for at in range(len(text) - 1):
        for size, forms in opened.get(text[at : at + 2], {}).items():
            short = text[at : at + size]
            if short in forms and at >= ends.get(short, 0):
                ends[short] = at + size
                for form in forms[short]:
                    if form.rule != _CONTRACTED or _stands_alone(text, at, short):
                        yield form, at


def _weight(form: ShortForm) -> int:
    """What a short form counts for where a grammar reads the same words as another name."""
    if form.rule == _DECLARED_RULE:
        return 3
    if form.kind is EntityKind.INSTITUTION and form.short.endswith(_TYPED):
        return 2
    return 1 if form.short.endswith(("研究院", "研究所", "中心")) else 0  # a firm by its full name, no base
