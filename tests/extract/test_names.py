"""Where names begin and end, kind by kind."""

from __future__ import annotations

import pytest

from tests.extract.reading import HOME, read
from vocgraph.extract.generic import COLLEGE, made_of
from vocgraph.extract.names import left_edge
from vocgraph.model import EntityKind, Predicate, Profile

COLLEGES, ALLIANCES, FIRMS = EntityKind.INDUSTRIAL_COLLEGE, EntityKind.ALLIANCE, EntityKind.ENTERPRISE
SCHOOLS, CONTESTS, BASES = EntityKind.INSTITUTION, EntityKind.COMPETITION, EntityKind.BASE_OR_CENTRE


def test_a_name_broken_over_two_lines_is_found_whole_and_quoted_as_printed() -> None:
    found = read("学校与蓝海科技有限公司共建蓝海\n智造产业学院，在校生120人。")
    [college] = [mention for mention in found.mentions if mention.kind is COLLEGES]
    assert college.surface == "蓝海智造产业学院"
    assert found.report.quote(college.span) == "蓝海\n智造产业学院"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("先后与衡阳蓝海机械有限公司开展合作。", "衡阳蓝海机械有限公司"),
        ("依托长沙蓝海机械有限公司开展合作。", "长沙蓝海机械有限公司"),
        ("联合龙头企业蓝海机械有限公司开展合作。", "蓝海机械有限公司"),
        ("与蓝海光电（广州）有限公司合作。", "蓝海光电（广州）有限公司"),
        ("与宁波蓝海铜业（集团）股份有限公司合作。", "宁波蓝海铜业（集团）股份有限公司"),
        ("与长沙蓝海企业管理有限公司合作。", "长沙蓝海企业管理有限公司"),
        ("2023年长沙蓝海电子有限公司来校。", "长沙蓝海电子有限公司"),
        ("与蓝海电梯有限公司合肥分公司合作。", "蓝海电梯有限公司合肥分公司"),
        ("与蓝海集团西北第五工程有限公司合作。", "蓝海集团西北第五工程有限公司"),
        ("与蓝海集团控股股份有限公司合作。", "蓝海集团控股股份有限公司"),
        ("与蓝海八局第三建设有限公司合作。", "蓝海八局第三建设有限公司"),
    ],
)
def test_a_company_begins_behind_the_words_that_lead_to_it(text: str, name: str) -> None:
    assert read(text).names(FIRMS) == [name]


def test_a_province_before_changsha_is_no_governor() -> None:
    found = read("学校坐落在湖南省长沙市蓝海新区千亿产业园。湖南省长沙蓝海机械有限公司来校。")
    assert found.names(EntityKind.PARK) == ["湖南省长沙市蓝海新区千亿产业园"]
    assert found.names(FIRMS) == ["湖南省长沙蓝海机械有限公司"]


def test_a_valley_that_names_a_province_is_no_park() -> None:
    assert not read("教师前往印度尼西亚北蓝海谷省考察。").names(EntityKind.PARK)


def test_companies_without_a_typed_word_are_read_from_a_list_that_one_known_company_vouches_for() -> None:
    found = read("学校与富士康、蓝海新材、青山智造等知名企业开展合作。")
    assert found.names(FIRMS) == ["富士康", "蓝海新材", "青山智造"]


def test_everyday_words_in_a_list_before_companies_are_no_companies() -> None:
    assert read("学校与政府部门、行业协会、富士康等知名企业开展合作。").names(FIRMS) == ["富士康"]


def test_a_full_name_teaches_its_short_form() -> None:
    found = read("学校与长沙蓝海铸锻有限公司合作。蓝海铸锻派出工程师授课。")
    assert found.names(FIRMS) == ["长沙蓝海铸锻有限公司", "蓝海铸锻"]


def test_a_short_form_made_of_everyday_words_is_not_learnt() -> None:
    found = read("学校与长沙市低空经济发展有限公司合作，服务低空经济。")
    assert found.names(FIRMS) == ["长沙市低空经济发展有限公司"]


def test_a_bracketed_short_form_is_a_mention_of_its_own() -> None:
    found = read("长沙蓝海半导体有限公司（简称：蓝海先进）成立于2020年。")
    assert found.names(FIRMS) == ["长沙蓝海半导体有限公司", "蓝海先进"]


