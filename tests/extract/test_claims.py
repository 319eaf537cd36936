"""Who did what with whom, as sentences and tables say it."""

from __future__ import annotations

import pytest

from tests.extract.reading import HOME, REGION, read, read_table
from vocgraph.model import Predicate, Profile

BUILDS, LEADS, BELONGS = Predicate.CO_BUILDS, Predicate.LEADS, Predicate.MEMBER_OF
WORKS, WINS, HOSTS, SUPERVISED = (
    Predicate.COOPERATES_WITH,
    Predicate.AWARDED_IN,
    Predicate.HOSTS,
    Predicate.SUPERVISED_BY,
)


def test_school_and_partners_each_co_build_a_college() -> None:
    found = read("学校与长沙蓝海机械有限公司、长沙高新区管委会共建智造产业学院。")
    assert found.pairs(BUILDS) == {
        (HOME, "智造产业学院"),
        ("长沙蓝海机械有限公司", "智造产业学院"),
        ("长沙高新区管委会", "智造产业学院"),
    }


def test_each_college_of_a_sentence_keeps_its_own_partner() -> None:
    found = read("学校与长沙甲一机械有限公司共建甲一产业学院，与长沙乙二电子有限公司共建乙二产业学院。")
    assert ("长沙乙二电子有限公司", "乙二产业学院") in found.pairs(BUILDS)
    assert ("长沙甲一机械有限公司", "乙二产业学院") not in found.pairs(BUILDS)


def test_builders_named_behind_the_college_are_read() -> None:
    found = read(f"智造产业学院由{HOME}与长沙蓝海机械有限公司合作共建。")
    assert ("长沙蓝海机械有限公司", "智造产业学院") in found.pairs(BUILDS)


def test_a_base_that_is_only_visited_is_not_built() -> None:
    assert read("师生参观长沙蓝海虚拟仿真实训基地，助力课程建设。").pairs(BUILDS) == set()


def test_evidence_is_the_sentence_that_says_it() -> None:
    found = read("学校历史悠久。学校与长沙蓝海机械有限公司共建智造产业学院。")
    [evidence] = {claim.evidence for claim in found.claims}
    assert found.report.quote(evidence) == "学校与长沙蓝海机械有限公司共建智造产业学院。"


def test_everyone_before_the_word_for_leading_leads() -> None:
    found = read("学校与中石蓝海有限公司、湘潭大学共同牵头组建全国新材料行业产教融合共同体。")
    assert {leader for leader, _ in found.pairs(LEADS)} == {HOME, "中石蓝海有限公司", "湘潭大学"}


def test_leaders_called_so_one_by_one_all_lead() -> None:
    found = read("以长沙蓝海药业股份有限公司为牵头企业、湘潭大学为牵头院校，组建了湖南省医药产教联合体。")
    assert {leader for leader, _ in found.pairs(LEADS)} == {"长沙蓝海药业股份有限公司", "湘潭大学"}


def test_those_invited_to_found_an_alliance_are_members() -> None:
    found = read("由学校牵头，联合长沙蓝海集团股份有限公司、湘潭大学等42家单位成立湖南省冶金产教融合联盟。")
    assert found.pairs(LEADS) == {(HOME, "湖南省冶金产教融合联盟")}
    assert {member for member, _ in found.pairs(BELONGS)} == {"长沙蓝海集团股份有限公司", "湘潭大学"}


def test_leading_one_alliance_and_joining_another_are_told_apart() -> None:
    found = read("学校参与长沙市产教联合体建设，与湘潭大学联合牵头建设湖南省新材料产教联合体。")
    assert found.pairs(BELONGS) == {(HOME, "长沙市产教联合体")}
    assert (HOME, "湖南省新材料产教联合体") in found.pairs(LEADS)


