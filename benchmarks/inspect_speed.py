"""Measures how fast reports are read: the file, its structure, its passages, its figures and its names.

    python benchmarks/inspect_speed.py [FOLDER]

One line per report and one for all: its characters, the processor seconds of each step, and thousands of characters
per second over all steps. Every step is the best of three runs.
"""

from __future__ import annotations

import functools
import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from vocgraph.chunk.cut import cut_chunks
from vocgraph.extract.indicators import observe
from vocgraph.extract.report import read_facts
from vocgraph.read.files import ENDINGS, read_report
from vocgraph.structure.report import structure_report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
_STEPS = ("read", "structure", "passages", "figures", "names")


def main() -> None:
    """Measure every report of a folder, the project's own reports by default."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "data" / "reports"
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    width = max(len(path.stem) for path in files)
    print("report".ljust(width), "characters", *(f"{step:>9}" for step in _STEPS), "1000/s")
    characters, totals = 0, [0.0] * len(_STEPS)
    _measure(files[0])  # once for nothing: gazetteers and patterns are made on first use
    for path in files:
        size, seconds = _measure(path)
        characters += size
        totals = [one + other for one, other in zip(totals, seconds, strict=True)]
        _show(path.stem.ljust(width), size, seconds)
    _show("all".ljust(width), characters, totals)


def _measure(path: Path) -> tuple[int, list[float]]:
    report, reading = _best(lambda: read_report(path))
    structure, structuring = _best(lambda: structure_report(report))
    rest = [
        _best(lambda: cut_chunks(report, structure))[1],
        _best(lambda: observe(report, structure))[1],
        _best(lambda: read_facts(report, structure))[1],
    ]
    return len(report.text), [reading, structuring, *rest]


def _best(step: Callable[[], T], *, runs: int = 3) -> tuple[T, float]:
    """What a step gives, and the processor seconds of its fastest run."""
    fastest = float("inf")
    for _ in range(runs):
        _forget()
        began = time.process_time()
        outcome = step()
        fastest = min(fastest, time.process_time() - began)
    return outcome, fastest


def _forget() -> None:
    """Clear what a run before this one remembered of the very same lines; word lists made once stay."""
    remembering = type(functools.lru_cache(len))
    for thing in gc.get_objects():
        if type(thing) is remembering and (thing.cache_parameters()["maxsize"] or 0) > 1:
            thing.cache_clear()


def _show(name: str, characters: int, seconds: Sequence[float]) -> None:
    speed = characters / sum(seconds) / 1000
    print(name, f"{characters:>10,}", *(f"{taken:>8.2f}s" for taken in seconds), f"{speed:>6.1f}")


if __name__ == "__main__":
    main()
