"""Reads a report's mentions and claims: names first, then short forms that they teach, then what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.extract.alliances import find_alliances
from vocgraph.extract.bases import find_bases
from vocgraph.extract.bodies import find_bodies
from vocgraph.extract.brands import find_brands
from vocgraph.extract.claims_alliances import read_alliances
from vocgraph.extract.claims_building import read_building
from vocgraph.extract.claims_competitions import read_competitions
from vocgraph.extract.claims_cooperation import read_cooperation, read_supervision
from vocgraph.extract.colleges import find_colleges
from vocgraph.extract.competitions import find_competitions
from vocgraph.extract.enterprises import find_enterprises
from vocgraph.extract.institutions import find_institutions
from vocgraph.extract.passages import Passage, chronicle, passages
from vocgraph.extract.scenes import is_regional, scenes
from vocgraph.extract.settle import Placed, placed, settle
from vocgraph.extract.short_forms import (
    Opened,
    by_opening,
    declared,
    declared_forms,
    find_companies_named,
    find_short_forms,
    learn,
    telling_parts,
)
from vocgraph.extract.tables import read_table
from vocgraph.model import Claim, EntityKind, Mention, Report, Structure, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from vocgraph.extract.names import Found


def read_facts(report: Report, structure: Structure) -> tuple[tuple[Mention, ...], tuple[Claim, ...]]:
    """Every name in the report and every relation that its sentences and tables state, in reading order.

    学校, 我校 and the like are no mentions of their own; claims carry them as subjects whose ``implied`` is the
    reporting institution or, in a region's report, the school just named.
    """
    home = "" if is_regional(structure.profile) else structure.profile.institution
    texts = passages(report, structure)
    cells = [cell.text for table in structure.tables for row in table.rows for cell in row.cells if cell.text]
    first = [(p.text, settle([*_grammars(p.text, home), *find_brands(p.text)])) for p in texts]
    first += [(text, settle(_grammars(text, home))) for text in cells]
    names = [(found.implied or text[found.start : found.end], found.kind) for text, every in first for found in every]
    told = [form for text, found in first for form in declared_forms(text, found)]
    forms = by_opening(learn(names, home=home, texts=[text for text, _ in first], declared=told))
    companies = {name for name, kind in names if kind is EntityKind.ENTERPRISE and name.endswith("有限公司")}
    telling = telling_parts(companies)

    def find(text: str, role: str) -> tuple[Found, ...]:
        return _find(text, home, forms, telling, prose=role in {"prose", "case-title", "caption"})

    texts = (*texts, *chronicle(report, structure))
    read = [(p, tuple(placed(p, found) for found in find(p.text, p.role))) for p in texts]
    mentions = [name.mention for _, names_here in read for name in names_here]
    claims = list(_prose_claims(structure, read))
    for table in structure.tables:
        captioned = tuple(
            m
            for m in mentions
            if m.kind is EntityKind.COMPETITION and table.span.start <= m.span.start < _first_row(table)
        )
        more_mentions, more_claims = read_table(report.id, table, structure.profile, find, captioned=captioned)
        mentions += more_mentions
        claims += more_claims
    return _ordered(mentions), tuple(sorted(dict.fromkeys(claims), key=_claim_order))


def _first_row(table: Table) -> int:
    return table.rows[0].span.start if table.rows else table.span.end


def _grammars(text: str, home: str) -> list[Found]:
    """What the typed words of each kind give away, without knowledge from elsewhere in the report."""
    return [
        *find_institutions(text, home=home),
        *find_enterprises(text),
        *find_colleges(text),
        *find_alliances(text),
        *find_competitions(text),
        *find_bodies(text),
        *find_bases(text),
    ]


def _find(text: str, home: str, forms: Opened, telling: AbstractSet[str], *, prose: bool) -> tuple[Found, ...]:
    found = _grammars(text, home)
    found += declared(text, found)
    found += find_short_forms(text, forms)
    if prose:
        found += find_brands(text)
        found += find_companies_named(text, telling)
    return settle(found)


def _prose_claims(structure: Structure, read: Sequence[tuple[Passage, tuple[Placed, ...]]]) -> list[Claim]:
    claims: list[Claim] = []
    for scene in scenes(structure.profile, read):
        claims += read_building(scene)
        claims += read_alliances(scene)
        claims += read_cooperation(scene)
        claims += read_supervision(scene)
        claims += read_competitions(scene)
    return claims


def _ordered(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    unique = {(m.span, m.kind, m.implied): m for m in reversed(mentions)}
    return tuple(sorted(unique.values(), key=lambda m: (m.span, m.kind, m.surface, m.implied)))


def _claim_order(claim: Claim) -> tuple[object, ...]:
    return (claim.evidence, claim.predicate, claim.object.span, claim.subject.span, claim.subject.implied, claim.rule)
