"""Says where something stands in a report's raw text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of one report's raw text; line numbers are derived from it, never stored."""

    report: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")

    def overlaps(self, other: Span) -> bool:
        return self.report == other.report and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.report == other.report and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Report:
    r"""One report's raw text, kept for ever unchanged (NFC, newline is ``\\n``), and where its pages start."""

    id: str
    text: str = field(repr=False)
    pages: tuple[int, ...] = ()  # raw position of each page's first character; empty: the format has no pages
    source: str = ""  # the file's name as received
    sha256: str = ""  # of the file's bytes as received

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        r"""Raw position of the first character of each line; lines end at ``\\n`` and nothing else."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return tuple(starts)

    def line_of(self, position: int) -> int:
        """The 1-based number of the line that holds the raw position."""
        return bisect_right(self.line_starts, position)

    def lines(self, span: Span) -> tuple[int, int]:
        """The 1-based first and last line of a span, inclusive."""
        return self.line_of(span.start), self.line_of(max(span.start, span.end - 1))

    def page_of(self, position: int) -> int | None:
        """The 1-based page that holds the raw position, or None where the format has no pages."""
        return bisect_right(self.pages, position) or None if self.pages else None

    def quote(self, span: Span) -> str:
        """The raw characters of a span, as printed."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Mended:
    """Text as a reader sees it, line breaks inside sentences and names removed, with the way back to the raw text."""

    text: str
    raw_at: tuple[int, ...] = field(repr=False)  # raw_at[i]: raw position of text[i]; never falls

    def __post_init__(self) -> None:
        if len(self.text) != len(self.raw_at):
            raise ValueError(f"{len(self.text)} characters, but {len(self.raw_at)} positions")

    def locate(self, report: str, start: int, end: int) -> Span:
        """The raw span of text[start:end], which must not be empty."""
        return Span(report, self.raw_at[start], self.raw_at[end - 1] + 1)
