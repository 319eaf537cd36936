"""Measures how long a search takes in process, by stage: the annotated queries, with and without a filter.

Times are those of the processor, not of the clock, so that a busy machine does not change them much. The first round
asks each query for the first time, as a person does; the rounds after it find caches filled.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from vocgraph.documents.reading import Documents
from vocgraph.index.embedding import StaticEmbedding
from vocgraph.index.sentences import SentenceVectors
from vocgraph.index.vectors import VectorIndex
from vocgraph.index.words import WordIndex
from vocgraph.library import Library
from vocgraph.model import SearchQuery
from vocgraph.search import engine
from vocgraph.search.evaluate import read_queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_STAGES: dict[str, tuple[Any, str]] = {
    "read the query, thesaurus included": (engine, "read_query"),
    "by words: candidates": (WordIndex, "search"),
    "by words: coverage": (WordIndex, "coverage"),
    "by meaning: encode": (StaticEmbedding, "encode_queries"),
    "by meaning: passages": (VectorIndex, "search"),
    "by meaning: sentences": (SentenceVectors, "best"),
    "read the passages": (Documents, "passages"),
    "mark the words": (engine, "find_marks"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path, nargs="?", default=Path("library"))
    parser.add_argument("--queries", type=Path, default=Path(__file__).parents[1] / "tests/quality/gold")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=int, default=10)
    wanted = parser.parse_args()
    queries = read_queries(wanted.queries)
    plain = [SearchQuery(text=query.text, limit=wanted.limit) for query in queries]
    filtered = [SearchQuery(text=query.text, reports=(query.report,), limit=wanted.limit) for query in queries]
    with Library.open(wanted.library) as library:
        library.search("校企合作")  # opens the indexes: that is start-up, which benchmarks/startup.py measures
        print(
            f"{len(queries)} queries, {library.info().counts['chunk']:,} passages, limit {wanted.limit}; milliseconds"
        )
        print(f"{'':<40}{'p50':>7}{'p95':>7}{'p99':>7}")
        _row("first time, no filter", _times(library, plain))
        _row("first time, one report", _times(library, filtered))
        _row("again, no filter", [took for _ in range(wanted.rounds) for took in _times(library, plain)])
        _row("again, one report", [took for _ in range(wanted.rounds) for took in _times(library, filtered)])
        spent: defaultdict[str, float] = defaultdict(float)
        for name, (owner, attribute) in _STAGES.items():
            setattr(owner, attribute, _timed(getattr(owner, attribute), name, spent))
        rows = []
        for query in plain * wanted.rounds:
            spent.clear()
            began = time.process_time()
            library.search(query)
            rows.append({**spent, "the rest": time.process_time() - began - sum(spent.values())})
        print("by stage, no filter (the clockwork of measuring included)")
        for name in (*_STAGES, "the rest"):
            _row("  " + name, [row.get(name, 0.0) for row in rows])


def _times(library: Library, queries: Iterable[SearchQuery]) -> list[float]:
    times = []
    for query in queries:
        began = time.process_time()
        library.search(query)
        times.append(time.process_time() - began)
    return times


def _timed(work: Callable[..., Any], name: str, spent: defaultdict[str, float]) -> Callable[..., Any]:
    def timed(*values: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever is measured
        began = time.process_time()
        try:
            return work(*values, **options)
        finally:
            spent[name] += time.process_time() - began

    return timed


def _row(name: str, seconds: list[float]) -> None:
    p50, p95, p99 = np.percentile(np.array(seconds) * 1000, (50, 95, 99))
    print(f"{name:<40}{p50:>7.2f}{p95:>7.2f}{p99:>7.2f}")


if __name__ == "__main__":
    main()
