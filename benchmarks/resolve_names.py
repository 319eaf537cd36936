"""Measures entity linking on synthetic names: does the cost grow in step with their number?

    python benchmarks/resolve_names.py [NAMES ...]

Names are made like those of reports: companies, schools, industrial colleges and competitions with places, full and in
short forms, a thousand to a report, some met in several reports. One JSON object per size goes to standard output;
seconds are of processor time.
"""

from __future__ import annotations

import json
import random
import sys
import time

from vocgraph import gazetteer
from vocgraph.model import Analysis, EntityKind, Mention, Profile, Region, Report, Span, Structure
from vocgraph.resolve.entities import resolve
from vocgraph.resolve.vocabulary import TRADES

_PER_REPORT = 1_000
_SYLLABLES = "华云天海中金新明德信远达恒创智博宏盛安泰瑞祥康宁嘉合力科兴业晨星辰宇航蓝青禾碧波江河山川林森木石玉龙"


def made_name(source: random.Random, cities: list[str]) -> tuple[EntityKind, str, str]:
    """A kind, a full name and a short form of it."""
    place = source.choice(cities)
    word = "".join(source.choices(_SYLLABLES, k=source.choice((2, 2, 3))))
    trade = source.choice(TRADES)
    match source.randrange(10):
        case 0 | 1:
            return EntityKind.INSTITUTION, f"{place}市{word}职业技术学院", f"{place}{word}职院"
        case 2:
            return EntityKind.INDUSTRIAL_COLLEGE, f"{word}现代{trade}产业学院", f"{word}{trade}产业学院"
        case 3:
            return EntityKind.COMPETITION, f"2024年“{word}杯”{place}市{trade}技能大赛", f"{place}市{trade}技能大赛"
        case _:
            return EntityKind.ENTERPRISE, f"{place}{word}{trade}有限公司", f"{word}{trade}"


def made_reports(names: int, seed: int = 7) -> list[Analysis]:
    """Reports that together hold so many names, each as a full and a short form, and some of one another's."""
    source = random.Random(seed)
    cities = sorted({division.short for division in gazetteer.divisions() if division.level == "city"})
    pool = [made_name(source, cities) for _ in range(names // 2)]
    analyses = []
    for number, start in enumerate(range(0, len(pool), _PER_REPORT // 2)):
        known = pool[start : start + _PER_REPORT // 2] + source.sample(pool, 20)
        surfaces = [(kind, form) for kind, full, short in known for form in (full, short)]
        text = "。".join(form for _, form in surfaces)
        mentions, at = [], 0
        for kind, form in surfaces:
            mentions.append(Mention(Span(f"r{number:05}", at, at + len(form)), form, kind, "synthetic"))
            at += len(form) + 1
        profile = Profile(institution=f"{cities[number % len(cities)]}市第{number}职业学院", region=Region())
        structure = Structure(profile, (), (), (), (), ())
        analyses.append(Analysis(Report(f"r{number:05}", text), structure, (), tuple(mentions), (), ()))
    return analyses


def main() -> None:
    """Link each size once and say how long it took."""
    for size in [int(argument) for argument in sys.argv[1:]] or [10_000, 30_000, 100_000]:
        analyses = made_reports(size)
        started = time.process_time()
        resolution = resolve(analyses)
        seconds = time.process_time() - started
        mentions = sum(len(analysis.mentions) for analysis in analyses)
        figures = {"names": size, "reports": len(analyses), "mentions": mentions, "entities": len(resolution.entities)}
        print(
            json.dumps({**figures, "seconds": round(seconds, 2), "us_per_mention": round(1e6 * seconds / mentions, 1)})
        )


if __name__ == "__main__":
    main()
