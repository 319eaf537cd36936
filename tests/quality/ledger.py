"""Keeps quality scores by date in a committed file, and says which have fallen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LEDGER = Path(__file__).parent / "scores.json"
TOLERANCE = 0.01  # a fall of no more than this is noise

Scores = dict[str, dict[str, float]]


def read_committed() -> dict[str, Any]:
    """The newest committed scores: ``{"date", "extraction", "search", "rankers"}``."""
    newest: dict[str, Any] = json.loads(LEDGER.read_text(encoding="utf-8"))[-1]
    return newest


def compare(committed: Scores, measured: Scores) -> list[str]:
    """What has fallen by more than the tolerance, one sentence each."""
    fallen = []
    for label, figures in committed.items():
        for name, before in figures.items():
            now = measured.get(label, {}).get(name, 0.0)
            if now < before - TOLERANCE:
                fallen.append(f"{label} {name} fell from {before:.4f} to {now:.4f}")
    return fallen


def write(date: str, *, extraction: Scores, search: Scores, rankers: dict[str, Scores]) -> None:
    """Add today's scores, replacing those of the same day.

    :param rankers: the scores of search with each other way of ranking, by its name.
    """
    entries = json.loads(LEDGER.read_text(encoding="utf-8")) if LEDGER.exists() else []
    entries = [entry for entry in entries if entry["date"] != date]
    entries.append({"date": date, "extraction": extraction, "search": search, "rankers": rankers})
    LEDGER.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
