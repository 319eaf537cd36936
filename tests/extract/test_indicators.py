"""Figures in prose and tables are observed with value, unit, year and place; contradictions are listed."""

from __future__ import annotations

import pytest

from vocgraph import ontology
from vocgraph.extract.indicators import observe
from vocgraph.model import Chunk, Observation, Oddity, PassageKind, Profile, Report, Structure
from vocgraph.structure.lines import read_lines
from vocgraph.structure.tables import read_tables


def read(prose: str, table: str = "") -> tuple[tuple[Observation, ...], tuple[Oddity, ...]]:
    report = Report(id="r", text=f"{prose}\n\n{table}")
    places = tuple(range(len(prose)))
    structure = Structure(
        profile=Profile(institution="青山学院", year=2024),
        blocks=(),
        sections=(),
        cases=(),
        tables=read_tables(report, read_lines(report))[0],
        paragraphs=(Chunk("r", PassageKind.PROSE, (), prose, places),) if prose else (),
    )
    return observe(report, structure)


def told(prose: str) -> list[tuple[str, float, str]]:
    return [(seen.indicator, seen.value, seen.unit) for seen in read(prose)[0]]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("学校现有全日制在校生1260人。", ("全日制在校生", 1260, "人")),
        ("总占地面积达62020平方米。", ("总占地面积", 62020, "平方米")),
        ("教学科研仪器设备总值1.83亿元。", ("教学科研仪器设备总值", 1.83, "亿元")),
        ("学校生师比为15.85：1。", ("生师比", 15.85, ":1")),
        ("投入近6000万元建设了智慧校园。", ("投入", 6000, "万元")),
        ("配备235台教学计算机。", ("教学计算机", 235, "台")),
        ("获授权专利1,234项。", ("获授权专利", 1234, "项")),
        ("毕业三年月平均收入6000，满意度高。", ("毕业三年月平均收入", 6000, "元")),
        ("建有七个专业实训室。", ("专业实训室", 7, "个")),
    ],
)
def test_a_figure_of_prose_has_name_value_and_unit(prose: str, expected: tuple[str, float, str]) -> None:
    assert told(prose) == [expected]


def test_figures_of_one_sentence_are_told_apart() -> None:
    found = told("现有教职员83人，其中专任教师63人，双师素质教师比例84.28%。")
    assert found == [("教职员", 83, "人"), ("专任教师", 63, "人"), ("双师素质教师比例", 84.28, "%")]


def test_a_share_is_named_after_what_it_is_a_share_of() -> None:
    assert told("志愿者注册人数10750人，占在校生总数的63.93%。")[1][0] == "志愿者注册人数占在校生总数"


def test_prizes_in_a_row_keep_what_was_won() -> None:
    names = [name for name, _, _ in told("学生获技能大赛一等奖2项、二等奖3项。")]
    assert names == ["学生获技能大赛一等奖", "学生获技能大赛二等奖"]


@pytest.mark.parametrize(
    "prose",
    ["2024年5月3日召开大会。", "依据教发〔2004〕2号文件。", "第3名选手到场。", "5G基站建成。", "一名教师说得好。"],
)
def test_dates_numbers_of_documents_and_ranks_are_no_figures(prose: str) -> None:
    assert told(prose) == []


def test_the_year_is_the_sentence_s_own_or_the_report_s() -> None:
    years = [seen.year for seen in read("2023年招生人数549人。招生人数600人。近五年发表论文30篇。")[0]]
    assert years == [2023, 2024, None]


def test_a_figure_knows_its_place_and_concept() -> None:
    [seen] = read("2024届毕业生毕业去向落实率95.82%。")[0]
    assert (seen.span.start, seen.span.end) == (15, 21)
    assert seen.concept == "employment-rate"
    assert seen.population == "2024届毕业生"


def test_a_table_s_years_and_units_come_from_its_columns() -> None:
    found, _ = read("", "表 1 质量计分卡\n指标\t单位\t2023年\t2024年\n毕业生人数\t人\t7817\t8404\n")
    assert [(s.indicator, s.value, s.unit, s.year) for s in found] == [
        ("毕业生人数", 7817, "人", 2023),
        ("毕业生人数", 8404, "人", 2024),
    ]


def test_a_row_label_and_a_column_title_name_a_cell_together() -> None:
    found, _ = read("", "表 1 师资\n类别\t合计\t教授人数\n专任教师\t63\t21\n兼职教师\t20\t4\n")
    assert [s.indicator for s in found] == ["专任教师", "专任教师 教授人数", "兼职教师", "兼职教师 教授人数"]
    assert found[1].population == "专任教师"


def test_the_total_row_is_named_after_the_table() -> None:
    found, _ = read("", "表 5 历年技能等级认定人数统计表\n工种\t2023\t2024\n车工\t3\t4\n总计\t3\t4\n")
    assert (found[-1].indicator, found[-1].year) == ("技能等级认定人数", 2024)


def test_two_figures_for_one_indicator_disagree() -> None:
    _, oddities = read("学校生师比为15.85：1。经测算，生师比为16.61：1。")
    assert [oddity.kind for oddity in oddities] == ["figures-disagree"]


@pytest.mark.parametrize(
    "prose",
    [
        "经费总收入1.23亿元。经费总收入12345.67万元。",
        "专任教师数830人。专任教师数近900人。",
        "2023年招生人数500人。2024年招生人数600人。",
    ],
)
def test_rounded_figures_estimates_and_other_years_do_not_disagree(prose: str) -> None:
    assert read(prose)[1] == ()


def test_a_total_that_is_not_the_sum_of_its_rows_is_listed() -> None:
    table = "表 1 师资\n职称\t2023\t2024\n教授\t3\t5\n讲师\t4\t6\n合计\t7\t12\n"
    [oddity] = read("", table)[1]
    assert "12" in oddity.message
    assert "11" in oddity.message


def test_no_two_indicators_share_a_name_and_each_has_a_unit_and_both_languages() -> None:
    labels = [label for each in ontology.indicator_concepts() for label in (each.pref_zh, *each.alt_zh)]
    assert len(labels) == len(set(labels))
    assert all(each.pref_en and each.unit for each in ontology.indicator_concepts())
