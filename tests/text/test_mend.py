"""Mended text reads as a reader sees it, and every character knows where it was printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocgraph.model import Mended
from vocgraph.text.fold import half_width, squash, width
from vocgraph.text.mend import cut, join, mend, plain, sentences


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("蓝海智\n\n造产业学院", "蓝海智造产业学院"),
        ("共有 16 个专业", "共有16个专业"),
        ("引入 PLC 与\ndeep\nlearning 课程", "引入PLC与deep learning课程"),
        ("machine  learning", "machine learning"),
        ("读书班进企业 主题教育走深走实", "读书班进企业 主题教育走深走实"),
        ("**表 1** 专业设置", "表1专业设置"),
        ('<ul class="x">◆ 开展培训<li>参加竞赛', "◆开展培训参加竞赛"),
        ("\ufeff学\u200b校", "学校"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_breaks_spaces_and_marks_of_print_are_gone(printed: str, read: str) -> None:
    assert plain(printed) == read


def test_pieces_are_joined_without_what_stands_between_them() -> None:
    raw = "学校牵头成立产教联\n第 20 页\n合体。"
    mended = mend(raw, [(0, 9), (16, 20)])
    assert mended.text == "学校牵头成立产教联合体。"
    span = mended.locate("r", 6, 11)
    assert raw[span.start : span.end] == "产教联\n第 20 页\n合体"


@given(st.lists(st.text(alphabet="学校A1 。*<b>\n\t\u3000", max_size=12), max_size=6))
def test_every_character_points_at_itself(parts: list[str]) -> None:
    raw = "|".join(parts)
    pieces, at = [], 0
    for part in parts:
        pieces.append((at, at + len(part)))
        at += len(part) + 1
    mended = mend(raw, pieces)
    assert list(mended.raw_at) == sorted(mended.raw_at)
    assert all(c == " " or raw[position] == c for c, position in zip(mended.text, mended.raw_at, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他说：“好。”然后走了！", ["他说：“好。”", "然后走了！"]),
        ("一是建设；二是发展……三", ["一是建设；", "二是发展……", "三"]),
        ("增长1.46%。没有句号", ["增长1.46%。", "没有句号"]),
        ("为什么？（见表1。）因为", ["为什么？", "（见表1。）", "因为"]),
        ("  ", []),
    ],
)
def test_sentences_end_with_their_closing_quotes(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_joined_runs_keep_positions_that_never_fall() -> None:
    both = join([Mended("学校", (0, 1)), Mended("", ()), Mended("发展", (9, 10))], glue="；")
    assert both == Mended("学校；发展", (0, 1, 1, 9, 10))


def test_a_cut_leaves_white_space_behind() -> None:
    assert cut(Mended("学 校\n好", (0, 1, 2, 3, 4)), 1, 4) == Mended("校", (2,))


def test_spellings_of_one_heading_meet_when_squashed() -> None:
    assert squash("1.1 “大思政课”：ＡＢ") == squash("11大思政课 ab")


def test_full_width_characters_take_two_columns() -> None:
    assert width("学校AB，") == 8
    assert half_width("ＡＢ１（") == "AB1("