def test_the_role_in_an_alliance_is_kept() -> None:
    found = read("学校入选中国—东盟职业教育联合会副理事长单位。")
    assert found.attrs(BELONGS) == [{"role": "副理事长单位"}]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("学校与长沙蓝海机械有限公司开设订单班。", "订单班"),
        ("学校与长沙蓝海机械有限公司开展现代学徒制培养。", "学徒制"),
        ("学校与泰国蓝山大学签署协议。", "国际合作"),
        ("学校结对帮扶岳阳县职业中专。", "帮扶"),
    ],
)
def test_the_kind_of_cooperation_is_read(text: str, kind: str) -> None:
    assert found_kinds(text) == [kind]


def found_kinds(text: str) -> list[str]:
    return [attrs["kind"] for attrs in read(text).attrs(WORKS)]


def test_another_name_in_brackets_is_no_partner() -> None:
    found = read("岳阳县商业职业中专（湖南省蓝海技师学院）积极与长沙蓝海机械有限公司合作。", profile=REGION)
    assert found.pairs(WORKS) == {("岳阳县商业职业中专", "长沙蓝海机械有限公司")}


def test_an_award_keeps_its_rank_number_level_and_year() -> None:
    found = read("2024年，学校在湖南省职业院校技能竞赛中获一等奖3项。")
    assert found.pairs(WINS) == {(HOME, "湖南省职业院校技能竞赛")}
    assert found.attrs(WINS) == [{"award": "一等奖", "count": "3", "level": "省级", "year": "2024"}]


def test_a_contest_that_is_only_hosted_is_not_won() -> None:
    found = read("学校承办2024年全国职业院校技能大赛物流赛项。")
    assert found.pairs(WINS) == set()
    assert found.pairs(HOSTS) == {(HOME, "2024年全国职业院校技能大赛")}


def test_a_host_named_in_the_sentence_hosts_instead_of_the_school() -> None:
    found = read("由中国蓝海学会主办的全国高职院校信息素养大赛落下帷幕。")
    assert found.pairs(HOSTS) == {("中国蓝海学会", "全国高职院校信息素养大赛")}


def test_the_owner_of_the_school_is_read_but_not_the_owner_of_a_contest() -> None:
    found = read("学校是由湖南省教育厅主管、长沙市人民政府举办的公办高职院校。")
    assert {owner for _, owner in found.pairs(SUPERVISED)} == {"湖南省教育厅", "长沙市人民政府"}
    assert read("学校参加由湖南省教育厅主办的技能竞赛。").pairs(SUPERVISED) == set()


def test_in_a_regions_report_the_school_is_the_one_just_named() -> None:
    found = read("蓝海第一职业技术学校对接产业。学校与长沙蓝海机械有限公司共建智造产业学院。", profile=REGION)
    assert ("蓝海第一职业技术学校", "智造产业学院") in found.pairs(BUILDS)


def test_in_a_regions_report_each_school_wins_its_own_award() -> None:
    text = "参加湖南省班主任能力比赛，其中长沙甲一职业技术学校获一等奖，长沙乙二职业技术学校获二等奖。"
    assert {school for school, _ in read(text, profile=REGION).pairs(WINS)} == {
        "长沙甲一职业技术学校",
        "长沙乙二职业技术学校",
    }


def test_a_report_whose_school_is_unknown_still_speaks_of_the_school() -> None:
    assert read("学校与长沙蓝海机械有限公司合作。", profile=Profile()).pairs(WORKS) == {
        ("学校", "长沙蓝海机械有限公司")
    }


def test_rows_of_a_college_table_are_co_build_facts() -> None:
    found = read_table(
        "表1 产业学院一览表",
        ("序号", "产业学院名称", "合作企业"),
        ("1", "蓝海机械学院", "长沙蓝海机械有限公司"),
        ("2", "检测产业学院", "长沙高新技术产业开发区"),
    )
    assert found.pairs(BUILDS) == {
        (HOME, "蓝海机械学院"),
        ("长沙蓝海机械有限公司", "蓝海机械学院"),
        (HOME, "检测产业学院"),
        ("长沙高新技术产业开发区", "检测产业学院"),
    }


