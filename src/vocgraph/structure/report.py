"""Reads the structure of one report: blocks, sections, cases, tables, paragraphs, and what it says about itself."""

from __future__ import annotations

from collections.abc import Sequence

from vocgraph.model import Block, BlockKind, Case, Chunk, Oddity, PassageKind, Report, Section, Span, Structure
from vocgraph.structure.cases import find_case_ends
from vocgraph.structure.contents import Contents, find_contents
from vocgraph.structure.flow import find_paragraphs
from vocgraph.structure.furniture import find_furniture
from vocgraph.structure.headings import CaseTitle, Heading, find_headings, title_of
from vocgraph.structure.layout import learn_layout
from vocgraph.structure.lines import Line, read_lines
from vocgraph.structure.marks import Style, is_declaration, is_figure_caption, is_source_note, is_table_caption
from vocgraph.structure.profile import find_profile
from vocgraph.text.mend import mend

try:
    from vocgraph.structure.tables import find_tables
except ImportError:
    from vocgraph.structure.no_tables import find_tables


def structure_report(report: Report) -> Structure:
    """Read a report as a careful reader would.

    Nothing odd is fatal: what cannot be understood becomes an Oddity with its place, and the rest is read.
    """
    lines = read_lines(report)
    furniture = find_furniture(report, lines)
    contents = find_contents(lines, furniture)
    skip = furniture | contents.lines
    layout = learn_layout([line for line in lines if line.text and line.number not in skip])
    headings, titles = find_headings(lines, contents, skip, layout)
    front = _front_matter(lines, headings, skip, contents)
    headings = tuple(heading for heading in headings if heading.line.number not in front)
    titles = tuple(title for title in titles if title.line.number not in front)
    shown = [line for line in lines if line.text and line.number not in skip | front]
    ends = find_case_ends(titles, headings, shown, layout)
    stops = frozenset(line.number for h in (*headings, *titles) if not getattr(h, "run_in", False) for line in h.lines)
    tables = find_tables(report, lines, stops=stops, skip=skip | front)
    in_tables = frozenset(
        number for table in tables for number in range(report.lines(table.span)[0], report.lines(table.span)[1] + 1)
    )
    roles = _roles(shown, headings, titles, in_tables)
    sections = _sections(report, headings)
    cases = _cases(report, titles, ends, lines)
    pieces = find_paragraphs(report, shown, roles, layout, headings, ends)
    return Structure(
        profile=find_profile(lines, skip, body=next((h.line.number for h in headings if h.mark.path), 0)),
        blocks=_blocks(report, lines, roles, furniture, contents.lines, front, pieces),
        sections=sections,
        cases=cases,
        tables=tuple(tables),
        paragraphs=_paragraphs(report, pieces, sections, cases),
        oddities=_oddities(report, headings),
    )


def heading_path(section_stack: Sequence[Section]) -> tuple[str, ...]:
    """The outline path as readers cite it: numbers included, outermost first."""
    return tuple(f"{section.number} {section.title}".strip() for section in section_stack)


def _front_matter(
    lines: Sequence[Line], headings: Sequence[Heading], skip: frozenset[int], contents: Contents
) -> frozenset[int]:
    """Lines that are no body: the cover, declarations and editors; a foreword among them stays body."""
    body = (heading for heading in headings if heading.mark.style is not Style.PLAIN or contents.first < heading.line.number)
    starts = next((heading.line.number for heading in body), 0)
    front = set()
    declared = False
    heads = {heading.line.number: heading for heading in headings}
    chapters = next((h.line.number for h in headings if h.mark.path and h.line.number > contents.first), 0)
    for line in lines:
        if not line.text:
            continue
        if line.number in skip or (line.number in heads and not is_declaration(line.text)):
            declared = False
        elif is_declaration(line.text) and line.number < chapters:
            declared = True
        if (line.number < starts or declared) and line.number not in skip:
            front.add(line.number)
    return frozenset(front)


