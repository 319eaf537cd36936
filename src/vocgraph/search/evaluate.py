"""Measures how well a search answers annotated queries, per kind of query."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

_DEPTH = 10  # results per query that are judged
_OF_RESULT, _OF_SPAN = 0.3, 0.5  # least share of a result's, or of a relevant span's, lines that must overlap

Lines = tuple[int, int]  # first and last line in the raw report, 1-based, inclusive


@dataclass(frozen=True, slots=True)
class Judgement:
    """A relevant span of a report."""

    first: int
    last: int
    grade: int  # 2 answers the query fully, 1 is related and useful


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query on one report with everything that a perfect search would return."""

    report: str
    kind: str
    text: str
    relevant: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Averages over queries, each from 0 to 1."""

    queries: int
    ndcg: float  # nDCG@10, gain 2^grade - 1
    hit_1: float  # share of queries whose first result is relevant
    hit_3: float  # share of queries with a relevant result among the first three
    recall: float  # relevant spans found among the first ten, of at most ten


def read_queries(gold: Path) -> tuple[JudgedQuery, ...]:
    """The queries of every report's folder under ``gold``, in the order of folders and files.

    A folder bears the id of its report and holds ``queries.json``: a list of ``{"query", "kind", "relevant":
    [{"start_line", "end_line", "grade"}]}``.

    :raises VocgraphError: if a file is of another form.
    """
    queries: list[JudgedQuery] = []
    for path in sorted(gold.glob("*/queries.json")):
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            queries += [JudgedQuery(path.parent.name, row["kind"], row["query"], _relevant(row)) for row in rows]
        except (ValueError, KeyError, TypeError) as error:
            raise VocgraphError(
                f"{path} is no list of judged queries ({type(error).__name__}: {error}).",
                fix='Each is {"query", "kind", "relevant": [{"start_line", "end_line", "grade"}]}.',
            ) from error
    return tuple(queries)


def _relevant(row: Mapping[str, Any]) -> tuple[Judgement, ...]:
    return tuple(
        Judgement(int(span["start_line"]), int(span["end_line"]), int(span["grade"])) for span in row["relevant"]
    )


def evaluate(queries: Sequence[JudgedQuery], search: Callable[[JudgedQuery], Sequence[Lines]]) -> dict[str, Scores]:
    """Scores per kind of query, and under "all" over all of them.

    :param search: answers a query, best first, with the lines of each passage in the query's report.
    """
    rows: defaultdict[str, list[Scores]] = defaultdict(list)
    for query in queries:
        score = judge(query, search(query))
        rows[query.kind].append(score)
        rows["all"].append(score)
    return {kind: _mean(scores) for kind, scores in rows.items()}


def judge(query: JudgedQuery, results: Sequence[Lines]) -> Scores:
    """Scores of one query. A result gains the best grade among the relevant spans it is the first to overlap."""
    seen: set[int] = set()
    gains = []
    for result in results[:_DEPTH]:
        best = 0
        for number, span in enumerate(query.relevant):
            if number not in seen and _covers(result, span):
                seen.add(number)
                best = max(best, span.grade)
        gains.append(best)
    ideal = _gain(sorted((span.grade for span in query.relevant), reverse=True)[:_DEPTH])
    return Scores(
        queries=1,
        ndcg=min(1.0, _gain(gains) / ideal) if ideal else 0.0,
        hit_1=float(any(gains[:1])),
        hit_3=float(any(gains[:3])),
        recall=min(1.0, len(seen) / max(1, min(_DEPTH, len(query.relevant)))),
    )


def _covers(result: Lines, span: Judgement) -> bool:
    common = min(result[1], span.last) - max(result[0], span.first) + 1
    return common > 0 and (
        common >= _OF_RESULT * (result[1] - result[0] + 1) or common >= _OF_SPAN * (span.last - span.first + 1)
    )


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1.0) / math.log2(place + 2) for place, grade in enumerate(grades))


def _mean(scores: Sequence[Scores]) -> Scores:
    count = len(scores)
    return Scores(
        queries=count,
        ndcg=sum(score.ndcg for score in scores) / count,
        hit_1=sum(score.hit_1 for score in scores) / count,
        hit_3=sum(score.hit_3 for score in scores) / count,
        recall=sum(score.recall for score in scores) / count,
    )
