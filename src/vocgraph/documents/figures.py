"""Answers from documents.sqlite what reports measure: which indicators there are, and the figures given for one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vocgraph import codec
from vocgraph.text.mend import sentences

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

_SCHOOL = "CASE WHEN r.institution <> '' THEN r.institution ELSE r.id END"
_KEY = "CASE WHEN o.concept <> '' THEN o.concept ELSE o.indicator END"
_GROUP = "school, o.year, o.population, o.base_unit"
_COMPARED = "o.whole AND o.slack IS NOT NULL AND o.year IS NOT NULL"
_APART = "max(o.amount - o.slack) > min(o.amount + o.slack)"  # no value fits all of a group's figures
_WINDOW = 160  # characters of a sentence around a figure


def _counting(where: str) -> str:
    """A line for each indicator that has figures under a condition; in the order of the table that keeps them."""
    return f"""
    WITH o AS (
        SELECT {_KEY} AS key, {_SCHOOL} AS school, o.* FROM observation o JOIN report r ON r.id = o.report
        WHERE {where}
    ), disputed AS (
        SELECT key, count(*) AS groups FROM (SELECT DISTINCT key, {_GROUP} FROM o WHERE apart) GROUP BY key
    ), counted AS (
        SELECT o.key AS key, max(o.concept <> '') AS known, count(*) AS figures, sum(o.whole) AS whole,
            count(DISTINCT o.report) AS reports, count(DISTINCT o.school) AS institutions,
            min(o.year) AS first_year, max(o.year) AS last_year, coalesce(max(disputed.groups), 0) AS disagreements
        FROM o LEFT JOIN disputed ON disputed.key = o.key GROUP BY o.key
    ) SELECT * FROM counted"""  # noqa: S608 - our own words


# What is said of all reports together: once, when all are there, so that no question waits for it.
COMPARE_FIGURES = (
    f"""
    UPDATE observation SET apart = 1 WHERE rowid IN (
        SELECT o.rowid FROM observation o JOIN report r ON r.id = o.report
        WHERE {_COMPARED} AND (o.concept, {_SCHOOL}, o.year, o.population, o.base_unit) IN (
            SELECT o.concept, {_SCHOOL} AS school, o.year, o.population, o.base_unit
            FROM observation o JOIN report r ON r.id = o.report
            WHERE {_COMPARED} GROUP BY o.concept, {_GROUP} HAVING {_APART}
        )
    )""",  # noqa: S608 - our own words
    f"INSERT INTO indicator {_counting('1')} ORDER BY key",
)


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """One line about an indicator: how much the reports say of it."""

    key: str  # local name in ontology/indicators.ttl, else the name as printed
    known: bool  # whether the ontology has it
    figures: int
    whole: int  # figures of whole schools, the rest being of parts of them
    reports: int
    institutions: int
    years: tuple[int, int] | None  # first and last
    disagreements: int  # schools, years and populations for which figures contradict each other


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure with its place, and what makes it comparable."""

    report: str
    institution: str  # the report's id where it names none
    province: str
    indicator: str  # as named in the report
    value: float
    unit: str
    year: int | None
    population: str
    base_unit: str  # 万元 (ten thousand yuan) becomes 元, 名 (persons) becomes 人
    amount: float  # the value in it
    whole: bool  # of the whole school: the indicator is named and nothing narrower
    disagrees: bool  # another figure for this school, year and population cannot be true together with it
    start: int  # characters [start, end) of the report's raw text
    end: int
    line: int  # 1-based
    page: int | None


@dataclass(frozen=True, slots=True)
class FigureFilter:
    """Which of an indicator's figures are asked for. Empty tuples mean no restriction."""

    institutions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    provinces: tuple[str, ...] = ()


EVERY_FIGURE = FigureFilter()


