"""The tables of a report are rebuilt into columns and rows, whatever layout the text extraction left of them."""

from __future__ import annotations

import pytest

from vocgraph.model import Report, Table
from vocgraph.structure.lines import read_lines
from vocgraph.structure.tables import read_tables


def tables(text: str, *, stops: frozenset[int] = frozenset(), skip: frozenset[int] = frozenset()) -> tuple[Table, ...]:
    report = Report(id="r", text=text)
    return read_tables(report, read_lines(report), stops=stops, skip=skip)[0]


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_tab_separated_table_is_read_with_caption_and_source() -> None:
    text = (
        "表 1 专业设置一览表\n\n序号\t专业\t学制\n1\t会计\t三年\n2\t电子商务\t三年\n\n"
        "数据来源：教务处。\n\n学校还有其他专业。"
    )
    [table] = tables(text)
    assert table.caption == "表 1 专业设置一览表"
    assert table.columns == ("序号", "专业", "学制")
    assert rows(table) == [["1", "会计", "三年"], ["2", "电子商务", "三年"]]
    assert table.source == "教务处"
    assert text[table.span.start : table.span.end].endswith("教务处。")


def test_merged_labels_are_repeated_but_empty_figures_are_not() -> None:
    [table] = tables("表 1 认定人数\n工种\t等级\t2023\t2024\n车工\t三级\t33\t\n\t四级\t\t58\n总计\t\t33\t58\n")
    assert rows(table) == [["车工", "三级", "33", ""], ["车工", "四级", "", "58"], ["总计", "", "33", "58"]]


def test_a_text_cell_that_a_whole_group_shares_is_repeated_on_its_rows() -> None:
    [table] = tables(
        "表 1 联盟\n序号\t名称\t牵头单位\t重点工作\n1\t甲联盟\t蓝海公司\t建平台\n"
        "\t\t青山学院\t\n2\t乙联盟\t远山公司\t建课程\n"
    )
    assert rows(table)[1] == ["1", "甲联盟", "青山学院", "建平台"]


def test_a_header_of_two_rows_is_joined() -> None:
    [table] = tables(
        "表 1 招生\n时间\t招生数（人）\t\t比\n\t公办\t民办\t\n2023年\t6315\t4598\t58:42\n2024年\t5706\t4714\t55:45\n"
    )
    assert table.columns == ("时间", "招生数（人） 公办", "招生数（人） 民办", "比")
    assert len(table.rows) == 2


def test_a_header_printed_again_after_a_page_break_is_no_row() -> None:
    [table] = tables("表 1 名单\n序号\t姓名\n1\t王飞\n\n序号\t姓名\n2\t李娜\n")
    assert rows(table) == [["1", "王飞"], ["2", "李娜"]]


def test_a_cell_cut_in_half_by_a_page_break_is_whole_again() -> None:
    [table] = tables(
        "表 1 名单\n序号\t学校\n1\t蓝海职业学院\n2\t蓝海职\n\n序号\t学校\n3\t业学院 青山职业学院\n4\t青山职业学院\n"
    )
    assert [row[1] for row in rows(table)] == ["蓝海职业学院", "蓝海职业学院", "青山职业学院", "青山职业学院"]


def test_a_row_with_a_cell_too_few_is_aligned_by_what_its_cells_look_like() -> None:
    [table] = tables(
        "表 1 满意度\n指标\t\t2023年\t2024年\n在校生\t总体\t92.1\t91.0\n\t课堂\t90.9\t89.4\n家长满意度\t90\t96.04\n"
    )
    assert rows(table)[2] == ["家长满意度", "", "90", "96.04"]


def test_a_tab_table_without_a_caption_is_found_and_a_contents_page_is_not() -> None:
    [table] = tables("第一章 概况\t1\n第二章 培养\t5\n\n正文开始。\n\n月 份\t事 件\n一月\t举办比赛\n三月\t召开大会\n")
    assert table.columns == ("月份", "事件")
    assert table.caption == ""


def test_a_markdown_table_is_read_without_its_rule() -> None:
    [table] = tables("**表 2-1 获奖结果**\n\n| 姓名 | 等第 |\n|---|:---:|\n| 王飞 | 一等奖 |\n| 李娜 | 二等奖 |\n")
    assert table.caption == "表 2-1 获奖结果"
    assert rows(table) == [["王飞", "一等奖"], ["李娜", "二等奖"]]


