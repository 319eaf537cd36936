"""Holds a report as a careful reader sees it: what it says about itself, its outline, cases, tables, passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from vocgraph.model.place import Mended, Span


class PassageKind(StrEnum):
    """What a passage is printed as."""

    PROSE = "prose"
    CASE = "case"
    TABLE = "table"


class BlockKind(StrEnum):
    """What a piece of the raw text is, so that every character has one role."""

    HEADING = "heading"
    CASE_TITLE = "case-title"
    PARAGRAPH = "paragraph"
    TABLE_CAPTION = "table-caption"
    TABLE = "table"
    FIGURE_CAPTION = "figure-caption"
    SOURCE_NOTE = "source-note"  # 数据来源：… ("source of the data") under a table
    FURNITURE = "furniture"  # running heads, page numbers, repeated lines
    CONTENTS = "contents"  # tables of contents, lists of cases, tables and figures
    FRONT_MATTER = "front-matter"  # cover, declaration, editors


@dataclass(frozen=True, slots=True)
class Region:
    """Where an institution is: names as a gazetteer writes them (湖南省, 株洲市), empty where unknown."""

    province: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a report says about itself; an empty string or None means that it does not say."""

    title: str = ""
    institution: str = ""  # the reporting institution, or the publisher of a region's report
    institution_type: str = ""  # 高等职业院校, 中等职业学校, 技工学校, 区域 (a region's report)
    region: Region = Region()
    year: int | None = None
    publisher: str = ""
    published: str = ""  # ISO 8601 date, as exact as printed: 2025, 2025-02 or 2025-02-19


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something in a report that was survived, not understood: nothing odd is fatal, nothing odd is silent."""

    span: Span
    kind: str  # a stable short name such as "table-is-image", "number-missing", "figures-disagree"
    message: str


@dataclass(frozen=True, slots=True)
class Block:
    """A run of raw text with one role; blocks do not overlap and cover every non-blank character."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the body and the text it governs, up to the next heading of its level or above."""

    level: int  # 1 = chapter
    number: str  # as printed, without closing marks: "1.2.1", "一", ""
    title: str  # mended, without the number
    heading: Span
    span: Span  # heading and everything under it, deeper sections included
    run_in: bool = False  # the heading stands inside a paragraph's first line


@dataclass(frozen=True, slots=True)
class Case:
    """A boxed case (案例) with its title joined over lines and its extent by content."""

    id: str  # its printed number: "1-1", "3"; "" where none is printed
    title: str
    heading: Span
    span: Span  # heading, text and its figure captions; following section text excluded


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a cell per column (an empty one where nothing is printed) and its place."""

    cells: tuple[Mended, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table rebuilt into columns and rows; merged cells are repeated on the rows they govern."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    span: Span  # caption to last row, source note included
    source: str = ""  # what stands after 数据来源：
    unit: str = ""  # what stands after 单位：


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage that can be read alone: mended text, and the way back to the raw report."""

    report: str
    kind: PassageKind
    heading: tuple[str, ...]  # outline path, outermost first, numbers included: ("1 人才培养", "1.1 立德树人")
    text: str
    raw_at: tuple[int, ...] = field(repr=False)  # raw_at[i]: raw position of text[i]; never falls
    case: str | None = None  # the case's title, where the passage belongs to one
    caption: str | None = None  # the table's caption, where the passage is table rows

    def __post_init__(self) -> None:
        if not self.text or len(self.text) != len(self.raw_at):
            raise ValueError(f"{len(self.text)} characters, but {len(self.raw_at)} positions")

    @property
    def span(self) -> Span:
        return Span(self.report, self.raw_at[0], self.raw_at[-1] + 1)

    def locate(self, start: int, end: int) -> Span:
        """The raw span of text[start:end], which must not be empty."""
        return Span(self.report, self.raw_at[start], self.raw_at[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Structure:
    """A report as a careful reader sees it. Everything is in reading order."""

    profile: Profile
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    cases: tuple[Case, ...]
    tables: tuple[Table, ...]
    paragraphs: tuple[Chunk, ...]  # the body's prose and case text, one paragraph each; tables are not among them
    oddities: tuple[Oddity, ...] = ()
