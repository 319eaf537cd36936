"""Figures in documents.sqlite: counted, filtered, held against each other, and led back to their sentence."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from vocgraph.documents.figures import COMPARE_FIGURES, Figure, FigureFilter, Figures, IndicatorCount
from vocgraph.documents.reading import Documents
from vocgraph.documents.schema import SCHEMA
from vocgraph.documents.writing import DocumentsWriter
from vocgraph.extract.indicators import observe
from vocgraph.model import Analysis, Chunk, PassageKind, Profile, Region, Report, Resolution, Structure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {  # one sentence a line; the first two reports are of one school
    "qinghe-2023": "2023年全日制在校生8000人。学校建有清风廉洁角12处。",
    "qinghe-2024": "2023年全日制在校生8100人。\n2024年全日制在校生9000人。\n财政拨款1.2亿元。\n财政拨款收入12000万元。",
    "yunling-2024": "全日制在校生近5000人。\n现有全日制在校生4900人。\n机械专业在校生300人。",
}
SCHOOLS = {"qinghe-2023": "青禾职院", "qinghe-2024": "青禾职院", "yunling-2024": "云岭学校"}
ALL = FigureFilter()


def analysis(report_id: str) -> Analysis:
    report = Report(report_id, TEXTS[report_id])
    year = int(report_id[-4:])
    profile = Profile("", SCHOOLS[report_id], region=Region("甲省" if "qing" in report_id else "乙省"), year=year)
    chunk = Chunk(report_id, PassageKind.PROSE, (), report.text, tuple(range(len(report.text))))
    structure = Structure(profile, (), (), (), (), (chunk,))
    return Analysis(report, structure, (chunk,), (), (), observe(report, structure)[0])


@pytest.fixture
def figures(tmp_path: Path) -> Iterator[Figures]:
    with DocumentsWriter(tmp_path / "d.sqlite") as writer:
        for report_id in TEXTS:
            writer.add_analysis(analysis(report_id))
        writer.add_resolution(Resolution((), (), ()))
    documents = Documents(tmp_path / "d.sqlite")
    yield documents.figures
    documents.close()


def students(figures: Figures) -> IndicatorCount:
    found = figures.indicator("full-time-students")
    assert found is not None
    return found


def told(found: tuple[Figure, ...]) -> list[tuple[str, int | None, float]]:
    return [(each.institution, each.year, each.value) for each in found]


def test_an_indicator_is_counted_over_reports_and_schools(figures: Figures) -> None:
    assert students(figures) == IndicatorCount(
        key="full-time-students",
        known=True,
        figures=6,
        whole=5,
        reports=3,
        institutions=2,
        years=(2023, 2024),
        disagreements=1,
    )


def test_known_indicators_come_first_and_other_names_only_when_asked_for(figures: Figures) -> None:
    known = ["full-time-students", "fiscal-funding"]
    total, found = figures.indicators(known=known, text="", limit=9, offset=0)
    assert total == len(found) == 3
    assert [each.key for each in found][:2] == known
    assert figures.indicators(known=known, text=None, limit=1, offset=1) == (2, found[1:2])
    assert figures.indicators(known=(), text="廉洁", limit=9, offset=0) == (1, found[2:])
    assert figures.indicators(known=(), text="%", limit=9, offset=0) == (0, ())


def test_a_list_of_indicators_counts_only_the_figures_that_are_asked_for(figures: Figures) -> None:
    def listed(**wanted: tuple[object, ...]) -> list[tuple[str, int, int]]:
        only = FigureFilter(**wanted)  # type: ignore[arg-type]
        _, found = figures.indicators(known=["full-time-students"], text="", wanted=only, limit=9, offset=0)
        return [(each.key, each.figures, each.disagreements) for each in found]

    assert listed(institutions=("云岭学校",))[0] == ("full-time-students", 3, 0)
    assert listed(provinces=("甲省",), years=(2023,))[0] == ("full-time-students", 2, 1)
    assert "清风廉洁角" not in {key for key, *_ in listed(institutions=("云岭学校",))}
    assert listed(years=(1999,)) == []
    assert figures.years() == {2023, 2024}


def test_figures_of_whole_schools_come_before_those_of_parts(figures: Figures) -> None:
    total, found = figures.figures(students(figures), ALL, limit=10)
    assert total == 6
    assert [each.whole for each in found] == [True] * 5 + [False]
    assert found[-1].indicator == "机械专业在校生"


def test_two_reports_of_one_school_that_give_different_figures_for_a_year_are_marked(figures: Figures) -> None:
    _, apart = figures.figures(students(figures), ALL, apart_only=True, limit=10)
    assert told(apart) == [("青禾职院", 2023, 8000), ("青禾职院", 2023, 8100)]
    _, later = figures.figures(students(figures), FigureFilter(years=(2024,)), limit=10)
    assert not any(each.disagrees for each in later)


def test_a_figure_stays_marked_where_its_opponent_is_filtered_away(figures: Figures) -> None:
    _, found = figures.figures(students(figures), FigureFilter(("青禾职院",)), limit=1)
    assert [each.disagrees for each in found] == [True]


def test_an_estimate_contradicts_nothing(figures: Figures) -> None:
    _, found = figures.figures(students(figures), FigureFilter(provinces=("乙省",)), whole_only=True, limit=10)
    assert [(each.value, each.disagrees) for each in found] == [(5000, False), (4900, False)]


def test_one_sum_in_two_units_is_no_contradiction(figures: Figures) -> None:
    funding = figures.indicator("fiscal-funding")
    assert funding is not None
    assert funding.disagreements == 0
    _, found = figures.figures(funding, ALL, limit=10)
    assert {(each.amount, each.base_unit) for each in found} == {(120_000_000.0, "元")}


def test_a_stretch_of_the_figures_can_be_asked_for(figures: Figures) -> None:
    _, found = figures.figures(students(figures), ALL, limit=10)
    assert figures.figures(students(figures), ALL, limit=2, offset=3) == (6, found[3:5])


def test_a_figure_leads_to_its_sentence(figures: Figures) -> None:
    _, found = figures.figures(students(figures), FigureFilter(("青禾职院",), (2024,)), limit=1)
    sentence, start, end = figures.sentence(found[0])
    assert sentence == "2024年全日制在校生9000人。"
    assert sentence[start:end] == "9000人"
    assert found[0].line == 2


def test_what_can_be_chosen_is_told(figures: Figures) -> None:
    choices = figures.choices(students(figures), limit=9)
    assert tuple(map(set, choices)) == ({"青禾职院", "云岭学校"}, {2024, 2023}, {"甲省", "乙省"})
    assert choices[1] == (2024, 2023)


@pytest.mark.parametrize("statement", COMPARE_FIGURES)
def test_all_figures_are_compared_in_one_pass_and_not_once_for_each_indicator(statement: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(SCHEMA)
        plan = [row[-1] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    assert [step for step in plan if "CORRELATED" in step] == []
