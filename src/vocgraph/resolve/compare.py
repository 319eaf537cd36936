"""Weighs whether a shorter printed name is another form of a fuller one, and says by what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vocgraph import gazetteer
from vocgraph.model import Attributes, EntityKind, attributes
from vocgraph.resolve import vocabulary
from vocgraph.resolve.names import Name, distinctive, modifiers, trade_prefixes

# A place that is the whole of the name's identity: the city's park is not the county's.
_PLACED = {EntityKind.PARK, EntityKind.GOVERNMENT_BODY, EntityKind.INSTITUTION, EntityKind.ALLIANCE}
# Names that stand or fall with their exact words: an office differs from another by one character.
_LITERAL = {EntityKind.GOVERNMENT_BODY}
# Kinds whose names may begin with a company's name or a small place, which a later mention leaves out.
_OWNED = {EntityKind.ENTERPRISE, EntityKind.INDUSTRIAL_COLLEGE, EntityKind.BASE_OR_CENTRE}
# Kinds whose names are phrases, of which a later mention drops one stretch in the middle.
_PHRASES = {EntityKind.COMPETITION, EntityKind.BASE_OR_CENTRE, EntityKind.ALLIANCE}

_EMPTY_TRADES = {"科技", "技术", "实业", "发展", "…"}
# Events held at every level: with a place and without one they are two.
_WIDE_EVENT = re.compile("|".join(("中华", "中国", "国际", *map(re.escape, vocabulary.KNOWN_EVENTS))))
_ONE_SIDED = {"dropped", "added"}  # only one of the two names has a place
_WHOLE_ENDS = ("股份", "集团", "科技", "公司")
_THREE_CHARACTERS = tuple(word for word in vocabulary.TRADES if len(word) == 3)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a short form stands to a full one."""

    rule: str
    weight: (
        float  # 0 to 1: how much the rule is trusted; only the order and the threshold between reports carry meaning
    )
    features: Attributes = ()


def compare(short: Name, full: Name) -> Likeness | None:
    """The strongest likeness of two names of one kind, or None; which of them is the short one matters."""
    if short.kind is not full.kind:
        return None
    if short.key == full.key:
        return Likeness("same-name", 1.0)
    if _heads_differ(short, full) or short.ordinals != full.ordinals:
        return _joined(short, full)
    place = _place(short, full)
    if place is None:
        return _moved_place(short, full) or _behind_owner(short, full)
    if place in _ONE_SIDED and short.kind is EntityKind.COMPETITION and _is_heat(short, full):
        return _by_cup(short, full)
    return (
        _same_core(short, full, place)
        or _by_cup(short, full)
        or _modifier(short, full, place)
        or _trade(short, full, place)
        or _behind_owner(short, full)
        or _field(short, full, place)
        or _gap(short, full, place)
        or _contraction(short, full, place)
        or _word_order(short, full, place)
        or _moved_place(short, full)
    )


def contradict(one: Name, other: Name) -> str:
    """Why two names of one kind cannot be one thing, or an empty string: weighed over all names of two groups."""
    if one.key == other.key:
        return ""
    if one.ordinals != other.ordinals and one.core and other.core:
        return "ordinals differ"
    if one.full and other.full and _heads_differ(one, other):
        return "typed ends differ"
    if one.places and other.places and _place(one, other) is None and not _place_inside(one, other):
        return "places differ"
    return ""


def _heads_differ(one: Name, other: Name) -> bool:
    return not one.heads & other.heads if one.heads or other.heads else False


def _place(short: Name, full: Name) -> str | None:
    """How the places agree: same, dropped, added, nested or none; None where they contradict each other."""
    if short.places == full.places:
        return "same" if short.places else "none"
    if not short.places or not full.places:
        missing = full if not short.places else short
        # A branch with a place in brackets and a company without are two where both are named in full.
        if missing.branch and short.full and full.full:
            return None
        return "dropped" if missing is full else "added"
    if short.places[-1] == full.places[-1]:
        return "nested"
    outer, inner = sorted((short.places, full.places), key=len)
    if inner[: len(outer)] == outer and short.kind not in _PLACED | {EntityKind.ENTERPRISE}:
        return "nested"
    return None


