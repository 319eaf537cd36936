"""A report without end costs only itself: it is refused before it fills the memory, or read to its end."""

from __future__ import annotations

import sys
import tracemalloc
from pathlib import Path

import pytest

from tests.hostile.test_hostile_files import write_docx
from vocgraph import analysis, pipeline
from vocgraph.errors import UnreadableReportError
from vocgraph.library import Library
from vocgraph.model import Report
from vocgraph.read import files, isolated

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from endless import LINES, endless

LONG = 10_000_000  # bytes of one line


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".docx"])
def test_a_line_of_ten_megabytes_is_refused_at_once(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"long{ending}"
    if ending == ".docx":
        write_docx(path, "x" * LONG)
    else:
        path.write_bytes(b"x" * LONG)
    tracemalloc.start()
    with pytest.raises(UnreadableReportError, match="too many for a report") as told:
        files.read_report(path)
    assert told.value.fix
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
def test_a_text_without_end_is_read_to_its_last_character(kind: str) -> None:
    read = analysis.analyse(Report(id="r", text=endless(kind, 20_000)))
    text = read.report.text
    last = max(block.span.end for block in read.structure.blocks)
    assert not text[last:].strip()
    assert all(chunk.text for chunk in read.chunks)
