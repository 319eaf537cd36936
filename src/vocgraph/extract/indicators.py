"""Observes a report's figures, in prose and tables, and the places where they contradict each other."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.extract.indicators_names import is_label
from vocgraph.extract.indicators_prose import observe_prose
from vocgraph.extract.indicators_tables import observe_table
from vocgraph.extract.indicators_totals import wrong_totals
from vocgraph.model import Chunk, Mended, Observation, Oddity, PassageKind, Report, Structure, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SCALE = {
    "万元": ("元", 1e4),
    "亿元": ("元", 1e8),
    "千元": ("元", 1e3),
    "万平方米": ("平方米", 1e4),
    "名": ("人", 1.0),
    "万人": ("人", 1e4),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure in a unit that others of its sort share, and what it may be held against."""

    unit: str  # 万元 (ten thousand yuan) becomes 元, 名 (persons) becomes 人
    amount: float  # in that unit
    slack: float | None  # half a unit of the last printed digit; None where an estimate is printed
    whole: bool  # of the whole school: named as a known indicator is and not more closely, and outside a case


def observe(report: Report, structure: Structure) -> tuple[tuple[Observation, ...], tuple[Oddity, ...]]:
    """Every figure that says something about the school, in reading order, and what contradicts itself.

    :return: the observations, never merged: two figures for one indicator are two observations; and an oddity of kind
        ``figures-disagree`` for each later figure that differs from an earlier one of the same indicator, year, unit
        and population, and for each total that is not the sum of its rows.
    """
    year = structure.profile.year
    found = [seen for chunk in structure.paragraphs for seen in observe_prose(chunk, year=year)]
    for table in structure.tables:
        found += observe_table(report.id, table, institution=structure.profile.institution, year=year)
        found += [seen for cell in _wordy_cells(table) for seen in observe_prose(_passage(report, cell), year=year)]
    observations = tuple(sorted(set(found), key=lambda seen: (seen.span, seen.indicator, seen.value, seen.unit)))
    oddities = [
        *_disagreements(report, structure, observations),
        *(o for t in structure.tables for o in wrong_totals(report, t)),
    ]
    return observations, tuple(sorted(oddities, key=lambda oddity: (oddity.span, oddity.message)))


def _wordy_cells(table: Table) -> Iterator[Mended]:
    """The cells that hold a phrase with figures (团体一等奖1个，个人三等奖1个), rather than one figure or a name."""
    for row in table.rows:
        for cell in row.cells:
            if len(cell.text) >= 10 and re.search(r"[^\d.,]\d", cell.text):
                yield cell


def _passage(report: Report, cell: Mended) -> Chunk:
    return Chunk(report=report.id, kind=PassageKind.TABLE, heading=(), text=cell.text, raw_at=cell.raw_at)


def base_of(unit: str) -> tuple[str, float]:
    """The unit that figures of this sort are compared in, and how many of it one of this unit is."""
    return _SCALE.get(unit, (unit, 1.0))


def measure(report: Report, structure: Structure, seen: Observation) -> Measure:
    """Make one of the report's figures comparable."""
    unit, scale = base_of(seen.unit)
    inside = any(case.span.contains(seen.span) for case in structure.cases)
    return Measure(
        unit=unit,
        amount=seen.value * scale,
        slack=None if _is_rough(report, seen) else _rounding(report, seen) * scale,
        whole=bool(seen.concept) and is_label(seen.indicator.replace(" ", "")) and not inside,
    )


def _disagreements(report: Report, structure: Structure, observations: Sequence[Observation]) -> list[Oddity]:
    """Figures for one known indicator, year and population that differ by more than their rounding.

    Only names that say the indicator and nothing else are compared, and none out of a case, which speaks of a part.
    """
    groups: dict[tuple[str, int | None, str, str], list[tuple[Observation, float, float]]] = defaultdict(list)
    for seen in observations:
        of = measure(report, structure, seen)
        if of.whole and of.slack is not None:
            groups[seen.concept, seen.year, of.unit, seen.population].append((seen, of.amount, of.slack))
    oddities = []
    for (first, amount, slack), *others in groups.values():
        for other, other_amount, other_slack in others:
            if abs(amount - other_amount) > slack + other_slack:
                line = report.line_of(first.span.start)
                oddities.append(
                    Oddity(
                        other.span,
                        "figures-disagree",
                        f"{other.indicator} is {other.value:g} {other.unit} here, "
                        f"but {first.indicator} is {first.value:g} {first.unit} in line {line}.",
                    )
                )
    return oddities


def _rounding(report: Report, seen: Observation) -> float:
    """Half a unit of the last printed digit, and a little for binary fractions, in the figure's own unit."""
    printed = report.quote(seen.span)
    decimals = len(printed.partition(".")[2].rstrip("%％亿万元人 平方米")) if "." in printed else 0
    return 0.51 * 10.0**-decimals


def _is_rough(report: Report, seen: Observation) -> bool:
    """Whether the figure is printed as an estimate: 近 (nearly), 超 (over), 余 (some more)."""
    before = report.text[max(0, seen.span.start - 4) : seen.span.start]
    return any(
        mark in before + report.quote(seen.span)
        for mark in ("近", "超", "约", "余", "逾", "多", "以上", "不低于", "突破")
    )
