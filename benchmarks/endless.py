"""Times the reading of texts without end: lines that no report has, and that a rule might go through again and again.

    python benchmarks/endless.py [--size 100000]

One line per text: processor seconds at a quarter of the size and at the size, and the exponent between them: 1 grows in
step with the text, 2 with its square.
"""

from __future__ import annotations

import argparse
import math
import time
from typing import TYPE_CHECKING

from vocgraph import analysis
from vocgraph.model import Report

if TYPE_CHECKING:
    from collections.abc import Callable

LINES: dict[str, Callable[[int], str]] = {  # what the line of that number says
    "one endless line": lambda _: "学校开设心理健康教育课程，建立四级预警网络，",
    "one endless award": lambda _: "获一等奖2项，",
    "one endless share": lambda _: "12.5%，",
    "line breaks": lambda _: "学\n\n",
    "headings": lambda n: "#" * (n % 6 + 1) + f" {n}.{n % 7} 第{n}节\n",
    "captions": lambda n: f"表 {n} 情况\n",
    "a table of tabs": lambda _: "甲\t乙\t12\n",
    "a table of pipes": lambda _: "| 甲 | 乙 | 12 |\n",
    "a table of serials": lambda n: f"{n}\n星河{n}科技有限公司\n合作\n",
    "companies": lambda n: (
        f"学校与{chr(0x5000 + n)}{chr(0x5000 + 7 * n % 5000)}科技有限公司共建{chr(0x5000 + n)}产业学院。"
    ),
}


def endless(kind: str, size: int) -> str:
    """A text of about that many characters."""
    lines: list[str] = []
    held = 0
    while held < size:
        lines.append(LINES[kind](len(lines)))
        held += len(lines[-1])
    return "蓝海职业技术学院质量报告（2024年度）\n\n" + "".join(lines)


def main() -> None:
    """Measure every text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--size", type=int, default=100_000, help="characters")
    size = parser.parse_args().size
    for kind in LINES:
        _taken(kind, 1_000)  # once for nothing: gazetteers and patterns are made on first use
        small, large = _taken(kind, size // 4), _taken(kind, size)
        print(f"{kind:20} {small:7.2f} s {large:7.2f} s  exponent {math.log(large / small, 4):.2f}")


def _taken(kind: str, size: int) -> float:
    report = Report(id="r", text=endless(kind, size))
    began = time.process_time()
    analysis.analyse(report)
    return time.process_time() - began


if __name__ == "__main__":
    main()
