"""Finding near-identical passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from vocgraph.index.twins import Twins, build_twins, find_twins, likeness

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = (
    "学校坚持以服务地方经济社会发展为宗旨，与园区内多家企业共同建设实训基地，每年组织学生开展为期六个月的岗位实习，"
    "并聘请企业技术骨干担任兼职教师，共同制定人才培养方案，共同开发课程和教材，共同评价学生的学习成果。"
)
REPEATED = PLAIN.replace("六个月", "五个月")
OTHER = (
    "食堂引入第三方管理，每周公示食材来源与价格，设立学生膳食委员会参与监督，师生满意度逐年上升；宿舍完成热水与空调改造，"
    "新增自助洗衣房和阅读角，由辅导员和宿管员共同值守，夜间巡查记录每日上传，隐患整改由后勤处限期办理。"
)


def test_a_passage_repeated_with_one_change_is_a_twin_and_another_text_is_not() -> None:
    assert find_twins([OTHER, PLAIN, REPEATED, PLAIN]).tolist() == [0, 1, 1, 1]


def test_width_marks_and_line_breaks_make_no_difference() -> None:
    assert find_twins([PLAIN, PLAIN.replace("，", ",\n")]).tolist() == [0, 0]


def test_short_texts_are_no_copies_of_each_other() -> None:
    assert find_twins(["如下表所示。", "如下表所示。"]).tolist() == [0, 1]


def test_nothing_has_no_twins() -> None:
    assert find_twins([]).tolist() == []
    assert find_twins(["", "。"]).tolist() == [0, 1]


def test_likeness_is_a_share_of_what_both_hold() -> None:
    assert likeness(PLAIN, PLAIN) == 1
    assert likeness(PLAIN, OTHER) < 0.1 < 0.8 < likeness(PLAIN, REPEATED) < 1


def test_a_copy_s_group_and_fellows_are_found(tmp_path: Path) -> None:
    build_twins(tmp_path / "twins.npy", [OTHER, PLAIN, REPEATED, PLAIN])
    twins = Twins.open(tmp_path / "twins.npy")
    assert twins.of(range(4)) == [(), (2, 3), (1, 3), (1, 2)]
    assert twins.groups(np.array([3, 0])).tolist() == [1, 0]


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "twins.npy").write_bytes(b"x")
    with pytest.raises(ValueError, match=r"^twins\.npy cannot be read"):
        Twins.open(tmp_path / "twins.npy")
