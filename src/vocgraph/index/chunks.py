"""Holds what the indexes need to know of a chunk besides its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from vocgraph.model import PassageKind

_Of = TypeVar("_Of")
_Item = TypeVar("_Item")
_NUMBER = re.compile(r"^[第(（]?[\d.〇零一二三四五六七八九十百]+[章节部分篇编)）]*[、.．]?\s+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a passage or a case is filtered and counted by; an empty string means that it is not known."""

    report: str
    institution: str
    year: int | None
    kind: PassageKind
    province: str = ""
    chapter: str = ""  # the outermost heading over it, without its number
    topics: tuple[str, ...] = ()  # ids of concepts, the weightiest first
    organisations: tuple[str, ...] = ()  # ids of the entities named in it, but for the reporting institution


class Passage(Protocol):
    """What of a chunk is read for a hit (``vocgraph.model.Chunk`` has it)."""

    @property
    def text(self) -> str: ...
    @property
    def heading(self) -> tuple[str, ...]: ...
    @property
    def case(self) -> str | None: ...
    @property
    def caption(self) -> str | None: ...


class IndexedPassage(Passage, Protocol):
    """What of a chunk is indexed: all but the way back of each of its characters."""

    @property
    def report(self) -> str: ...
    @property
    def kind(self) -> PassageKind: ...


@dataclass(frozen=True, slots=True)
class IndexedChunk:
    """A chunk with its library-wide number and what it can be filtered by."""

    number: int  # 0-based position in the sequence that is indexed
    chunk: IndexedPassage
    institution: str = ""
    year: int | None = None
    province: str = ""
    topics: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    @property
    def facts(self) -> Facts:
        return Facts(
            report=self.chunk.report,
            institution=self.institution,
            year=self.year,
            kind=self.chunk.kind,
            province=self.province,
            chapter=chapter_of(self.chunk.heading),
            topics=self.topics,
            organisations=self.organisations,
        )


@dataclass(frozen=True, slots=True)
class IndexedCase:
    """A case by what it can be filtered by, and the numbers of the chunks that it is made of."""

    facts: Facts
    chunks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReadAnew(Generic[_Item]):
    """A collection that is read anew each time that it is gone through: there may be millions of items."""

    size: int
    read: Callable[[], Iterator[_Item]]

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[_Item]:
        return self.read()

    def __contains__(self, item: object) -> bool:
        return any(item == one for one in self)


def seen(items: Collection[_Of], show: Callable[[_Of], _Item]) -> ReadAnew[_Item]:
    """A collection as a function shows it."""
    return ReadAnew(len(items), lambda: map(show, items))


def chapter_of(heading: tuple[str, ...]) -> str:
    """The outermost heading without its number and white space, the same for reports that number otherwise."""
    return "".join(_NUMBER.sub("", heading[0], count=1).split()) if heading else ""


def embedded_text(chunk: Passage) -> str:
    """What of a chunk becomes its vector: case title, the two innermost headings, caption and text."""
    above = (chunk.case, *chunk.heading[-2:], chunk.caption)
    return "\n".join((*(part for part in above if part), chunk.text))


def marked_text(passage: Passage) -> str:
    """Where words are looked for to be marked: a chunk's text, and below it, line by line, what stands above it."""
    return "\n".join((passage.text, passage.case or "", *passage.heading, passage.caption or ""))
