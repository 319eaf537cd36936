"""What becomes one entity, inside a report and across reports, and how it is told."""

from __future__ import annotations

import pytest

from tests.resolve.reading import read
from vocgraph.model import EntityKind, Predicate, Region, Resolution
from vocgraph.resolve.entities import explain, resolve
from vocgraph.resolve.overrides import Overrides

E, SCHOOL, C, A = EntityKind.ENTERPRISE, EntityKind.INSTITUTION, EntityKind.COMPETITION, EntityKind.ALLIANCE
COLLEGE, OFFICE, BASE = EntityKind.INDUSTRIAL_COLLEGE, EntityKind.GOVERNMENT_BODY, EntityKind.BASE_OR_CENTRE
JIANGSU = Region("江苏省", "苏州市")


def told(resolution: Resolution) -> dict[str, tuple[str, ...]]:
    """Aliases by name."""
    return {entity.name: entity.aliases for entity in resolution.entities}


def test_a_short_form_joins_the_full_name_which_is_the_entitys_name() -> None:
    report = read("与碧波科技股份有限公司合作。碧波科技捐赠设备。", (E, "碧波科技股份有限公司"), (E, "碧波科技"))
    [entity] = resolve([report]).entities
    assert (entity.id, entity.name) == ("Enterprise/碧波科技股份有限公司", "碧波科技股份有限公司")
    assert entity.aliases == ("碧波科技",)
    assert [mention.surface for mention in entity.mentions] == ["碧波科技股份有限公司", "碧波科技"]


def test_a_short_form_that_fits_two_names_stays_alone_and_says_why() -> None:
    names = [(E, "江苏碧波科技有限公司"), (E, "浙江碧波科技有限公司"), (E, "碧波科技")]
    found = resolve([read("江苏碧波科技有限公司。浙江碧波科技有限公司。碧波科技。", *names)])
    assert len(found.entities) == 3
    [decision] = explain(found, "碧波科技")
    assert decision.rule == "ambiguous"
    assert dict(decision.features)["candidates"] == "江苏碧波科技有限公司、浙江碧波科技有限公司"


def test_names_that_a_list_prints_side_by_side_are_two() -> None:
    names = [(COLLEGE, "现代纺织美妆产业学院"), (COLLEGE, "纺织美妆产业学院")]
    assert len(resolve([read("现代纺织美妆产业学院。纺织美妆产业学院。", *names)]).entities) == 1
    assert len(resolve([read("现代纺织美妆产业学院、纺织美妆产业学院。", *names)]).entities) == 2


def test_a_chain_of_likenesses_does_not_join_names_that_contradict_each_other() -> None:
    names = [(E, "苏州碧波科技有限公司"), (E, "碧波科技有限公司"), (E, "南京碧波科技有限公司")]
    found = told(resolve([read("苏州碧波科技有限公司。碧波科技有限公司。南京碧波科技有限公司。", *names)]))
    assert {"苏州碧波科技有限公司", "南京碧波科技有限公司"} <= set(found)


def test_different_kinds_with_one_name_stay_two() -> None:
    report = read("碧波研究院。另见碧波研究院。", (E, "碧波研究院"))
    other = read("碧波研究院。", (BASE, "碧波研究院"), report_id="s")
    assert len(resolve([report, other]).entities) == 2


def test_the_speaking_school_is_its_name_and_no_alias() -> None:
    names = [(SCHOOL, "学校"), (SCHOOL, "青禾职业技术学院")]
    [entity] = resolve([read("学校创建于1958年。青禾职业技术学院。", *names, institution="青禾职业技术学院")]).entities
    assert (entity.name, entity.aliases, len(entity.mentions)) == ("青禾职业技术学院", (), 2)


def test_the_schools_own_nickname_is_its_alias() -> None:
    names = [(SCHOOL, "青院"), (SCHOOL, "江苏青禾职业技术学院")]
    found = resolve([read("江苏青禾职业技术学院。青院人。", *names, institution="江苏青禾职业技术学院")])
    assert told(found) == {"江苏青禾职业技术学院": ("青院",)}


def test_an_elliptic_mention_goes_to_the_name_it_implies() -> None:
    report = read("碧波、青禾两个产业学院", (COLLEGE, "碧波"), implied={"碧波": "碧波产业学院"})
    assert told(resolve([report])) == {"碧波产业学院": ("碧波",)}


def test_another_name_in_brackets_joins_however_unlike_it_is() -> None:
    whole = "苏州市工商职业技术学校（江苏航空技师学院）"
    names = [(SCHOOL, whole), (SCHOOL, "江苏航空技师学院")]
    found = told(resolve([read(f"{whole}。后来江苏航空技师学院招生。", *names)]))
    assert found == {"苏州市工商职业技术学校": (whole, "江苏航空技师学院")}


def test_a_short_form_that_the_text_introduces_joins() -> None:
    names = [(A, "江苏纺织服装职业教育集团"), (A, "纺教集团")]
    text = "江苏纺织服装职业教育集团（以下简称“纺教集团”）成立。纺教集团成员。"
    assert told(resolve([read(text, *names)])) == {"江苏纺织服装职业教育集团": ("纺教集团",)}


