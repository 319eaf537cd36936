"""Times building a library: cold, unchanged, after one report changed.

    python benchmarks/build_speed.py data/reports [--made 100 1000] [--results benchmarks/results]

Each build is a `vocgraph build` of its own, so that the start of the program counts. Times of the wall are only worth
something on a quiet machine; processor time, of the build and its workers together, holds on a busy one too.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import genre
import record

_ABOUT = (
    "`vocgraph build` from the shell: everything new, nothing changed, one report changed; seconds by the clock and of"
    " all processors together, and the largest process while all is new."
)
MORE = "\n\n今年学校新增实训设备{number}台，价值{number}万元。\n"  # "the school has bought more equipment"


def build(reports: Path, library: Path) -> dict[str, float]:
    """Build once; seconds on the wall and of all processors, and the largest process in MB so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "vocgraph", "build", str(reports), "--library", str(library), "--json"]
    subprocess.run(command, check=True, capture_output=True)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return {"wall_s": round(wall, 2), "cpu_s": round(spent, 2), "largest_mb": after.ru_maxrss // 1024}


def measure(source: Path, *, times: int) -> dict[str, Any]:
    """What building a folder of reports takes.

    :param times: how often one report is changed; the fastest build after it is told.
    """
    with tempfile.TemporaryDirectory() as folder:
        reports, library = Path(folder) / "reports", Path(folder) / "library"
        shutil.copytree(source, reports)
        files = sorted(reports.rglob("*.txt"))
        characters = sum(len(file.read_text(encoding="utf-8")) for file in files)
        cold, unchanged = build(reports, library), build(reports, library)
        changes = []
        for number in range(1, times + 1):
            with files[len(files) // 2].open("a", encoding="utf-8") as changed:
                changed.write(MORE.format(number=number))
            changes.append(build(reports, library))
    return {
        "reports": len(files),
        "characters": characters,
        "processors": os.cpu_count(),
        "cold": cold,
        "unchanged": unchanged,
        "one_changed": min(changes, key=lambda change: change["wall_s"]),
        "characters_per_s": round(characters / cold["wall_s"]),
    }


def main() -> None:
    """Print one JSON object per folder, and note the figures where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, nargs="*", help="Folders of .txt reports; they are copied, not changed.")
    parser.add_argument("--made", type=int, nargs="*", default=[], help="Synthetic reports, so many at a time.")
    parser.add_argument("--times", type=int, default=3, help="Changes of one report; the fastest is told.")
    parser.add_argument("--results", type=Path, help="Folder to note the figures in.")
    options = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as folder:
        made = [Path(folder) / str(count) for count in options.made]
        for path, count in zip(made, options.made, strict=True):
            genre.write_reports(path, count)
        for reports in (*options.reports, *made):
            found.append({"of": "synthetic" if reports in made else "real", **measure(reports, times=options.times)})
            print(json.dumps(found[-1], indent=1))
    if options.results:
        record.save("build", [_row(result) for result in found], title="Building", about=_ABOUT, folder=options.results)


def _row(result: dict[str, Any]) -> dict[str, Any]:
    stages = {name: result[name] for name in ("cold", "unchanged", "one_changed")}
    return {
        **{name: result[name] for name in ("of", "reports", "characters", "characters_per_s")},
        **{f"{name}_{figure}": stage[figure] for name, stage in stages.items() for figure in ("wall_s", "cpu_s")},
        "largest_mb": stages["cold"]["largest_mb"],
    }


if __name__ == "__main__":
    main()
