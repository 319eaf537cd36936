"""Passages that can be read alone, and never mix two sections, cases or tables."""

from __future__ import annotations

from vocgraph.chunk.cut import FULL, LONGEST, cut_chunks
from vocgraph.model import Chunk, Mended, Profile, Report, Row, Span, Structure, Table
from vocgraph.structure.report import structure_report

PROSE = "学校坚持立德树人，面向区域产业培养技术技能人才，取得了明显成效。"


def read(text: str) -> tuple[Report, tuple[Chunk, ...]]:
    report = Report("r", text)
    return report, cut_chunks(report, structure_report(report))


def test_paragraphs_of_one_section_fill_a_passage() -> None:
    _, chunks = read(f"1.1 定位\n{PROSE}\n{PROSE}\n1.2 规模\n{PROSE}\n")
    assert [(chunk.heading, chunk.text) for chunk in chunks] == [
        (("1.1 定位",), f"{PROSE}\n{PROSE}"),
        (("1.2 规模",), PROSE),
    ]


def test_a_case_is_a_passage_of_its_own_with_its_caption() -> None:
    _, chunks = read(f"1.1 定位\n{PROSE}\n案例1 甲的故事\n{PROSE}\n{PROSE}\n图 1 现场\n1.2 规模\n{PROSE}\n")
    assert [(chunk.case, chunk.kind.value) for chunk in chunks] == [
        (None, "prose"),
        ("甲的故事", "case"),
        (None, "prose"),
    ]
    assert chunks[1].text == f"{PROSE}\n{PROSE}\n图1现场"


def test_a_long_case_is_cut_between_sentences_into_like_parts() -> None:
    _, chunks = read(f"1.1 定位\n案例1 甲\n{PROSE * 40}\n")
    assert all(chunk.text.endswith("。") and chunk.case == "甲" for chunk in chunks)
    assert "".join(chunk.text for chunk in chunks) == PROSE * 40
    assert max(len(chunk.text) for chunk in chunks) < LONGEST
    assert min(len(chunk.text) for chunk in chunks) > FULL / 2


def test_a_passage_finds_its_words_in_the_raw_text() -> None:
    report, [chunk] = read("1.1 定位\n学校共有 16 个专业，在校\n生 900 人。\n")
    at = chunk.text.index("在校生900人")
    assert report.quote(chunk.locate(at, at + 7)) == "在校\n生 900 人"


def test_rows_are_read_with_their_columns_and_caption() -> None:
    raw = "表 1 专业\n名称\t学制\n会计\t三年\n电商\t\n"
    cells = [Mended("会计", (13, 14)), Mended("三年", (16, 17)), Mended("电商", (19, 20)), Mended("", ())]
    rows = (Row(tuple(cells[:2]), Span("r", 13, 18)), Row(tuple(cells[2:]), Span("r", 19, 21)))
    table = Table("表 1 专业", ("名称", "学制"), rows, Span("r", 0, 21))
    [chunk] = cut_chunks(Report("r", raw), Structure(Profile(), (), (), (), (table,), ()))
    assert chunk.text == "表 1 专业 · 名称：会计；学制：三年\n名称：电商"
    assert (chunk.kind.value, chunk.caption) == ("table", "表 1 专业")
    assert list(chunk.raw_at) == sorted(chunk.raw_at)
    at = chunk.text.index("三年")
    assert raw[chunk.locate(at, at + 2).start :][:2] == "三年"


def test_a_cell_repeated_from_the_row_above_does_not_pull_positions_back() -> None:
    merged = Mended("会计", (0, 1))
    rows = tuple(Row((merged, Mended("甲", (at,))), Span("r", at, at + 1)) for at in (3, 5))
    table = Table("", ("", "人"), rows, Span("r", 0, 6))
    [chunk] = cut_chunks(Report("r", "会计\n甲\n乙\n"), Structure(Profile(), (), (), (), (table,), ()))
    assert chunk.text == "会计；人：甲\n会计；人：甲"
    assert list(chunk.raw_at) == sorted(chunk.raw_at)


def test_a_long_table_becomes_several_passages_under_one_caption() -> None:
    text = "表 1 专业\n序号\t名称\n" + "".join(f"{n}\t{PROSE}\n" for n in range(1, 41)) + "\n1.1 定位\n"
    _, chunks = read(text)
    assert len(chunks) > 3
    assert all(chunk.text.startswith("表 1 专业 · 序号：") and chunk.caption == "表 1 专业" for chunk in chunks)