def test_rows_of_an_alliance_table_say_the_role() -> None:
    found = read_table("表2 参与共同体情况", ("共同体名称", "担任职务"), ("全国智慧农业产教融合共同体", "副理事长单位"))
    assert found.pairs(BELONGS) == {(HOME, "全国智慧农业产教融合共同体")}
    assert found.attrs(BELONGS) == [{"role": "副理事长单位"}]


def test_a_company_without_a_typed_word_is_read_from_its_column() -> None:
    found = read_table("表3 校企合作一览表", ("企业名称", "合作专业"), ("启蓝之星", "会计"))
    assert found.pairs(WORKS) == {(HOME, "启蓝之星")}


def test_the_event_behind_a_contest_is_no_part_of_its_name() -> None:
    found = read_table("表4 获奖", ("赛项名称", "奖项"), ("2024年“蓝杯”湖南省技能竞赛机器人系统集成应用技术", "三等奖"))
    assert found.pairs(WINS) == {(HOME, "2024年“蓝杯”湖南省技能竞赛")}


def test_companies_that_issue_certificates_are_no_partners() -> None:
    found = read_table("表5 职业技能等级证书", ("证书名称", "企业名称"), ("智能财税", "蓝海教育科技有限公司"))
    assert found.pairs(WORKS) == set()


def test_an_institute_that_builds_with_the_school_is_not_what_they_build() -> None:
    found = read("学校与南京蓝海激光技术研究院、江苏师范大学共建激光加工工程技术研究中心。")
    assert found.pairs(BUILDS) == {
        (HOME, "激光加工工程技术研究中心"),
        ("江苏师范大学", "激光加工工程技术研究中心"),
    }


def test_who_builds_one_thing_does_not_build_what_the_next_clause_tells_of() -> None:
    found = read("学校与江苏师范大学共建“郑和学院”，在赞比亚建成蓝海海外培训基地。")
    assert (HOME, "蓝海海外培训基地") in found.pairs(BUILDS)
    assert ("江苏师范大学", "蓝海海外培训基地") not in found.pairs(BUILDS)


def test_who_founds_an_alliance_that_another_leads_is_no_leader() -> None:
    found = read(
        "学校与山东科技大学共同组建“青岛市智能家电产教联合体”，由蓝海智家股份有限公司牵头，学校任副理事长单位。"
    )
    assert found.pairs(LEADS) == {("蓝海智家股份有限公司", "青岛市智能家电产教联合体")}
    assert (HOME, "青岛市智能家电产教联合体") in found.pairs(BELONGS)


def test_in_a_list_each_alliance_keeps_the_role_behind_it() -> None:
    found = read("学校是长沙市智能装备产教联合体的牵头院校，中德职业教育联盟的理事单位，国际物流职教联盟发起单位之一。")
    assert found.pairs(LEADS) == {(HOME, "长沙市智能装备产教联合体"), (HOME, "国际物流职教联盟")}
    assert found.pairs(BELONGS) == {(HOME, "中德职业教育联盟")}


def test_those_that_an_alliance_takes_in_are_its_members() -> None:
    found = read("学校牵头成立全国装备行业产教融合共同体，首批成员单位包括武汉理工大学、蓝海装备有限公司等112家。")
    alliance = "全国装备行业产教融合共同体"
    assert found.pairs(LEADS) == {(HOME, alliance)}
    assert found.pairs(BELONGS) == {("武汉理工大学", alliance), ("蓝海装备有限公司", alliance)}


def test_what_is_won_in_a_list_of_contests_is_won_in_each() -> None:
    found = read(
        "学生在全国大学生机械设计竞赛、中国国际大学生创新大赛湖北省复赛、湖北省第十三届“长江杯”武术比赛中获奖。"
    )
    assert found.pairs(WINS) == {
        (HOME, "全国大学生机械设计竞赛"),
        (HOME, "中国国际大学生创新大赛"),
        (HOME, "湖北省第十三届“长江杯”武术比赛"),
    }