def test_an_acronym_in_brackets_becomes_an_alias_though_it_stands_nowhere_else() -> None:
    report = read("加入世界院校联盟（WFXY）。", (A, "世界院校联盟"))
    assert told(resolve([report])) == {"世界院校联盟": ("WFXY",)}


def test_the_autonomous_region_s_office_is_that_of_the_reports_region() -> None:
    names = [(OFFICE, "自治区教育厅"), (OFFICE, "内蒙古自治区教育厅")]
    region = Region("内蒙古自治区", "呼和浩特市")
    found = resolve([read("自治区教育厅发文。内蒙古自治区教育厅批准。", *names, region=region)])
    assert [entity.name for entity in found.entities] == ["内蒙古自治区教育厅"]


def test_an_office_named_by_province_or_city_word_is_that_of_the_reports_place() -> None:
    names = [(OFFICE, "省教育厅"), (OFFICE, "江苏省教育厅")]
    one = read("省教育厅发文。江苏省教育厅批准。", *names, region=JIANGSU)
    other = read("省教育厅发文。", *names, report_id="s", region=Region("浙江省", "杭州市"))
    found = resolve([one, other])
    assert {entity.id: entity.name for entity in found.entities} == {
        "GovernmentBody/江苏省教育厅": "江苏省教育厅",
        "GovernmentBody/浙江省教育厅": "省教育厅",
    }


def test_a_competition_of_several_years_is_one_event_with_one_id() -> None:
    names = [(C, "2023年全国职业院校技能大赛"), (C, "2024年全国职业院校技能大赛"), (C, "全国职业院校技能大赛")]
    text = "2023年全国职业院校技能大赛。2024年全国职业院校技能大赛。全国职业院校技能大赛。"
    [entity] = resolve([read(text, *names)]).entities
    assert (entity.id, entity.name) == ("Competition/全国职业院校技能大赛", "全国职业院校技能大赛")


def test_a_competition_that_two_reports_date_differently_is_named_without_a_year() -> None:
    one = read("2023年全国职业院校技能大赛", (C, "2023年全国职业院校技能大赛"))
    other = read("2024年全国职业院校技能大赛", (C, "2024年全国职业院校技能大赛"), report_id="s")
    [entity] = resolve([one, other]).entities
    assert entity.name == "全国职业院校技能大赛"
    assert set(entity.aliases) == {"2023年全国职业院校技能大赛", "2024年全国职业院校技能大赛"}


def test_a_rare_form_does_not_lend_its_name_by_a_mere_modifier() -> None:
    names = [(A, "苏州市域产教联合体"), (A, "苏州市产教联合体")]
    text = "苏州市域产教联合体。苏州市产教联合体。苏州市产教联合体。苏州市产教联合体。"
    assert told(resolve([read(text, *names)])) == {"苏州市产教联合体": ("苏州市域产教联合体",)}


def test_one_company_in_two_reports_is_one_entity() -> None:
    one = read("碧波科技有限公司", (E, "碧波科技有限公司"))
    other = read("碧波科技到校招聘", (E, "碧波科技"), report_id="s")
    [entity] = resolve([one, other]).entities
    assert {mention.span.report for mention in entity.mentions} == {"r", "s"}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (COLLEGE, "顺丰供应链产业学院"),
        (SCHOOL, "经济管理学院"),
        (C, "校园歌手大赛"),
        (BASE, "国家级生产性实训基地"),
        (OFFICE, "教育局"),
        (A, "校企合作理事会"),
    ],
)
def test_what_every_school_has_is_each_schools_own(kind: EntityKind, name: str) -> None:
    one = read(name, (kind, name), institution="青禾职业学院")
    other = read(name, (kind, name), report_id="s", institution="碧波职业学院")
    found = resolve([one, other])
    assert [entity.id for entity in found.entities] == [f"{kind}/{name}@碧波职业学院", f"{kind}/{name}@青禾职业学院"]


def test_what_a_school_has_is_one_thing_in_its_reports_of_two_years() -> None:
    names = [(SCHOOL, "青禾职业学院"), (SCHOOL, "经济管理学院")]
    one = read("青禾职业学院经济管理学院", *names, institution="青禾职业学院")
    other = read("青禾职业学院经济管理学院", *names, report_id="s", institution="青禾职业学院")
    assert len(resolve([one, other]).entities) == 2


def test_an_industrial_college_in_a_regions_report_belongs_to_the_school_that_co_builds_it() -> None:
    school, college = "苏州青禾职业学院", "碧波智造产业学院"
    claims = ((school, Predicate.CO_BUILDS, college),)
    names = [(SCHOOL, school), (COLLEGE, college)]
    own = read(f"{school}共建{college}", *names, institution=school, claims=claims)
    region = read(f"{school}共建{college}", *names, report_id="s", institution="苏州市教育局", claims=claims)
    found = resolve([own, region])
    assert len(found.entities) == 2
    [relation] = found.relations
    assert [span.report for span in relation.evidence] == ["r", "s"]


