"""The cutting of passages for results: the matched words are in sight, and nothing in a report is taken for HTML."""

from __future__ import annotations

from vocgraph.serve.snippet import choose_window, flatten, mark_names, mark_words


def test_a_short_passage_is_shown_whole() -> None:
    assert mark_words("产业学院", ((0, 2),)) == "<mark>产业</mark>学院"


def test_html_in_a_report_is_shown_not_obeyed() -> None:
    assert mark_words("<b>产业</b>", ((3, 5),)) == "&lt;b&gt;<mark>产业</mark>&lt;/b&gt;"


def test_a_long_passage_is_cut_around_most_of_its_marks() -> None:
    text = "空" * 100 + "词" + "空" * 300 + "词空词" + "空" * 300
    start, end = choose_window(text, ((100, 101), (401, 402), (403, 404)), size=60)
    assert end - start == 60
    assert start < 401 < 404 <= end


def test_a_cut_passage_begins_at_a_sentence_when_one_is_near() -> None:
    text = "前" * 100 + "。这句话里有产业学院，" + "后" * 200
    start, _ = choose_window(text, ((107, 111),), size=80)
    assert text[start:].startswith("这句话")


def test_a_cut_passage_says_so_on_both_sides() -> None:
    snippet = mark_words("前" * 200 + "词" + "后" * 200, ((200, 201),), size=40)
    assert snippet.startswith("…")
    assert snippet.endswith("…")


def test_a_passage_without_marks_is_cut_at_its_end() -> None:
    assert mark_words("字" * 200, (), size=10) == "字" * 10 + "…"


def test_a_quote_loses_its_line_breaks_but_latin_words_stay_apart() -> None:
    assert flatten("共建星河\n\n 产业学院 \nSmart\nFactory") == "共建星河产业学院Smart Factory"


def test_of_overlapping_names_the_longest_is_marked() -> None:
    assert mark_names("星河科技公司", ("星河", "星河科技")) == "<mark>星河科技</mark>公司"


def test_the_telling_sentence_is_set_apart_with_its_marks_inside() -> None:
    text = "前一句。产业学院很好。后一句。"
    shown = mark_words(text, ((4, 8), (11, 12)), telling=(4, 11))
    assert shown == '前一句。<span class="telling"><mark>产业学院</mark>很好。</span><mark>后</mark>一句。'


def test_a_mark_over_a_sentence_s_end_stays_whole() -> None:
    assert mark_words("甲乙丙丁", ((1, 3),), telling=(0, 2)) == '<span class="telling">甲<mark>乙丙</mark></span>丁'


def test_a_cut_passage_begins_with_the_telling_sentence_if_a_mark_is_in_it() -> None:
    text = "词" + "空" * 200 + "。这句有词。" + "空" * 200
    telling = (202, 207)
    assert choose_window(text, ((0, 1), (205, 206)), size=60, telling=telling)[0] == 202
    assert choose_window(text, ((0, 1),), size=60, telling=telling)[0] == 0


def test_a_passage_that_is_one_sentence_is_not_set_apart() -> None:
    assert mark_words("产业学院。", (), telling=(0, 5)) == "产业学院。"
