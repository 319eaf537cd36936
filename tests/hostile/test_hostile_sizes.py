"""A report without end costs only itself: it is refused before it fills the memory, or read in time that keeps step."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.test_hostile_files import write_docx
from vocgraph import analysis, pipeline
from vocgraph.errors import UnreadableReportError
from vocgraph.library import Library
from vocgraph.model import Report
from vocgraph.read import files, isolated

LONG = 10_000_000  # bytes of one line
SMALL = 15_000  # characters that take a few tenths of a second
MANIFOLD = 4
LINES: dict[str, Callable[[int], str]] = {  # what the line of that number says
    "one endless line": lambda _: "学校开设心理健康教育课程，建立四级预警网络，",
    "one endless award": lambda _: "获一等奖2项，",
    "one endless share": lambda _: "12.5%，",
    "line breaks": lambda _: "学\n\n",
    "headings": lambda n: "#" * (n % 6 + 1) + f" {n}.{n % 7} 第{n}节\n",
    "captions": lambda n: f"表 {n} 情况\n",
    "a table of tabs": lambda _: "甲\t乙\t12\n",
    "a table of pipes": lambda _: "| 甲 | 乙 | 12 |\n",
    "a table of serials": lambda n: f"{n}\n星河{n}科技有限公司\n合作\n",
    "companies": lambda n: (
        f"学校与{chr(0x5000 + n)}{chr(0x5000 + 7 * n % 5000)}科技有限公司共建{chr(0x5000 + n)}产业学院。"
    ),
}


def endless(kind: str, size: int) -> str:
    """A text of about that many characters."""
    lines: list[str] = []
    held = 0
    while held < size:
        lines.append(LINES[kind](len(lines)))
        held += len(lines[-1])
    return "蓝海职业技术学院质量报告（2024年度）\n\n" + "".join(lines)


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx"])
def test_a_line_of_ten_megabytes_is_refused_at_once(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"long{ending}"
    if ending == ".docx":
        write_docx(path, "x" * LONG)
    else:
        path.write_bytes(b"x" * LONG)
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(UnreadableReportError, match="too many for a report") as told:
        files.read_report(path)
    assert told.value.fix
    assert time.process_time() - began < 2.0
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_a_page_that_is_too_long_does_not_leave_its_process(tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_bytes(b"x" * LONG)
    with pytest.raises(UnreadableReportError, match="too many for a report"):
        isolated.read_in_process(path)


def test_a_report_without_end_costs_only_itself(small_reports: Path, tmp_path: Path) -> None:
    (small_reports / "long.txt").write_bytes(b"x" * LONG)
    summary = pipeline.build([small_reports], tmp_path / "library")
    assert [failure.file for failure in summary.failures] == ["long.txt"]
    assert summary.counts["report"] == 2
    assert Library.check(tmp_path / "library") == []


@pytest.mark.parametrize("kind", LINES)
def test_reading_takes_time_that_grows_with_the_text_alone(kind: str) -> None:
    def taken(size: int) -> float:
        report = Report(id="r", text=endless(kind, size))
        began = time.process_time()
        analysis.analyse(report)
        return time.process_time() - began

    taken(1_000)
    once = min(taken(SMALL) for _ in range(2))
    assert taken(MANIFOLD * SMALL) < 2.2 * MANIFOLD * max(once, 0.05)  # in proportion to its square: four times as much