def _place_inside(one: Name, other: Name) -> bool:
    """Whether a place of one name stands inside the other's core, where its writer moved it."""
    return any(place in other.core for place in one.places) or any(place in one.core for place in other.places)


def _same_core(short: Name, full: Name, place: str) -> Likeness | None:
    if short.core != full.core or (short.cup and full.cup and short.cup != full.cup):
        return None
    if place in _ONE_SIDED and _needs_its_place(short, full):
        return None
    cup_dropped = short.cup != full.cup
    if cup_dropped and len(short.core) < 6:
        return None  # “蓝海杯”技能竞赛 and 技能竞赛
    features = attributes({"place": place, "core": short.core})
    if place in _ONE_SIDED:
        weight = 0.9 if distinctive(short.core) and len(short.core) >= 3 else 0.6
        return Likeness("place-dropped", weight - (0.1 if cup_dropped else 0), features)
    if cup_dropped:
        return Likeness("cup-dropped", 0.85, features)
    return Likeness("year" if short.years != full.years else "suffix", 0.95, features)


def _needs_its_place(short: Name, full: Name) -> bool:
    """Whether a name without its place would be another thing, or anything."""
    if short.kind in _LITERAL or len(short.core) < 2:
        return True  # 教育局, 产教联合体 of whichever city; what leans on the report's own place is settled before
    if _is_subsidiary(short, full):
        return True
    return not distinctive(short.core) and short.kind is not EntityKind.INSTITUTION  # 技能大赛 of whichever place


def _is_heat(short: Name, full: Name) -> bool:
    """Whether one name may be the national event and the other a province's heat of it."""
    known = any(event in short.text for event in vocabulary.KNOWN_EVENTS)
    national = {*short.places, *full.places} <= {"中国", "国际", "全国"}
    return bool(_WIDE_EVENT.search(full.text)) and not (known and national)


def _by_cup(short: Name, full: Name) -> Likeness | None:
    """蓝海杯大赛 for “蓝海杯”美容美发大赛: the cup alone names the event."""
    named = full.cup and short.core == full.cup and not short.cup
    # “蓝海杯”技能大赛 for “蓝海杯”职业技能大赛, not for the contests held under its name
    nested = full.cup and short.cup == full.cup and short.places == full.places and full.core.endswith(short.core)
    nested = nested and "赛" not in full.core
    return Likeness("cup", 0.8, attributes({"cup": full.cup})) if named or nested else None


def _modifier(short: Name, full: Name, place: str) -> Likeness | None:
    pattern = modifiers(short.kind)
    bare_short, bare_full = pattern.sub("", short.core), pattern.sub("", full.core)
    if _is_faculty(short) and _is_faculty(full):
        bare_short, bare_full = short.core.removesuffix("工程"), full.core.removesuffix("工程")
    if (
        short.core == full.core
        or bare_short != bare_full
        or (not bare_short and (place != "same" or short.kind is not EntityKind.ALLIANCE))
    ):
        return None
    if bare_short and short.kind is not EntityKind.INSTITUTION and len(distinctive(bare_short)) < 2:
        told = short.kind is EntityKind.COMPETITION and place == "same" and len(bare_short) >= 6
        if not told:
            return None
    if short.kind is EntityKind.INSTITUTION and not (bare_short or place == "same"):
        return None
    weight = 0.75 if place in _ONE_SIDED else 0.85
    return Likeness("modifier-dropped", weight, attributes({"place": place, "core": bare_short}))


def _is_faculty(name: Name) -> bool:
    """A school's own unit: 机械制造学院 and 机械制造工程学院 are one."""
    return name.heads == {"学院"} and not name.places and len(name.core) >= 2


