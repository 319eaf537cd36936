"""Gathers the forms in which one report prints names, and what the report itself says about them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from vocgraph.model import EntityKind, Mention, Predicate
from vocgraph.resolve.names import Name, bracketed, clean, fold, is_speaker, is_woven, parse, relative_place, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vocgraph.model import Analysis, Region, Report

# Between names of a list; what stands on its two sides is two things.
_LISTED = re.compile(r"[”」》\"]?(?:、|以及|及|和|与|,|，)[“「《\"]?")
_CALLED = re.compile(
    r"^[”」》\"]?[(（](?:以下|下文|下同)?(?P<called>简称|统称|又称|又名|亦称|原名|原|曾用名|英文名)?(?:为|:|：|，|,)?[“「《\"]?"
    r"(?P<name>[^()（）]{2,40}?)[”」》\"]?(?:，?下同)?[)）]"
)
_LEANS = {EntityKind.GOVERNMENT_BODY, EntityKind.ASSOCIATION, EntityKind.BASE_OR_CENTRE, EntityKind.PARK}
_OWN = {EntityKind.BASE_OR_CENTRE, EntityKind.COMPETITION, EntityKind.INDUSTRIAL_COLLEGE}

FormKey = tuple[int, EntityKind, str]  # number of the report, kind, folded name: one form in one report


@dataclass(slots=True)
class Form:
    """One name in one report, however often and with whatever marks it is printed."""

    name: Name
    printed: Counter[str] = field(default_factory=Counter)  # as a name: may become the canonical one
    also: Counter[str] = field(default_factory=Counter)  # other surfaces: elliptic ones, a name with its bracket
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """Which form a mention is of, and what that took."""

    form: FormKey
    rule: str  # "same-name", "implied", "speaker", "report-place", "own" or "bracketed-other-name"


@dataclass(frozen=True, slots=True)
class Stated:
    """A link between two forms that the report itself prints."""

    one: FormKey
    other: FormKey  # the other name: in brackets, or the short form
    rule: str


@dataclass(slots=True)
class Collected:
    """What one report prints."""

    forms: dict[FormKey, Form] = field(default_factory=dict)
    readings: dict[Mention, Reading] = field(default_factory=dict)
    stated: list[Stated] = field(default_factory=list)
    apart: list[tuple[FormKey, FormKey]] = field(default_factory=list)
    own: FormKey | None = None  # the reporting institution, where it is known
    speaker: str = ""  # who publishes the report, folded
    owners: dict[FormKey, set[FormKey]] = field(default_factory=dict)  # thing -> institutions that co-build it


def collect(number: int, analysis: Analysis) -> Collected:
    """Read the mentions of one report, those of its claims included, into forms.

    :param number: of the report among those resolved together; it keeps the forms of different reports apart.
    """
    profile = analysis.structure.profile
    found = Collected(speaker=fold(profile.institution or profile.publisher))
    mentions = {*analysis.mentions}
    for claim in analysis.claims:
        mentions |= {claim.subject, claim.object}
    ordered = sorted(mentions, key=lambda m: (m.span, m.kind, m.surface, m.implied, m.rule))
    for mention in ordered:
        _read(found, number, mention, profile.institution, profile.region)
    own = (number, EntityKind.INSTITUTION, fold(profile.institution))
    if own in found.forms:
        found.own = own
        short = [key for key in found.forms if key[1] is own[1] and key != own and _is_own_short(key[2], found)]
        found.stated += [Stated(own, key, "own-short-form") for key in short]
        found.stated += _under_short(found)
    found.stated += _called(number, analysis.report, ordered, found)
    found.apart += _listed(analysis.report, ordered, found)
    for claim in analysis.claims:
        one, other = found.readings[claim.subject].form, found.readings[claim.object].form
        if one[1] is other[1] and one != other:
            found.apart.append((one, other))
        if claim.predicate is Predicate.CO_BUILDS and one[1] is EntityKind.INSTITUTION:
            found.owners.setdefault(other, set()).add(one)
    return found


def _read(found: Collected, number: int, mention: Mention, institution: str, region: Region) -> None:
    speaker = is_speaker(mention.surface)
    whole = mention.implied or (institution if speaker else "") or mention.surface
    rule = "speaker" if speaker else "implied" if mention.implied else "same-name"
    pair = bracketed(whole, mention.kind)
    printed = pair[0] if pair else tidy(whole)
    compared = _placed(_ownerless(printed, mention.kind, institution), mention.kind, region)
    if compared != printed:
        rule = "report-place" if relative_place(printed) else "own"
    name = parse(compared, mention.kind)
    key = (number, mention.kind, name.key)
    form = found.forms.setdefault(key, Form(name))
    form.mentions.append(mention)
    form.printed[printed] += 1
    if pair:
        rule = "bracketed-other-name"
        other = (number, mention.kind, fold(pair[1]))
        found.forms.setdefault(other, Form(parse(pair[1], mention.kind))).printed[pair[1]] += 1
        found.stated.append(Stated(key, other, rule))
    if not speaker and fold(mention.surface) != fold(printed):
        form.also[tidy(mention.surface)] += 1
    found.readings[mention] = Reading(key, rule)


def _ownerless(printed: str, kind: EntityKind, institution: str) -> str:
    """The name without the reporting school's in front: its own 博士工作站 needs no owner to be told."""
    rest = printed.removeprefix(tidy(institution)) if institution and kind in _OWN else printed
    return rest if len(rest) >= 4 else printed


