"""Times building a library: cold, unchanged, after one report changed.

    python benchmarks/build_speed.py data/reports

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


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path, help="A folder of .txt reports; it is copied, not changed.")
    parser.add_argument("--times", type=int, default=3, help="Changes of one report; the fastest is told.")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        reports, library = Path(folder) / "reports", Path(folder) / "library"
        shutil.copytree(options.reports, reports)
        files = sorted(reports.rglob("*.txt"))
        characters = sum(len(file.read_text(encoding="utf-8")) for file in files)
        cold, unchanged = build(reports, library), build(reports, library)
        changes = []
        for number in range(1, options.times + 1):
            with files[len(files) // 2].open("a", encoding="utf-8") as changed:
                changed.write(MORE.format(number=number))
            changes.append(build(reports, library))
    result = {
        "reports": len(files),
        "characters": characters,
        "processors": os.cpu_count(),
        "cold": cold,
        "unchanged": unchanged,
        "one_changed": min(changes, key=lambda change: change["wall_s"]),
        "characters_per_s": round(characters / cold["wall_s"]),
    }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
