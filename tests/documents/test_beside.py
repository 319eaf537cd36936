"""Deriving in a process of its own gives what deriving here gives, and its end, by whatever cause, is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from tests.faults.test_kills import is_running
from vocgraph import generation, pipeline, storage
from vocgraph.documents.beside import Deriver
from vocgraph.errors import LibraryUnwritableError, VocgraphError
from vocgraph.library import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

DERIVED = ("suggestions.sqlite", "picture.npy")


@pytest.fixture(autouse=True)
def even_for_few_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "_MANY", 1)


def statements(library: Path) -> list[str]:
    store = pyoxigraph.Store.read_only(str(storage.current(library).path("graph")))
    return sorted(map(str, store.quads_for_pattern(None, None, None)))


def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are asked to derive something, from now on."""
    asked: list[int] = []
    begin = Deriver.begin

    def noted(self: Deriver, *given: Path, **named: Path) -> None:
        asked.append(self._process.pid)
        begin(self, *given, **named)

    monkeypatch.setattr(Deriver, "begin", noted)
    return asked


def test_it_gives_what_one_process_gives(small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = begun(monkeypatch)
    steps: dict[str, list[tuple[str, int, int]]] = {}
    for name, workers in (("alone", 1), ("beside", 2)):
        told = steps.setdefault(name, [])
        pipeline.build(
            [small_reports], tmp_path / name, workers=workers, on_step=lambda *step, told=told: told.append(step)
        )
    assert len(asked) == 1
    alone, beside = (storage.current(tmp_path / name).manifest.files for name in ("alone", "beside"))
    assert [alone[name] for name in DERIVED] == [beside[name] for name in DERIVED]
    assert statements(tmp_path / "alone") == statements(tmp_path / "beside")
    assert steps["alone"] == steps["beside"]


def test_a_process_that_is_killed_is_told_and_costs_nothing(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    asked = begun(monkeypatch)
    write = generation.write_search_files

    def kills(*given: object, **named: object) -> None:
        os.kill(asked[0], signal.SIGKILL)
        write(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(generation, "write_search_files", kills)
    (small_reports / "green-2023.txt").unlink()
    with pytest.raises(VocgraphError, match="its process ended"):
        pipeline.build([small_reports], library, workers=2)
    assert len(storage.current(library).manifest.reports) == 2
    assert Library.check(library) == []


def test_what_cannot_be_written_there_is_told_here(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Deriver.begin

    def in_the_way(self: Deriver, folder: Path, *, keys: Path, before: Path | None) -> None:
        (folder / "suggestions.sqlite").mkdir()
        begin(self, folder, keys=keys, before=before)

    monkeypatch.setattr(Deriver, "begin", in_the_way)
    with pytest.raises(LibraryUnwritableError, match="unable to open database file"):
        pipeline.build([small_reports], tmp_path / "library", workers=2)
    assert list((tmp_path / "library" / "generations").iterdir()) == []


def test_it_is_ended_when_the_caller_gives_up(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = begun(monkeypatch)

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(generation, "write_search_files", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pipeline.build([small_reports], tmp_path / "library", workers=2)
    assert not any(map(is_running, asked))
    assert list((tmp_path / "library" / "generations").iterdir()) == []


@pytest.fixture
def orphan(tmp_path: Path) -> Iterator[int]:
    """A process whose caller is killed while it waits for its answer: it derives from what never becomes readable."""
    os.mkfifo(tmp_path / "documents.sqlite")
    code = (
        "import sys, time, pathlib\n"
        "from vocgraph.documents.beside import Deriver\n"
        "deriver = Deriver()\n"
        "deriver.begin(pathlib.Path(sys.argv[1]), keys=pathlib.Path(sys.argv[1], 'keys'), before=None)\n"
        "print(deriver._process.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert caller.stdout
    pid = int(caller.stdout.readline())
    time.sleep(1.5)  # it has read what it is asked for, and waits for the documents
    assert is_running(pid)
    caller.kill()
    caller.wait()
    caller.stdout.close()
    yield pid
    if is_running(pid):
        os.kill(pid, signal.SIGKILL)


def test_it_ends_with_a_caller_that_was_killed(orphan: int) -> None:
    deadline = time.monotonic() + 10
    while is_running(orphan) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_running(orphan)


@pytest.mark.parametrize(
    ("code", "fix"),
    [("import os; os.kill(os.getpid(), 9)", "free some"), ("raise SystemExit(1)", "fault of vocgraph")],
)
def test_an_end_in_the_middle_of_a_line_is_told(code: str, fix: str) -> None:
    said = 'import sys; sys.stdout.write(\'{"step": ["Wri\'); sys.stdout.flush(); '
    with Deriver() as deriver:
        deriver._process.kill()
        deriver._process.communicate()
        deriver._process = subprocess.Popen(
            [sys.executable, "-c", said + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        with pytest.raises(VocgraphError, match="its process ended") as caught:
            deriver.finish(lambda *_: None)
    assert fix in str(caught.value.fix)