def _joined(short: Name, full: Name) -> Likeness | None:
    """A name and the same with a part joined on: 职业学校 and 职业学校及培训中心."""
    rest = full.key.removeprefix(short.key)
    if (
        short.kind is EntityKind.INSTITUTION
        and len(short.key) >= 6
        and rest[:1] in {"及", "暨"}
        and 3 <= len(rest) <= 7
    ):
        return Likeness("part-left-out", 0.65, attributes({"dropped": rest}))
    return None


def _trade(short: Name, full: Name, place: str) -> Likeness | None:
    """碧波花 for 碧波花化妆品有限公司: what is missing says only what the company deals in."""
    if short.kind is not EntityKind.ENTERPRISE or place == "added":
        return None  # 宁波碧波 is not 蓝海科技集团
    dropped = _dropped_trade(short.core, full.core)
    if not dropped:
        return None
    sisters = short.full and full.full  # two full names that differ in their trade
    if dropped not in _EMPTY_TRADES and (sisters or _is_subsidiary(short, full)):
        return None
    if short.group and not full.group and dropped != "…":
        return None  # 京东集团 is not 京东物流
    weight = 0.85 if len(short.core) >= 4 or gazetteer.is_known_company(short.core) == "listed" else 0.7
    return Likeness("trade-dropped", weight, attributes({"place": place, "dropped": dropped}))


def _dropped_trade(short: str, full: str) -> str:
    """What a company's core lost at its end, if that is words of trade; … where the end is another one."""
    if len(short) < 2 or short == full or short[:2] != full[:2]:
        return ""
    prefixes = trade_prefixes(full)
    if short in prefixes:
        return full[len(short) :]
    if any(short.removesuffix(end) == prefix for prefix in prefixes for end in _WHOLE_ENDS):
        return "…"  # 碧波新材料股份 for 碧波新材料科技股份
    cut = any(short[-2:] == word[:2] and full.startswith(short[:-2] + word) for word in _THREE_CHARACTERS)
    return full[len(short) :] if cut else ""  # 碧波新材 for 碧波新材料: the last word is cut in two


def _is_subsidiary(short: Name, full: Name) -> bool:
    """Whether the short name is that of a known company, and the full one that of a company of its group.

    A listed company is a company limited by shares (股份有限公司), so that a plain 有限公司 with a place or a trade
    of its own in its name (长沙比亚迪汽车有限公司) is another one.
    """
    if short.kind is not EntityKind.ENTERPRISE or short.full or "股份" in full.text or full.group:
        return False
    prefixes = trade_prefixes(short.core)
    listed = gazetteer.is_known_company(short.core) == "listed"
    if listed and len(prefixes) > 1 and full.core == short.core and not full.full:
        return False  # place, word and trade: so begins the registered name of the listed company itself
    known = ("".join(short.places) + short.core, *prefixes)
    return any(gazetteer.is_known_company(name) == "listed" for name in known)


def _behind_owner(short: Name, full: Name) -> Likeness | None:
    """碧波铸锻业 for 中车碧波铸锻业, 常州氟材料 for 江苏有色常州氟材料: the owner's name was left out in front."""
    if short.kind not in _OWNED:
        return None
    least = 4 if short.kind is EntityKind.ENTERPRISE else 2
    whole = "".join(short.places[-1:]) + short.core
    for tail in {short.core, whole} if short.places else {short.core}:
        owner = full.core.removesuffix(tail)
        if owner == full.core or len(tail) < least or not 2 <= len(owner) <= 5:
            continue
        if tail == short.core and short.places and short.places != full.places:
            continue
        known = gazetteer.is_known_company(owner) == "listed" or (gazetteer.is_place(owner) and not full.places)
        if (known or tail == whole != short.core) and len(distinctive(tail)) >= 2:
            return Likeness("owner-dropped", 0.75 if known else 0.7, attributes({"owner": owner, "core": tail}))
    return None


