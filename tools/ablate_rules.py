"""Measures what each extraction rule is worth: F1 on the gold annotations with and without it."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.quality.scoring import Counts, load_gold, score_report, total  # noqa: E402 - the path above finds them

from vocgraph import analysis, views  # noqa: E402 - found only after the project was put on the path
from vocgraph.read.files import read_report  # noqa: E402 - found only after the project was put on the path
from vocgraph.resolve.entities import resolve  # noqa: E402 - found only after the project was put on the path

if TYPE_CHECKING:
    from vocgraph.model import Analysis

GOLD = ROOT / "tests" / "quality" / "gold"
PAGE = ROOT / "docs" / "ablation.md"


def without(analysed: Analysis, rule: str) -> Analysis:
    """The analysis as if the rule did not exist: its mentions and claims, and claims about its mentions, are gone."""
    gone = {mention for mention in analysed.mentions if mention.rule == rule}
    return replace(
        analysed,
        mentions=tuple(mention for mention in analysed.mentions if mention not in gone),
        claims=tuple(
            claim
            for claim in analysed.claims
            if claim.rule != rule and claim.subject not in gone and claim.object not in gone
        ),
    )


def measure(analyses: dict[str, Analysis]) -> tuple[Counts, Counts]:
    """Entities and relations of all kinds together, over the annotated reports."""
    parts = []
    for name, analysed in analyses.items():
        got = json.loads(json.dumps(views.inspection_dict(analysed, resolve([analysed]))))
        parts.append(score_report(load_gold(GOLD / name), got))
    scores = total(parts)

    def together(prefix: str) -> Counts:
        return sum((counts for label, counts in scores.items() if label.startswith(prefix)), Counts())

    return together("entity "), together("relation ")


def main() -> None:
    """Measure every rule and write the page."""
    names = sorted(folder.name for folder in GOLD.iterdir())
    analyses = {name: analysis.analyse(read_report(ROOT / "data" / "reports" / f"{name}.txt")) for name in names}
    entities, relations = measure(analyses)
    uses = Counter(mention.rule for analysed in analyses.values() for mention in analysed.mentions)
    claim_uses = Counter(claim.rule for analysed in analyses.values() for claim in analysed.claims)
    rows = []
    for rule in sorted({*uses, *claim_uses}):
        less_entities, less_relations = measure({name: without(one, rule) for name, one in analyses.items()})
        worth = entities.f1 - less_entities.f1, relations.f1 - less_relations.f1
        rows.append((max(worth), rule, uses[rule], claim_uses[rule], *worth))
    lines = [
        "# What each rule is worth",
        "",
        "Every mention and every claim names the rule that saw it. This table takes one rule away at a time and",
        "measures entities and relations of all kinds together on the two annotated reports",
        "(`tools/ablate_rules.py`). With all rules:",
        f"entities F1 {entities.f1:.3f}, relations F1 {relations.f1:.3f}. A negative figure means that the rule costs",
        "more than it brings here; 0 means that other rules see the same, or that the two reports have nothing for it.",
        "",
        "| rule | mentions | claims | entities F1 lost without it | relations F1 lost without it |",
        "|---|---:|---:|---:|---:|",
    ]
    for _, rule, mentions, claims, of_entities, of_relations in sorted(rows, key=lambda row: (-row[0], row[1])):
        lines.append(f"| `{rule}` | {mentions} | {claims} | {of_entities:+.3f} | {of_relations:+.3f} |")
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