class Figures:
    """Asks the tables of figures; each question reads only the rows that it answers with."""

    def __init__(self, rows: Callable[[str, Sequence[object]], list[sqlite3.Row]]) -> None:
        self._rows = rows

    def indicators(
        self,
        *,
        known: Sequence[str],
        text: str | None,
        wanted: FigureFilter = EVERY_FIGURE,
        limit: int,
        offset: int,
    ) -> tuple[int, tuple[IndicatorCount, ...]]:
        """How many indicators there are, and a stretch of them: known ones first, those of most schools first.

        :param known: which of the ontology's indicators.
        :param text: those besides whose printed name contains it; None: no others.
        :param wanted: only those that have such figures; they alone are counted.
        """
        where, values = f"known = 1 AND key IN ({_marks(known)})", list[object](known)
        if text is not None:
            where = f"({where}) OR (known = 0 AND key LIKE ? ESCAPE '\\')"
            values.append("%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        source = "indicator"
        if wanted != EVERY_FIGURE:
            of_figures, chosen = _where(wanted)
            source = f"({_counting(of_figures)})"
            values = [*chosen, *values]
        [total] = self._rows(f"SELECT count(*) FROM {source} WHERE {where}", values)[0]  # noqa: S608 - our own words
        order = "known DESC, institutions DESC, reports DESC, figures DESC, key"
        listed = f"SELECT * FROM {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608 - our own words
        return total, tuple(map(_count, self._rows(listed, [*values, limit, offset])))

    def years(self) -> frozenset[int]:
        """The years that there are figures of; every figure is looked at."""
        return frozenset(row["year"] for row in self._rows("SELECT DISTINCT year FROM observation", ()) if row["year"])

    def indicator(self, key: str) -> IndicatorCount | None:
        """One indicator, or None where no report names it."""
        rows = self._rows("SELECT * FROM indicator WHERE key = ?", (key,))
        return _count(rows[0]) if rows else None

    def figures(
        self,
        of: IndicatorCount,
        wanted: FigureFilter,
        *,
        whole_only: bool = False,
        apart_only: bool = False,
        limit: int,
        offset: int = 0,
    ) -> tuple[int, tuple[Figure, ...]]:
        """How many figures there are, and a stretch of them: whole schools first, by population, school and year.

        :param whole_only: only those of whole schools.
        :param apart_only: only those that contradict another.
        """
        where, values = _where(wanted)
        where += " AND o.whole" * whole_only + " AND o.apart" * apart_only
        source = f"FROM observation o JOIN report r ON r.id = o.report WHERE {_of(of)} AND {where}"
        values.insert(0, of.key)
        [total] = self._rows(f"SELECT count(*) {source}", values)[0]
        order = "o.whole DESC, o.population, o.base_unit, school, o.year, o.report, o.start, o.indicator"
        rows = self._rows(
            f"SELECT o.*, r.province, {_SCHOOL} AS school {source} ORDER BY {order} LIMIT ? OFFSET ?",
            [*values, limit, offset],
        )
        return total, tuple(map(_figure, rows))

    def in_report(self, report: str) -> tuple[tuple[str, Figure], ...]:
        """A report's figures of known indicators, each with the indicator's key, in reading order."""
        rows = self._rows(
            f"""
            SELECT o.*, r.province, {_SCHOOL} AS school
            FROM observation o JOIN report r ON r.id = o.report
            WHERE o.report = ? AND o.concept <> '' AND o.whole ORDER BY o.start, o.indicator""",  # noqa: S608 - our own words
            (report,),
        )
        return tuple((row["concept"], _figure(row)) for row in rows)

    def choices(self, of: IndicatorCount, *, limit: int) -> tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
        """Schools, years (latest first) and provinces that the indicator has figures of; at most ``limit`` schools."""

        def distinct(column: str, order: str, most: int) -> list[Any]:
            sql = (
                f"SELECT DISTINCT {column} AS value FROM observation o JOIN report r ON r.id = o.report WHERE {_of(of)}"  # noqa: S608 - our own words
            )
            rows = self._rows(f"{sql} ORDER BY value {order} LIMIT ?", (of.key, most))
            return [row["value"] for row in rows if row["value"]]

        return (
            tuple(distinct(_SCHOOL, "", limit)),
            tuple(distinct("o.year", "DESC", 100)),
            tuple(distinct("r.province", "", 100)),
        )

    def sentence(self, figure: Figure) -> tuple[str, int, int]:
        """The sentence or table row that holds a figure, mended, and where in it the figure stands, [start, end)."""
        rows = self._rows(
            "SELECT text, raw_at FROM chunk WHERE report = ? AND start <= ? AND end >= ? ORDER BY start DESC LIMIT 1",
            (figure.report, figure.start, figure.end),
        )
        if not rows:
            return "", 0, 0
        text, raw_at = rows[0]["text"], codec.decode_positions(json.loads(rows[0]["raw_at"]))
        inside = [at for at, raw in enumerate(raw_at) if figure.start <= raw < figure.end]
        if not inside:
            return "", 0, 0
        first, last = inside[0], inside[-1] + 1
        start, end = next(((a, b) for a, b in sentences(text) if a <= first < b), (first, last))
        start = max(start, first - _WINDOW // 2, text.rfind("\n", start, first) + 1)
        end = min(end, max(last, start + _WINDOW))
        return text[start:end].split("\n")[0], first - start, last - start


def _of(of: IndicatorCount) -> str:
    """The condition that an observation belongs to the indicator; its one place is for the key."""
    return "o.concept = ?" if of.known else "o.concept = '' AND o.indicator = ?"


def _where(wanted: FigureFilter) -> tuple[str, list[object]]:
    parts, values = ["1"], list[object]()
    for column, chosen in (
        (_SCHOOL, wanted.institutions),
        ("o.year", wanted.years),
        ("r.province", wanted.provinces),
    ):
        if chosen:
            parts.append(f"{column} IN ({_marks(chosen)})")
            values += chosen
    return " AND ".join(parts), values


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _count(row: sqlite3.Row) -> IndicatorCount:
    return IndicatorCount(
        key=row["key"],
        known=bool(row["known"]),
        figures=row["figures"],
        whole=row["whole"],
        reports=row["reports"],
        institutions=row["institutions"],
        years=(row["first_year"], row["last_year"]) if row["first_year"] else None,
        disagreements=row["disagreements"],
    )


def _figure(row: sqlite3.Row) -> Figure:
    return Figure(
        report=row["report"],
        institution=row["school"],
        province=row["province"],
        indicator=row["indicator"],
        value=row["value"],
        unit=row["unit"],
        year=row["year"],
        population=row["population"],
        base_unit=row["base_unit"],
        amount=row["amount"],
        whole=bool(row["whole"]),
        disagrees=bool(row["apart"]),
        start=row["start"],
        end=row["end"],
        line=row["line"],
        page=row["page"],
    )
