"""Whatever call to the disk fails in a build, the library stays whole, and the next build succeeds."""

from __future__ import annotations

import ctypes
import errno
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.failing import failing
from vocgraph import pipeline, storage
from vocgraph.errors import LibraryDamagedError, LibraryUnwritableError
from vocgraph.library import Library

LIMITS = (2_000, 9_000, 40_000, 90_000, 100_000, 500_000)  # bytes a file may grow to: each stops another writer


def change(reports: Path, number: int) -> None:
    """Make the first report another one, so that there is something to build."""
    file = reports / "blue-2024.txt"
    text = file.read_text(encoding="utf-8").partition("\n新增")[0]
    file.write_text(f"{text}\n新增实训设备{number}台。\n", encoding="utf-8")


def said(library: Path) -> str:
    """What the changed report says in the generation in use."""
    with Library.open(library) as opened:
        return opened.report("blue-2024").report.text.rpartition("\n新增")[2].strip()


@pytest.fixture
def built(small_reports: Path, tmp_path: Path) -> Path:
    change(small_reports, 0)
    pipeline.build([small_reports], tmp_path / "library")
    return tmp_path / "library"


def test_every_call_that_fails_leaves_the_old_or_the_new_generation(small_reports: Path, built: Path) -> None:
    change(small_reports, 1)
    with failing(at=None) as disk:
        pipeline.build([small_reports], built, workers=1)
    assert {"fsync", "rename", "replace", "mkdir", "write"} <= set(disk.calls)
    kept, losses = said(built), []
    for at in range(len(disk.calls)):
        change(small_reports, 2 + at)
        reason = (errno.EIO, errno.ENOSPC)[at % 2]
        told = ""
        with failing(at=at, reason=reason) as broken:
            try:
                pipeline.build([small_reports], built, workers=1)
            except LibraryUnwritableError as error:
                told = error.problem
        assert len(broken.calls) > at
        new = f"实训设备{2 + at}台。"
        if Library.check(built) or said(built) not in ({kept, new} if told else {new}):
            losses.append((at, broken.calls[at], told, said(built)))
        kept = said(built)
    assert losses == []
    assert pipeline.build([small_reports], built).counts["report"] == 2
    assert sorted(path.name for path in built.iterdir()) == [".lock", "CURRENT", "cache", "generations"]
    assert [path for path in (built / "generations").iterdir() if path.suffix] == []


@pytest.mark.parametrize("limit", LIMITS)
def test_writers_outside_python_that_run_into_a_limit_lose_nothing(
    small_reports: Path, built: Path, limit: int
) -> None:
    change(small_reports, limit)

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "vocgraph", "build", str(small_reports), "--library", str(built)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limited)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Cannot write to" in done.stderr
    assert Library.check(built) == []
    assert said(built) == "实训设备0台。"
    pipeline.build([small_reports], built)
    assert said(built) == f"实训设备{limit}台。"


def test_a_file_where_a_folder_should_be_is_told(small_reports: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(LibraryUnwritableError, match="Not a directory"):
        pipeline.build([small_reports], tmp_path / "file" / "library")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux takes the right to write anywhere from its root")
def test_a_library_that_may_only_be_read_is_told_and_still_answers(small_reports: Path, built: Path) -> None:
    folders = [built, *(path for path in built.rglob("*") if path.is_dir())]

    def as_anyone() -> None:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        whole = [sys.executable, "-m", "vocgraph", *command, "--library", str(built)]
        return subprocess.run(whole, capture_output=True, text=True, check=False, preexec_fn=as_anyone)

    change(small_reports, 1)
    for folder in folders:
        folder.chmod(0o555)
    try:
        refused, answered, checked = run("build", str(small_reports)), run("search", "产业学院", "--json"), run("check")
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert refused.returncode == 1
    assert "Permission denied" in refused.stderr
    assert "your rights to the folder" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (answered.returncode, checked.returncode) == (0, 0), answered.stderr + checked.stderr
    assert said(built) == "实训设备0台。"


def test_a_second_build_is_told_of_the_first(small_reports: Path, built: Path) -> None:
    change(small_reports, 1)
    command = [sys.executable, "-m", "vocgraph", "build", str(small_reports), "--library", str(built)]
    with storage.writing(built):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Another build is writing to" in done.stderr
    assert "Wait until it has ended" in done.stderr
    assert said(built) == "实训设备0台。"


def test_a_library_in_use_is_not_disturbed_by_builds(small_reports: Path, built: Path) -> None:
    with Library.open(built) as reader:
        for number in (1, 2, 3):  # more than are kept
            change(small_reports, number)
            pipeline.build([small_reports], built)
        assert not reader.folder.joinpath("generations", "000001").exists()
        assert reader.report("blue-2024").report.text.endswith("实训设备0台。\n")
        with pytest.raises(LibraryDamagedError, match="generation 1 gave way"):
            reader.search("产业学院")  # what it reads was never opened
    assert storage.current(built).manifest.generation == 4
