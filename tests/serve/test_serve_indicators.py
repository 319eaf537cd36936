"""Figures as pages: what there is, one indicator in charts and a table, contradictions side by side, and as files."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rendered import page, texts

from vocgraph.serve import indicators
from vocgraph.serve.charts import MOST_BARS, line_chart, number, shares, ticks

if TYPE_CHECKING:
    from flask.testing import FlaskClient

STUDENTS = "/indicators/full-time-students"


def test_indicators_stand_in_their_groups_and_other_names_apart(client: FlaskClient) -> None:
    tree = page(client, "/indicators")
    assert texts(tree, ".group h2") == ["学生 1", "教师 1", "其他名称（照原文）"]
    assert texts(tree, ".entries a") == ["全日制在校生数", "双师型教师比例", "=清风角"]
    assert "2 校" in texts(tree, ".entries .meta")[0]
    assert "1 处矛盾" in texts(tree, ".entries .meta")[0]


def test_indicators_are_named_in_the_language_of_the_page_and_found_in_both(client: FlaskClient) -> None:
    assert texts(page(client, "/indicators?lang=en"), ".entries a")[0] == "Full-time students"
    for words in ("full-time", "在校生", "STUDENTS"):
        assert texts(page(client, f"/indicators?q={words}"), ".entries a") == ["全日制在校生数"]
    assert "没有这样的指标" in client.get("/indicators?q=无此").text


def test_the_next_page_opens_at_its_list(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indicators, "FIGURES_SHOWN", 1)
    following = page(client, STUDENTS).css_first(".pager [rel=next]").attributes["href"]
    assert following == f"{STUDENTS}?page=2#figures"
    assert len(page(client, following).css(".stacking tbody tr")) == 1


def test_an_indicator_is_found_by_any_of_its_names(client: FlaskClient) -> None:
    for name in ("full-time-students", "在校生人数", "Full-time students".lower(), "=清风角"):
        assert client.get(f"/indicators/{name}").status_code == 200
    assert client.get("/indicators/nothing").status_code == 404


def test_every_figure_is_in_the_table_with_its_sentence_and_its_line(client: FlaskClient) -> None:
    tree = page(client, STUDENTS)
    rows = tree.css(".stacking tbody tr")
    assert len(rows) == 4
    assert texts(tree, ".stacking tbody .value span:first-child")[0] == "100 人"
    first = next(row for row in rows if "120" in row.text())
    link = first.css_first(".where a")
    assert link is not None
    assert link.attributes["href"] == "/reports/lanhai-2024?mark=6#L6"
    marked = first.css_first("mark")
    assert marked is not None
    assert marked.text() == "120人"


def test_figures_that_contradict_each_other_stand_together_with_both_places(client: FlaskClient) -> None:
    tree = page(client, STUDENTS)
    [group] = tree.css(".apart > li")
    assert [node.text().strip() for node in group.css(".value")] == ["120 人", "150 人"]
    assert len({node.attributes["href"] for node in group.css("a")}) == 2
    assert len(tree.css("tr.odd")) == 4  # two bars and two rows of the table


def test_schools_are_bars_and_a_school_of_several_years_is_a_line(client: FlaskClient) -> None:
    tree = page(client, STUDENTS)
    assert texts(tree, ".bars th") == ["蓝海职业学院 2024", "蓝海职业学院 2024", "青山技工学校 2023"]
    widths = [node.attributes["width"] for node in tree.css(".bars rect")]
    assert widths == ["100.0%", "80.0%", "53.33%"]
    assert texts(tree, ".lines tbody th") == ["蓝海职业学院"]
    assert len(tree.css(".lines circle")) == 2 + 1  # and the key's


def test_figures_can_be_filtered_by_address(client: FlaskClient) -> None:
    tree = page(client, f"{STUDENTS}?institution=青山技工学校")
    assert texts(tree, ".stacking td:first-child") == ["青山技工学校"]
    assert tree.css_first("option[selected]").text() == "青山技工学校"
    assert not page(client, f"{STUDENTS}?province=海西省").css(".stacking tr")
    assert texts(page(client, f"{STUDENTS}?year=2023&province=海东省"), ".stacking td:first-child") == ["蓝海职业学院"]


@pytest.mark.parametrize("address", [f"{STUDENTS}?year=soon", "/indicators?page=0"])
def test_an_address_that_makes_no_sense_is_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 400


def test_the_files_hold_what_the_page_shows(client: FlaskClient) -> None:
    tree = page(client, f"{STUDENTS}?year=2024")
    files = {node.text(): node.attributes["href"] for node in tree.css("#figures ~ .count a")}
    rows = list(csv.DictReader(StringIO(client.get(files["CSV"]).text)))
    assert [(row["report"], row["line"], row["value"], row["disagrees"]) for row in rows] == [
        ("lanhai-2024", "6", "120.0", "true"),
        ("lanhai-2024", "14", "150.0", "true"),
    ]
    assert [each["value"] for each in client.get(files["JSON"]).json["figures"]] == [120.0, 150.0]


def test_a_file_for_spreadsheets_computes_nothing(client: FlaskClient) -> None:
    answer = client.get("/api/v1/indicators/=清风角?format=csv&excel=1")
    assert answer.mimetype == "text/csv"
    assert answer.headers["X-Vocgraph-Complete"] == "yes"
    assert "'=清风角" in answer.text


def test_a_filter_that_finds_nothing_gives_a_file_with_its_columns(client: FlaskClient) -> None:
    assert client.get("/api/v1/indicators/full-time-students?format=csv&year=1999").text.startswith("report,line,page,")


def test_a_report_lists_its_figures_beside_the_text(client: FlaskClient) -> None:
    tree = page(client, "/reports/lanhai-2024?lang=en")
    [listed] = [node for node in tree.css(".outline details") if "Figures (3)" in node.text()]
    assert "Full-time students" in listed.text()
    assert listed.text().count("contradicted") == 2
    assert listed.css_first("a").attributes["href"] == "/reports/lanhai-2024?mark=6&lang=en#L6"


def test_bars_are_shares_of_the_longest() -> None:
    assert shares([50, 200, -3, 0]) == (25.0, 100.0, 0.0, 0.0)
    assert shares([0, 0]) == (0.0, 0.0)
    assert shares([]) == ()
    assert MOST_BARS >= 10


@pytest.mark.parametrize(
    ("values", "marks"),
    [
        ((92.1, 91.0), (91.0, 91.5, 92.0, 92.5)),
        ((14675, 29605), (10000, 15000, 20000, 25000, 30000)),
        ((5,), (4.0, 6.0)),
        ((0, 0), (0.0, 0.5)),
        ((-2, 2), (-2.0, -1.0, 0.0, 1.0, 2.0)),
    ],
)
def test_an_axis_has_round_marks_around_all_values(values: tuple[float, ...], marks: tuple[float, ...]) -> None:
    found = ticks(values)
    assert found[0] <= min(values)
    assert found[-1] >= max(values)
    assert found == marks


def test_a_line_chart_stays_within_its_frame() -> None:
    chart = line_chart({"a": {2021: (1.0, "x"), 2024: (9.0, "y")}, "b": {2022: (4.0, "")}})
    points = [point for line in chart.lines for point in line.points]
    assert all(0 < point.x < 100 and 0 < point.y < chart.height for point in points)
    assert [text for _, text in chart.labels] == ["2021", "2022", "2023", "2024"]
    assert points[0].y > points[1].y  # the larger stands higher
    assert len(chart.lines[0].segments) == 1


@pytest.mark.parametrize(
    ("value", "text"), [(17402.0, "17,402"), (66.05, "66.05"), (0.0, "0"), (-0.0, "0"), (1.23456, "1.2346")]
)
def test_numbers_are_written_to_be_read(value: float, text: str) -> None:
    assert number(value) == text
