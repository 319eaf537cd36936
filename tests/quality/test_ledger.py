"""The ledger notices a fall, and nothing else."""

from __future__ import annotations

from tests.quality.ledger import compare


def test_a_fall_beyond_the_tolerance_is_named() -> None:
    before = {"cases": {"f1": 0.98}, "outline": {"f1": 0.90}}
    assert compare(before, {"cases": {"f1": 0.975}, "outline": {"f1": 0.95}}) == []
    assert compare(before, {"cases": {"f1": 0.96}, "outline": {"f1": 0.90}}) == ["cases f1 fell from 0.9800 to 0.9600"]


def test_a_score_that_is_no_longer_measured_has_fallen() -> None:
    assert compare({"cases": {"f1": 0.98}}, {}) == ["cases f1 fell from 0.9800 to 0.0000"]
