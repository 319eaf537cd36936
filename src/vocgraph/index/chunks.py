"""Holds what the indexes need to know of a chunk besides its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vocgraph.model import Chunk


@dataclass(frozen=True, slots=True)
class IndexedChunk:
    """A chunk with its library-wide number and what it can be filtered by."""

    number: int  # 0-based position in the sequence that is indexed
    chunk: Chunk
    institution: str = ""
    year: int | None = None


def embedded_text(chunk: Chunk) -> str:
    """What of a chunk becomes its vector: case title, the two innermost headings, caption and text."""
    above = (chunk.case, *chunk.heading[-2:], chunk.caption)
    return "\n".join((*(part for part in above if part), chunk.text))
