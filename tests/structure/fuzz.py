"""Damages reports at random and checks what must hold for any text; run as a script for many rounds.

python tests/structure/fuzz.py data/reports --rounds 20000 --seed 1
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import pairwise
from pathlib import Path

from vocgraph.chunk.cut import cut_chunks
from vocgraph.model import Chunk, Report, Structure
from vocgraph.read.files import read_report
from vocgraph.read.plain import page_starts, settle
from vocgraph.structure.report import structure_report

EXCERPT = 3_000  # characters at most; a whole report takes a second or more
WHOLE = 331  # one round in so many damages a whole report; a prime, so that every report has its turn
PIECES = [
    "1. ",
    "1.1 ",
    "一、",
    "（一）",
    "（1）",
    "# ",
    "### **",
    "【案例 ",
    "案例 1-1 ",
    "典型案例 2-3：",
    "表 1-1 ",
    "图 1-1 ",
    "目 录",
    "前 言",
    "数据来源：",
    "…… 12",
    "第 3 页",
    "\t",
    "\x0c",
    "\n\n",
    "。",
    "，",
    "”",
    "<td>",
    "\u3000",
    "\u200b",
    "𠮷",
    "\x00",
    "\x1b",
    "\r\n",
    "\u2028",
    "e\u0301",
]


def mutate(text: str, chance: random.Random) -> str:
    """One damaged copy: lines lost, doubled, moved or joined, characters lost, marks thrown in, the end torn off."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[at : at + chance.randint(1, 30)]
            case 1:
                lines[at:at] = lines[chance.randrange(len(lines)) :][: chance.randint(1, 20)]
            case 2:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case 3:
                cut = chance.randint(0, len(lines[at]))
                lines[at : at + 1] = [lines[at][:cut], lines[at][cut:]]
            case 4:
                cut = chance.randint(0, len(lines[at]))
                lines[at] = lines[at][:cut] + chance.choice(PIECES) + lines[at][cut:]
            case 5:
                chunk = lines[at : at + 25]
                chance.shuffle(chunk)
                lines[at : at + 25] = chunk
            case _:
                lines[at] = lines[at].replace(chance.choice("。，、1一."), "", 1)
        lines = lines or [""]
    return "\n".join(lines)


def check(report: Report, structure: Structure, chunks: tuple[Chunk, ...]) -> None:
    """Raise AssertionError where something does not hold that must hold for every text."""
    at = 0
    for block in structure.blocks:
        assert at <= block.span.start < block.span.end <= len(report.text), "blocks overlap or leave the text"
        assert not report.text[at : block.span.start].strip(), "a character in no block"
        at = block.span.end
    assert not report.text[at:].strip(), "a character in no block"
    for spans in ([s.span for s in structure.sections], [c.span for c in structure.cases]):
        for before, after in pairwise(spans):
            assert before.start < after.start, "out of reading order"
            assert after.end <= before.end or before.end <= after.start, "spans cross"
    for case in structure.cases:
        for section in structure.sections:
            outside = case.span.end <= section.span.start or section.span.end <= case.span.start
            assert outside or section.span.contains(case.span), "a case crosses a section's border"
    for chunk in (*structure.paragraphs, *chunks):
        assert list(chunk.raw_at) == sorted(chunk.raw_at), "raw positions fall"
        assert chunk.raw_at[-1] < len(report.text)
        if chunk.caption is None and chunk.kind != "table":
            wrong = [
                c for c, raw in zip(chunk.text, chunk.raw_at, strict=True) if c not in " \n" and report.text[raw] != c
            ]
            assert not wrong, f"characters that point elsewhere: {wrong[:5]}"


def excerpt(text: str, chance: random.Random) -> str:
    """A stretch of a few thousand characters, which is read quickly; one time in four with the report's first page."""
    at = chance.randrange(len(text))
    opening = text[:400] if chance.random() < 0.25 else ""
    return opening + text[at : at + chance.randint(200, EXCERPT)]


def run(text: str, seed: str, *, whole: bool = False) -> None:
    """Damage one stretch of a report, or all of it, and check what is made of it."""
    chance = random.Random(seed)
    damaged = mutate(text if whole else excerpt(text, chance), chance)
    damaged = settle("学" + damaged, source=Path("fuzz"))  # as every reader does; a file without text is refused there
    report = Report("fuzz", damaged, page_starts(damaged))
    structure = structure_report(report)
    check(report, structure, cut_chunks(report, structure))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--rounds", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    texts = [read_report(path).text for path in sorted(options.reports.glob("*.txt"))]
    began = time.perf_counter()
    for number in range(options.rounds):
        seed = f"{options.seed}-{number}"
        try:
            run(texts[number % len(texts)], seed, whole=number % WHOLE == WHOLE - 1)
        except Exception as error:
            raise SystemExit(f"round {seed} of text {number % len(texts)}: {type(error).__name__}: {error}") from error
    print(f"{options.rounds} rounds passed, {options.rounds / (time.perf_counter() - began):.0f} a second")


if __name__ == "__main__":
    main()
