"""Sets the scene of a claim: one sentence, the names in it, and who is meant by 学校 ("the school")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.model import EntityKind, Mention, Profile, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vocgraph.extract.passages import Passage
    from vocgraph.extract.settle import Placed

ORGANISATIONS = frozenset(
    {EntityKind.ENTERPRISE, EntityKind.INSTITUTION, EntityKind.PARK, EntityKind.ASSOCIATION, EntityKind.GOVERNMENT_BODY}
)
_LONGEST = 1200  # a longer run without a full stop is a list or a table that lost its shape, and says nothing
_SELF = re.compile(r"学校|我校|我院|该校|本校")


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with its names, in reading order, and the school that it speaks of, where one is known."""

    passage: Passage
    start: int
    end: int
    names: tuple[Placed, ...]
    school: Mention | None

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def evidence(self) -> Span:
        return self.passage.locate(self.start, self.end)

    def of(self, *kinds: EntityKind) -> tuple[Placed, ...]:
        """The names of the given kinds."""
        return tuple(name for name in self.names if name.kind in kinds)

    def organisations(self) -> tuple[Placed, ...]:
        """The organisations other than the school itself."""
        found = (name for name in self.names if name.kind in ORGANISATIONS)
        return tuple(name for name in found if self.school is None or not same_school(name.mention, self.school))

    def before(self, name: Placed) -> str:
        """The sentence up to a name."""
        return self.passage.text[self.start : name.start]

    def after(self, name: Placed) -> str:
        """The sentence behind a name."""
        return self.passage.text[name.end : self.end]


def same_school(one: Mention, other: Mention) -> bool:
    """Whether two mentions plainly name one school."""
    return (one.implied or one.surface) == (other.implied or other.surface)


def is_regional(profile: Profile) -> bool:
    """Whether a report speaks of many schools, so that 学校 means the one just named."""
    return profile.institution_type == "区域" or profile.institution.endswith(("教育局", "教育厅", "教育委员会"))


def scenes(profile: Profile, read: Sequence[tuple[Passage, tuple[Placed, ...]]]) -> Iterator[Scene]:
    """Yield every sentence of prose, captions and case titles."""
    regional = is_regional(profile)
    named: Mention | None = None
    case: str | None = None
    for passage, names in read:
        if not passage.case or passage.case != case or passage.role in {"heading", "case-title"}:
            named, case = None, passage.case  # 学校 means the school of the same paragraph or the same case
        if passage.role == "heading":
            continue
        for start, end in passage.sentences():
            if end - start > _LONGEST:
                continue
            inside = tuple(name for name in names if start <= name.start and name.end <= end)
            if regional:
                school, named = _named_school(passage, start, end, inside, named)
            elif not profile.institution:
                school, named = _named_school(passage, start, end, inside, named)
                school = school or reporting(profile, passage, start, end)
            else:
                school = reporting(profile, passage, start, end)
            yield Scene(passage, start, end, inside, school)


def reporting(profile: Profile, passage: Passage, start: int, end: int) -> Mention:
    """The reporting school, placed on the 学校 of the sentence or, where it is only understood, on the sentence."""
    own = profile.institution and passage.text.find(profile.institution, start, end)
    if isinstance(own, int) and own >= 0:
        span = passage.locate(own, own + len(profile.institution))
        return Mention(span, profile.institution, EntityKind.INSTITUTION, "reporting-name", profile.institution)
    match = _SELF.search(passage.text, start, end)
    span = passage.locate(*match.span()) if match else passage.locate(start, end)
    surface = match.group() if match else "学校"
    return Mention(span, surface, EntityKind.INSTITUTION, "reporting-subject", profile.institution)


def _named_school(
    passage: Passage, start: int, end: int, inside: Sequence[Placed], named: Mention | None
) -> tuple[Mention | None, Mention | None]:
    """The school a sentence of a region's report speaks of, and the one that a later 学校 will mean."""
    schools = [name for name in inside if name.kind is EntityKind.INSTITUTION]
    opening = next((name for name in schools if _opens(passage.text[start : name.start])), None)
    if opening is not None:
        return opening.mention, opening.mention
    match = _SELF.search(passage.text, start, end)
    if named is not None and (match or not schools):
        span = passage.locate(*match.span()) if match else passage.locate(start, end)
        surface = match.group() if match else "学校"
        return Mention(span, surface, EntityKind.INSTITUTION, "named-school", named.implied or named.surface), named
    return None, named


def _opens(before: str) -> bool:
    """Whether a school's name stands where the subject of a sentence stands."""
    return (
        re.fullmatch(
            r"(?:.{0,40}[，。：；])?(?:其中|以|由|如|例如|目前|近年来|\d{4}年(?:\d+月(?:\d+日)?)?|[“”\s])*", before
        )
        is not None
    )
