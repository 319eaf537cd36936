"""Cases of a library: which there are, what one says, what is like it; facets of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vocgraph import pipeline
from vocgraph.errors import (
    QueryError,
    UnknownCaseError,
    UnknownNameError,
    UnknownPlaceError,
    UnknownReportError,
    UnknownTopicError,
)
from vocgraph.library import Library
from vocgraph.model import PassageKind, SearchQuery

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from vocgraph.views import FacetValue

REPORT = """{school}高等职业教育质量报告（{year}年度）

1.人才培养

1.1 立德树人

学校开设心理健康教育课程，建立四级预警网络，为情绪低落的学生提供心理咨询，全年接待1500人次。

【案例 1-1】{first}

{first_text}

2.产教融合

2.1 产业学院

学校与星河智能装备股份有限公司共建星河智能制造产业学院，在校生120人。

【案例 2-1】{second}

{second_text}
"""
FARMING = (
    "学校组织教师到平安村开展乡村振兴技术培训，全年培训农民800人次，帮助村民学会大棚种植，"
    "还请来专家讲解病虫害防治，村民的收入一年比一年高，村里的年轻人也愿意留下来。"
)
SELLING = "学校派出工作队到长岭村驻村，助力乡村振兴，教村民直播带货，帮农户把茶油和腊肉卖到城里，全年销售六十万元。"
COLLEGE = (
    "学校与星河智能装备股份有限公司共建星河智能制造产业学院，企业师傅走进课堂，"
    "师生一起完成生产任务，产业学院的毕业生很受欢迎。"
)
MIND = "学校建有心理咨询室，咨询师全天值守，为情绪低落的学生做心理疏导，同学们都说心里亮堂了，心理咨询全年一千人次。"
READING = "学校举办读书月，师生共读经典，评出书香班级十个，图书馆夜里也亮着灯，同学们围坐一起交流心得。"
REPORTS = {
    "blue-2023": ("蓝海职业技术学院", 2023, "送技术下乡，助力乡村振兴", FARMING, "共建产业学院", COLLEGE),
    "blue-2024": ("蓝海职业技术学院", 2024, "把课堂搬到大棚里", FARMING + "今年又多了两个村。", "书香满校园", READING),
    "green-2024": ("绿野职业技术学院", 2024, "直播带货进长岭", SELLING, "倾听心声，守护心灵", MIND),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("cases")
    names = ("school", "year", "first", "first_text", "second", "second_text")
    for report, values in REPORTS.items():
        text = REPORT.format(**dict(zip(names, values, strict=True)))
        (folder / f"{report}.txt").write_text(text, encoding="utf-8")
    pipeline.build([folder], folder / "library", workers=1)
    with Library.open(folder / "library") as opened:
        yield opened


def told(values: Sequence[FacetValue]) -> dict[str, int]:
    return {value.value: value.count for value in values}


def test_all_cases_are_listed_the_newest_first_page_by_page(library: Library) -> None:
    every = library.cases()
    assert every.total == 6
    assert [case.id for case in every.cases] == [
        "blue-2024/1", "blue-2024/2", "green-2024/1", "green-2024/2", "blue-2023/1", "blue-2023/2",
    ]  # fmt: skip
    assert [case.id for case in library.cases(limit=2, offset=4).cases] == ["blue-2023/1", "blue-2023/2"]


def test_cases_are_chosen_by_every_condition_together(library: Library) -> None:
    def ids(**asked: tuple[str, ...] | tuple[int, ...]) -> list[str]:
        return sorted(case.id for case in library.cases(**asked).cases)  # type: ignore[arg-type]  # any of its arguments

    assert ids(topics=("乡村振兴",)) == ["blue-2023/1", "blue-2024/1", "green-2024/1"]
    assert ids(topics=("rural-revitalisation",), years=(2024,)) == ["blue-2024/1", "green-2024/1"]
    assert ids(institutions=("绿野职业技术学院",)) == ["green-2024/1", "green-2024/2"]
    assert ids(partners=("星河智能装备股份有限公司",)) == ["blue-2023/2"]
    assert ids(chapters=("产教融合",), reports=("blue-2024",)) == ["blue-2024/2"]
    assert ids(provinces=("云岭省",)) == []


def test_a_broad_topic_finds_cases_about_narrower_ones(library: Library) -> None:
    about_theme = {case.id for case in library.cases(topics=("身心健康与校园安全",)).cases}
    assert "green-2024/2" in about_theme
    assert "blue-2024/2" not in about_theme


def test_a_text_ranks_cases_and_leaves_out_what_is_far(library: Library) -> None:
    found = library.cases(text="心理咨询")
    assert found.cases[0].id == "green-2024/2"
    assert found.total < 6
    assert library.cases(text="心理咨询", years=(2023,), topics=("mental-health-education",)).total == 0


def test_a_text_finds_near_identical_cases_of_two_years_both(library: Library) -> None:
    assert {case.id for case in library.cases(text="大棚种植").cases} >= {"blue-2023/1", "blue-2024/1"}


def test_fields_in_a_text_are_conditions_as_the_options_of_that_name_are(library: Library) -> None:
    def ids(text: str, **asked: tuple[str, ...] | tuple[int, ...]) -> list[str]:
        return sorted(case.id for case in library.cases(text=text, **asked).cases)  # type: ignore[arg-type]  # any of its arguments

    assert ids("主题:乡村振兴 培训") == ids("培训", topics=("乡村振兴",)) != []
    assert ids("单位:星河智能装备 产业学院") == ids("产业学院", partners=("星河智能装备",)) != []
    assert ids("学校:绿野职业技术学院 心理咨询 年份:2024") == ["green-2024/2"]
    assert ids("kind:prose 心理咨询") == []


def test_the_facets_of_cases_count_all_of_them_not_the_page(library: Library) -> None:
    facets = library.cases(limit=1).facets
    assert told(facets["institution"]) == {"蓝海职业技术学院": 4, "绿野职业技术学院": 2}
    assert told(facets["year"]) == {"2024": 4, "2023": 2}
    assert told(facets["topic"])["rural-revitalisation"] == 3
    [value] = [value for value in facets["topic"] if value.value == "rural-revitalisation"]
    assert (value.label_zh, value.label_en) == ("乡村振兴", "rural revitalisation")
    [firm] = [value for value in facets["organisation"] if value.value.startswith("Enterprise/")]
    assert (firm.label_zh, firm.count) == ("星河智能装备股份有限公司", 1)


def test_a_theme_counts_each_case_once(library: Library) -> None:
    assert all(count <= 6 for count in told(library.cases().facets["theme"]).values())
    assert told(library.cases().facets["theme"])["regional-service"] == 3


def test_a_case_is_read_with_its_place_topics_and_entities(library: Library) -> None:
    view = library.case("blue-2023/2")
    assert (view.info.title, view.info.printed, view.info.heading[0]) == ("共建产业学院", "2-1", "2 产教融合")
    assert view.text == COLLEGE
    report = library.report("blue-2023").report
    assert report.text[view.start : view.end].startswith("【案例 2-1】")
    assert report.line_of(view.start) == view.info.first_line
    assert "星河智能装备股份有限公司" in {node.name for node in view.entities}
    assert view.info.topics[0].label_en == "industrial college"
    for word in view.info.topics[0].words:
        assert report.text[word.start : word.end] == word.surface


def test_a_hit_leads_to_its_case(library: Library) -> None:
    result = library.search(SearchQuery("大棚种植", kinds=(PassageKind.CASE,), fold=False))
    assert {hit.case_id for hit in result.results[:2]} == {"blue-2023/1", "blue-2024/1"}
    assert library.search(SearchQuery("四级预警网络")).results[0].case_id is None


def test_the_facets_of_a_search_count_the_hits_of_all_pages(library: Library) -> None:
    assert library.search("乡村振兴").facets is None
    result = library.search("乡村振兴", facets=True, limit=1)
    assert result.facets is not None
    assert sum(told(result.facets["institution"]).values()) == result.ranked
    assert told(result.facets["kind"])["case"] > 0
    assert {value.label_zh for value in result.facets["kind"]} <= {"正文", "案例", "表格"}


def test_a_search_keeps_to_its_topics_places_and_organisations(library: Library) -> None:
    assert {hit.case_id for hit in library.search(SearchQuery("学校", topics=("乡村振兴",), fold=False)).results} == {
        "blue-2023/1", "blue-2024/1", "green-2024/1",
    }  # fmt: skip
    firm = library.search(SearchQuery("产业学院", organisations=("星河智能装备股份有限公司",))).results
    assert firm
    assert all("星河" in hit.text for hit in firm)
    chapter = library.search(SearchQuery("学校", chapters=("人才培养",))).results
    assert {hit.heading[0] for hit in chapter} == {"1 人才培养"}
    assert library.search(SearchQuery("学校", provinces=("云岭省",))).total == 0


def test_a_filter_is_understood_as_people_write_it(library: Library) -> None:
    def hits(text: str) -> set[tuple[str, int]]:
        return {(hit.report, hit.start) for hit in library.search(text).results}

    assert hits("主題:鄉村振興 培训") == hits("topic:Rural-Revitalisation 培训") == hits("topic:乡村振兴 培训") != set()
    assert hits("學校:藍海職業技術學院 培训") == hits("学校:蓝海职业技术学院 培训") != set()


def test_a_province_goes_by_its_short_name_too(tmp_path: Path) -> None:
    for report, place in (("a", "云南省昆明市"), ("b", "内蒙古自治区包头市")):
        text = f"蓝海职业技术学院质量报告（2024年度）\n\n1 学校概况\n\n学校坐落于{place}，实训条件好。{report}\n"
        (tmp_path / f"{report}.txt").write_text(text, encoding="utf-8")
    pipeline.build([tmp_path], tmp_path / "library", workers=1)
    with Library.open(tmp_path / "library") as library:
        found = {
            name: [hit.report for hit in library.search(SearchQuery("实训", provinces=(name,))).results]
            for name in ("云南", "云南省", "雲南", "内蒙古", "内", "海南")
        }
    assert found == {"云南": ["a"], "云南省": ["a"], "雲南": ["a"], "内蒙古": ["b"], "内": [], "海南": []}


def test_a_similar_case_of_another_school_is_found_with_what_is_shared(library: Library) -> None:
    best = library.similar("green-2024/1").results[0]
    assert best.case is not None
    assert best.case.id in {"blue-2023/1", "blue-2024/1"}
    assert "rural-revitalisation" in {topic.concept for topic in best.shared_topics}
    assert "村民" in best.shared_words
    assert best.overlap < 0.3


def test_a_copy_stands_apart_and_crowds_nothing_out(library: Library) -> None:
    found = library.similar("blue-2023/1")
    assert [one.case.id for one in found.duplicates if one.case] == ["blue-2024/1"]
    assert found.duplicates[0].overlap >= 0.6
    assert "blue-2024/1" not in {one.case.id for one in found.results if one.case}
    assert found.results[0].case is not None
    assert found.results[0].case.id == "green-2024/1"


def test_results_that_are_nearly_the_same_are_one_that_names_the_other(library: Library) -> None:
    [first, *others] = library.similar("green-2024/1").results
    assert first.case is not None
    assert first.copies == (({"blue-2023/1", "blue-2024/1"} - {first.case.id}).pop(),)
    assert first.copies[0] not in {one.case.id for one in others if one.case}


def test_only_other_schools_are_compared_where_that_is_asked(library: Library) -> None:
    found = library.similar("blue-2023/1", elsewhere=True)
    assert {one.institution for one in (*found.results, *found.duplicates)} == {"绿野职业技术学院"}


def test_a_place_and_a_free_text_can_be_compared_too(library: Library) -> None:
    line = library.case("blue-2024/1").info.first_line + 2
    by_place = library.similar(f"blue-2024:{line}", scope="passages")
    assert by_place.duplicates[0].report == "blue-2023"
    cases = library.similar(f"blue-2024:{line}")
    assert "blue-2024/1" not in {one.case.id for one in (*cases.results, *cases.duplicates) if one.case}
    by_text = library.similar("我想知道别的学校怎么帮农民学种大棚蔬菜")
    assert by_text.results[0].case is not None
    assert by_text.results[0].case.id in {"blue-2023/1", "blue-2024/1"}


@pytest.mark.parametrize("text", ["村民收入提高了，增幅为3/5", "大棚种植培训，时间：上午9:30"])
def test_a_text_that_ends_like_an_id_or_a_place_is_a_text(library: Library, text: str) -> None:
    assert library.similar(text).of == text


def test_nothing_is_like_a_text_without_words(library: Library) -> None:
    assert library.similar("🚀").results == ()


def test_scores_fall_and_stay_between_nothing_and_one(library: Library) -> None:
    scores = [one.score for one in library.similar("green-2024/2").results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_topics_are_counted_by_case(library: Library) -> None:
    assert told(library.topics())["rural-revitalisation"] == 3


def test_the_sections_of_a_report_have_topics(library: Library) -> None:
    sections = library.report("blue-2023").structure.sections
    by_title = dict(zip((section.title for section in sections), library.section_topics("blue-2023"), strict=True))
    assert "industrial-college" in {topic.concept for topic in by_title["产教融合"]}


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda library: library.case("blue-2023/9"), UnknownCaseError),
        (lambda library: library.similar("blue-2023/9"), UnknownCaseError),
        (lambda library: library.similar("nowhere:3"), UnknownReportError),
        (lambda library: library.similar("blue-2023:1-1"), UnknownPlaceError),
        (lambda library: library.similar(" "), QueryError),
        (lambda library: library.similar("长" * 20_001), QueryError),
        (lambda library: library.cases(topics=("天上掉馅饼",)), UnknownTopicError),
        (lambda library: library.cases(text="topic:天上掉馅饼 培训"), UnknownTopicError),
        (lambda library: library.cases(text="report:nowhere 培训"), UnknownReportError),
        (lambda library: library.cases(text="year:2024"), QueryError),
        (lambda library: library.cases(limit=-1), ValueError),
        (lambda library: library.search(SearchQuery("培训", offset=-1)), ValueError),
        (lambda library: library.cases(partners=("没有这家公司",)), UnknownNameError),
        (lambda library: library.search(SearchQuery("x", organisations=("没有这家公司",))), UnknownNameError),
        (lambda library: library.section_topics("nowhere"), UnknownReportError),
    ],
)
def test_what_is_not_there_is_told_with_the_way_out(library: Library, ask, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(library)


def test_rdf_tells_what_a_case_is_about(library: Library) -> None:
    answer = library.sparql(
        "SELECT ?title { ?case a voc:Case ; dcterms:subject ?topic ; dcterms:title ?title ."
        ' ?topic skos:prefLabel "产业学院"@zh }'
    )
    assert [value.text for [value] in answer.rows if value] == ["共建产业学院"]
