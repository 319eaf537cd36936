"""Knows places, schools and companies by name, from the files of `data/gazetteers`; loaded when first asked."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from vocgraph.model import Region
from vocgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = "data/gazetteers"
_NOWHERE = Region()
# What changes when a school is raised to a higher level.
_RENAMED = re.compile(r"(?:职业技术大学|职业技术学院|职业大学|职业学院|学院|大学)$")
# What may follow a county's short form, which is often an ordinary word (和平, 新城): a school, a park.
_NAMES_A_PLACE = re.compile(
    "职业|技术|技工|技师|中等|中专|工业|高级|师范|幼儿|农业|卫生|理工|机电|第?[一二三四五六七八九十]+(?:中|职)|第[一二三四五六七八九十]"
    "|经开|经济|高新|产业园|开发区"
)


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division. A municipality is its own city; a province's city is empty."""

    name: str  # 湘西土家族苗族自治州
    short: str  # 湘西
    level: Literal["province", "city", "county"]
    region: Region


@cache
def divisions() -> tuple[Division, ...]:
    """Every province, city and county, sorted by name."""
    return tuple(
        Division(name, short, _level(level), Region(province, city))
        for name, short, level, province, city in _rows("divisions.csv")
    )


@cache
def schools() -> Mapping[str, Region]:
    """Where each higher-education institution is, by name; secondary schools (中职, 技校) are in no such list."""
    rows = _rows("schools.csv")
    return MappingProxyType({row[0]: Region(row[1], row[2]) for row in rows})


def school_place(name: str) -> Region | None:
    """Where a higher-education institution is, also under the name it took when it was raised (…学院 to …大学)."""
    return schools().get(name) or _school_stems().get(_stem(name))


@cache
def company_short_names() -> frozenset[str]:
    """Short names that mean a company wherever they stand: listed companies, and others widely known."""
    return frozenset(_lines("listed_companies.txt")) | frozenset(_lines("well_known_companies.txt"))


def is_known_company(name: str) -> Literal["listed", "noisy"] | None:
    """How surely a short name is a company's: ``noisy`` needs other evidence beside it."""
    if name in company_short_names():
        return "listed"
    return "noisy" if name in _noisy_companies() else None


def region_of(text: str) -> Region:
    """The region that a name, or a short text, speaks of; the most specific that all its places agree on.

    A school that is in the ministry's list is looked up; otherwise divisions are read: full forms anywhere,
    short forms of provinces and cities anywhere, short forms of counties only after their city or before a word
    of schools and parks (昆山 in 昆山职业中等专业学校). A county answers with its city. Places that contradict
    each other leave what they share; an ambiguous name (朝阳区) gives nothing.
    """
    known = school_place(text)
    if known:
        return known
    found: list[Region] = []
    at = 0
    while at < len(text):
        end, regions = _match(text, at, found[-1] if found else _NOWHERE)
        if len(regions) == 1:
            found.append(regions[0])
        at = max(end, at + 1)
    return _agreed(found)


def split_place(name: str) -> tuple[str, str]:
    """The divisions that a name begins with, as printed, and the rest (江苏省苏州市 and 教育局).

    A name without a place, and one that is nothing but a place, come back whole as the rest.
    """
    end = sum(map(len, leading_places(name)))
    return (name[:end], name[end:]) if end < len(name) else ("", name)


def leading_places(name: str) -> tuple[str, ...]:
    """The divisions that a name begins with, one by one as printed: 江苏省, 苏州市."""
    found: list[str] = []
    at, last = 0, _NOWHERE
    while at < len(name):
        end, regions = _match(name, at, last)
        if not regions:
            break
        found.append(name[at:end])
        at, last = end, regions[0]
    return tuple(found)


def is_place(name: str) -> bool:
    """Whether the words are a division's name or short form, whatever stands around them (昆山, 昆山市)."""
    return name in _forms()


def _level(level: str) -> Literal["province", "city", "county"]:
    if level == "province":
        return "province"
    return "city" if level == "city" else "county"


def _rows(name: str) -> list[list[str]]:
    with (resource(_FOLDER) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def _lines(name: str) -> list[str]:
    return (resource(_FOLDER) / name).read_text(encoding="utf-8").split()


@cache
def _noisy_companies() -> frozenset[str]:
    packed = (resource(_FOLDER) / "noisy_companies.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split())


@cache
def _school_stems() -> Mapping[str, Region]:
    """Region by a school's name without its level, where only one city has such a school."""
    found: dict[str, set[Region]] = defaultdict(set)
    for name, region in schools().items():
        found[_stem(name)].add(region)
    return {stem: next(iter(regions)) for stem, regions in found.items() if stem and len(regions) == 1}


def _stem(name: str) -> str:
    """A school's name without its level, empty where too little would be left to know it by (湖南大学)."""
    match = _RENAMED.search(name)
    if match is None:
        return ""
    if match.group().startswith("职业"):
        return name[: match.start()] + "职业"
    return name[: match.start()] if match.start() >= 4 else ""


@cache
def _forms() -> Mapping[str, tuple[tuple[Region, ...], bool]]:
    """Regions by every written form, and whether it is a county's short form, which needs a school's word after it."""
    full: dict[str, set[Region]] = defaultdict(set)
    short: dict[str, dict[str, set[Region]]] = defaultdict(lambda: defaultdict(set))
    for division in divisions():
        full[division.name].add(division.region)
        if division.short != division.name:
            short[division.short][division.level].add(division.region)
            if division.name.endswith("自治州"):
                full[division.short + "州"].add(division.region)
    forms = {form: (_sorted(regions), False) for form, regions in full.items()}
    for form, levels in short.items():
        level = next(level for level in ("province", "city", "county") if level in levels)  # 吉林 is the province
        forms.setdefault(form, (_sorted(levels[level]), level == "county"))
    return forms


def _sorted(regions: set[Region]) -> tuple[Region, ...]:
    return tuple(sorted(regions, key=lambda region: (region.province, region.city)))


@cache
def _longest_form() -> int:
    return max(map(len, _forms()))


def _match(text: str, at: int, before: Region) -> tuple[int, tuple[Region, ...]]:
    """The end of the longest division that starts here and the regions it may mean; (at, ()) where none starts.

    :param before: the place read just before, which decides between namesakes.
    """
    forms = _forms()
    for end in range(min(len(text), at + _longest_form()), at + 1, -1):
        if text[at:end] not in forms:
            continue
        regions, wary = forms[text[at:end]]
        inside = tuple(r for r in regions if r.province == before.province and before.city in {"", r.city})
        if wary and before.province and not inside:
            continue  # an ordinary word behind another province: 山城 in 重庆山城工业职业学院 is no county of Henan
        if not wary or (inside and before.city) or _NAMES_A_PLACE.match(text, end):
            return end, inside or regions
    return at, ()


def _agreed(found: list[Region]) -> Region:
    provinces = {region.province for region in found}
    cities = {region.city for region in found if region.city}
    if len(provinces) != 1:
        return _NOWHERE
    return Region(provinces.pop(), cities.pop() if len(cities) == 1 else "")
