"""Kills builds at random moments and counts what was lost, which must be nothing.

    python benchmarks/kill_builds.py --times 200

Each time a small library's reports are changed, a build is started and killed (SIGKILL) at a random moment of the time
that a whole build takes. After it the library must open at the old generation or the new one, `check` must find
nothing, and the next build must succeed and hold the new text.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from vocgraph.errors import VocgraphError
from vocgraph.library import Library

BUILD = (sys.executable, "-m", "vocgraph", "build")


def write_reports(reports: Path, source: Path, number: int) -> str:
    """Write two reports that differ from every earlier time's; the last line of both is returned."""
    line = f"今年学校新增实训设备{number}台。"  # "the school has bought more equipment this year"
    text = source.read_text(encoding="utf-8")
    for name in ("one", "two"):
        (reports / f"{name}.txt").write_text(f"{text}\n\n报告{name}。{line}\n", encoding="utf-8")
    return line


def held(library: Path) -> str:
    """The last line of the first report in the generation in use."""
    with Library.open(library) as opened:
        return opened.report("one").report.text.strip().rpartition("。报告one。")[2].rpartition("报告one。")[2]


def problems_after(library: Path, *, allowed: set[str]) -> list[str]:
    """What is wrong with the library after a build was killed."""
    try:
        found = Library.check(library)
        return found or ([] if held(library) in allowed else [f"it holds {held(library)!r}"])
    except VocgraphError as error:
        return [str(error)]


def main() -> int:
    """Print one JSON object; the exit code is 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200, help="Builds to kill.")
    parser.add_argument("--seed", type=int, default=0, help="Of the random moments.")
    parser.add_argument("--report", type=Path, default=Path("data/reports/hengyang-gongye-2025.txt"))
    options = parser.parse_args()
    moments = random.Random(options.seed)
    losses: list[str] = []
    left: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        reports, library = Path(folder) / "reports", Path(folder) / "library"
        reports.mkdir()
        command = [*BUILD, str(reports), "--library", str(library)]
        old = write_reports(reports, options.report, 0)
        subprocess.run(command, check=True, capture_output=True)
        takes = 0.0
        for number in range(1, options.times + 1):
            new = write_reports(reports, options.report, 2 * number)
            if not takes:
                started = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True)
                takes, old = time.perf_counter() - started, new
                new = write_reports(reports, options.report, 1)
            building = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(moments.uniform(0, takes * 1.05))
            building.kill()
            finished = building.wait() == 0
            time.sleep(0.2)  # its workers notice and let go of the lock
            found = problems_after(library, allowed={new} if finished else {old, new})
            left["ended before it was killed" if finished else "new" if held(library) == new else "old"] += 1
            again = subprocess.run(command, check=False, capture_output=True, text=True)
            if again.returncode:
                found.append(f"the next build failed: {again.stderr[-300:]}")
            elif held(library) != new:
                found.append(f"the next build left {held(library)!r}")
            losses += [f"{number}: {problem}" for problem in found]
            old = new
    print(json.dumps({"killed": options.times, "in_use_after": left, "losses": losses}, ensure_ascii=False, indent=1))
    return 1 if losses else 0


if __name__ == "__main__":
    raise SystemExit(main())
