"""Chooses the weights of ranking by cross-validation on judged queries, and compares ways of joining words and meaning.

    python tools/tune_ranking.py --library library --gold tests/quality/gold

Every setting is measured once on every query. A fold's best setting on the other folds is then held against the fold
itself: the mean over folds says what tuning is worth on queries that it has not seen. A weight is changed only where
that mean beats the present setting.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.library import Library
from vocgraph.model import SearchQuery
from vocgraph.search.evaluate import JudgedQuery, judge, read_queries
from vocgraph.search.fusion import stretch
from vocgraph.search.ranking import Proposals, Ranking
from vocgraph.search.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

FOLDS, REPEATS = 5, 20
GRID: dict[str, tuple[float, ...]] = {
    "inner": (0.2, 0.5),
    "single": (0.25, 0.75),
    "phrase": (0.5, 1.5),
    "pair": (0.06, 0.2),
    "added": (0.4, 0.8),
    "added_english": (0.7, 1.3),
    "added_other": (0.5, 0.9),
    "added_word": (0.15, 0.45),
    "proof": (0.7, 1.0),
    "other_name": (0.5, 1.2),
    "uncovered": (0.05, 0.2, 0.4),
    "meaning": (0.3, 0.35, 0.4, 0.5, 0.55),
    "lean": (0.1, 0.2, 0.4, 0.5, 0.75),
    "best_sentence": (0.15, 0.45, 0.6),
    "named": (0.15, 0.5),
}


@dataclass(frozen=True)
class Bench:
    """A library and the queries to measure on."""

    library: Library
    queries: tuple[JudgedQuery, ...]

    def measure(self, weights: Weights, ranking: Ranking = Ranking.COMBINED) -> NDArray[np.float64]:
        """NDCG@10 of each query, shape (queries,)."""
        scores = [
            self.library.evaluate([query], ranking=ranking, weights=weights)["all"].ndcg for query in self.queries
        ]
        return np.array(scores)


def settings(samples: int, seed: int) -> Iterator[Weights]:
    """The present weights, each weight moved alone, then samples of all moved together."""
    present = Weights()
    yield present
    for name, values in GRID.items():
        for value in values:
            yield replace(present, **{name: value})
    seeded = random.Random(seed)
    for _ in range(samples):
        moved = {name: seeded.choice((*values, getattr(present, name))) for name, values in GRID.items()}
        yield replace(present, **moved)


def held_out(table: NDArray[np.float64], folds: Sequence[NDArray[np.int64]]) -> tuple[float, float]:
    """Mean score on the folds of what was best on the others, and how often that was the present setting.

    :param table: shape (settings, queries); the first row is the present setting.
    :param folds: the queries of each fold.
    """
    scores, stayed = [], 0
    for fold in folds:
        rest = np.setdiff1d(np.arange(table.shape[1]), fold)
        best = int(table[:, rest].mean(axis=1).argmax())
        stayed += best == 0
        scores.extend(table[best, fold])
    return float(np.mean(scores)), stayed / len(folds)


def stratified(queries: Sequence[JudgedQuery], seed: int) -> list[NDArray[np.int64]]:
    """Folds in which every kind of query has its share."""
    seeded = random.Random(seed)
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for place, query in enumerate(queries):
        kinds[query.kind].append(place)
    dealt: list[list[int]] = [[] for _ in range(FOLDS)]
    turn = 0
    for _, places in sorted(kinds.items()):
        seeded.shuffle(places)
        for place in places:
            dealt[turn % FOLDS].append(place)
            turn += 1
    return [np.array(sorted(fold)) for fold in dealt]


def tune(bench: Bench, *, samples: int, seed: int) -> None:
    """Measure all settings and print what each weight alone does and what cross-validation makes of them together."""
    tried = list(dict.fromkeys(settings(samples, seed)))
    rows = []
    for number, weights in enumerate(tried, start=1):
        rows.append(bench.measure(weights))
        print(f"\rsetting {number} of {len(tried)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    table = np.array(rows)
    present = tried[0]
    print("| weight (present) | value: nDCG@10 |")
    print("|---|---|")
    for name in GRID:
        alone = {
            getattr(weights, name): row.mean()
            for weights, row in zip(tried, table, strict=True)
            if replace(weights, **{name: getattr(present, name)}) == present
        }
        shown = (f"{value:g}: {mean:.4f}" for value, mean in sorted(alone.items()))
        print(f"| {name} ({getattr(present, name):g}) | {', '.join(shown)} |")
    reports = sorted({query.report for query in bench.queries})
    by_report = [np.array([n for n, query in enumerate(bench.queries) if query.report == one]) for one in reports]
    repeats = [held_out(table, stratified(bench.queries, seed + turn)) for turn in range(REPEATS)]
    means = table.mean(axis=1)
    print(f"\npresent setting {means[0]:.4f}; best of {len(tried)} on all queries {means.max():.4f}")
    print(f"held out, {FOLDS} folds, {REPEATS} times: {np.mean([score for score, _ in repeats]):.4f}")
    print(f"held out, leaving one report out: {held_out(table, by_report)[0]:.4f}")
    good = np.argsort(-means)[: max(5, len(tried) // 20)]
    print("\nmean of each weight over the best twentieth of the settings (present)")
    for field in fields(Weights):
        values = [getattr(tried[place], field.name) for place in good]
        print(f"  {field.name:14} {np.mean(values):.3f} ({asdict(present)[field.name]:g})")


def compare(bench: Bench) -> None:
    """Print one line per way of joining words and meaning, and per part left out."""
    present = Weights()
    searcher = bench.library._searcher  # noqa: SLF001 - the candidates themselves are compared here
    lines = {at.number: (at.first_line, at.last_line) for at in bench.library._documents.all_chunks()}  # noqa: SLF001 - lines of chunks are no part of what a library offers
    proposals = [searcher.propose(SearchQuery(query.text, reports=(query.report,))) for query in bench.queries]

    def of(score: Callable[[Proposals], NDArray[np.float64]]) -> NDArray[np.float64]:
        found = []
        for query, each in zip(bench.queries, proposals, strict=True):
            order = np.lexsort((each.numbers, -score(each)))[:10]
            found.append(judge(query, [lines[number] for number in each.numbers[order].tolist()]).ndcg)
        return np.array(found)

    variants = {
        "words alone": bench.measure(present, Ranking.WORDS),
        "meaning alone": bench.measure(present, Ranking.MEANING),
        "reciprocal rank fusion, k = 60": bench.measure(present, Ranking.RANKS),
        "convex, lowest candidate as zero": of(convex(_to_max, _from_lowest, adaptive=True)),
        "convex, cosine -1 as zero": of(convex(_to_max, lambda one: (_cosines(one) + 1) / 2, adaptive=True)),
        "convex, z-scores": of(convex(_z(_words), _z(_cosines), adaptive=True)),
        "convex, typical passage as zero, fixed share": of(convex(_to_max, _from_typical, adaptive=False)),
        "convex, typical passage as zero, share by coverage": bench.measure(present),
        "without the thesaurus": bench.measure(replace(present, added=0.0, added_english=0.0, proof=0.0, lean=0.0)),
        "without drawing the vector to concepts": bench.measure(replace(present, lean=0.0)),
        "without lifting named organisations": bench.measure(replace(present, named=0.0, other_name=0.0)),
        "without the best sentence": bench.measure(replace(present, best_sentence=0.0)),
        "without coverage": bench.measure(replace(present, uncovered=1.0)),
    }
    kinds = sorted({query.kind for query in bench.queries})
    print("| ranking | " + " | ".join(kinds) + " | all |")
    print("|---|" + "---:|" * (len(kinds) + 1))
    for label, scores in variants.items():
        of_kinds = (scores[[query.kind == kind for query in bench.queries]].mean() for kind in kinds)
        print(f"| {label} | " + " | ".join(f"{score:.3f}" for score in (*of_kinds, scores.mean())) + " |")


def convex(
    words: Callable[[Proposals], NDArray[np.float64]],
    meaning: Callable[[Proposals], NDArray[np.float64]],
    *,
    adaptive: bool,
) -> Callable[[Proposals], NDArray[np.float64]]:
    """A convex combination of two normalised scores."""
    weights = Weights()

    def score(found: Proposals) -> NDArray[np.float64]:
        held = float(found.held.max(initial=0.0)) if adaptive else 1.0
        share = weights.meaning + (1 - weights.meaning) * (1 - held)
        return (1 - share) * words(found) + share * meaning(found) + weights.named * found.named

    return score


def _words(found: Proposals) -> NDArray[np.float64]:
    uncovered = Weights().uncovered
    return found.words * (uncovered + (1 - uncovered) * found.held)


def _cosines(found: Proposals) -> NDArray[np.float64]:
    return np.where(found.by_meaning, found.meaning, found.least_cosine)


def _to_max(found: Proposals) -> NDArray[np.float64]:
    words = _words(found)
    return words / max(float(words.max(initial=0.0)), 1e-9)


def _from_lowest(found: Proposals) -> NDArray[np.float64]:
    return stretch(_cosines(found), unlike=found.least_cosine)


def _from_typical(found: Proposals) -> NDArray[np.float64]:
    return stretch(_cosines(found), unlike=found.unlike)


def _z(scores: Callable[[Proposals], NDArray[np.float64]]) -> Callable[[Proposals], NDArray[np.float64]]:
    def normalised(found: Proposals) -> NDArray[np.float64]:
        values = scores(found)
        return (values - values.mean()) / max(float(values.std()), 1e-9)

    return normalised


def main() -> None:
    """Compare, then tune."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True, help="A library that holds the annotated reports.")
    parser.add_argument("--gold", type=Path, default=Path(__file__).parents[1] / "tests" / "quality" / "gold")
    parser.add_argument("--samples", type=int, default=150, help="Settings in which all weights are moved together.")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with Library.open(options.library) as library:
        bench = Bench(library, read_queries(options.gold))
        compare(bench)
        print()
        tune(bench, samples=options.samples, seed=options.seed)


if __name__ == "__main__":
    main()
