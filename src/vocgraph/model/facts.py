"""Holds what is read out of one report alone: names, claims, figures, topics."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vocgraph.model.place import Report, Span  # noqa: TC001 - the codec reads the annotations
from vocgraph.model.structure import Chunk, Structure  # noqa: TC001 - the codec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Mapping


class EntityKind(StrEnum):
    """The classes of `ontology/vocgraph.ttl`, by local name."""

    INSTITUTION = "Institution"
    ENTERPRISE = "Enterprise"
    INDUSTRIAL_COLLEGE = "IndustrialCollege"
    ALLIANCE = "Alliance"
    COMPETITION = "Competition"
    GOVERNMENT_BODY = "GovernmentBody"
    PARK = "Park"
    ASSOCIATION = "Association"
    BASE_OR_CENTRE = "BaseOrCentre"


class Predicate(StrEnum):
    """The object properties of `ontology/vocgraph.ttl` that a report can state, by local name."""

    CO_BUILDS = "coBuilds"
    LEADS = "leads"
    MEMBER_OF = "memberOf"
    COOPERATES_WITH = "cooperatesWith"
    AWARDED_IN = "awardedIn"
    HOSTS = "hosts"
    SUPERVISED_BY = "supervisedBy"


Attributes = tuple[tuple[str, str], ...]  # sorted pairs: hashable, and the same bytes every time


def attributes(values: Mapping[str, str]) -> Attributes:
    """Sorted pairs of the values that are not empty."""
    return tuple(sorted((key, value) for key, value in values.items() if value))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed (white space and line breaks removed), before anyone decides which entity it is."""

    span: Span
    surface: str
    kind: EntityKind
    rule: str  # the rule that saw it, for audits and for counting what each rule is worth
    # the full name where the surface is elliptic ("正保智能会计" of "…、诺力三个产业学院") or is 学校
    implied: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation as read, between two mentions; resolution turns it into a Relation between entities."""

    subject: Mention
    predicate: Predicate
    object: Mention
    evidence: Span  # the sentence or table row that says it
    rule: str
    attrs: Attributes = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure as a report states it: one indicator, one value, one place; never "the" value."""

    indicator: str  # as named in the report
    value: float
    unit: str
    year: int | None
    span: Span
    population: str = ""  # of whom or what: 2024届毕业生
    concept: str = ""  # local name in ontology/indicators.ttl, where known


@dataclass(frozen=True, slots=True, order=True)
class TopicWord:
    """A wording of the thesaurus as printed (line breaks removed), and where it stands."""

    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the thesaurus that a text is about, with the words that earned it."""

    concept: str  # its id in the thesaurus
    weight: float  # 0 to 1: how much the text is about it
    words: tuple[TopicWord, ...]  # each wording once, where it stands first; the one that counted most first


@dataclass(frozen=True, slots=True)
class Topics:
    """What the parts of one report are about; the topics of each part, the weightiest first."""

    chunks: tuple[tuple[Topic, ...], ...] = ()  # chunks[i] belongs to the analysis's chunks[i]
    cases: tuple[tuple[Topic, ...], ...] = ()  # cases[i] belongs to the structure's cases[i]
    sections: tuple[tuple[Topic, ...], ...] = ()  # sections[i] belongs to the structure's sections[i]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is read out of one report alone; made once per content and rules, then cached."""

    report: Report
    structure: Structure
    chunks: tuple[Chunk, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    observations: tuple[Observation, ...]
    topics: Topics = Topics()
