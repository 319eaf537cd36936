"""Gives every line of the body its role, and joins lines into blocks and healed paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph.model import Block, BlockKind, Report, Span, Table
from vocgraph.structure.layout import Layout, ends_sentence
from vocgraph.structure.marks import is_figure_caption, is_source_note, is_table_caption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vocgraph.structure.headings import CaseTitle
    from vocgraph.structure.lines import Line
    from vocgraph.structure.outline import Heading

Pieces = tuple[tuple[int, int], ...]  # [start, end) of each raw line of one paragraph

_QUOTED = re.compile(r"(?:>\s*)+(?=\S)")  # Markdown's quote marks, which boxes become
_HEALED = 12  # characters of a line below which it is no torn sentence but a label
_CRUMB = 3  # characters of a line beside a table that belongs to it
_RUNS = frozenset((BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.CONTENTS, BlockKind.FRONT_MATTER))


def give_roles(
    report: Report,
    shown: Sequence[Line],
    headings: Sequence[Heading],
    titles: Sequence[CaseTitle],
    tables: Sequence[Table],
) -> dict[int, BlockKind]:
    """The role of each line of the body, by line number."""
    in_tables: set[int] = set()
    for table in tables:
        first, last = report.lines(table.span)
        in_tables.update(range(first, last + 1))
    roles = {line.number: _role(line.text, in_table=line.number in in_tables) for line in shown}
    for before, line, after in zip(shown, shown[1:], shown[2:], strict=False):
        # A crumb of a torn table head (序 / 号 on lines of their own) is no paragraph.
        beside = BlockKind.TABLE in {roles[before.number], roles[after.number]}
        if (
            roles[line.number] is BlockKind.PARAGRAPH
            and beside
            and len(line.text) <= _CRUMB
            and not ends_sentence(line.text)
        ):
            roles[line.number] = BlockKind.TABLE
    for heading in headings:
        if not heading.run_in:
            roles |= {line.number: BlockKind.HEADING for line in heading.lines}
    for title in titles:
        roles |= {line.number: BlockKind.CASE_TITLE for line in title.lines}
    return roles


def _role(text: str, *, in_table: bool) -> BlockKind:
    if is_table_caption(text):
        return BlockKind.TABLE_CAPTION
    if is_source_note(text):
        return BlockKind.SOURCE_NOTE
    if in_table:
        return BlockKind.TABLE
    return BlockKind.FIGURE_CAPTION if is_figure_caption(text) else BlockKind.PARAGRAPH


def find_paragraphs(
    shown: Sequence[Line],
    roles: Mapping[int, BlockKind],
    layout: Layout,
    headings: Sequence[Heading],
    case_ends: Sequence[int],
) -> list[Pieces]:
    """The paragraphs of the body, each as the raw lines it is made of.

    A sentence torn apart by a page break, a caption or a table is one paragraph; one torn by a heading is not.
    """
    breaks = {heading.line.number for heading in headings if heading.run_in}
    ends = set(case_ends)
    out: list[list[tuple[int, int]]] = []
    last: Line | None = None  # the paragraph line before, unless a border lies behind it
    torn = False  # something stands between it and the line at hand
    for line in shown:
        role = roles[line.number]
        if role is BlockKind.PARAGRAPH:
            quoted = _QUOTED.match(line.text)
            piece = (line.start + (quoted.end() if quoted else 0), line.end)
            if last is not None and line.number not in breaks and _joins(last, line, layout, torn=torn):
                out[-1].append(piece)
            else:
                out.append([piece])
            last, torn = line, False
        elif role in {BlockKind.HEADING, BlockKind.CASE_TITLE}:
            last = None
        else:
            torn = True
        if line.number in ends:
            last = None
    return [tuple(pieces) for pieces in out]


def _joins(last: Line, line: Line, layout: Layout, *, torn: bool) -> bool:
    if torn:
        return len(last.text) > _HEALED and not ends_sentence(last.text) and layout.goes_on(last, line)
    return layout.goes_on(last, line)


def cut_blocks(
    report: Report, lines: Sequence[Line], roles: Mapping[int, BlockKind], paragraphs: Sequence[Pieces]
) -> tuple[Block, ...]:
    """Runs of lines of one role; together they hold every character that is not white space."""
    starts = {report.line_of(pieces[0][0]) for pieces in paragraphs}
    out: list[Block] = []
    for line in lines:
        if not line.text:
            continue
        kind = roles[line.number]
        if kind in _RUNS and out and out[-1].kind is kind and line.number not in starts:
            out[-1] = Block(kind, Span(report.id, out[-1].span.start, line.end))
        else:
            out.append(Block(kind, Span(report.id, line.start, line.end)))
    return tuple(out)
