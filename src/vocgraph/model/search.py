"""Holds a question to the search with its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vocgraph.model.structure import PassageKind


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What is asked, and within which part of the library. Empty tuples mean no restriction."""

    text: str
    reports: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kinds: tuple[PassageKind, ...] = ()
    provinces: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()  # outermost headings without their numbers
    topics: tuple[str, ...] = ()  # concepts of the thesaurus, by id or label; narrower ones are found too
    organisations: tuple[str, ...] = ()  # named in the passage, by id or any of their names
    limit: int = 10
    offset: int = 0
    fold: bool = True  # show near-identical passages, such as those of two years, as one hit

    def __post_init__(self) -> None:
        if self.limit < 0 or self.offset < 0:
            raise ValueError(f"limit and offset start at 0, not at {min(self.limit, self.offset)}")


@dataclass(frozen=True, slots=True)
class ConceptSeen:
    """A concept of the thesaurus that a query speaks of and a passage too."""

    id: str
    zh: str  # preferred labels
    en: str
    terms: tuple[str, ...]  # its terms that stand in the passage, folded


@dataclass(frozen=True, slots=True)
class Why:
    """Why a hit was found."""

    words: tuple[str, ...]  # words of the query that stand in the passage
    expanded: tuple[str, ...]  # words that the glossary or thesaurus added and that stand in it
    words_share: float  # share of the score that came from words, 0 to 1
    meaning_share: float  # share that came from vectors, 0 to 1
    concepts: tuple[ConceptSeen, ...] = ()  # surest first
    named: tuple[str, ...] = ()  # ids of the entities that the query names and the passage mentions
    sentence: tuple[int, int] | None = None  # the most telling sentence, [start, end) in the chunk's text


@dataclass(frozen=True, slots=True)
class Understood:
    """How a typed query was read."""

    text: str  # what was looked for, without fields, exclusions and quotation marks
    phrases: tuple[str, ...] = ()  # folded; every hit holds each of them
    without: tuple[str, ...] = ()  # folded; no hit holds any of them
    named: tuple[str, ...] = ()  # ids of the entities that it names
    concepts: tuple[tuple[str, str, str], ...] = ()  # id and preferred labels, Chinese and English


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query."""

    chunk: int  # the chunk's number in the library
    score: float
    why: Why
    marks: tuple[tuple[int, int], ...] = ()  # [start, end) in the chunk's text, whole words, not overlapping
    twins: tuple[int, ...] = ()  # numbers of the near-identical chunks that this hit stands for too