def _placed(printed: str, kind: EntityKind, region: Region) -> str:
    """The name with the report's own place where it leans on it: 省教育厅 in a report from Hunan is 湖南省教育厅."""
    word = relative_place(printed) if kind in _LEANS else ""
    if not word:
        return printed
    place = region.province if "省" in word or word == "自治区" else region.city
    return place + printed[len(word) :] if place and len(printed) > len(word) + 1 else printed


def _is_own_short(short: str, found: Collected) -> bool:
    """青院 in a report of 江苏青禾职业技术学院: at most three characters of its name, its place left out or not."""
    if found.own is None or len(short) not in {2, 3} or short[-1] not in {"院", "校", "大"}:
        return False
    name = found.forms[found.own].name
    placeless = name.key[name.key.find(name.core) :] if name.core else name.key
    return is_woven(short, placeless) or is_woven(short, name.key)


def _under_short(found: Collected) -> Iterator[Stated]:
    """What belongs to the school, printed with and without its short form in front: 青院博士工作站, 博士工作站."""
    for number, kind, key in found.forms:
        for width in (2, 3) if kind in _OWN else ():
            bare = (number, kind, key[width:])
            if len(bare[2]) >= 4 and bare in found.forms and _is_own_short(key[:width], found):
                yield Stated(bare, (number, kind, key), "own")


def _called(number: int, report: Report, mentions: list[Mention], found: Collected) -> Iterator[Stated]:
    """Names that the text gives in brackets behind another one: A（以下简称B）, A（B）."""
    for mention in mentions:
        if is_speaker(mention.surface):
            continue
        after = clean(report.text[mention.span.end : mention.span.end + 90])
        match = _CALLED.match(after)
        if match is None:
            continue
        one, other = found.readings[mention].form, (number, mention.kind, fold(match["name"]))
        latin = match["name"].isascii() and sum(map(str.isalpha, match["name"])) >= 3
        if mention.kind is EntityKind.GOVERNMENT_BODY and latin:
            continue  # the acronym is of a longer name: of the ministry of another country
        if other not in found.forms and (latin or (match["called"] and len(other[2]) <= len(one[2]))):
            found.forms[one].also[tidy(match["name"])] += 1  # a name that stands nowhere else
        if other not in found.forms or other == one:
            continue
        # A school may bear two signs: the second one stands in brackets, a full name like the first.
        signs = mention.kind is EntityKind.INSTITUTION and found.forms[other].name.heads and found.forms[one].name.full
        if match["called"] or latin or signs or is_woven(other[2], one[2]):
            yield Stated(one, other, "bracketed-other-name")


def _listed(report: Report, mentions: list[Mention], found: Collected) -> Iterator[tuple[FormKey, FormKey]]:
    """Names of one kind that stand side by side in a list."""
    named = [mention for mention in mentions if not is_speaker(mention.surface)]
    for left, right in pairwise(named):
        if left.kind is not right.kind or not 0 < right.span.start - left.span.end <= 12:
            continue
        if _LISTED.fullmatch(clean(report.text[left.span.end : right.span.start])):
            one, other = found.readings[left].form, found.readings[right].form
            if one != other:
                yield one, other
