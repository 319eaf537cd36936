"""A report of one paragraph, or of one table, small enough to read, and what is found in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from vocgraph.extract.report import read_facts
from vocgraph.model import (
    Chunk,
    Claim,
    EntityKind,
    Mended,
    Mention,
    PassageKind,
    Predicate,
    Profile,
    Report,
    Row,
    Span,
    Structure,
    Table,
)

HOME = "蓝海职业技术学院"
SCHOOL = Profile(institution=HOME, institution_type="高等职业院校", year=2024)
REGION = Profile(institution="蓝海市教育局", institution_type="区域", year=2024)


@dataclass(frozen=True)
class Found:
    """What a reading gave, in forms that a test can compare."""

    report: Report
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...] = field(repr=False)

    def names(self, kind: EntityKind) -> list[str]:
        return [mention.implied or mention.surface for mention in self.mentions if mention.kind is kind]

    def pairs(self, predicate: Predicate) -> set[tuple[str, str]]:
        return {
            (claim.subject.implied or claim.subject.surface, claim.object.implied or claim.object.surface)
            for claim in self.claims
            if claim.predicate is predicate
        }

    def attrs(self, predicate: Predicate) -> list[dict[str, str]]:
        return [dict(claim.attrs) for claim in self.claims if claim.predicate is predicate]


def read(text: str, *, profile: Profile = SCHOOL, case: str | None = None) -> Found:
    """Read one paragraph; a line break in it is mended, its place is kept."""
    report = Report("r", text)
    kept = [(at, character) for at, character in enumerate(text) if character != "\n"]
    mended = "".join(character for _, character in kept)
    chunk = Chunk("r", PassageKind.PROSE, (), mended, tuple(at for at, _ in kept), case=case)
    structure = Structure(profile, (), (), (), (), (chunk,))
    return Found(report, *read_facts(report, structure))


def read_table(caption: str, columns: tuple[str, ...], *rows: tuple[str, ...], profile: Profile = SCHOOL) -> Found:
    """Read one table that stands alone in a report."""
    text, made = caption + "\n", []
    for row in rows:
        start, cells = len(text), []
        for cell in row:
            cells.append(Mended(cell, tuple(range(len(text), len(text) + len(cell)))))
            text += cell + "\t"
        made.append(Row(tuple(cells), Span("r", start, len(text))))
        text += "\n"
    report = Report("r", text)
    table = Table(caption, columns, tuple(made), Span("r", 0, len(text)))
    structure = Structure(profile, (), (), (), (table,), ())
    return Found(report, *read_facts(report, structure))
