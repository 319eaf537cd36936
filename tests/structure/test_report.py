"""A report as a careful reader sees it: outline, cases, paragraphs, blocks and its own data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.structure.fuzz import check, run
from vocgraph.chunk.cut import cut_chunks
from vocgraph.model import BlockKind, Region, Report, Structure
from vocgraph.read.plain import page_starts
from vocgraph.structure.report import structure_report

PROSE = "学校坚持立德树人，面向区域产业培养技术技能人才，取得了明显成效。"


def read(text: str) -> tuple[Report, Structure]:
    report = Report("r", text.replace("…P…", PROSE))
    return report, structure_report(report)


def outline(text: str) -> list[tuple[int, str, str]]:
    _, structure = read(text)
    return [(section.level, section.number, section.title) for section in structure.sections]


def cases(text: str) -> list[tuple[str, str, int, int]]:
    report, structure = read(text)
    return [(case.id, case.title, *report.lines(case.span)) for case in structure.cases]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.学校概况\n1.1 办学定位\n…P…\n1.2“双师”队伍\n…P…\n1.2.1 培养\n…P…\n2.挑战\n…P…",
            [
                (1, "1", "学校概况"),
                (2, "1.1", "办学定位"),
                (2, "1.2", "“双师”队伍"),
                (3, "1.2.1", "培养"),
                (1, "2", "挑战"),
            ],
        ),
        (
            "一、学校概况\n（一）办学定位\n1.历史\n…P…\n2.规模\n（1）学生\n…P…\n（二）条件\n…P…\n二、挑战\n…P…",
            [
                (1, "一", "学校概况"),
                (2, "一", "办学定位"),
                (3, "1", "历史"),
                (3, "2", "规模"),
                (4, "1", "学生"),
                (2, "二", "条件"),
                (1, "二", "挑战"),
            ],
        ),
        (
            "第一章 学校概况\n第一节 定位\n…P…\n第二节 规模\n…P…\n第二章 挑战\n…P…",
            [(1, "一", "学校概况"), (2, "一", "定位"), (2, "二", "规模"), (1, "二", "挑战")],
        ),
        (
            "# 1. 学校概况\n\n### 1. 1定位\n\n…P…\n\n## **1. 2 规模**\n\n…P…\n\n## 1．3．1 学生\n\n…P…",
            [(1, "1", "学校概况"), (2, "1.1", "定位"), (2, "1.2", "规模"), (3, "1.3.1", "学生")],
        ),
        (
            "前 言\n…P…\n一、编制过程\n…P…\n二、特色\n…P…\n一、学校概况\n…P…\n二、挑战\n…P…\n附 表\n",
            [
                (1, "", "前言"),
                (2, "一", "编制过程"),
                (2, "二", "特色"),
                (1, "一", "学校概况"),
                (1, "二", "挑战"),
                (1, "", "附表"),
            ],
        ),
        ("前言\n…P…\n一、学校概况\n…P…\n二、挑战\n…P…", [(1, "", "前言"), (1, "一", "学校概况"), (1, "二", "挑战")]),
    ],
    ids=["decimal", "chinese", "chapters", "markdown", "foreword-with-a-list", "foreword-without"],
)
def test_every_numbering_style_gives_an_outline(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert outline(text) == expected


def test_contents_pages_are_no_headings_but_vouch_for_them() -> None:
    text = (
        "目 录\n1 学校概况 ........ 1\n1.1 定位 ........ 1\n2 挑战 ........ 9\n学校荣誉\t10\n"
        "1 学校概况\n1.1 定位\n…P…\n2 挑战\n…P…\n学校荣誉\n…P…"
    )
    report, structure = read(text)
    assert [report.line_of(s.heading.start) for s in structure.sections] == [6, 7, 9, 11]
    assert structure.blocks[0].kind is BlockKind.CONTENTS


def test_counts_and_list_items_in_prose_are_no_headings() -> None:
    lines = "1.1 办学定位\n…P…\n2.5亿元用于建设\n1.46%\n1.2 办学规模\n…P…\n3项成果\n1.3 办学条件\n…P…\n1.加强领导。…P…"
    assert [title for _, _, title in outline(lines)] == ["办学定位", "办学规模", "办学条件"]


def test_a_chapter_without_a_dot_and_without_sections_follows_chapters_printed_alike() -> None:
    text = "1 学校概况\n1.1 定位\n…P…\n1.2 规模\n…P…\n2 人才培养\n2.1 队伍\n…P…\n"
    text += "表 1 企业\n2 青山公司\n3 蓝海公司\n…P…\n3 面临挑战\n…P…"
    assert [title for _, _, title in outline(text)] == ["学校概况", "定位", "规模", "人才培养", "队伍", "面临挑战"]


def test_a_list_is_no_chapter_where_the_contents_name_the_chapters() -> None:
    contents = "目录\n1. 学校概况\t1\n1.1 定位\t1\n1.2 规模\t2\n1.3 条件\t3\n"
    body = "1. 学校概况\n1.1 定位\n…P…\n1.2 规模\n…P…\n1.3 条件\n…P…\n2. 加强领导\n…P…"
    assert [title for _, _, title in outline(contents + body)] == ["学校概况", "定位", "规模", "条件"]


def test_missing_and_doubled_numbers_are_survived_and_noted() -> None:
    _, structure = read("一、概况\n…P…\n三、培养\n…P…\n三、服务\n…P…")
    assert [section.title for section in structure.sections] == ["概况", "培养", "服务"]
    assert [oddity.kind for oddity in structure.oddities] == ["number-missing", "number-repeated"]


def test_a_heading_that_opens_a_paragraph_is_run_in() -> None:
    report, structure = read("一、培养\n（一）队伍\n1.引进名师。…P…\n2.培育骨干。…P…")
    first = structure.sections[2]
    assert (first.title, first.run_in, report.quote(first.heading)) == ("引进名师", True, "1.引进名师")
    assert structure.paragraphs[0].text.startswith("1.引进名师。学校")


def test_a_heading_over_two_lines_is_whole() -> None:
    filled = "学校坚持立德树人根本任务，面向区域产业培养高素质技术技能人才，全年培训企业\n" * 8 + "员工。\n"
    text = f"一、概况\n{filled}二、加入某某地区现代职业教育国际合作与技能发展联盟工程建造技术专业委员\n会\n{filled}"
    assert outline(text)[1][2] == "加入某某地区现代职业教育国际合作与技能发展联盟工程建造技术专业委员会"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("案例 1-1 匠心育人", ("1-1", "匠心育人")),
        ("【案例 1-1】匠心育人", ("1-1", "匠心育人")),
        ("典型案例2-3：匠心育人", ("2-3", "匠心育人")),
        ("典型案例 2－3:匠心育人", ("2-3", "匠心育人")),
        ("### **案例2-3 匠心育人**", ("2-3", "匠心育人")),
        ("案例 1：匠心育人", ("1", "匠心育人")),
        ("案例一：匠心育人", ("一", "匠心育人")),
        ("【典型案例】匠心育人", ("", "匠心育人")),
        ("> **案例 1-1　匠心育人**", ("1-1", "匠心育人")),
        ("【案例：匠心育人】", ("", "匠心育人")),
        ("案例 1-1\n匠心育人", ("1-1", "匠心育人")),
    ],
)
def test_case_titles_are_known_in_every_style(line: str, expected: tuple[str, str]) -> None:
    assert [case[:2] for case in cases(f"一、概况\n…P…\n{line}\n…P…\n二、挑战\n…P…")] == [expected]


@pytest.mark.parametrize("line", ["案例入选国家级名单。", "典型案例", "案例 1-1 说明了这一点。", "案例教学法"])
def test_a_line_that_speaks_of_a_case_is_no_title(line: str) -> None:
    assert cases(f"一、概况\n…P…\n{line}\n…P…") == []


def test_a_case_ends_before_the_next_heading_and_the_next_case() -> None:
    text = "1.1 定位\n…P…\n案例1 甲的故事\n…P…\n案例2 乙的故事\n…P…\n图 1 现场\n1.2 规模\n…P…\n1.3 条件\n…P…"
    assert cases(text) == [("1", "甲的故事", 3, 4), ("2", "乙的故事", 5, 7)]


def test_a_case_ends_where_the_section_goes_on_counting() -> None:
    text = "一、培养\n一是学校建好队伍，…P…\n二是学校建好平台，…P…\n案例1 名师工作室\n"
    text += "工作室服务三家企业，…P…\n三是学校建好制度，…P…"
    assert cases(text) == [("1", "名师工作室", 4, 5)]


def test_a_case_may_number_its_own_paragraphs() -> None:
    text = "六、融合\n（一）育人\n1.对接\n…P…\n案例1 数字商贸\n…P…\n一、主要做法\n1.研制方案\n…P…\n2.开发课程\n…P…\n"
    text += "2.共享\n…P…\n七、改革\n…P…"
    report, structure = read(text)
    titles = [section.title for section in structure.sections]
    assert titles == ["融合", "育人", "对接", "共享", "改革"]
    assert report.lines(structure.cases[0].span) == (5, 11)


def test_a_box_set_wider_than_the_text_ends_where_the_text_is_narrow_again() -> None:
    narrow = "学校面向区域产业培养高素质技术技能人才服务地方经济社会发展大局\n"
    wide = "某团队深入企业一线开展技术攻关服务得到合作单位一致好评的故事在报上传开\n"
    body = narrow * 4 + "立德树人。\n"
    box = wide * 4 + "反响热烈。\n"
    text = "".join(f"1.{n} 标题\n{body}案例 {n} 名称\n{box}{body if n == 3 else ''}" for n in range(1, 7))
    report, structure = read(text)
    assert [last - first for first, last in (report.lines(case.span) for case in structure.cases)] == [5] * 6


def test_a_case_number_used_twice_is_noted() -> None:
    _, structure = read("一、概况\n案例 1 甲\n…P…\n案例 1 乙\n…P…")
    assert [oddity.kind for oddity in structure.oddities] == ["case-number-repeated"]


def test_a_paragraph_torn_by_a_page_break_or_a_caption_is_one() -> None:
    _, structure = read(
        "一、概况\n学校与企业一起牵头成立市域产教联\n\n第 20 页\n\n图 1 校园\n合体，服务地方产业。\n…P…"
    )
    assert [paragraph.text for paragraph in structure.paragraphs] == [
        "学校与企业一起牵头成立市域产教联合体，服务地方产业。",
        PROSE,
    ]


def test_an_indent_opens_a_paragraph_where_the_text_has_kept_indents() -> None:
    first = "\u3000\u3000学校面向区域产业培养高素质技术技能人才服务地方经济社会发展\n"
    full = "学校面向区域产业培养高素质技术技能人才服务地方经济社会发展大局。\n"
    _, structure = read("一、概况\n" + (first + full) * 10)
    assert len(structure.paragraphs) == 10


def test_an_item_opens_a_paragraph_though_the_line_before_is_full() -> None:
    full = "学校面向区域产业培养高素质技术技能人才服务地方经济社会发展大局。\n"
    _, structure = read("一、概况\n案例 1 甲\n" + (full[:-2] + "面\n") * 8 + full + "2.加强督导。" + full)
    assert [paragraph.text[:6] for paragraph in structure.paragraphs] == ["学校面向区域", "2.加强督导"]


def test_paragraphs_know_their_section_and_case() -> None:
    _, structure = read("1.1 定位\n…P…\n1.2 规模\n…P…\n案例1 甲\n…P…\n1.3 条件\n…P…")
    assert [(p.heading, p.case, p.kind.value) for p in structure.paragraphs] == [
        (("1.1 定位",), None, "prose"),
        (("1.2 规模",), None, "prose"),
        (("1.2 规模",), "甲", "case"),
        (("1.3 条件",), None, "prose"),
    ]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    head = "某校质量报告（2024 年度）"
    report, structure = read(f"一、概况\n…P…\n{head}\n第 1 页\n…P…\n{head}\n第 2 页\n…P…")
    furniture = [report.quote(b.span) for b in structure.blocks if b.kind is BlockKind.FURNITURE]
    assert furniture == [head, "第 1 页", head, "第 2 页"]


def test_a_running_head_met_once_is_furniture_between_two_halves_of_a_sentence() -> None:
    report, structure = read(
        "一、概况\n学校与多家龙头企业一起牵头成立了市域产教联\n\n\n\n某校质量年度报告\n\n12\n\n合体，服务地方产业。\n…P…"
    )
    assert [report.quote(b.span) for b in structure.blocks if b.kind is BlockKind.FURNITURE] == [
        "某校质量年度报告",
        "12",
    ]
    assert structure.paragraphs[0].text == "学校与多家龙头企业一起牵头成立了市域产教联合体，服务地方产业。"


def test_lines_repeated_at_page_edges_are_furniture() -> None:
    text = "\f".join(f"某某学院年度报告\n…P…\n{number}\n" for number in range(1, 6))
    report = Report("r", text.replace("…P…", PROSE), pages=page_starts(text.replace("…P…", PROSE)))
    kinds = {report.quote(block.span): block.kind for block in structure_report(report).blocks}
    assert kinds["某某学院年度报告"] is kinds["3"] is BlockKind.FURNITURE


def test_the_cover_says_whose_report_it_is() -> None:
    _, structure = read(
        "蓝海职业技术学院\n高等职业教育\n质量年度报告\n（2024年度）\n二〇二四年十二月\n内容真实性责任声明\n学校负责。\n前言\n…P…\n"
        "1.概况\n1.1 定位\n…P…\n1.2 规模\n…P…\n1.3 条件\n…P…"
    )
    profile = structure.profile
    assert profile.title == "蓝海职业技术学院高等职业教育质量年度报告（2024年度）"
    assert (profile.institution, profile.institution_type) == ("蓝海职业技术学院", "高等职业院校")
    assert (profile.year, profile.published, profile.publisher) == (2024, "2024-12", "蓝海职业技术学院")
    assert structure.sections[0].title == "前言"
    assert structure.blocks[0].kind is BlockKind.FRONT_MATTER


def test_a_report_without_a_cover_is_known_by_what_it_cites() -> None:
    _, structure = read(
        "前言\n学校编写《蓝海技师学院技工教育质量报告（2023年度）》。株洲市企业众多。\n一、概况\n蓝海技师学院创办于1958年。\n株洲市支持学校。"
    )
    profile = structure.profile
    assert (profile.institution, profile.institution_type, profile.year) == ("蓝海技师学院", "技工学校", 2023)
    assert (profile.region.province, profile.region.city) == ("湖南省", "株洲市")


def test_the_name_on_the_cover_outweighs_names_in_the_text() -> None:
    _, structure = read("蓝海职业学院\n2024\n一、概况\n青禾职业学院来访。青禾职业学院签约。青禾职业学院捐赠。")
    assert structure.profile.institution == "蓝海职业学院"


def test_an_office_reports_for_its_region() -> None:
    _, structure = read(
        "# 株洲市中等职业教育质量年度报告（2024年度）\n\n株洲市教育局\n\n发布时间：2025年2月19日\n\n"
        "# 1. 概况\n\n全市共有学校21所。\n"
    )
    profile = structure.profile
    assert (profile.institution, profile.institution_type, profile.publisher) == (
        "株洲市教育局",
        "区域",
        "株洲市教育局",
    )
    assert (profile.year, profile.published, profile.region.city) == (2024, "2025-02-19", "株洲市")


@pytest.mark.parametrize(
    "text", ["。", "案例 1-1 甲", "目录", "表 1-1 甲", "# ", "1.", "\f\n学校", "一、概况", "【案例 1】", "第 3 页"]
)
def test_the_shortest_reports_are_survived(text: str) -> None:
    report, structure = read(text)
    check(report, structure, cut_chunks(report, structure))


LINES = [
    "一、概况",
    "1.1 定位",
    "案例 1-1 甲",
    "表 1-1 乙",
    "图 1 丙",
    "甲\t乙",
    "目录",
    "1 概况 .... 2",
    "第 3 页",
    "",
    PROSE,
    "数据来源：某处",
    " 续",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_every_character_is_in_one_block_and_every_span_nests(lines: list[str]) -> None:
    report = Report("r", "\n".join(lines))
    structure = structure_report(report)
    check(report, structure, cut_chunks(report, structure))


def test_damaged_reports_are_survived(reports_folder: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(reports_folder.glob("*.txt"))]
    for number in range(100):
        run(texts[number % len(texts)], f"test-{number}")


def test_the_same_report_is_read_the_same_way_twice(reports_folder: Path) -> None:
    text = (reports_folder / "hengyang-gongye-2025.txt").read_text(encoding="utf-8")
    assert structure_report(Report("r", text)) == structure_report(Report("r", text))


def test_a_partner_s_city_is_not_the_school_s() -> None:
    text = "蓝海职业技术学院质量报告（2024年度）\n\n1.人才培养\n\n学校与绵阳市中心医院合作培养护士，学生实习。\n"
    assert structure_report(Report("r", text)).profile.region == Region()


def test_a_sentence_about_the_campus_tells_the_city() -> None:
    partners = "学校与成都市第一医院、成都市第二医院、成都市第三医院合作。"
    text = f"蓝海职业技术学院质量报告（2024年度）\n\n1.人才培养\n\n学校坐落于四川省绵阳市。{partners}\n"
    assert structure_report(Report("r", text)).profile.region == Region("四川省", "绵阳市")


def test_a_partner_in_passing_and_a_college_built_together_are_not_the_reporting_school() -> None:
    text = "我院与泰国碧海皇家大学合作办学。学校与星河计算有限公司共建数字安防产业学院、星河云产业学院。\n"
    assert structure_report(Report("r", text)).profile.institution == ""


def test_a_school_that_opens_a_sentence_speaks_of_itself() -> None:
    text = "蓝海职业技术学院与星河计算有限公司共建星河云产业学院。学校派出教师20人。\n"
    assert structure_report(Report("r", text)).profile.institution == "蓝海职业技术学院"
