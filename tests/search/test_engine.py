"""Searching a few passages: order, filters, reasons, marks, and queries that cannot be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.search.example import BOOK, CHUNKS, make_searcher
from vocgraph.errors import QueryError
from vocgraph.index.terms import Filters
from vocgraph.index.twins import Twins
from vocgraph.model import PassageKind, SearchQuery
from vocgraph.search.engine import Searcher
from vocgraph.search.ranking import Ranking
from vocgraph.search.table import PassageTable
from vocgraph.search.weights import Weights

if TYPE_CHECKING:
    from pathlib import Path

    from vocgraph.model import Hit


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"))


def first(searcher: Searcher, text: str) -> Hit:
    return searcher.search(SearchQuery(text)).hits[0]


def marked(hit: Hit) -> list[str]:
    text = CHUNKS[hit.chunk].chunk.text
    return [text[start:end] for start, end in hit.marks]


def test_a_passage_on_all_of_a_query_goes_before_one_that_repeats_a_part(searcher: Searcher) -> None:
    assert first(searcher, "乡村振兴 培训").chunk == 1


def test_an_english_query_finds_the_chinese_passages(searcher: Searcher) -> None:
    hits = searcher.search(SearchQuery("rural revitalization training", limit=2)).hits
    assert {hit.chunk for hit in hits} == {1, 2}
    assert {"乡村振兴", "培训"} <= set(next(hit for hit in hits if hit.chunk == 1).why.expanded)


def test_everyday_wording_finds_the_official_term_and_says_so(searcher: Searcher) -> None:
    hit = first(searcher, "帮助读不起书的孩子")
    assert hit.chunk == 0
    assert {"学生资助", "助学金"} & set(hit.why.expanded)


def test_a_word_inside_a_name_is_found_and_marked_alone(searcher: Searcher) -> None:
    hit = first(searcher, "农业")
    assert hit.chunk == 5
    assert marked(hit) == ["农业"]


def test_characters_that_cross_two_words_are_not_marked(searcher: Searcher) -> None:
    assert marked(first(searcher, "国农")) == []


def test_a_verb_inside_another_word_is_found(searcher: Searcher) -> None:
    hit = first(searcher, "处理")
    assert hit.chunk == 6
    assert marked(hit) == ["处理"]


def test_a_name_that_no_dictionary_knows_is_found_and_marked_whole(searcher: Searcher) -> None:
    hit = first(searcher, "蓝海翎翀科技")
    assert hit.chunk == 4
    assert marked(hit) == ["蓝海翎翀科技"]


def test_traditional_characters_find_simplified_text(searcher: Searcher) -> None:
    assert first(searcher, "鄉村振興 農民").chunk == 1


def test_full_width_letters_and_digits_find_half_width_text(searcher: Searcher) -> None:
    hit = first(searcher, "１＋Ｘ证书")
    assert hit.chunk == 8
    assert "1+X证书" in "".join(marked(hit))


def test_mixed_writing_is_found(searcher: Searcher) -> None:
    assert first(searcher, "vr实训").chunk == 8


def test_one_character_is_looked_for_inside_words(searcher: Searcher) -> None:
    assert first(searcher, "堂").chunk == 6


def test_question_words_alone_are_looked_for_too(searcher: Searcher) -> None:
    assert searcher.search(SearchQuery("什么")).hits is not None


@pytest.mark.parametrize("text", ["", "  \n", "，。！", "——"])
def test_a_query_without_a_word_is_an_error_with_a_way_out(searcher: Searcher, text: str) -> None:
    with pytest.raises(QueryError, match="Type "):
        searcher.search(SearchQuery(text))


def test_a_query_of_ten_thousand_characters_is_told_the_limit(searcher: Searcher) -> None:
    with pytest.raises(QueryError, match=r"10,000 characters; the limit is 1,000.*Keep"):
        searcher.search(SearchQuery("校" * 10_000))


def test_a_query_of_a_thousand_characters_is_answered(searcher: Searcher) -> None:
    assert searcher.search(SearchQuery("学校培训农民" * 166)).hits


@pytest.mark.parametrize("ranking", list(Ranking))
def test_every_ranking_keeps_to_the_filters(searcher: Searcher, ranking: Ranking) -> None:
    query = SearchQuery("培训", reports=("qinghe-2024", "yunling-2024"), kinds=(PassageKind.PROSE,), years=(2024,))
    hits = searcher.search(query, ranking=ranking).hits
    assert hits
    assert {hit.chunk for hit in hits} <= {3, 5, 6, 8}


def test_a_filter_that_nothing_passes_gives_no_hits(searcher: Searcher) -> None:
    outcome = searcher.search(SearchQuery("培训", institutions=("没有的学校",)))
    assert (outcome.total, outcome.hits) == (0, ())


def test_pages_follow_one_another_without_gap_or_repeat(searcher: Searcher) -> None:
    whole = [hit.chunk for hit in searcher.search(SearchQuery("学校 培训", limit=6)).hits]
    parts = [
        hit.chunk for offset in (0, 3) for hit in searcher.search(SearchQuery("学校 培训", limit=3, offset=offset)).hits
    ]
    assert parts == whole


def test_a_page_beyond_the_last_one_is_empty(searcher: Searcher) -> None:
    outcome = searcher.search(SearchQuery("培训", offset=500))
    assert outcome.hits == ()
    assert outcome.total > 0


def test_scores_fall_and_shares_add_up(searcher: Searcher) -> None:
    hits = searcher.search(SearchQuery("学校 培训")).hits
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(hit.why.words_share + hit.why.meaning_share == pytest.approx(1, abs=1e-3) for hit in hits if hit.score)


def test_a_hit_names_the_words_that_were_found(searcher: Searcher) -> None:
    assert first(searcher, "乡村振兴 培训 火星").why.words == ("乡村振兴", "培训")


def test_the_same_query_gets_the_same_answer(searcher: Searcher) -> None:
    assert searcher.search(SearchQuery("学校 合作")) == searcher.search(SearchQuery("学校 合作"))


def test_without_vectors_words_decide(searcher: Searcher) -> None:
    bare = Searcher(
        searcher._words, None, None, None, searcher._table, lambda numbers: [CHUNKS[number].chunk for number in numbers]
    )
    hit = bare.search(SearchQuery("助学金")).hits[0]
    assert (hit.chunk, hit.why.words_share) == (0, 1.0)


def test_a_table_of_passages_knows_which_pass() -> None:
    table = PassageTable.of_chunks(CHUNKS)
    assert table.allowed(Filters()) is None
    allowed = table.allowed(Filters(institutions=("云岭工业学校",), kinds=(PassageKind.TABLE,)))
    assert allowed is not None
    assert allowed.nonzero()[0].tolist() == [7]


def test_the_total_counts_what_holds_a_word_or_an_added_term_and_what_meaning_alone_found(searcher: Searcher) -> None:
    outcome = searcher.search(SearchQuery("工种"), ranking=Ranking.WORDS)
    assert (outcome.total, len(outcome.ranked)) == (1, 1)
    for text in ("助学金", "堂", "学校 培训", "rural training", "“乡村振兴” 培训", "学校 -培训"):
        outcome = searcher.search(SearchQuery(text))
        assert outcome.total >= len(outcome.ranked) > 0


def test_a_query_that_nothing_comes_near_finds_nothing(searcher: Searcher) -> None:
    outcome = searcher.search(SearchQuery("茶"))
    assert (outcome.total, outcome.hits) == (0, ())


def test_ranks_alone_are_those_of_the_hits(searcher: Searcher) -> None:
    for ranking in Ranking:
        query = SearchQuery("学校 培训", limit=3, offset=1)
        hits = searcher.search(query, ranking=ranking).hits
        assert searcher.order(query, ranking=ranking).tolist() == [hit.chunk for hit in hits]


def test_other_weights_give_another_order(searcher: Searcher) -> None:
    by_words, by_meaning = (
        searcher.weighing(Weights(meaning=share)).search(SearchQuery("乡村振兴 农民 工种")).hits[0].why
        for share in (0.05, 1.0)
    )
    assert by_words.meaning_share < 0.5 < by_meaning.meaning_share


def folding(searcher: Searcher, groups: list[int]) -> Searcher:
    """The example searcher, some of its passages called near-identical."""
    return Searcher(
        searcher.words,
        searcher.vectors,
        searcher.embedder,
        None,
        searcher.table,
        lambda numbers: [CHUNKS[number].chunk for number in numbers],
        twins=Twins(np.array(groups)),
    )


def test_twins_are_one_hit_that_lists_the_others(searcher: Searcher) -> None:
    folded = folding(searcher, [0, 1, 1, 1, 4, 5, 6, 7, 8])
    [hit] = [hit for hit in folded.search(SearchQuery("培训")).hits if hit.chunk in {1, 2, 3}]
    assert {hit.chunk, *hit.twins} == {1, 2, 3}
    apart = folded.search(SearchQuery("培训", fold=False)).hits
    assert {1, 3} <= {hit.chunk for hit in apart}
    assert all(hit.twins == () for hit in apart)


def test_a_twin_that_the_filters_leave_out_is_not_listed(searcher: Searcher) -> None:
    folded = folding(searcher, [0, 1, 2, 1, 4, 5, 6, 7, 8])
    hit = folded.search(SearchQuery("培训", reports=("qinghe-2024",))).hits[0]
    assert (hit.chunk, hit.twins) == (3, ())


def test_a_hit_says_its_concepts_and_its_most_telling_sentence(searcher: Searcher) -> None:
    why = first(searcher, "rural revitalization").why
    concept = next(seen for seen in why.concepts if seen.id == "rural-revitalisation")
    assert (concept.zh, concept.en, concept.terms[0]) == ("乡村振兴", "rural revitalisation", "乡村振兴")
    assert why.sentence is not None
    assert "乡村振兴" in CHUNKS[2].chunk.text[slice(*why.sentence)]


def test_the_passages_that_name_an_organisation_of_the_query_say_so(tmp_path: Path) -> None:
    searcher = make_searcher(tmp_path, names=BOOK)
    hit = first(searcher, "蓝海公司怎样办学")
    assert (hit.chunk, hit.why.named) == (4, ("Enterprise/蓝海翎翀科技公司",))
    assert searcher.search(SearchQuery("蓝海公司")).understood.named == ("Enterprise/蓝海翎翀科技公司",)


def test_the_total_of_a_quoted_phrase_counts_all_that_holds_it_however_few_are_ranked(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vocgraph.search.engine._CANDIDATES", 1)
    for text in ("“村振”", "“村振” 培训", "“村振” 助学金"):
        assert searcher.search(SearchQuery(text)).total == 2


def test_a_weight_of_nothing_leaves_a_phrase_out(searcher: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vocgraph.index.words._FEW", 0)
    without = searcher.weighing(Weights(phrase=0)).search(SearchQuery("开展职业培训"))
    assert without.hits[0].chunk == 3
