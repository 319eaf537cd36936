"""Which names are weighed as forms of one another, and which never are."""

import pytest

from vocgraph.model import EntityKind
from vocgraph.resolve.compare import compare, contradict
from vocgraph.resolve.names import parse

E, SCHOOL, C, A = EntityKind.ENTERPRISE, EntityKind.INSTITUTION, EntityKind.COMPETITION, EntityKind.ALLIANCE
COLLEGE, PARK, OFFICE, BASE = (
    EntityKind.INDUSTRIAL_COLLEGE,
    EntityKind.PARK,
    EntityKind.GOVERNMENT_BODY,
    EntityKind.BASE_OR_CENTRE,
)


@pytest.mark.parametrize(
    ("kind", "short", "full", "rule"),
    [
        (E, "碧波科技", "碧波科技股份有限公司", "suffix"),
        (E, "碧波科技有限公司", "苏州碧波科技有限公司", "place-dropped"),
        (E, "碧波先进", "江苏碧波先进半导体有限公司", "trade-dropped"),
        (E, "碧波新材", "苏州碧波新材料科技股份有限公司", "trade-dropped"),
        (E, "碧波铸锻业", "中车碧波铸锻业有限公司", "owner-dropped"),
        (E, "浪潮信息", "山东浪潮信息", "place-dropped"),
        (E, "碧波苏州橡胶有限公司", "碧波橡胶（苏州）有限公司", "place-moved"),
        (E, "中建装集团", "中国建设装备集团有限公司", "contraction"),
        (SCHOOL, "苏州第二职业技术学校", "苏州市第二职业技术学校", "suffix"),
        (SCHOOL, "青禾职院", "江苏青禾职业技术学院", "place-dropped"),
        (SCHOOL, "昆山市中等专业学校", "昆山市职业中等专业学校", "suffix"),
        (SCHOOL, "机制学院", "机械制造工程学院", "contraction"),
        (SCHOOL, "机械制造学院", "机械制造工程学院", "modifier-dropped"),
        (SCHOOL, "昆山花木园艺学校", "昆山园艺花木学校", "word-order"),
        (C, "全国职业院校技能大赛", "2024年全国职业院校技能竞赛", "year"),
        (C, "蓝海杯大赛", "第五届“蓝海杯”美容美发大赛", "cup"),
        (C, "江苏省大学生英语演讲比赛", "“蓝海杯”江苏省大学生英语演讲比赛", "cup-dropped"),
        (C, "苏州市消防宣传进校园安全知识竞赛", "苏州市消防宣传进校园暨社团安全知识竞赛", "part-left-out"),
        (A, "先进纤维材料产教联合体", "苏州市先进纤维材料产教联合体", "place-dropped"),
        (COLLEGE, "纺织美妆产业学院", "现代纺织美妆产业学院", "modifier-dropped"),
        (COLLEGE, "顺丰现代产业学院", "顺丰供应链产业学院", "field-dropped"),
        (PARK, "昆山经开区", "苏州昆山经济技术开发区", "suffix"),
        (OFFICE, "江苏省人社厅", "江苏省人力资源和社会保障厅", "suffix"),
        (BASE, "丝绸文化传承基地", "江苏丝绸文化传承基地", "place-dropped"),
    ],
)
def test_a_short_form_is_known_by_its_rule(kind: EntityKind, short: str, full: str, rule: str) -> None:
    found = compare(parse(short, kind), parse(full, kind))
    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (E, "赛星空间", "赛星卫星科技有限公司"),
        (E, "中车苏州电机有限公司", "中车苏州电力机车有限公司"),
        (E, "碧波科技（长沙）有限公司", "碧波科技股份有限公司"),
        (E, "苏州碧波科技有限公司", "南京碧波科技有限公司"),
        (E, "宁波碧波", "碧波化学集团股份有限公司"),
        (E, "比亚迪", "苏州比亚迪汽车有限公司"),
        (E, "京东集团", "京东物流"),
        (E, "碧波集团", "碧波物流"),
        (E, "比亚迪", "苏州比亚迪"),
        (E, "碧波电子有限公司", "碧波机械有限公司"),
        (SCHOOL, "苏州市第二职业技术学校", "苏州市第三职业技术学校"),
        (SCHOOL, "青禾技工学校", "青禾技师学院"),
        (SCHOOL, "江苏纺织职业技术学院", "江苏化纤职业技术学院"),
        (C, "江苏省职业院校技能大赛", "全国职业院校技能大赛"),
        (C, "技能大赛", "全国职业院校技能大赛"),
        (C, "全国职业院校技能大赛", "全国石油和化工职业院校技能大赛"),
        (C, "中华职业教育创新创业大赛", "江苏省中华职业教育创新创业大赛"),
        (C, "江苏省大学生排球比赛", "江苏省大学生气排球比赛"),
        (A, "产教联合体", "苏州市产教联合体"),
        (COLLEGE, "新能源产业学院", "新能源汽车产业学院"),
        (PARK, "苏州高新区", "苏州昆山高新区"),
        (OFFICE, "教育局", "苏州市教育局"),
        (OFFICE, "江苏省教育厅", "浙江省教育厅"),
        (BASE, "实训基地", "国家级实训基地"),
    ],
)
def test_distinct_things_are_never_likened(kind: EntityKind, one: str, other: str) -> None:
    assert compare(parse(one, kind), parse(other, kind)) is None
    assert compare(parse(other, kind), parse(one, kind)) is None


def test_different_kinds_are_never_likened() -> None:
    assert compare(parse("碧波研究院", E), parse("碧波研究院", BASE)) is None


def test_names_contradict_each_other_by_place_ordinal_and_typed_end() -> None:
    assert contradict(parse("苏州碧波科技有限公司", E), parse("南京碧波科技有限公司", E)) == "places differ"
    assert contradict(parse("苏州市第一中学", SCHOOL), parse("苏州市第二中学", SCHOOL)) == "ordinals differ"
    assert contradict(parse("青禾技工学校", SCHOOL), parse("青禾技师学院", SCHOOL)) == "typed ends differ"
    assert contradict(parse("青禾职院", SCHOOL), parse("青禾职业技术学院", SCHOOL)) == ""
