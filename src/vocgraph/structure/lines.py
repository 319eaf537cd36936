"""Cuts a report's raw text into lines that keep their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vocgraph.model import Report


@dataclass(frozen=True, slots=True)
class Line:
    """One raw line without its surrounding white space; blank lines have an empty text."""

    number: int  # 1-based
    start: int  # raw position of text's first character (of the line, when blank)
    text: str  # the raw characters between the first and the last one that is not white space, unchanged
    indent: int  # white-space characters before the text

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read_lines(report: Report) -> tuple[Line, ...]:
    """Every raw line of the report in order, blank ones included."""
    lines = []
    for number, start in enumerate(report.line_starts, start=1):
        end = report.line_starts[number] - 1 if number < len(report.line_starts) else len(report.text)
        raw = report.text[start:end]
        text = raw.strip()
        indent = len(raw) - len(raw.lstrip()) if text else 0
        lines.append(Line(number, start + indent, text, indent))
    return tuple(lines)
