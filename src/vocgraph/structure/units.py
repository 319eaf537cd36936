"""Cuts the body into what the end of a case could fall behind: paragraphs, captions, notes, tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vocgraph.structure.marks import is_figure_caption, is_source_note, is_table_caption

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vocgraph.structure.layout import Layout
    from vocgraph.structure.lines import Line

_SPACE = re.compile(r"\s+")
_Kind = Literal["text", "figure", "table", "note", "stop"]


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that stand or fall together."""

    kind: _Kind
    lines: tuple[Line, ...]
    text: str  # without white space; of a table, its caption

    @property
    def first(self) -> int:
        return self.lines[0].number

    @property
    def last(self) -> int:
        return self.lines[-1].number


def cut_units(shown: Sequence[Line], layout: Layout, stops: set[int]) -> tuple[Unit, ...]:
    """The units of the body in reading order; headings and case titles part them and are none."""
    out: list[Unit] = []
    held: list[Line] = []  # lines of the paragraph or table that is being read
    kind: _Kind = "text"

    def close() -> None:
        if held:
            out.append(_unit(kind, held))
            held.clear()

    for line in shown:
        new = "stop" if line.number in stops else _kind(line.text)
        if held and kind == "table" and (new == "note" or (new == "text" and not _is_prose(line, layout))):
            held.append(line)  # a table runs on until its source note, or until prose is back
            if new == "note":
                close()
            continue
        if held and (new != "text" or kind == "table" or not layout.goes_on(held[-1], line)):
            close()
        if new == "stop":
            continue
        kind = new
        held.append(line)
        if new in {"figure", "note"}:
            close()
    close()
    return tuple(out)


def _kind(text: str) -> _Kind:
    if is_figure_caption(text):
        return "figure"
    if is_table_caption(text):
        return "table"
    return "note" if is_source_note(text) else "text"


def _is_prose(line: Line, layout: Layout) -> bool:
    return layout.is_full(line, None) if layout.wrapped else len(line.text) > 60


def _unit(kind: _Kind, lines: Iterable[Line]) -> Unit:
    kept = tuple(lines)
    text = kept[0].text if kind == "table" else _SPACE.sub("", "".join(line.text for line in kept))
    return Unit(kind, kept, text)
