"""Phrases, exclusions and fields in a query: what they are, and that every answer keeps to them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.search.example import CHUNKS, make_searcher
from vocgraph.errors import QueryError
from vocgraph.model import PassageKind, SearchQuery
from vocgraph.search.syntax import read_syntax, with_fields
from vocgraph.text.variants import fold

if TYPE_CHECKING:
    from vocgraph.search.engine import Searcher


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("library"))


def whole(number: int) -> str:
    """All that stands in a passage and over it, folded, without white space."""
    chunk = CHUNKS[number].chunk
    return fold("│".join((chunk.case or "", *chunk.heading, chunk.text))).replace(" ", "")


@pytest.mark.parametrize("text", ['"乡村振兴" 培训', "“乡村振兴” 培训", "「乡村振兴」 培训", "『乡村振兴』 培训"])
def test_quotation_marks_of_every_kind_hold_a_phrase(text: str) -> None:
    typed = read_syntax(text)
    assert (typed.text, typed.phrases) == ("乡村振兴 培训", ("乡村振兴",))


@pytest.mark.parametrize("text", ["培训 -企业", "培训 －企业", '培训 -"企业"', "培训 -“企业”"])
def test_a_minus_before_a_word_or_phrase_excludes_it(text: str) -> None:
    typed = read_syntax(text)
    assert (typed.text, typed.without) == ("培训", ("企业",))


@pytest.mark.parametrize(
    "text", ["1-1 案例", "产业-学院", "培训 - 企业", "培训 -", "——", 'a "', "“培训", '""', "年份: 2024"]
)
def test_signs_that_demand_nothing_are_plain_text(text: str) -> None:
    typed = read_syntax(text)
    assert (typed.phrases, typed.without, typed.fields) == ((), (), ())


@pytest.mark.parametrize("text", ["来源:学校", "1:1", "http://a.b", "问题：怎么办"])
def test_an_unknown_field_is_plain_words(text: str) -> None:
    assert (read_syntax(text).text, read_syntax(text).fields) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "实训 year:2024 school:甲校 kind:case",
        "实训 年份：2024 学校：甲校 类型：案例",
        "實訓 年份:2024年 學校:「甲校」 KIND:Case",
    ],
)
def test_fields_are_the_filters(text: str) -> None:
    query = with_fields(SearchQuery(text, years=(2023,)))
    assert (query.years, query.institutions, query.kinds) == ((2023, 2024), ("甲校",), (PassageKind.CASE,))
    assert fold(query.text) == "实训"
    assert with_fields(query) == query


def test_what_follows_a_quoted_field_is_read_as_after_a_space() -> None:
    close, apart = read_syntax('year:"2024"topic:“aid”-企业 实训'), read_syntax('year:"2024" topic:“aid” -企业 实训')
    assert close == apart
    assert (close.fields, close.without) == ((("years", "2024"), ("topics", "aid")), ("企业",))


def test_every_filter_is_a_field_in_both_languages() -> None:
    english = with_fields(SearchQuery("a report:r province:湖南 chapter:b topic:t organisation:华为"))
    chinese = with_fields(SearchQuery("a 报告:r 省份:湖南 章节:b 主题:t 单位:华为"))
    assert english == chinese
    assert (english.provinces, english.chapters, english.topics) == (("湖南",), ("b",), ("t",))
    assert (english.reports, english.organisations) == (("r",), ("华为",))


@pytest.mark.parametrize(
    "text", ["实训 year:soon", "实训 year:99999", "实训 kind:poem", "year:2024", "实训 -year:2024"]
)
def test_a_field_that_cannot_be_is_told_with_a_way_out(text: str) -> None:
    with pytest.raises(QueryError) as told:
        with_fields(SearchQuery(text))
    assert told.value.fix


@pytest.mark.parametrize("text", ["-企业", '-"订单班" -企业'])
def test_a_query_that_only_excludes_is_told_so(searcher: Searcher, text: str) -> None:
    with pytest.raises(QueryError, match=r"leave out.*Add"):
        searcher.search(SearchQuery(text))


@pytest.mark.parametrize(
    "phrase",
    ["乡村振兴", "振兴培", "技能大赛", "1+X证书", "鄉村振興", "１＋Ｘ", "共建产业学院", "工种", "茶", "堂", "vr"],
)
def test_every_hit_holds_the_phrase_and_none_is_missed(searcher: Searcher, phrase: str) -> None:
    hits = searcher.search(SearchQuery(f"“{phrase}” 学校")).hits
    assert {hit.chunk for hit in hits} == {item.number for item in CHUNKS if fold(phrase) in whole(item.number)}


def test_letters_count_as_whole_words(searcher: Searcher) -> None:
    assert searcher.search(SearchQuery('"r" 实训')).hits == ()
    assert 8 in {hit.chunk for hit in searcher.search(SearchQuery("实训 -r")).hits}


def test_a_phrase_does_not_run_over_a_mark(searcher: Searcher) -> None:
    assert searcher.search(SearchQuery("“培训培训”")).hits == ()  # 乡村振兴培训，培训农民


def test_a_demand_holds_in_words_and_in_meaning_whatever_is_asked(searcher: Searcher) -> None:
    seeded = random.Random(7)
    texts = [item.chunk.text for item in CHUNKS]
    for _ in range(150):
        text, other = seeded.choice(texts), seeded.choice(texts)
        at, to = seeded.randrange(len(text) - 5), seeded.randrange(len(other) - 5)
        needed, unwanted = text[at : at + seeded.randint(2, 4)], other[to : to + seeded.randint(2, 4)]
        if any(not sign.isalnum() or sign.isascii() for sign in needed + unwanted):
            continue
        hits = searcher.search(SearchQuery(f"“{needed}” 学校培训 -“{unwanted}”")).hits
        for hit in hits:
            assert fold(needed) in whole(hit.chunk)
            assert fold(unwanted) not in whole(hit.chunk)
        assert len(hits) == sum(fold(needed) in whole(n) and fold(unwanted) not in whole(n) for n in range(len(CHUNKS)))


def test_any_text_is_read_without_failing() -> None:
    seeded = random.Random(3)
    signs = '"“”「」『』-－:： 年份year学校2024案例kind\n\t+。'
    for _ in range(2_000):
        text = "".join(seeded.choices(signs, k=seeded.randint(0, 30)))
        typed = read_syntax(text)
        again = read_syntax(typed.unfiltered)
        assert (again.phrases, again.without) == (typed.phrases, typed.without), text


def test_an_answer_says_how_the_query_was_read(searcher: Searcher) -> None:
    understood = searcher.search(SearchQuery("“乡村振兴” 培训 -企业")).understood
    assert (understood.text, understood.phrases, understood.without) == ("乡村振兴 培训", ("乡村振兴",), ("企业",))
    assert ("rural-revitalisation", "乡村振兴", "rural revitalisation") in understood.concepts
