"""Several processes on one port: they answer as one, outlive one of them, and leave together."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from vocgraph.errors import LibraryMissingError
from vocgraph.serve.server import AddressTakenError, ProcessesError, listen, run

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows cannot share the port")


@pytest.fixture
def server(built_library: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of two processes, and its address; where it is started lies a module that breaks who imports it."""
    (tmp_path / "waitress.py").write_text("raise SystemExit(9)", "ascii")
    command = [sys.executable, "-P", "-m", "vocgraph", "serve", "--library", str(built_library), "--processes", "2"]
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    assert process.stderr is not None
    assert any("Serving at" in line for line in process.stderr)
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.communicate()


def ask(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        text: str = answer.read().decode()
        return text


def tag_of(address: str) -> str | None:
    with urllib.request.urlopen(address, timeout=20) as answer:
        tag: str | None = answer.headers["ETag"]
        return tag


def reports_of(address: str) -> list[str]:
    return [report["id"] for report in json.loads(ask(f"{address}/api/v1/reports"))["reports"]]


def others(process: subprocess.Popen[str]) -> list[int]:
    """The processes that the first one started."""
    return [child.pid for child in psutil.Process(process.pid).children()]


def test_two_processes_answer_as_one_outlive_one_of_them_and_leave_together(
    server: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = server
    for _ in range(6):
        assert json.loads(ask(f"{address}/readyz"))["status"] == "ready"
    told = ask(f"{address}/metrics")
    assert 'vocgraph_requests_total{method="GET",route="/readyz",status="200"} 6.0' in told
    assert told.count("\nvocgraph_generation") == 1

    assert len({tag_of(f"{address}/reports/{report}") for report in reports_of(address)[:1] * 4}) == 1

    first, second = others(process)
    assert os.getsid(process.pid) not in {os.getsid(first), os.getsid(second)}  # a terminal's signal is not for them
    os.kill(first, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while (first in others(process) or len(others(process)) < 2) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert {second} < set(others(process))
    assert ask(f"{address}/healthz")
    assert ask(f"{address}/healthz")

    left = others(process)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert not any(psutil.pid_exists(one) for one in left)


def is_running(pid: int) -> bool:
    """Whether a process has not ended; nobody may have asked yet how one did whose parent was killed."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_the_others_end_with_a_first_one_that_is_killed(server: tuple[subprocess.Popen[str], str]) -> None:
    process, _ = server
    left = others(process)
    assert len(left) == 2
    counts = Path(psutil.Process(left[0]).environ()["PROMETHEUS_MULTIPROC_DIR"])
    assert counts.is_dir()
    process.kill()
    deadline = time.monotonic() + 30
    while any(map(is_running, left)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(is_running, left))
    assert not counts.exists()


def test_what_is_wrong_is_told_before_a_process_is_started(built_library: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        run(tmp_path / "nothing", port=0, processes=2)
    with listen("127.0.0.1", 0) as taken, pytest.raises(AddressTakenError):
        run(built_library, port=taken.getsockname()[1], processes=2)
    with pytest.raises(ProcessesError, match="--processes 1"):
        run(built_library, port=0, processes=2, writable=True)
