"""Extraction is compared with the gold annotations; a fall against the committed scores fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.quality.ledger import compare, read_committed
from tests.quality.scoring import load_gold, score_report, total

pytestmark = pytest.mark.quality
GOLD = Path(__file__).parent / "gold"


def measure(reports: Path) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of every kind of label over the annotated reports."""
    from vocgraph import pipeline
    from vocgraph.views import inspection_dict

    parts = []
    for folder in sorted(GOLD.iterdir()):
        got = inspection_dict(*pipeline.inspect(reports / f"{folder.name}.txt"))
        parts.append(score_report(load_gold(folder), json.loads(json.dumps(got))))
    return {
        label: {"f1": round(counts.f1, 4), "recall": round(counts.recall, 4), "precision": round(counts.precision, 4)}
        for label, counts in sorted(total(parts).items())
    }


def test_no_extraction_score_falls(reports_folder: Path) -> None:
    assert compare(read_committed()["extraction"], measure(reports_folder)) == []
