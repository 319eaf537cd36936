"""Takes a printed name apart into what it is compared by: places, core, typed end, year and cup."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from vocgraph import gazetteer
from vocgraph.model import EntityKind
from vocgraph.resolve import vocabulary

_MARKS = re.compile(r"[\s\"'“”‘’「」《》〈〉*#·•—–\-()\[\]【】,.:、,。:]")
_YEAR = re.compile(
    r"(?:19|20)\d\d(?:[-—–至](?:19|20)?\d\d)?(?:学年|年度|年)?|第[0-9一二三四五六七八九十百]+[届期]|首届"
)
_CUP = re.compile(r"[“\"]([^”\"]{1,14}?杯)[”\"]")
_OTHER_NAME = re.compile(r"^(.{3,}?)[(（]([^()（）]{2,})[)）]$")
_CALLED = re.compile(r"^(?:以下)?(?:简称|又称|又名|亦称|原名?|曾用名|英文名)[为:：]?")
_FORMERLY = re.compile(r"^原(?=中国|全国|.{2,3}[省市县区])")  # 原中国国际…大赛: what it was called before
_STAGE = re.compile(r"(?:总决赛|争夺赛|半决赛|决赛|现场赛)+$")
_CITY_WIDE = re.compile(r"(?<=..)市域")  # 苏州市域产教联合体 is 苏州市产教联合体
_BRANCH = re.compile(r"\(([^()]{2,6})\)")
_GENERIC = re.compile("|".join(sorted(map(re.escape, vocabulary.COMMON), key=len, reverse=True)))
_SCOPE = re.compile("|".join(sorted((*vocabulary.SCOPES, *vocabulary.COUNTRIES), key=len, reverse=True)))
_RELATIVE = re.compile(r"^(自治区|全省|全市|省级|市级|省|市)(?![区县])")
_PLACE_END = re.compile(r"(?<=..)(?:特别行政区|自治区|自治州|自治县|新区|省|市|县|区|州)$")
_LEGAL = re.compile(vocabulary.LEGAL_FORM)
_LOOSE = re.compile(vocabulary.LOOSE_FORM)
_GROUP = re.compile(r"集团(?:\)|股份|有限|责任|公司)*$")
_FILLERS = re.compile("产教融合|产教")
_FIELD_END = re.compile(f"(?:{'|'.join(sorted(vocabulary.FIELDS, key=len, reverse=True))})(?=现代产业学院$|产业学院$)")
_ORDINAL = re.compile(r"第?[0-9一二三四五六七八九十]+(?=[^0-9一二三四五六七八九十])")


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart. Every part is folded: width, white space, quotation marks and case no longer differ."""

    kind: EntityKind
    text: str  # the name, width folded, without white space
    key: str  # the name as squeezed as it can be compared: equal keys are the same words
    places: tuple[str, ...]  # short forms, outermost first: (江苏, 苏州); scopes (全国) and countries count as places
    branch: bool  # the place stands in brackets inside the name, as branches of a company write it
    core: str  # what lies between places and typed end
    heads: frozenset[str]  # the classes its typed end may stand for; empty: it ends otherwise
    full: bool  # it has a full typed end: a legal form, or a head that is no short form
    group: bool = False  # it ends as a group of companies: 京东集团 is not 京东物流
    cup: str = ""  # the named cup of a competition: 蓝海杯
    years: tuple[str, ...] = ()  # years and sessions of a competition
    ordinals: tuple[str, ...] = ()  # 第一 and the like in the core: names that differ in them are two things