def test_merged_cells_of_an_html_table_are_repeated() -> None:
    text = (
        "表 3 师资\n"
        "<table><tr><th>类别</th><th>学历</th><th>人数</th></tr>"
        "<tr><td rowspan=2>专任</td><td>硕士</td><td>30</td></tr>"
    )
    text += "<tr><td>本科</td><td>20</td></tr></table>\n"
    [table] = tables(text)
    assert rows(table) == [["专任", "硕士", "30"], ["专任", "本科", "20"]]
    assert text[table.rows[0].cells[1].raw_at[0] :].startswith("硕士")


def test_a_flattened_table_with_wrapped_cells_is_put_together() -> None:
    text = (
        "表 1-2 专业代码\n\n序号 所属学院 专业大类 专业代码 专业名称\n\n"
        "1 蓝海工程学院 生物与化工大类 470201 应用化工技术\n\n2 蓝海工程学院 生物与化工大类 470203 精细化工技术\n\n"
        "3\n白云与青山\n\n工程学院\n\n食品药品与粮食大类－\n\n药品与医疗器械类\n490201 药品生产技术\n\n"
        "4 机械工程学院 装备制造大类 460103 数控技术\n\n数据来源：教务处\n"
    )
    [table] = tables(text)
    assert rows(table)[2] == [
        "3",
        "白云与青山工程学院",
        "食品药品与粮食大类－药品与医疗器械类",
        "490201",
        "药品生产技术",
    ]
    assert len(table.rows) == 4


def test_a_flattened_header_broken_over_lines_is_joined() -> None:
    text = (
        "表 1-6 教材一览表\n\n序号 教材名称\n主编/\n\n参编\n"
        "出版社 备注\n\n1 航海原理 何小彦 蓝海工业出版社 规划教材\n\n"
        "2 钳工实训 张 山 青山大学出版社 规划教材\n\n数据来源：教务处\n"
    )
    [table] = tables(text)
    assert table.columns == ("序号", "教材名称", "主编/参编", "出版社", "备注")
    assert rows(table)[1] == ["2", "钳工实训", "张山", "青山大学出版社", "规划教材"]


def test_a_label_printed_once_in_a_flattened_table_is_repeated() -> None:
    text = (
        "表 1-7 合作办学一览表\n\n序号 项目 合作学校名称 合作专业名称\n\n"
        "1 工匠计划 青山工业大学 化学工程\n\n2\n\n中高职合作举办\n\n五年制高职\n\n"
        "白云职业技术教育中心 电子商务\n\n3 平江职业中等专业学校 计算机应用\n"
        "\n4 临江职业中专学校 设备维护\n\n数据来源：教务处\n"
    )
    [table] = tables(text)
    assert [row[1] for row in rows(table)] == ["工匠计划", *["中高职合作举办五年制高职"] * 3]


def test_one_number_may_govern_several_rows_of_a_flattened_table() -> None:
    text = (
        "表 1-8 一等奖\n\n序号 赛项名称 获奖选手 指导教师\n\n1\n\n产品设计 赵大鹏 王小辉\n\n"
        "产品设计 刘小华 王小辉\n\n2\n模具制造 谢大栋 简小武\n\n来源：教务处\n"
    )
    [table] = tables(text)
    assert [row[0] for row in rows(table)] == ["1", "1", "2"]
    assert rows(table)[1] == ["1", "产品设计", "刘小华", "王小辉"]


def test_a_figure_run_together_with_the_next_number_is_parted() -> None:
    text = (
        "表 3-2 成果转化\n\n序号 专利名称 合作企业名称 金额\n\n1 栽培装置 蓝海科技有限公司 10\n\n"
        "2 农机展示台 青山农业有限公司\n303 插花装置 远山农业有限公司 40\n\n"
        "4 接种架 白云农业有限公司 20\n\n数据来源：科技处\n"
    )
    [table] = tables(text)
    assert rows(table)[1][3] == "30"
    assert rows(table)[2][0] == "3"


def test_a_flattened_table_without_numbers_keeps_group_labels() -> None:
    text = (
        "表 3-1 毕业去向\n\n去向合并 毕业去向 人数 占比\n\n灵活就业\n\n"
        "其他形式就业 1024 16.08%\n\n自由职业 6 0.09%\n\n小计 1030 16.17%\n\n"
        "数据来源：就业处\n"
    )
    [table] = tables(text)
    assert [row[0] for row in rows(table)] == ["灵活就业"] * 3