def test_who_holds_a_contest_together_keeps_its_own_role() -> None:
    found = read("由湖南省教育厅主办、我校承办的湖南省职业院校护理技能大赛顺利举行。")
    assert sorted(attrs["role"] for attrs in found.attrs(HOSTS)) == ["主办", "承办"]


@pytest.mark.parametrize("text", ["学校是长沙市教育局直属的公办中职学校。", "学校隶属于长沙市教育局，是公办学校。"])
def test_the_bureau_that_a_school_belongs_to_supervises_it(text: str) -> None:
    found = read(text)
    assert found.pairs(SUPERVISED) == {(HOME, "长沙市教育局")}
    assert found.attrs(SUPERVISED) == [{"kind": "主管"}]


def test_a_second_sign_of_the_school_is_no_partner() -> None:
    assert read("学校位于长沙，挂牌湖南省蓝海高级技工学校，合作办学。").pairs(WORKS) == set()


def test_awards_told_respectively_go_to_the_contests_in_their_order() -> None:
    found = read("学校在全国大学生智能汽车竞赛、金砖国家职业技能大赛中分别获一等奖2项、二等奖1项。")
    assert [(attrs["award"], attrs["count"]) for attrs in found.attrs(WINS)] == [("一等奖", "2"), ("二等奖", "1")]


def test_a_college_that_calls_itself_college_leads() -> None:
    found = read("由学院牵头、长沙蓝海机械有限公司参与的湖南乳业产教融合共同体揭牌成立。")
    assert (HOME, "湖南乳业产教融合共同体") in found.pairs(LEADS)


def test_an_award_said_behind_each_contest_is_its_own() -> None:
    found = read("学校获全国职业院校技能大赛一等奖3项、湖南省职业院校技能大赛一等奖17项。")
    assert [attrs["count"] for attrs in found.attrs(WINS)] == ["3", "17"]


def test_a_partner_of_the_clause_before_leads_nothing() -> None:
    found = read("学校与长沙蓝海机械有限公司共建智造产业学院，牵头组建全国智慧康养行业产教融合共同体。")
    assert found.pairs(LEADS) == {(HOME, "全国智慧康养行业产教融合共同体")}


def test_a_school_that_calls_partners_together_leads_and_they_join() -> None:
    found = read("2022年，学校联合长沙蓝海机械有限公司、长沙碧波电子有限公司成立工程机械职业教育集团。")
    assert found.pairs(LEADS) == {(HOME, "工程机械职业教育集团")}
    assert found.pairs(BELONGS) == {
        ("长沙蓝海机械有限公司", "工程机械职业教育集团"),
        ("长沙碧波电子有限公司", "工程机械职业教育集团"),
    }


def test_each_of_several_partners_builds_the_college_that_bears_its_name() -> None:
    found = read("学校先后与长沙蓝海机械有限公司、碧波电子集团共建蓝海智造产业学院、碧波云计算产业学院。")
    partners = {pair for pair in found.pairs(BUILDS) if pair[0] != HOME}
    assert partners == {("长沙蓝海机械有限公司", "蓝海智造产业学院"), ("碧波电子集团", "碧波云计算产业学院")}


def test_a_partner_table_s_own_column_tells_the_kind_of_cooperation() -> None:
    rows = (("长沙蓝海机械有限公司", "会计", "现代学徒制"), ("长沙碧波电子有限公司", "会计", "共建实训基地"))
    found = read_table("表3 校企合作一览表", ("企业名称", "合作专业", "合作形式"), *rows)
    kinds = {claim.object.surface: dict(claim.attrs)["kind"] for claim in found.claims}
    assert kinds == {"长沙蓝海机械有限公司": "学徒制", "长沙碧波电子有限公司": "共建基地"}
