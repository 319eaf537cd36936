"""How a printed name is taken apart."""

import pytest

from vocgraph.model import EntityKind
from vocgraph.resolve.names import bracketed, fold, is_speaker, is_woven, parse, trade_prefixes


@pytest.mark.parametrize(
    ("kind", "printed", "places", "core"),
    [
        (EntityKind.ENTERPRISE, "苏州蓝海科技股份有限公司", ("苏州",), "蓝海科技"),
        (EntityKind.ENTERPRISE, "蓝海铜业（集团）股份有限公司", (), "蓝海铜业"),
        (EntityKind.ENTERPRISE, "蓝海通信（广州）有限公司", ("广州",), "蓝海通信"),
        (EntityKind.INSTITUTION, "江苏省苏州市第二职业技术学校", ("江苏", "苏州"), "第二"),
        (EntityKind.INSTITUTION, "江苏江苏青禾职院", ("江苏",), "青禾"),
        (EntityKind.COMPETITION, "2024年第八届“蓝海杯”江苏省职业院校技能大赛总决赛", ("江苏",), "职业院校技能"),
        (EntityKind.ALLIANCE, "苏州市域产教联合体", ("苏州",), ""),
        (EntityKind.PARK, "苏州昆山经济技术开发区", ("苏州", "昆山"), ""),
        (EntityKind.GOVERNMENT_BODY, "江苏省人力资源和社会保障厅", ("江苏",), "人社厅"),
    ],
)
def test_a_name_is_taken_apart(kind: EntityKind, printed: str, places: tuple[str, ...], core: str) -> None:
    name = parse(printed, kind)
    assert (name.places, name.core) == (places, core)


def test_years_sessions_and_the_cup_of_a_competition_are_kept_apart_from_its_core() -> None:
    name = parse("2024年度第八届“蓝海杯”江苏省职业院校技能大赛", EntityKind.COMPETITION)
    assert (name.years, name.cup) == (("2024", "第八届"), "蓝海杯")


def test_printings_that_differ_in_marks_width_and_line_breaks_fold_to_one() -> None:
    assert fold("“蓝海杯”技能\n大赛（Ａ组）") == fold("蓝海杯技能大赛(A组)")


@pytest.mark.parametrize(
    ("printed", "inner"),
    [
        ("苏州市工商职业技术学校（江苏航空技师学院）", "江苏航空技师学院"),
        ("苏州市工商职业技术学校（原苏州市商业学校）", "苏州市商业学校"),
        ("蓝海应用科学大学（Blue Sea University）", "BlueSeaUniversity"),
    ],
)
def test_another_name_in_brackets_is_seen(printed: str, inner: str) -> None:
    found = bracketed(printed, EntityKind.INSTITUTION)
    assert found is not None
    assert found[1] == inner


@pytest.mark.parametrize(
    "printed", ["蓝海（集团）", "蓝海自动化设备（苏州）", "蓝海科技（牵头单位）", "蓝海（北京）有限公司"]
)
def test_a_bracket_that_completes_a_name_or_comments_on_it_is_no_other_name(printed: str) -> None:
    assert bracketed(printed, EntityKind.ENTERPRISE) is None


def test_words_for_whoever_speaks_are_no_names() -> None:
    assert is_speaker("我\n校")
    assert not is_speaker("青禾学校")


def test_a_short_form_is_woven_from_the_full_name_in_order() -> None:
    assert is_woven("青院", "青禾职业技术学院")
    assert not is_woven("禾院", "青禾职业技术学院")
    assert not is_woven("青院禾", "青禾职业技术学院")


def test_words_of_trade_are_taken_off_the_end_one_by_one() -> None:
    assert trade_prefixes("蓝海新材料科技") == ("蓝海新材料科技", "蓝海新材料", "蓝海")
