"""What several rooms' tests need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vocgraph.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable

REPORTS = Path(__file__).parents[1] / "data" / "reports"


@pytest.fixture(scope="session")
def reports_folder() -> Path:
    """The five real reports."""
    return REPORTS


@pytest.fixture(scope="session")
def built_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the five reports, built once for all tests that only read it."""
    from vocgraph import pipeline

    folder = tmp_path_factory.mktemp("library")
    pipeline.build([REPORTS], folder)
    return folder


@pytest.fixture
def small_reports(tmp_path: Path) -> Path:
    """Two short reports that name the same enterprise."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "blue-2024.txt").write_text(SMALL_REPORT, encoding="utf-8")
    (folder / "green-2023.txt").write_text(
        SMALL_REPORT.replace("蓝海职业技术学院", "绿野职业技术学院").replace("2024", "2023"), encoding="utf-8"
    )
    return folder


@pytest.fixture
def make_report() -> Callable[[str], Report]:
    return lambda text: Report(id="r", text=text)


SMALL_REPORT = """蓝海职业技术学院高等职业教育质量报告（2024年度）

1.人才培养

1.1 立德树人

学校开设心理健康教育课程，建立四级预警网络，为情绪低落的学生提供咨询，全年接待1500人次。

2.产教融合

2.1 产业学院

学校与星河智能装备股份有限公司共建星河智能制造产业学院，在校生120人。学校牵头成立长江航运行业产教融合共同体，成员单位共60家。

【案例 2-1】送技术下乡，助力乡村振兴

学校组织教师到平安村开展乡村振兴技术培训，全年培训农民800人次，帮助村民学会大棚种植。

2.2 技能大赛

学生在2024年全国职业院校技能大赛中获一等奖2项。
"""
