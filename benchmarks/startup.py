"""Measures commands from the shell: until `--help` and a search have ended, until `serve` answers; and their memory.

python benchmarks/startup.py library [--rounds 7] [--results benchmarks/results]
"""

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

import record

if TYPE_CHECKING:
    from collections.abc import Callable

_ABOUT = (
    "Commands from the shell on the library of the five reports, from a warm file cache; medians of {rounds} runs."
    " `serve` counts until its first search is answered."
)
_PATIENCE = 60  # seconds that a server may take


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path, nargs="?", default=Path("library"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--port", type=int, default=8119)
    parser.add_argument("--results", type=Path, default=record.RESULTS)
    wanted = parser.parse_args()
    library = ["--library", str(wanted.library)]
    commands = {
        "--help": ["--help"],
        "search": ["search", "乡村振兴培训", *library],
        "search --json": ["search", "rural revitalisation training", "--json", *library],
    }
    rows = [_row(name, [_ended(command) for _ in range(wanted.rounds)]) for name, command in commands.items()]
    serve = ["serve", "--port", str(wanted.port), *library]
    rows.append(_row("serve", [_answered(serve, wanted.port) for _ in range(wanted.rounds)]))
    about = _ABOUT.format(rounds=wanted.rounds)
    record.save("startup", rows, title="Starting", about=about, folder=wanted.results)


def _row(name: str, runs: list[tuple[float, float, float]]) -> dict[str, object]:
    clock, processor, memory = np.array(runs).T
    return {
        "command": name,
        "seconds": round(float(np.median(clock)), 2),
        "fastest": round(float(clock.min()), 2),
        "cpu s": round(float(np.median(processor)), 2),
        "memory mb": round(float(np.median(memory))),
    }


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