def test_items_of_a_list_inherit_the_head_they_share() -> None:
    found = read("会计学院校企合作共建蓝海会计、智慧财经、青山三个产业学院。")
    assert found.names(COLLEGES) == ["蓝海会计产业学院", "智慧财经产业学院", "青山产业学院"]
    assert next(mention.surface for mention in found.mentions if mention.kind is COLLEGES) == "蓝海会计"


def test_and_stays_inside_a_topic_but_ends_a_partner() -> None:
    assert read("学校与园区共建美妆与新材料产业学院。").names(COLLEGES) == ["美妆与新材料产业学院"]
    assert read("学校和蓝海产业学院签约。").names(COLLEGES) == ["蓝海产业学院"]


@pytest.mark.parametrize(
    "text", ["建成8所现代产业学院。", "设置区域性产业学院5个。", "获评优秀产业学院。", "深化“四位一体”产业学院建设。"]
)
def test_unnamed_industrial_colleges_are_left_out(text: str) -> None:
    assert read(text).names(COLLEGES) == []


def test_a_college_that_bears_a_partner_instead_of_the_typed_word_is_found_where_it_is_built() -> None:
    assert read("学校与华为技术有限公司共建华为ICT学院。").names(COLLEGES) == ["华为ICT学院"]


@pytest.mark.parametrize("text", ["构建校企命运共同体。", "铸牢中华民族共同体意识。", "参与行业产教融合共同体建设。"])
def test_figures_of_speech_and_unnamed_alliances_are_left_out(text: str) -> None:
    assert read(text).names(ALLIANCES) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("牵头组建“全国新材料及部件行业产教融合共同体”。", "全国新材料及部件行业产教融合共同体"),
        ("参加长沙市产教联合体建设。", "长沙市产教联合体"),
        ("加入世界职业院校与技术大学联盟。", "世界职业院校与技术大学联盟"),
        ("加入中国—东盟职业教育联合会。", "中国—东盟职业教育联合会"),
        ("加入“一带一路”暨金砖国家技能发展国际联盟。", "“一带一路”暨金砖国家技能发展国际联盟"),
    ],
)
def test_alliances_keep_the_joiners_and_dashes_of_their_names(text: str, name: str) -> None:
    assert read(text).names(ALLIANCES) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("获2024年“蓝杯”湖南省职业院校技能竞赛一等奖。", "2024年“蓝杯”湖南省职业院校技能竞赛"),
        ("在全国职业院校技能大赛中获奖4项。", "全国职业院校技能大赛"),
        ("获第七届普通高等学校青年教师教学竞赛一等奖。", "第七届普通高等学校青年教师教学竞赛"),
        ("参加长沙市职业学校教师教学设计与展示交流竞赛。", "长沙市职业学校教师教学设计与展示交流竞赛"),
        ("主题教育“青春学堂”短视频大赛获奖。", "“青春学堂”短视频大赛"),
    ],
)
def test_contests_are_named_by_level_cup_place_or_topic(text: str, name: str) -> None:
    assert read(text).names(CONTESTS) == [name]


@pytest.mark.parametrize("text", ["组织各类技能竞赛。", "省级技能竞赛获奖。", "承办了“物流”赛项。", "更高级别竞赛。"])
def test_contests_in_general_and_single_events_are_left_out(text: str) -> None:
    assert read(text).names(CONTESTS) == []


def test_own_departments_are_no_institutions_but_placed_and_foreign_schools_are() -> None:
    found = read("商学院与湖南工业大学、泰国蓝山技术学院、岳阳县职业中专联合培养。")
    assert found.names(SCHOOLS) == ["湖南工业大学", "泰国蓝山技术学院", "岳阳县职业中专"]


def test_schools_of_a_place_taken_together_are_no_institution() -> None:
    assert read("长沙市中等职业学校招生增加，湖南省普通高等学校扩招。").names(SCHOOLS) == []


def test_the_level_in_front_of_a_base_is_no_part_of_its_name() -> None:
    assert read("学校建有市级数控加工技能大师工作室1个。").names(BASES) == ["数控加工技能大师工作室"]


def test_marks_between_production_study_and_research_stay_inside_a_name() -> None:
    assert read("共建电路测试产、学、研智能实训基地。").names(BASES) == ["电路测试产、学、研智能实训基地"]


def test_a_base_named_by_its_purpose_alone_is_left_out() -> None:
    assert read("建设校内实训基地和创新创业中心。").names(BASES) == []