def test_claims_about_two_forms_become_one_relation_with_all_evidence() -> None:
    names = [(SCHOOL, "苏州青禾职业学院"), (E, "碧波科技有限公司"), (E, "碧波科技")]
    pair = Predicate.COOPERATES_WITH
    claims = (("苏州青禾职业学院", pair, "碧波科技有限公司"), ("苏州青禾职业学院", pair, "碧波科技"))
    one = read("苏州青禾职业学院与碧波科技有限公司、碧波科技", *names[:2], claims=claims[:1])
    other = read("苏州青禾职业学院与碧波科技", names[0], names[2], report_id="s", claims=claims[1:])
    [relation] = resolve([other, one]).relations
    assert relation.subject == "Institution/苏州青禾职业学院"
    assert relation.object == "Enterprise/碧波科技有限公司"
    assert [span.report for span in relation.evidence] == ["r", "s"]
    assert relation.attrs == ((), ())


def test_a_user_makes_two_names_one_and_keeps_two_apart() -> None:
    names = [(E, "碧波科技股份有限公司"), (E, "碧波科技"), (E, "海星机电")]
    report = read("碧波科技股份有限公司。碧波科技。海星机电。", *names)
    overrides = Overrides(same=(("海星机电", "碧波科技"),), different=(("碧波科技", "碧波科技股份有限公司"),))
    found = resolve([report], overrides=overrides)
    assert told(found) == {"碧波科技": ("海星机电",), "碧波科技股份有限公司": ()}
    assert {decision.rule for decision in explain(found, "海星机电")} >= {"user"}


def test_every_mention_has_one_entity_and_a_decision_with_its_reason() -> None:
    names = [(E, "碧波科技股份有限公司"), (E, "碧波科技")]
    report = read("碧波科技股份有限公司。碧波科技。", *names)
    found = resolve([report])
    assert sorted(m.span for e in found.entities for m in e.mentions) == [m.span for m in report.mentions]
    [decision] = [decision for decision in found.decisions if decision.surface == "碧波科技"]
    assert (decision.rule, decision.entity) == ("suffix", found.entities[0].id)
    assert dict(decision.features)["to"] == "碧波科技股份有限公司"


def test_the_order_of_the_reports_changes_nothing() -> None:
    one = read("碧波科技有限公司。全国职业院校技能大赛", (E, "碧波科技有限公司"), (C, "全国职业院校技能大赛"))
    other = read(
        "碧波科技。2024年全国职业院校技能大赛", (E, "碧波科技"), (C, "2024年全国职业院校技能大赛"), report_id="s"
    )
    assert resolve([one, other]) == resolve([other, one])


def test_an_id_holds_no_slash_of_the_name() -> None:
    [entity] = resolve([read("碧波A/B科技有限公司", (E, "碧波A/B科技有限公司"))]).entities
    assert entity.id.count("/") == 1


def test_two_reports_with_one_id_are_refused() -> None:
    report = read("碧波科技", (E, "碧波科技"))
    with pytest.raises(ValueError, match="unique"):
        resolve([report, report])


def test_two_signs_of_one_school_are_one_school() -> None:
    names = [(SCHOOL, "苏州市工商职业技术学校"), (SCHOOL, "江苏航空技师学院")]
    found = resolve([read("苏州市工商职业技术学校（江苏航空技师学院）公办。", *names)])
    assert told(found) == {"苏州市工商职业技术学校": ("江苏航空技师学院",)}


def test_a_known_company_is_not_its_subsidiary_of_another_report() -> None:
    one = read("苏州比亚迪汽车有限公司", (E, "苏州比亚迪汽车有限公司"))
    other = read("比亚迪。比亚迪汽车。", (E, "比亚迪"), (E, "比亚迪汽车"), report_id="s")
    assert "苏州比亚迪汽车有限公司" in told(resolve([one, other]))
    assert told(resolve([one, other]))["苏州比亚迪汽车有限公司"] == ()


def test_what_bears_the_schools_short_form_in_front_is_the_same_without_it() -> None:
    names = [(SCHOOL, "江苏青禾职业技术学院"), (BASE, "青院传统美德研究院"), (BASE, "传统美德研究院")]
    text = "江苏青禾职业技术学院。青院传统美德研究院。传统美德研究院。"
    found = told(resolve([read(text, *names, institution="江苏青禾职业技术学院")]))
    assert found["传统美德研究院"] == ("青院传统美德研究院",)


def test_explaining_an_entitys_name_tells_of_its_short_forms_too() -> None:
    names = [(E, "碧波科技股份有限公司"), (E, "碧波科技")]
    found = resolve([read("碧波科技股份有限公司。碧波科技。", *names)])
    assert {decision.surface for decision in explain(found, "碧波科技股份有限公司")} == {
        "碧波科技股份有限公司",
        "碧波科技",
    }