def test_a_total_under_merged_labels_takes_none_of_them() -> None:
    [table] = tables(
        "表 1 分布\n\n体系 类型 专业 占比\n\n支柱产业 汽车 数控技术 30.2%\n\n优势产业 物流 电子商务 27.9%\n\n"
        "特色产业 纺织 服装设计 23.3%\n\n合计 81.4%\n\n数据来源：教务处"
    )
    assert "特色产业" not in rows(table)[-1]
    assert rows(table)[-1][-1] == "81.4%"


def test_prose_after_a_flattened_table_without_a_source_is_not_swallowed() -> None:
    text = (
        "表6-3 培训统计表\n\n培训项目名称 企业职工 农民 合计\n\n"
        "安管人员取证 3094 0 3094\n\n合作社带头人培训 0 64 64\n\n"
        "职业培训增量提质。全年面向企业实施职工培训 4360 人，职业技能认定两千余人，成效明显，得到企业好评。\n"
    )
    [table] = tables(text)
    assert len(table.rows) == 2
    assert "职业培训增量" not in text[table.span.start : table.span.end]


def test_a_numbered_table_that_prose_interrupts_goes_on_under_the_same_caption() -> None:
    body = "\n\n".join(f"{i} 教育类 第{c}专业 {100 + i}" for i, c in enumerate("一二三四", start=1))
    rest = "\n\n".join(f"{i} 教育类 第{c}专业 {100 + i}" for i, c in enumerate("五六七八", start=5))
    prose = "学校占地面积九百亩，生均占地面积充足，校舍建筑面积达到国家规定的标准，办学条件持续改善，师生满意。"
    text = (
        f"表 1 专业设置表\n\n序号 专业类 专业名称 人数\n\n{body}\n\n数据来源：教务处\n\n{prose}\n\n{rest}\n\n{prose}\n"
    )
    first, second = tables(text)
    assert first.caption == second.caption
    assert [row[0] for row in rows(second)] == ["5", "6", "7", "8"]
    assert prose not in text[first.span.start : first.span.end] + text[second.span.start : second.span.end]


def test_a_header_repeated_before_the_rest_of_an_interrupted_table_is_part_of_it() -> None:
    prose = "学校坚持立德树人根本任务，面向区域产业培养高素质技术技能人才，全年培训企业员工。\n" * 3
    head = "序号 课程 负责人\n"
    numbered = [
        f"{n} 2023年{name} 王飞\n" for n, name in enumerate(("会计课", "机械课", "电子课", "物流课", "护理课"), start=1)
    ]
    text = "表 1 名单\n" + head + "".join(numbered[:2]) + "数据来源：教务处\n" + prose + "序\n号 课程 负责人\n"
    found = tables(text + "".join(numbered[2:]) + prose)
    assert [row[0] for table in found for row in rows(table)] == ["1", "2", "3", "4", "5"]
    assert text[found[1].span.start :].startswith("序")


def test_sub_titles_divide_a_table_into_parts() -> None:
    text = (
        "表 1 获奖\n\n甲大赛\n\n序号 项目名称 等级\n\n1 红苹果 一等奖\n\n"
        "2 新材料 二等奖\n\n乙大赛\n\n序号 项目名称 等级\n\n1 机器人 一等奖\n\n"
        "2 污水处理 二等奖\n\n数据来源：团委\n"
    )
    first, second = tables(text)
    assert (first.caption, second.caption) == ("表 1 获奖 · 甲大赛", "表 1 获奖 · 乙大赛")
    assert len(first.rows) == len(second.rows) == 2


def test_no_table_crosses_a_stop_line() -> None:
    text = "表 1 名单\n\n序号 姓名 学校\n\n1 王飞 青山学校\n\n2 李娜 白云学校\n\n特别篇章\n\n3 张小艳 远山学校\n"
    [table] = tables(text, stops=frozenset({9}))
    assert len(table.rows) == 2


def test_page_furniture_inside_a_table_is_left_out() -> None:
    text = (
        "表 1 名单\n\n序号 姓名 学校\n\n1 王飞 青山学校\n\n某某学院质量报告\n\n"
        "第 20 页\n\n2 李娜 白云学校\n\n数据来源：人事处\n"
    )
    [table] = tables(text, skip=frozenset({7}))
    assert rows(table) == [["1", "王飞", "青山学校"], ["2", "李娜", "白云学校"]]