@lru_cache(maxsize=1 << 17)
def clean(surface: str) -> str:
    """The name with its width folded and without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", surface))


@lru_cache(maxsize=1 << 17)
def fold(surface: str) -> str:
    """The characters by which two printings of one name agree: no marks, no brackets, no case."""
    return _MARKS.sub("", clean(surface)).lower()


def tidy(surface: str) -> str:
    """The name as printed, without white space and without a list's or table's mark before it."""
    return "".join(surface.split()).lstrip("+＋、，。；;·•*#")


def is_speaker(surface: str) -> bool:
    """Whether the words mean the school that speaks (学校, 我校), which no name can."""
    return fold(surface) in vocabulary.SPEAKER


def bracketed(surface: str, kind: EntityKind) -> tuple[str, str] | None:
    """Outer and inner name where a name carries another one in brackets at its end, else None.

    A bracket that completes the name (蓝海（集团）, 蓝海科技（长沙）) or comments on it (国家级, 承办) is none:
    another name has a typed end, is in Latin letters, or is made of the outer name's characters.
    """
    match = _OTHER_NAME.match(tidy(surface))
    if match is None:
        return None
    outer, inner = match.groups()
    inner = _CALLED.sub("", inner).strip("“”\"':：")
    is_place = "".join(gazetteer.leading_places(inner)) == inner
    if len(inner) < 3 or is_place:
        return None
    latin = inner.isascii() and sum(map(str.isalpha, inner)) >= 3
    named = parse(inner, kind)
    typed = (bool(named.heads) or named.full) and kind is not EntityKind.GOVERNMENT_BODY and len(inner) >= 4
    return (outer, inner) if latin or typed or is_woven(fold(inner), fold(outer)) else None


def is_woven(short: str, full: str) -> bool:
    """Whether all characters of the short form stand in the full one, in order, beginning with the first."""
    rest = iter(full)
    return short[:1] == full[:1] and len(short) < len(full) and all(character in rest for character in short)


@lru_cache(maxsize=1 << 17)
def parse(surface: str, kind: EntityKind) -> Name:
    """Take a printed name apart as names of its kind are built."""
    text = clean(surface)
    if len(text) >= 8 and kind in {EntityKind.COMPETITION, EntityKind.INSTITUTION, EntityKind.ENTERPRISE}:
        text = _FORMERLY.sub("", text)
    rest, cup = text, ""
    years: tuple[str, ...] = ()
    if kind is EntityKind.COMPETITION:
        rest, cup, years = _without_year_and_cup(text)
    elif kind in {EntityKind.GOVERNMENT_BODY, EntityKind.ASSOCIATION}:
        for long, short in vocabulary.OFFICIAL:
            rest = rest.replace(long, short)
    elif kind is EntityKind.ALLIANCE:
        rest = _CITY_WIDE.sub("市", rest)
    branch: tuple[str, ...] = ()
    if kind is EntityKind.ENTERPRISE:
        rest, branch = _without_branch(rest)
    places, rest = _without_places(rest)
    if not places and kind in {EntityKind.INSTITUTION, EntityKind.PARK}:
        places, rest = _without_small_place(rest)
    core, heads, full = _without_head(rest, kind)
    core = fold(core)
    return Name(
        kind=kind,
        text=text,
        key=fold(text),
        places=places or branch,
        branch=bool(branch),
        core=core,
        heads=heads,
        full=full,
        group=kind is EntityKind.ENTERPRISE and bool(_GROUP.search(text)),
        cup=fold(cup),
        years=years,
        ordinals=tuple(_ORDINAL.findall(core + "|")),
    )


@lru_cache(maxsize=1 << 16)
def distinctive(core: str) -> str:
    """What is left of a core without the words that many things of its kind share."""
    return _GENERIC.sub("", core).strip("与和及的")


@cache
def modifiers(kind: EntityKind) -> re.Pattern[str]:
    """Matches the words that a second mention may leave out; never, where the kind has none."""
    words = sorted(vocabulary.MODIFIERS.get(kind, ()), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def without_fillers(name: str, kind: EntityKind) -> str:
    """The name without words that the same thing is also printed without; kinds that have no such words stay whole."""
    if kind is EntityKind.ALLIANCE:
        return _FILLERS.sub("", modifiers(kind).sub("", _CITY_WIDE.sub("市", name)))
    if kind is EntityKind.COMPETITION:
        return modifiers(kind).sub("", name)
    if kind is EntityKind.INDUSTRIAL_COLLEGE:
        return _FIELD_END.sub("", name)
    return name


def yearless_text(name: str, kind: EntityKind) -> str:
    """A competition's name without years and sessions, as it is called every time; other names stay whole."""
    text = _YEAR.sub("", name) if kind is EntityKind.COMPETITION else name
    return text if len(text) >= 4 else name


