"""Holds the records that travel between the rooms: frozen, hashable, each knowing its place in a report."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class EntityKind(StrEnum):
    """The classes of `ontology/vocgraph.ttl`, by local name."""

    INSTITUTION = "Institution"
    ENTERPRISE = "Enterprise"
    INDUSTRIAL_COLLEGE = "IndustrialCollege"
    ALLIANCE = "Alliance"
    COMPETITION = "Competition"
    GOVERNMENT_BODY = "GovernmentBody"
    PARK = "Park"
    ASSOCIATION = "Association"
    BASE_OR_CENTRE = "BaseOrCentre"


class Predicate(StrEnum):
    """The object properties of `ontology/vocgraph.ttl` that a report can state, by local name."""

    CO_BUILDS = "coBuilds"
    LEADS = "leads"
    MEMBER_OF = "memberOf"
    COOPERATES_WITH = "cooperatesWith"
    AWARDED_IN = "awardedIn"
    HOSTS = "hosts"
    SUPERVISED_BY = "supervisedBy"


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


Attributes = tuple[tuple[str, str], ...]  # sorted pairs: hashable, and the same bytes every time


def attributes(values: Mapping[str, str]) -> Attributes:
    """Sorted pairs of the values that are not empty."""
    return tuple(sorted((key, value) for key, value in values.items() if value))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed (white space and line breaks removed), before anyone decides which entity it is."""

    span: Span
    surface: str
    kind: EntityKind
    rule: str  # the rule that saw it, for audits and for counting what each rule is worth
    # the full name where the surface is elliptic ("正保智能会计" of "…、诺力三个产业学院") or is 学校
    implied: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation as read, between two mentions; resolution turns it into a Relation between entities."""

    subject: Mention
    predicate: Predicate
    object: Mention
    evidence: Span  # the sentence or table row that says it
    rule: str
    attrs: Attributes = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """A figure as a report states it: one indicator, one value, one place; never "the" value."""

    indicator: str  # as named in the report
    value: float
    unit: str
    year: int | None
    span: Span
    population: str = ""  # of whom or what: 2024届毕业生
    concept: str = ""  # local name in ontology/indicators.ttl, where known


@dataclass(frozen=True, slots=True, order=True)
class TopicWord:
    """A wording of the thesaurus as printed (line breaks removed), and where it stands."""

    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the thesaurus that a text is about, with the words that earned it."""

    concept: str  # its id in the thesaurus
    weight: float  # 0 to 1: how much the text is about it
    words: tuple[TopicWord, ...]  # each wording once, where it stands first; the one that counted most first


@dataclass(frozen=True, slots=True)
class Topics:
    """What the parts of one report are about; the topics of each part, the weightiest first."""

    chunks: tuple[tuple[Topic, ...], ...] = ()  # chunks[i] belongs to the analysis's chunks[i]
    cases: tuple[tuple[Topic, ...], ...] = ()  # cases[i] belongs to the structure's cases[i]
    sections: tuple[tuple[Topic, ...], ...] = ()  # sections[i] belongs to the structure's sections[i]


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that is read out of one report alone; made once per content and rules, then cached."""

    report: Report
    structure: Structure
    chunks: tuple[Chunk, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    observations: tuple[Observation, ...]
    topics: Topics = Topics()


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions name. The id is derived from kind and name, so it survives rebuilds."""

    id: str
    name: str  # the fullest form that was read
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed statement between two entities; evidence is what makes it a fact."""

    subject: str  # entity id
    predicate: Predicate
    object: str  # entity id
    evidence: tuple[Span, ...]  # never empty: no quote, no fact
    attrs: tuple[Attributes, ...] = ()  # attrs[i] belongs to evidence[i]

    def __post_init__(self) -> None:
        if not self.evidence or len(self.attrs) != len(self.evidence):
            raise ValueError("a relation needs evidence, and attributes (maybe empty) for each piece of it")


@dataclass(frozen=True, slots=True)
class Decision:
    """Why mentions with this surface became that entity: shown by `explain`, undone by resolutions.toml."""

    surface: str
    kind: EntityKind
    report: str
    entity: str  # entity id
    rule: str  # "same-name", "bracketed-other-name", "short-form", "suffix", "user"
    features: Attributes = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of entity linking over any number of reports."""

    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Evidence that can be shown without opening its report: the place, and the raw words that stand there."""

    report: str
    start: int  # characters [start, end) of the report's raw text
    end: int
    first_line: int  # 1-based, inclusive
    last_line: int
    page: int | None  # 1-based, None where the report's format has no pages
    text: str  # exactly as printed, line breaks included

    @property
    def span(self) -> Span:
        return Span(self.report, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as graphs and exports show it: how often and where it is named, not each place."""

    id: str  # the entity's id
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()  # ids of the reports that name it, sorted
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation as graphs and exports show it, its evidence at hand. Many quotes are still one edge."""

    id: str  # derived from source, predicate and target, so it survives rebuilds
    source: str  # node id
    predicate: Predicate
    target: str  # node id
    quotes: tuple[Quote, ...]  # never empty, in order of report and place
    attrs: tuple[Attributes, ...] = ()  # attrs[i] belongs to quotes[i]; left out: none have any

    def __post_init__(self) -> None:
        if not self.quotes or len(self.attrs) not in {0, len(self.quotes)}:
            raise ValueError("an edge needs quotes, and attributes (maybe empty) for each or for none of them")


@dataclass(frozen=True, slots=True)
class Part:
    """A case or a section of a report as RDF tells it: where it stands, and what it is about."""

    id: str  # its report's id and its place among that report's cases, or sections: qinghe-2024/3
    report: str
    is_case: bool
    title: str
    first_line: int  # 1-based, inclusive
    last_line: int
    topics: tuple[str, ...]  # ids of concepts, the weightiest first


@dataclass(frozen=True, slots=True)
class Subgraph:
    """A part of the graph that says of itself whether it is all of what was asked for."""

    nodes: tuple[Node, ...]  # sorted by id
    edges: tuple[Edge, ...]  # sorted by id; both ends of each are among the nodes
    title: str = ""
    complete: bool = True
    left_out: str = ""  # what is missing and by which rule, for people; empty where complete
    parts: tuple[Part, ...] = ()  # cases and sections of its reports, for formats that tell of them

    def __post_init__(self) -> None:
        known = {node.id for node in self.nodes}
        loose = next((edge for edge in self.edges if edge.source not in known or edge.target not in known), None)
        if loose is not None:
            raise ValueError(f"edge {loose.id!r} has an end that is not among the nodes")
        if self.complete == bool(self.left_out):
            raise ValueError("a subgraph is either complete or says what was left out")


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
