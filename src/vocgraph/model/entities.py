"""Holds what the names of many reports are joined into: entities, their relations, the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vocgraph.model.facts import Attributes, EntityKind, Mention, Predicate
    from vocgraph.model.place import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions name. The id is derived from kind and name, so it survives rebuilds."""

    id: str
    name: str  # the fullest form that was read
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed statement between two entities; evidence is what makes it a fact."""

    subject: str  # entity id
    predicate: Predicate
    object: str  # entity id
    evidence: tuple[Span, ...]  # never empty: no quote, no fact
    attrs: tuple[Attributes, ...] = ()  # attrs[i] belongs to evidence[i]

    def __post_init__(self) -> None:
        if not self.evidence or len(self.attrs) != len(self.evidence):
            raise ValueError("a relation needs evidence, and attributes (maybe empty) for each piece of it")


@dataclass(frozen=True, slots=True)
class Decision:
    """Why mentions with this surface became that entity: shown by `explain`, undone by resolutions.toml."""

    surface: str
    kind: EntityKind
    report: str
    entity: str  # entity id
    rule: str  # "same-name", "bracketed-other-name", "short-form", "suffix", "user"
    features: Attributes = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of entity linking over any number of reports."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    decisions: tuple[Decision, ...]