def relative_place(surface: str) -> str:
    """The word by which a name leans on the report's own place (省 in 省教育厅), or nothing."""
    match = _RELATIVE.match(clean(surface))
    return match.group(1) if match else ""


def place_stem(place: str) -> str:
    """A division without its level: 苏州 for 苏州市; a name of two characters (沛县) stays whole."""
    return _PLACE_END.sub("", place)


@lru_cache(maxsize=1 << 17)
def trade_prefixes(core: str) -> tuple[str, ...]:
    """The core and what is left of it as words of trade are taken off its end, longest first."""
    found = [core]
    while len(core) > 2:
        ends = _TRADES.get(core[-1], ())
        end = next((word for word in ends if core.endswith(word) and len(core) - len(word) >= 2), "")
        if not end:
            break
        core = core[: -len(end)]
        found.append(core)
    return tuple(found)


_TRADES: dict[str, list[str]] = {}  # by last character, longest first
for _word in sorted(vocabulary.TRADES, key=lambda word: (-len(word), word)):
    _TRADES.setdefault(_word[-1], []).append(_word)


def _without_year_and_cup(text: str) -> tuple[str, str, tuple[str, ...]]:
    years = tuple(re.sub(r"^((?:19|20)\d\d)(?:年度|年)?$", r"\1", year) for year in _YEAR.findall(text))
    text = _STAGE.sub("", _YEAR.sub("", text)) or text
    match = _CUP.search(text)
    if match and len(text) - len(match.group()) >= 4:
        return text[: match.start()] + text[match.end() :], match.group(1), years
    return text, match.group(1) if match else "", years


def _without_branch(text: str) -> tuple[str, tuple[str, ...]]:
    match = _BRANCH.search(text)
    if match and gazetteer.leading_places(match.group(1)) and not gazetteer.split_place(match.group(1))[0]:
        return text[: match.start()] + text[match.end() :], (place_stem(match.group(1)),)
    return text, ()


def _without_places(text: str) -> tuple[tuple[str, ...], str]:
    """Scopes, countries and divisions at the start, as short forms, and the rest (never empty)."""
    places: list[str] = []
    while True:
        scope = _SCOPE.match(text)
        if scope and scope.end() < len(text):
            _add_once(places, fold(scope.group()))
            text = text[scope.end() :]
            continue
        found = gazetteer.leading_places(text)
        width = sum(map(len, found))
        if not found or width >= len(text):
            return tuple(places), text
        for place in found:
            _add_once(places, place_stem(place))
        text = text[width:]


def _add_once(places: list[str], place: str) -> None:
    if place not in places[-1:]:  # 湖南省湖南省…: a slip of the pen
        places.append(place)


def _without_small_place(text: str) -> tuple[tuple[str, ...], str]:
    """A county's short form at the start of a school's name: 昆山园艺花木职业技术学校."""
    for width in (4, 3, 2):
        if len(text) >= width + 4 and gazetteer.is_place(text[:width]):
            return (place_stem(text[:width]),), text[width:]
    return (), text


def _without_head(text: str, kind: EntityKind) -> tuple[str, frozenset[str], bool]:
    if kind is EntityKind.ENTERPRISE:
        legal = _LEGAL.search(text)
        core = text[: legal.start()] if legal else text
        loose = _LOOSE.search(core)
        if loose and loose.start() >= 2:
            core = core[: loose.start()]
        return core.replace("(集团)", ""), frozenset(), bool(legal)
    heads = vocabulary.HEADS.get(kind, {})
    end = max((head for head in heads if text.endswith(head)), key=len, default="")
    if not end:
        return text, frozenset(), kind is EntityKind.GOVERNMENT_BODY
    classes = frozenset(heads[end].split("|"))
    return text[: -len(end)], classes, end not in vocabulary.ABBREVIATED