def test_the_school_is_not_listed_for_every_pronoun() -> None:
    found = read("学校坚持立德树人，我校成绩显著。")
    assert found.mentions == ()


def test_the_walk_to_the_left_says_what_ended_it() -> None:
    text = "学校依托长沙蓝海有限公司"
    edge = left_edge(text, text.index("有限公司"))
    assert (text[edge.start :], edge.border) == ("长沙蓝海有限公司", "word")


def test_long_runs_of_describing_words_are_weighed_in_linear_time() -> None:
    assert made_of("现代特色产业学院"[:4] * 200, COLLEGE)
    assert not made_of("1" * 5000 + "蓝", COLLEGE)


def test_the_same_text_gives_the_same_answer_twice() -> None:
    text = f"{HOME}与富士康、蓝海新材等企业共建蓝海产业学院。"
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "name", ["长沙市中心医院", "湖南蓝海医科大学附属协和医院", "长沙蓝海湾大酒店", "四川大学蓝海医院"]
)
def test_hospitals_and_hotels_with_a_place_are_enterprises(name: str) -> None:
    found = read(f"学校与{name}等28家单位共建实习就业基地。")
    assert found.names(FIRMS) == [name]
    assert found.names(SCHOOLS) == []


@pytest.mark.parametrize("text", ["学校附属医院为三级医院。", "开设酒店管理专业，服务长沙市酒店业。"])
def test_hospitals_and_hotels_in_general_are_no_enterprises(text: str) -> None:
    assert read(text).names(FIRMS) == []


@pytest.mark.parametrize(
    "name", ["尼日利亚拉各斯州立大学", "韩国又松大学", "甘肃定西临洮农业学校", "普定县中等职业学校"]
)
def test_a_school_is_found_whole(name: str) -> None:
    assert read(f"学校与{name}合作。").names(SCHOOLS) == [name]


def test_a_school_s_former_name_begins_behind_formerly() -> None:
    found = read("学校由原西安市第三职业高级中学与西安市旅游职业学校合并组建而成。")
    assert found.names(SCHOOLS) == ["西安市第三职业高级中学", "西安市旅游职业学校"]


def test_the_rank_of_a_school_is_no_school() -> None:
    assert read("学校是国家级重点中等职业学校。").names(SCHOOLS) == []


def test_a_college_built_together_needs_no_typed_word() -> None:
    found = read("学校携手蓝海云计算有限公司共同打造蓝海大数据学院。")
    assert found.names(COLLEGES) == ["蓝海大数据学院"]


ELSEWHERE = Profile(institution="湖南蓝海职业技术学院", institution_type="高等职业院校", year=2024)


def test_the_reporting_school_is_known_without_its_place() -> None:
    found = read("湖南蓝海职业技术学院建校。2022年，蓝海职业技术学院与青山科技有限公司合作。", profile=ELSEWHERE)
    assert found.names(SCHOOLS) == ["湖南蓝海职业技术学院"] * 2
    assert found.pairs(Predicate.COOPERATES_WITH) == {("湖南蓝海职业技术学院", "青山科技有限公司")}


def test_a_contraction_that_the_report_uses_twice_means_the_reporting_school() -> None:
    found = read("讲好蓝院故事，传播蓝院声音。中蓝院士来校。", profile=ELSEWHERE)
    assert [mention.surface for mention in found.mentions] == ["蓝院", "蓝院"]
    assert read("讲好蓝院故事。", profile=ELSEWHERE).mentions == ()


def test_a_declared_short_form_is_known_in_the_rest_of_the_report() -> None:
    found = read("加入湖南省低空经济职业教育联盟（以下简称“低空联盟”）。学校任低空联盟副理事长单位。")
    assert found.names(ALLIANCES) == ["湖南省低空经济职业教育联盟", "低空联盟", "低空联盟"]


def test_the_role_that_a_report_gives_a_name_for_a_while_is_no_short_form() -> None:
    found = read("加入全国风电行业产教融合共同体（以下简称“共同体”）。")
    assert found.names(ALLIANCES) == ["全国风电行业产教融合共同体"]


@pytest.mark.parametrize("name", ["呼和浩特市赛罕区人民政府", "自治区教育厅", "湖南省教育厅"])
def test_an_office_begins_with_its_place(name: str) -> None:
    assert read(f"学校与{name}共建乡村振兴中心。").names(EntityKind.GOVERNMENT_BODY) == [name]
