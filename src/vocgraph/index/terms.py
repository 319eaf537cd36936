"""What is looked for by word: terms and how each is found, where to search, and what every hit must hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vocgraph.model import PassageKind


class Match(StrEnum):
    """How a term is looked for."""

    WORD = "word"  # a word as the segmenter cuts it
    PHRASE = "phrase"  # the very characters, wherever words are cut
    PAIR = "pair"  # two characters side by side
    CHARACTER = "character"  # one character, wherever it stands


@dataclass(frozen=True, slots=True)
class Term:
    """Something to look for, and what finding it is worth beside the other terms."""

    text: str  # folded
    weight: float = 1.0
    match: Match = Match.WORD
    added: bool = False  # whether it was added to what the query says itself


@dataclass(frozen=True, slots=True)
class Filters:
    """The part of the library to search; empty tuples mean no restriction."""

    reports: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[PassageKind, ...] = ()
    provinces: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()  # outermost headings without their numbers
    topics: tuple[str, ...] = ()  # ids of concepts
    organisations: tuple[str, ...] = ()  # ids of entities that a passage names

    def restrictions(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The fields that are restricted, each with the values of which a passage must have one."""
        every = (
            ("report", self.reports),
            ("institution", self.institutions),
            ("year", tuple(map(str, self.years))),
            ("kind", tuple(map(str, self.kinds))),
            ("province", self.provinces),
            ("chapter", self.chapters),
            ("topic", self.topics),
            ("organisation", self.organisations),
        )
        return tuple((field, values) for field, values in every if values)


@dataclass(frozen=True, slots=True)
class Demands:
    """What every passage of an answer must hold, and what none may; folded, marks and white space do not count."""

    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
