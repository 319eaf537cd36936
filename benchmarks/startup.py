"""Measures commands from the shell: until `--help` and a search have ended, until `serve` answers; and their memory."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

_PATIENCE = 60  # seconds that a server may take


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path, nargs="?", default=Path("library"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--port", type=int, default=8119)
    wanted = parser.parse_args()
    library = ["--library", str(wanted.library)]
    commands = {
        "--help": ["--help"],
        "search": ["search", "乡村振兴培训", *library],
        "search --json": ["search", "rural revitalisation training", "--json", *library],
    }
    print(f"{'':<16}{'seconds':>9}{'fastest':>9}{'of processor':>14}{'MB at most':>12}    (medians of {wanted.rounds})")
    for name, command in commands.items():
        _row(name, [_ended(command) for _ in range(wanted.rounds)])
    serve = ["serve", "--port", str(wanted.port), *library]
    _row("serve", [_answered(serve, wanted.port) for _ in range(wanted.rounds)])


def _row(name: str, runs: list[tuple[float, float, float]]) -> None:
    clock, processor, memory = np.array(runs).T
    figures = f"{np.median(clock):>9.2f}{clock.min():>9.2f}{np.median(processor):>14.2f}{np.median(memory):>12.0f}"
    print(f"{name:<16}{figures}")


def _ended(command: list[str]) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of the processor and peak memory in MB until a command has ended."""
    began = time.perf_counter()
    process = _started(command)
    return _facts(process, lambda: time.perf_counter() - began)


def _answered(command: list[str], port: int) -> tuple[float, float, float]:
    """The same until a server has answered its first search."""
    began = time.perf_counter()
    process = _started(command)
    url = f"http://127.0.0.1:{port}/api/v1/search?q=%E5%9F%B9%E8%AE%AD"
    while True:
        try:
            with urllib.request.urlopen(url) as answer:
                answer.read()
            break
        except urllib.error.URLError:
            if time.perf_counter() - began > _PATIENCE or process.poll() is not None:
                raise
            time.sleep(0.01)
    taken = time.perf_counter() - began
    process.terminate()
    return _facts(process, lambda: taken)


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "vocgraph", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _facts(process: subprocess.Popen[bytes], clock: Callable[[], float]) -> tuple[float, float, float]:
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0  # it has been waited for
    kilobytes = 1024 if sys.platform == "darwin" else 1
    return clock(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1000 / kilobytes


if __name__ == "__main__":
    main()