@pytest.mark.parametrize(
    "after",
    [
        "",
        "数据来源：团委\n",
        "表 2 满意度调查表\n",
        "学校每周组织学生参加社团活动，人数达到两千余人，形成了良好的育人格局，成效显著。\n",
    ],
)
def test_a_caption_without_rows_is_an_oddity_and_no_table(after: str) -> None:
    report = Report(id="r", text=f"表 1 社团数量统计\n\n{after}")
    found, [oddity, *_] = read_tables(report, read_lines(report))
    assert found == ()
    assert oddity.kind == "table-is-image"


@pytest.mark.parametrize(
    "line", ["表 1-2 所示的专业", "表 1 可见人数增加", "表 2 中的数据", "表 1 满意度调查表 ..... 54"]
)
def test_a_sentence_that_names_a_table_or_a_line_of_contents_is_no_caption(line: str) -> None:
    report = Report(id="r", text=f"{line}\n\n学校专业齐全。\n")
    assert read_tables(report, read_lines(report))[1] == ()


def test_the_unit_is_read_from_the_caption_or_the_line_below() -> None:
    [first] = tables("表 1 招生规模（单位：人）\n专业\t人数\n会计\t20\n")
    [second] = tables("表 1 经费\n单位：万元\n项目\t金额\n学费\t20\n")
    assert (first.unit, second.unit) == ("人", "万元")


def test_every_cell_knows_its_place() -> None:
    text = "表 1 名单\n\n序号 姓 名 学校\n\n1 张 伟 青山\n\n工业学校\n\n2 李娜 白云工业学校\n\n数据来源：人事处\n"
    [table] = tables(text)
    for row in table.rows:
        for cell in row.cells:
            assert [text[at] for at in cell.raw_at] == list(cell.text)
            assert list(cell.raw_at) == sorted(cell.raw_at)


def test_cells_centred_on_the_line_of_their_number_are_put_together() -> None:
    text = (
        "表 2-1 教师获奖情况\n序号 赛项名称 奖项 参赛教师 级别\n"
        "海洋职业院校技能大赛\n1 一等奖 张大勇 国家级\n船舶装备技术赛项\n"
        "第一届职业院校教师教学 谢小琦、李兰、\n2 特等奖 国家级\n能力大赛 周正、石惠\n"
        "3 数控技能大赛 一等奖 王小明 省级\n数据来源：教务处\n"
    )
    [table] = tables(text)
    assert rows(table) == [
        ["1", "海洋职业院校技能大赛船舶装备技术赛项", "一等奖", "张大勇", "国家级"],
        ["2", "第一届职业院校教师教学能力大赛", "特等奖", "谢小琦、李兰、周正、石惠", "国家级"],
        ["3", "数控技能大赛", "一等奖", "王小明", "省级"],
    ]


def test_a_flattened_table_ends_at_a_numbered_heading() -> None:
    text = (
        "表 1-7 荣誉\n\n序号 成果 级别 数量\n\n1 技能大师工作室 省级 1\n"
        "\n2 教学团队 国家级 2\n\n（四）媒体报道\n\n学校声誉日增。\n"
    )
    [table] = tables(text, stops=frozenset({20}))
    assert len(table.rows) == 2
    assert "媒体" not in text[table.span.start : table.span.end]


def test_a_continued_table_has_the_caption_of_the_table_it_continues() -> None:
    text = "表 1-2 名单\n姓名\t学校\n王飞\t甲校\n\n续表 1-2\n姓名\t学校\n李娜\t乙校\n"
    assert {table.caption for table in tables(text)} == {"表 1-2 名单"}
    assert [row for table in tables(text) for row in rows(table)] == [["王飞", "甲校"], ["李娜", "乙校"]]


def test_two_lines_of_titles_over_figures_name_the_columns_together() -> None:
    text = (
        "表1-1 教师队伍情况表\n\n校内教\n师人数\n\n高级职称\n教师\n\n"
        "硕士及以上教\n师 兼职教\n\n师人数\n\n人数 比例 人数 比例\n\n"
        "796 336 42.21% 368 46.23% 584\n\n数据来源：人事处\n"
    )
    [table] = tables(text)
    assert table.columns[1:4] == ("高级职称教师 人数", "高级职称教师 比例", "硕士及以上教师 人数")
    assert rows(table) == [["796", "336", "42.21%", "368", "46.23%", "584"]]
