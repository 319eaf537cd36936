"""What the gazetteers answer; every name is an ordinary one of its kind."""

import pytest

from vocgraph import gazetteer
from vocgraph.model import Region


def test_a_county_leads_to_its_city_and_province() -> None:
    assert gazetteer.region_of("昆山市教育局") == Region("江苏省", "苏州市")


def test_a_municipality_is_its_own_city() -> None:
    assert gazetteer.region_of("上海市浦东新区") == Region("上海市", "上海市")


def test_a_county_level_city_under_its_province_is_its_own_city() -> None:
    assert gazetteer.region_of("仙桃市职教中心") == Region("湖北省", "仙桃市")


def test_a_name_of_two_places_gives_nothing_alone() -> None:
    assert gazetteer.region_of("鼓楼区工业学校") == Region()


def test_a_city_before_it_decides_between_namesakes() -> None:
    assert gazetteer.region_of("南京市鼓楼区工业学校") == Region("江苏省", "南京市")
    assert gazetteer.region_of("福建省鼓楼区") == Region("福建省", "福州市")


def test_places_that_contradict_each_other_leave_their_province() -> None:
    assert gazetteer.region_of("苏州市与无锡市") == Region("江苏省", "")
    assert gazetteer.region_of("苏州市与杭州市") == Region()


def test_an_ordinary_word_that_is_also_a_county_is_no_place() -> None:
    assert gazetteer.region_of("促进世界和平与发展") == Region()
    assert gazetteer.region_of("学生举止大方得体") == Region()


@pytest.mark.parametrize(
    ("name", "place", "rest"),
    [
        ("江苏省苏州市教育局", "江苏省苏州市", "教育局"),
        ("湘西州民族学校", "湘西州", "民族学校"),
        ("苏州昆山经开区", "苏州昆山", "经开区"),
        ("蓝海科技有限公司", "", "蓝海科技有限公司"),
        ("西藏自治区", "", "西藏自治区"),
    ],
)
def test_a_name_is_split_after_its_places(name: str, place: str, rest: str) -> None:
    assert gazetteer.split_place(name) == (place, rest)


def test_a_word_behind_another_province_is_no_county_of_a_namesake() -> None:
    assert gazetteer.region_of("重庆山城工业职业学院") == Region("重庆市", "重庆市")


def test_a_school_of_the_list_knows_its_city() -> None:
    assert gazetteer.school_place("中山大学") == Region("广东省", "广州市")
    assert gazetteer.region_of("中山大学") == Region("广东省", "广州市")


def test_a_school_is_found_under_the_name_it_was_raised_to() -> None:
    assert "深圳职业技术大学" not in gazetteer.schools()
    assert gazetteer.school_place("深圳职业技术大学") == Region("广东省", "深圳市")


def test_a_school_that_is_in_no_list_has_no_known_place() -> None:
    assert gazetteer.school_place("蓝海职业技术学院") is None


def test_listed_and_widely_known_companies_are_sure() -> None:
    assert gazetteer.is_known_company("科大讯飞") == "listed"
    assert gazetteer.is_known_company("华为") == "listed"


def test_collected_short_names_are_only_support() -> None:
    assert gazetteer.is_known_company("阿巴町") == "noisy"


@pytest.mark.parametrize("name", ["太阳能", "张家界", "苏州", "清华大学", "智慧", "京东方Ａ", "ST东北"])
def test_words_places_schools_and_marked_names_are_no_companies(name: str) -> None:
    assert gazetteer.is_known_company(name) is None


def test_every_file_is_sorted_and_without_white_space() -> None:
    names = [division.name for division in gazetteer.divisions()]
    assert names == sorted(names)
    assert all(name == "".join(name.split()) for name in (*names, *gazetteer.schools()))