def _roles(
    shown: Sequence[Line], headings: Sequence[Heading], titles: Sequence[CaseTitle], in_tables: frozenset[int]
) -> dict[int, BlockKind]:
    roles: dict[int, BlockKind] = {}
    for line in shown:
        if line.number in in_tables:
            roles[line.number] = BlockKind.TABLE
        elif is_figure_caption(line.text):
            roles[line.number] = BlockKind.FIGURE_CAPTION
        elif is_table_caption(line.text):
            roles[line.number] = BlockKind.TABLE_CAPTION
        elif is_source_note(line.text):
            roles[line.number] = BlockKind.SOURCE_NOTE
        else:
            roles[line.number] = BlockKind.PARAGRAPH
    for heading in headings:
        if not heading.run_in:
            roles |= {line.number: BlockKind.HEADING for line in heading.lines}
    for title in titles:
        roles |= {line.number: BlockKind.CASE_TITLE for line in title.lines}
    return roles


def _sections(report: Report, headings: Sequence[Heading]) -> tuple[Section, ...]:
    out = []
    end_of_text = len(report.text.rstrip())
    for at, heading in enumerate(headings):
        following = next((other for other in headings[at + 1 :] if other.level <= heading.level), None)
        end = len(report.text[: following.line.start].rstrip()) if following else end_of_text
        line, mark = heading.line, heading.mark
        head = Span(report.id, line.start, line.start + mark.end if heading.run_in else heading.lines[-1].end)
        span = Span(report.id, line.start, max(end, head.end))
        out.append(Section(heading.level, mark.number, title_of(heading), head, span, heading.run_in))
    return tuple(out)


def _cases(report: Report, titles: Sequence[CaseTitle], ends: Sequence[int], lines: Sequence[Line]) -> tuple[Case, ...]:
    out = []
    for title, end in zip(titles, ends, strict=True):
        pieces = [(title.line.start + title.mark.at, title.line.start + title.mark.end)]
        if title.more is not None:
            pieces.append((title.more.start, title.more.end))
        head_end = (title.more or title.line).end
        head = Span(report.id, title.line.start, head_end)
        span = Span(report.id, title.line.start, max(lines[end - 1].end, head_end))
        out.append(Case(title.mark.id, mend(report.text, pieces).text.strip("*_# "), head, span))
    return tuple(out)


def _paragraphs(
    report: Report,
    pieces: Sequence[tuple[tuple[int, int], ...]],
    sections: Sequence[Section],
    cases: Sequence[Case],
) -> tuple[Chunk, ...]:
    out = []
    for piece in pieces:
        mended = mend(report.text, piece)
        if not mended.text:
            continue
        start = mended.raw_at[0]
        case = next((case for case in cases if case.span.start <= start < case.span.end), None)
        out.append(
            Chunk(
                report=report.id,
                kind=PassageKind.CASE if case else PassageKind.PROSE,
                heading=heading_path([s for s in sections if s.span.start <= start < s.span.end]),
                text=mended.text,
                raw_at=mended.raw_at,
                case=case.title if case else None,
            )
        )
    return tuple(out)


def _blocks(
    report: Report,
    lines: Sequence[Line],
    roles: dict[int, BlockKind],
    furniture: frozenset[int],
    contents: frozenset[int],
    front: frozenset[int],
    pieces: Sequence[tuple[tuple[int, int], ...]],
) -> tuple[Block, ...]:
    """Runs of lines of one role; a paragraph that goes on behind a caption is two blocks."""
    starts = {piece[0][0] for piece in pieces}
    out: list[Block] = []
    for line in lines:
        if not line.text:
            continue
        if line.number in furniture:
            kind = BlockKind.FURNITURE
        elif line.number in contents:
            kind = BlockKind.CONTENTS
        elif line.number in front:
            kind = BlockKind.FRONT_MATTER
        else:
            kind = roles[line.number]
        merges = kind in {BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.CONTENTS, BlockKind.FRONT_MATTER}
        if merges and out and out[-1].kind is kind and line.start not in starts:
            out[-1] = Block(kind, Span(report.id, out[-1].span.start, line.end))
        else:
            out.append(Block(kind, Span(report.id, line.start, line.end)))
    return tuple(out)


def _oddities(report: Report, headings: Sequence[Heading]) -> tuple[Oddity, ...]:
    return tuple(
        Oddity(
            Span(report.id, heading.line.start, heading.line.end),
            heading.odd,
            f"The heading {heading.mark.number} does not follow the one before it.",
        )
        for heading in headings
        if heading.odd
    )
