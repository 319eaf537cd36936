"""Search is compared with the gold queries; a fall against the committed scores fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quality.ledger import compare, read_committed
from vocgraph.library import Library
from vocgraph.search.evaluate import read_queries
from vocgraph.search.ranking import Ranking

pytestmark = pytest.mark.quality
GOLD = Path(__file__).parent / "gold"


def measure(library: Library, ranking: Ranking = Ranking.COMBINED) -> dict[str, dict[str, float]]:
    """nDCG@10, hit@1, hit@3 and recall@10 of every kind of query, within the report that it was written for."""

    scores = library.evaluate(read_queries(GOLD), ranking=ranking)
    return {
        kind: {
            "ndcg@10": round(of.ndcg, 4),
            "hit@1": round(of.hit_1, 4),
            "hit@3": round(of.hit_3, 4),
            "recall@10": round(of.recall, 4),
        }
        for kind, of in sorted(scores.items())
    }


def test_no_search_score_falls(built_library: Path) -> None:
    with Library.open(built_library) as library:
        assert compare(read_committed()["search"], measure(library)) == []
