"""Measuring search against judged queries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vocgraph.errors import VocgraphError
from vocgraph.search.evaluate import JudgedQuery, Judgement, evaluate, judge, read_queries

if TYPE_CHECKING:
    from pathlib import Path

QUERY = JudgedQuery("r", "keyword", "培训", (Judgement(10, 20, 2), Judgement(40, 41, 1)))


def test_a_perfect_answer_scores_one() -> None:
    score = judge(QUERY, [(10, 20), (40, 41)])
    assert (score.ndcg, score.hit_1, score.hit_3, score.recall) == (1, 1, 1, 1)


def test_the_better_passage_in_second_place_scores_less() -> None:
    assert 0 < judge(QUERY, [(40, 41), (10, 20)]).ndcg < 1


def test_a_span_is_rewarded_once() -> None:
    once, twice = judge(QUERY, [(10, 14)]), judge(QUERY, [(10, 14), (15, 20)])
    assert once.ndcg == twice.ndcg


def test_a_passage_that_only_brushes_a_span_scores_nothing() -> None:
    assert judge(QUERY, [(19, 30)]).ndcg == 0


def test_a_passage_that_holds_a_small_span_whole_scores() -> None:
    assert judge(QUERY, [(30, 60)]).ndcg > 0


def test_only_the_first_ten_results_are_judged() -> None:
    assert judge(QUERY, [(100, 101)] * 10 + [(10, 20)]).recall == 0


def test_scores_are_averaged_per_kind_and_over_all() -> None:
    other = JudgedQuery("r", "question", "？", (Judgement(1, 1, 2),))
    scores = evaluate([QUERY, other], lambda query: [(1, 1)] if query.kind == "question" else [])
    assert (scores["keyword"].ndcg, scores["question"].ndcg, scores["all"].ndcg) == (0, 1, 0.5)
    assert scores["all"].queries == 2


def test_queries_are_read_from_every_report_s_folder(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        row = {"query": "培训", "kind": "keyword", "relevant": [{"start_line": 1, "end_line": 2, "grade": 2}]}
        (tmp_path / name / "queries.json").write_text(json.dumps([row]), encoding="utf-8")
    queries = read_queries(tmp_path)
    assert [query.report for query in queries] == ["a", "b"]
    assert queries[0].relevant == (Judgement(1, 2, 2),)


def test_a_query_with_nothing_relevant_scores_nothing() -> None:
    assert judge(JudgedQuery("r", "keyword", "培训", ()), [(1, 2)]).ndcg == pytest.approx(0)


@pytest.mark.parametrize("content", ["", "{}]", '{"query": 1}', '[{"query": "培训"}]', "[1]"])
def test_a_file_of_another_form_is_told_with_the_right_one(tmp_path: Path, content: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "queries.json").write_text(content, encoding="utf-8")
    with pytest.raises(VocgraphError, match=r"queries\.json is no list of judged queries.*start_line"):
        read_queries(tmp_path)
