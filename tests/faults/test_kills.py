"""A build that is killed leaves the old generation or the new one, and no lock behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.faults.test_failing_disk import change, said
from vocgraph import pipeline
from vocgraph.library import Library

BUILD = [sys.executable, "-m", "vocgraph", "build", "--workers", "2"]


def killed_after(seconds: float, reports: Path, library: Path) -> None:
    """Start a build as a user would and kill it, its workers excepted, who must notice."""
    building = subprocess.Popen([*BUILD, str(reports), "--library", str(library)], stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    building.send_signal(signal.SIGKILL)
    building.wait()


def test_a_killed_build_loses_nothing(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    started = time.monotonic()
    before, losses = "", []
    for number, share in enumerate([1.0, 0.4, 0.6, 0.75, 0.9], start=1):
        for file in small_reports.iterdir():  # both are read afresh, by two workers
            file.write_text(file.read_text(encoding="utf-8") + "完。\n", encoding="utf-8")
        change(small_reports, number)
        if share == 1.0:
            subprocess.run([*BUILD, str(small_reports), "--library", str(library)], check=True, capture_output=True)
            takes = time.monotonic() - started
        else:
            killed_after(takes * share, small_reports, library)
            time.sleep(0.2)  # the workers notice
        new = f"实训设备{number}台。"
        if Library.check(library) or said(library) not in {before, new}:
            losses.append((share, said(library)))
        pipeline.build([small_reports], library)
        before = said(library)
        assert before == new
    assert losses == []


def test_workers_end_with_the_build_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from vocgraph.analysis import _end_with_parent\n"
        "pool = ProcessPoolExecutor(2, initializer=_end_with_parent)\n"
        "print(*{pool.submit(time.sleep, 0.2) and pool.submit(os.getpid).result() for _ in range(4)}, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    workers = [int(pid) for pid in parent.stdout.readline().split()]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 10
    while any(is_running(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert workers
    assert not any(is_running(pid) for pid in workers)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
