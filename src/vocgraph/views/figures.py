"""Holds what a library answers about indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vocgraph.extract.indicators import base_of
from vocgraph.ontology import indicator_concepts

if TYPE_CHECKING:
    from vocgraph.documents.figures import Figure, IndicatorCount
    from vocgraph.views.form import Json


@dataclass(frozen=True, slots=True)
class Indicator:
    """What reports give figures for, named as the ontology names it where it does."""

    count: IndicatorCount
    name_zh: str
    name_en: str  # the printed name where the ontology has no other
    also: tuple[str, ...] = ()  # other Chinese names
    unit: str = ""  # the unit that it is most often given in; ":1" is a ratio

    @property
    def key(self) -> str:
        return self.count.key

    @property
    def base(self) -> tuple[str, float]:
        """The unit that its figures are compared in, and how many of it one of its usual unit is."""
        return base_of(self.unit)

    @classmethod
    def of(cls, count: IndicatorCount) -> Indicator:
        """The indicator with the ontology's names."""
        found = next((each for each in indicator_concepts() if count.known and each.id == count.key), None)
        if found is None:
            return cls(count, count.key, count.key)
        return cls(count, found.pref_zh, found.pref_en, found.alt_zh, found.unit)

    def as_dict(self) -> Json:
        return {
            "key": self.key,
            "known": self.count.known,
            "name_zh": self.name_zh,
            "name_en": self.name_en,
            "also": list(self.also),
            "unit": self.unit,
            "figures": self.count.figures,
            "whole": self.count.whole,
            "reports": self.count.reports,
            "institutions": self.count.institutions,
            "first_year": self.count.years[0] if self.count.years else None,
            "last_year": self.count.years[1] if self.count.years else None,
            "disagreements": self.count.disagreements,
        }


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator across schools and years: some of its figures, each with its sentence."""

    indicator: Indicator
    total: int  # figures that meet the conditions, before the limit
    figures: tuple[Figure, ...]
    # of each figure: its sentence, and where in it the figure stands, [start, end); empty where not asked for
    sentences: tuple[tuple[str, int, int], ...]
    compared: tuple[Figure, ...]  # at most 1,000 that can be held against each other: of whole schools, where known
    apart: tuple[Figure, ...]  # those that contradict another; at most 100
    institutions: tuple[str, ...]  # whatever the conditions: what there is to choose from, at most 500
    years: tuple[int, ...]
    provinces: tuple[str, ...]

    def as_dict(self) -> Json:
        told = zip(self.figures, self.sentences, strict=True)
        return {
            "indicator": self.indicator.as_dict(),
            "total": self.total,
            "figures": [{**figure_dict(figure), "sentence": sentence} for figure, (sentence, _, _) in told],
        }


FIGURE_COLUMNS: Final = (
    *("report", "line", "page", "institution", "province", "year", "indicator", "population", "value", "unit"),
    *("amount", "base_unit", "whole", "disagrees"),
)


def figure_dict(figure: Figure) -> Json:
    """One figure with its place."""
    return {name: getattr(figure, name) for name in FIGURE_COLUMNS}
