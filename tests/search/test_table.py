"""The table of what passages are filtered and counted by, in memory and from disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vocgraph.index.chunks import Facts, chapter_of
from vocgraph.index.terms import Filters
from vocgraph.model import PassageKind
from vocgraph.search.table import FIELDS, PassageTable

ROWS = (
    Facts("a-2023", "甲校", 2023, PassageKind.PROSE, "云岭省", "人才培养", ("aid", "training"), ("Enterprise/蓝海",)),
    Facts("a-2024", "甲校", 2024, PassageKind.CASE, "云岭省", "服务贡献", ("training",), ()),
    Facts("b-2024", "乙校", 2024, PassageKind.TABLE, "", "服务贡献", (), ("Enterprise/蓝海", "Park/云")),
    Facts("c", "丙校", None, PassageKind.CASE),
)


@pytest.fixture(params=["memory", "disk"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> PassageTable:
    made = PassageTable.of(ROWS)
    if request.param == "memory":
        return made
    made.save(tmp_path / "table")
    return PassageTable.open(tmp_path / "table")


@pytest.mark.parametrize(
    ("filters", "passing"),
    [
        (Filters(reports=("a-2024", "c")), [1, 3]),
        (Filters(institutions=("甲校",)), [0, 1]),
        (Filters(years=(2024,)), [1, 2]),
        (Filters(kinds=(PassageKind.CASE,)), [1, 3]),
        (Filters(provinces=("云岭省",)), [0, 1]),
        (Filters(chapters=("服务贡献",)), [1, 2]),
        (Filters(topics=("training",)), [0, 1]),
        (Filters(topics=("aid", "training"), years=(2023,)), [0]),
        (Filters(organisations=("Park/云", "Enterprise/蓝海")), [0, 2]),
        (Filters(topics=("unheard of",)), []),
    ],
)
def test_a_filter_lets_pass_what_has_one_of_its_values(
    table: PassageTable, filters: Filters, passing: list[int]
) -> None:
    allowed = table.allowed(filters)
    assert allowed is not None
    assert allowed.nonzero()[0].tolist() == passing


def test_without_a_filter_nothing_is_masked(table: PassageTable) -> None:
    assert table.allowed(Filters()) is None


def test_values_are_counted_over_the_wanted_rows_only_and_what_is_not_known_is_left_out(table: PassageTable) -> None:
    every = np.arange(len(table))
    assert table.count("topic", every) == (("training", 2), ("aid", 1))
    assert table.count("organisation", np.array([2])) == (("Enterprise/蓝海", 1), ("Park/云", 1))
    assert table.count("year", every) == (("2024", 2), ("2023", 1))
    assert table.count("province", every) == (("云岭省", 2),)
    assert table.count("topic", np.array([3])) == ()


def test_the_values_of_rows_are_told_in_the_order_asked_for(table: PassageTable) -> None:
    assert table.values("organisation", np.array([2, 1, 0])) == (
        ("Enterprise/蓝海", "Park/云"),
        (),
        ("Enterprise/蓝海",),
    )
    assert table.holders("topic", "training").tolist() == [0, 1]


def test_a_row_counts_once_for_a_group_and_a_value_for_each_of_its_groups(table: PassageTable) -> None:
    groups = {"aid": ("life",), "training": ("life", "work")}
    every = np.arange(len(table))
    assert table.count_groups("topic", every, lambda topic: groups[topic]) == (("life", 2), ("work", 2))
    assert table.count_groups("topic", np.array([2, 0]), lambda topic: groups[topic]) == (("life", 1), ("work", 1))
    assert table.count_groups("topic", np.array([3]), lambda topic: groups[topic]) == ()


def test_a_year_that_is_not_known_is_0(table: PassageTable) -> None:
    assert table.years(np.array([3, 0, 2])).tolist() == [0, 2023, 2024]


def test_a_table_of_nothing_can_be_saved_and_asked(tmp_path: Path) -> None:
    PassageTable.of(()).save(tmp_path)
    table = PassageTable.open(tmp_path)
    assert len(table) == 0
    assert [table.count(field, np.empty(0, dtype=np.int64)) for field in FIELDS] == [()] * len(FIELDS)


@pytest.mark.parametrize("content", [b"", b"no numbers"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    PassageTable.of(ROWS).save(tmp_path)
    (tmp_path / "topic-values.npy").write_bytes(content)
    with pytest.raises(ValueError, match=r"topic-values\.npy cannot be read"):
        PassageTable.open(tmp_path)


@pytest.mark.parametrize(
    ("heading", "chapter"),
    [
        (("1 人才培养", "1.1 立德树人"), "人才培养"),
        (("第一部分 人才 培养",), "人才培养"),
        (("一 产教融合",), "产教融合"),
        (("一流校园",), "一流校园"),
        ((), ""),
    ],
)
def test_a_chapter_is_the_outermost_heading_without_its_number(heading: tuple[str, ...], chapter: str) -> None:
    assert chapter_of(heading) == chapter