def _field(short: Name, full: Name, place: str) -> Likeness | None:
    """特种玻璃产业学院 for 特种玻璃新材料产业学院, 顺丰现代产业学院 for 顺丰现代供应链产业学院."""
    if short.kind is not EntityKind.INDUSTRIAL_COLLEGE or not full.core.startswith(short.core):
        return None
    dropped = full.core[len(short.core) :]
    told = distinctive(modifiers(short.kind).sub("", short.core))
    company = gazetteer.is_known_company(told) == "listed"
    partner = gazetteer.is_known_company(full.core) == "listed" and dropped in vocabulary.TRADES  # 浪潮 for 浪潮信息
    if len(told) < 2 or not (company or partner or (dropped in vocabulary.FIELDS and len(told) >= 4)):
        return None
    return Likeness("field-dropped", 0.7, attributes({"place": place, "dropped": dropped, "core": told}))


def _gap(short: Name, full: Name, place: str) -> Likeness | None:
    """One stretch of a long phrase left out: 安全知识竞赛 after 消防宣传进校园[暨安全兴趣类社团]."""
    if short.kind not in _PHRASES or len(short.core) < 6 or len(full.core) <= len(short.core):
        return None
    head = 0
    while head < len(short.core) and short.core[head] == full.core[head]:
        head += 1
    tail = len(short.core) - head
    if tail and not full.core.endswith(short.core[head:]):
        return None
    if head < 2 or (not tail and len(short.core) < 0.7 * len(full.core)) or len(distinctive(short.core[:head])) < 2:
        return None
    gap = full.core[head : len(full.core) - tail]
    if len(gap) > 8 or "赛" in gap:
        return None
    if place in _ONE_SIDED and short.kind is EntityKind.COMPETITION:
        return None
    return Likeness("part-left-out", 0.65, attributes({"place": place, "dropped": gap}))


def _contraction(short: Name, full: Name, place: str) -> Likeness | None:
    """机制学院 for 机械制造工程学院, 中建装集团 for 中国建设装备集团: the first character of each word."""
    if place == "dropped":
        whole, wanted = "".join(full.places) + full.core, short.core
    elif place in {"none", "same"}:
        whole, wanted = full.core, short.core
    else:
        return None
    for stem in (whole, whole.removesuffix("工程"), whole.removesuffix("技术")):
        least = 3 if short.kind is EntityKind.ENTERPRISE else 2
        if len(stem) >= 4 and len(stem) % 2 == 0 and stem[::2] == wanted and len(wanted) >= least:
            return Likeness("contraction", 0.65, attributes({"place": place, "of": stem}))
    if short.kind is EntityKind.ENTERPRISE and place == "none" and len(short.core) == 2 and not short.full:
        # 浪潮 for 浪潮信息: of a listed company, what stands before its trade
        known = gazetteer.is_known_company(full.core) == "listed"
        own = short.group or gazetteer.is_known_company(short.core) == "listed"  # a company of that name exists
        if known and not own and full.core.startswith(short.core):
            return Likeness("contraction", 0.65, attributes({"place": place, "of": full.core}))
    return None


def _word_order(short: Name, full: Name, place: str) -> Likeness | None:
    """园艺花木 and 花木园艺: the same words in another order."""
    same = short.core != full.core and len(short.core) >= 4 and sorted(short.core) == sorted(full.core)
    if not same or place not in {"same", "none"} or not distinctive(short.core):
        return None
    return Likeness("word-order", 0.65, attributes({"place": place, "core": short.core}))


def _moved_place(short: Name, full: Name) -> Likeness | None:
    """碧波苏州橡胶 and 碧波橡胶（苏州）: the same words, the place elsewhere."""
    if short.kind is not EntityKind.ENTERPRISE:
        return None
    for one, other in ((short, full), (full, short)):
        for place in one.places[-1:]:
            if place in other.core and other.core.replace(place, "", 1) == one.core and len(one.core) >= 3:
                return Likeness("place-moved", 0.85, attributes({"place": place, "core": one.core}))
    return None
