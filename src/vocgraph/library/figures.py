"""Answers what is asked of the figures that a library's reports give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.documents.figures import FigureFilter
from vocgraph.errors import UnknownIndicatorError
from vocgraph.library.searching import SearchedLibrary, see_known
from vocgraph.ontology import indicator_concepts
from vocgraph.views import Indicator, IndicatorView

if TYPE_CHECKING:
    from vocgraph.documents.figures import Figure


class MeasuredLibrary(SearchedLibrary):
    """A library whose figures can be compared."""

    def indicators(
        self,
        text: str = "",
        *,
        known: bool | None = None,
        institutions: tuple[str, ...] = (),
        years: tuple[int, ...] = (),
        provinces: tuple[str, ...] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[int, tuple[Indicator, ...]]:
        """How many indicators the reports give figures for, and a stretch of them.

        Those that the ontology knows come first, those of most schools before the others.

        :param text: only those with a name, in Chinese or English, that contains it.
        :param known: only those that the ontology knows, or only the others; None: both.
        :param institutions: only those with figures of these schools, by any of their names; these figures are counted.
        :param years: likewise, of these years.
        :param provinces: likewise, of schools of these provinces, by their short or full names.
        :raises UnknownNameError: if an institution is unknown, or has no report here.
        :raises QueryError: if there is no figure of a year, or no report from a province.
        """
        self.refuse_unknown(years=years, provinces=provinces)
        wanted = text.casefold()
        called = [each.id for each in indicator_concepts() if any(wanted in name.casefold() for name in each.names)]
        total, counts = self._documents.figures.indicators(
            known=() if known is False else called,
            text=None if known else text,
            wanted=self._wanted(institutions, years, provinces),
            limit=limit,
            offset=offset,
        )
        return total, tuple(map(Indicator.of, counts))

    def indicator(
        self,
        name: str,
        *,
        institutions: tuple[str, ...] = (),
        years: tuple[int, ...] = (),
        provinces: tuple[str, ...] = (),
        limit: int = 100,
        offset: int = 0,
        with_sentences: bool = True,
    ) -> IndicatorView:
        """One indicator across schools and years: what each report says, and where.

        :param name: its key, any of its names in the ontology, or a name as printed.
        :param institutions: only figures of these schools, by any of their names.
        :param provinces: only figures of schools of these provinces, by their short or full names.
        :param with_sentences: without them a hundred thousand figures take a second, not minutes.
        :raises UnknownIndicatorError: if no report gives a figure for it.
        :raises UnknownNameError: if an institution is unknown, or has no report here.
        """
        figures = self._documents.figures
        concept = next((each.id for each in indicator_concepts() if name in (each.id, *each.names)), name)
        count = figures.indicator(concept) or figures.indicator(name)
        if count is None:
            near = self.indicators(name, limit=5)[1] if name else ()
            raise UnknownIndicatorError(name, near=tuple(each.name_zh for each in near))
        held = self._wanted(institutions, years, provinces)
        total, found = figures.figures(count, held, limit=limit, offset=offset)
        choices = figures.choices(count, limit=500)
        return IndicatorView(
            indicator=Indicator.of(count),
            total=total,
            figures=found,
            sentences=tuple(map(figures.sentence, found)) if with_sentences else (),
            compared=figures.figures(count, held, whole_only=count.known, limit=1000)[1],
            apart=figures.figures(count, held, apart_only=True, limit=100)[1] if count.disagreements else (),
            institutions=choices[0],
            years=choices[1],
            provinces=choices[2],
        )

    def figures_in(self, report_id: str) -> tuple[tuple[Indicator, Figure], ...]:
        """What a report says of whole schools under names that the ontology knows, in reading order."""
        figures = self._documents.figures
        found = figures.in_report(report_id)
        counts = {key: figures.indicator(key) for key in dict.fromkeys(key for key, _ in found)}
        return tuple((Indicator.of(count), figure) for key, figure in found if (count := counts[key]))

    def refuse_unknown(self, *, years: tuple[int, ...] = (), provinces: tuple[str, ...] = ()) -> None:
        """See that there are figures of these years, and reports from these provinces.

        :raises QueryError: if there are none; what there is gets named.
        """
        if years:  # a report gives figures of years before its own too
            see_known("year", map(str, years), set(map(str, self._documents.figures.years())))
        known = {info.profile.region.province for info in self._infos.values()}
        see_known("province", (full for short in provinces for full in self._provinces(short)), known)

    def _wanted(
        self, institutions: tuple[str, ...], years: tuple[int, ...], provinces: tuple[str, ...]
    ) -> FigureFilter:
        full = tuple(dict.fromkeys(name for short in provinces for name in self._provinces(short)))
        return FigureFilter(self._reporting(institutions), years, full)
