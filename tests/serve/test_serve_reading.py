"""The layout of a report: nothing is lost, every line can be linked to, marks and names stand where they should."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from small_library import COLLEGE, FIRM, SmallLibrary, first_report

from vocgraph.model import (
    Block,
    BlockKind,
    Chunk,
    EntityKind,
    Mention,
    PassageKind,
    Profile,
    Report,
    Section,
    Span,
    Structure,
)
from vocgraph.serve.reading import Part, lay_out, mark_anchor, mark_parts


def shown(part: Part) -> str:
    return "".join((" " if piece.spaced else "") + piece.text for piece in part.pieces)


def of_text(text: str, *blocks: tuple[BlockKind, str], paragraphs: tuple[str, ...] = ()) -> tuple[Report, Structure]:
    """A report whose blocks and paragraphs are named by their characters."""
    report = Report(id="r", text=text)

    def span(printed: str) -> Span:
        return Span("r", text.index(printed), text.index(printed) + len(printed))

    def chunk(printed: str) -> Chunk:
        at = span(printed)
        return Chunk("r", PassageKind.PROSE, (), printed, tuple(range(at.start, at.end)))

    placed = tuple(Block(kind, span(printed)) for kind, printed in blocks)
    return report, Structure(Profile(), placed, (), (), (), tuple(chunk(printed) for printed in paragraphs))


def test_a_paragraph_broken_over_lines_is_one_paragraph_without_spaces() -> None:
    [part] = lay_out(*of_text("学生在车间里\n学习。", (BlockKind.PARAGRAPH, "学生在车间里\n学习。")))
    assert (part.kind, shown(part)) == ("paragraph", "学生在车间里学习。")
    assert [piece.line for piece in part.pieces] == [1, 2]


def test_a_line_break_between_latin_words_becomes_a_space() -> None:
    [part] = lay_out(*of_text("Smart\nFactory", (BlockKind.PARAGRAPH, "Smart\nFactory")))
    assert shown(part) == "Smart Factory"


def test_a_page_number_in_the_middle_of_a_paragraph_does_not_end_it() -> None:
    text = "前半句，\n— 7 —\n后半句。"
    blocks = ((BlockKind.PARAGRAPH, "前半句，"), (BlockKind.FURNITURE, "— 7 —"), (BlockKind.PARAGRAPH, "后半句。"))
    [part] = lay_out(*of_text(text, *blocks, paragraphs=(text,)))
    assert [(piece.text, piece.furniture) for piece in part.pieces] == [
        ("前半句，", False),
        ("— 7 —", True),
        ("后半句。", False),
    ]


def test_a_page_number_between_paragraphs_stands_alone() -> None:
    text = "一段。\n— 7 —\n又一段。"
    blocks = ((BlockKind.PARAGRAPH, "一段。"), (BlockKind.FURNITURE, "— 7 —"), (BlockKind.PARAGRAPH, "又一段。"))
    parts = lay_out(*of_text(text, *blocks, paragraphs=("一段。", "又一段。")))
    assert [part.kind for part in parts] == ["paragraph", "furniture", "paragraph"]


def test_two_paragraphs_in_one_block_are_told_apart() -> None:
    parts = lay_out(
        *of_text("一段。\n又一段。", (BlockKind.PARAGRAPH, "一段。\n又一段。"), paragraphs=("一段。", "又一段。"))
    )
    assert [shown(part) for part in parts] == ["一段。", "又一段。"]


def test_no_heading_skips_a_level_even_where_the_report_does() -> None:
    report, structure = of_text("1 甲\n1.1.1 乙", (BlockKind.HEADING, "1 甲"), (BlockKind.HEADING, "1.1.1 乙"))
    spans = [block.span for block in structure.blocks]
    sections = tuple(Section(level, "", "", span, span) for level, span in zip((1, 3), spans, strict=True))
    parts = lay_out(report, replace(structure, sections=sections))
    assert [part.level for part in parts] == [1, 2]


def test_text_that_no_block_claims_is_shown_all_the_same() -> None:
    parts = lay_out(*first_report())
    assert shown(parts[-1]) == "这一段没有人认领。"


def test_a_case_is_boxed_with_its_title_and_text() -> None:
    [case] = [part for part in lay_out(*first_report()) if part.kind == "case"]
    assert case.case is not None
    assert case.case.title == "师徒同台"
    assert [inner.kind for inner in case.parts] == ["case-title", "paragraph"]


def test_a_table_has_columns_and_the_lines_of_its_rows() -> None:
    [table] = [part.table for part in lay_out(*first_report()) if part.table]
    [row] = table.rows
    assert ["".join(bit.text for bit in cell) for cell in row.cells] == ["星河智造产业学院", "120"]
    assert (table.lines, row.lines, table.after) == ((12, 13), (14,), (15,))


def test_marked_lines_are_marked_in_text_and_tables_and_no_other() -> None:
    parts = mark_parts(lay_out(*first_report()), (11, 14))
    inner = [one for part in parts for one in (*part.parts, part)]
    assert {piece.line for part in inner for piece in part.pieces if piece.marked} == {11}
    [table] = [part.table for part in parts if part.table]
    assert (table.marked, table.rows[0].marked) == (True, True)


def test_a_name_broken_over_two_lines_links_on_both() -> None:
    view = SmallLibrary().report("lanhai-2024")
    parts = lay_out(view.report, view.structure, mentions=view.mentions)
    named = [(bit.text, bit.entity) for part in parts for piece in part.pieces for bit in piece.bits if bit.entity]
    assert named == [("星河科技有限公司", FIRM), ("星河", COLLEGE), ("智造产业学院", COLLEGE)]


def test_of_names_within_names_the_longest_links() -> None:
    report, structure = of_text("星河科技公司", (BlockKind.PARAGRAPH, "星河科技公司"))
    text = report.text
    short, long = (Mention(Span("r", 0, end), text[:end], EntityKind.ENTERPRISE, "test") for end in (2, 6))
    [part] = lay_out(report, structure, mentions=[("short", short), ("long", long)])
    assert [(bit.text, bit.entity) for bit in part.pieces[0].bits] == [("星河科技公司", "long")]


def test_a_sentence_that_only_implies_its_subject_is_no_link_and_hides_no_name() -> None:
    text = "其中，三个专业由星河科技公司共建。"
    report, structure = of_text(text, (BlockKind.PARAGRAPH, text))
    implied = Mention(Span("r", 0, len(text)), "学校", EntityKind.INSTITUTION, "reporting-subject")
    named = Mention(Span("r", 8, 14), "星河科技公司", EntityKind.ENTERPRISE, "test")
    [part] = lay_out(report, structure, mentions=[("school", implied), (FIRM, named)])
    linked = [(bit.text, bit.entity) for bit in part.pieces[0].bits if bit.entity]
    assert linked == [("星河科技公司", FIRM)]


def test_a_name_in_a_table_cell_links() -> None:
    view = SmallLibrary().report("lanhai-2024")
    [table] = view.structure.tables
    start = table.rows[0].cells[0].raw_at[0]
    mention = Mention(Span("lanhai-2024", start, start + 8), "星河智造产业学院", EntityKind.INDUSTRIAL_COLLEGE, "test")
    parts = lay_out(view.report, view.structure, mentions=[(COLLEGE, mention)])
    [layout] = [part.table for part in parts if part.table]
    assert [(bit.text, bit.entity) for bit in layout.rows[0].cells[0]] == [("星河智造产业学院", COLLEGE)]


def test_markdown_signs_are_told_from_words() -> None:
    [part] = lay_out(*of_text("## **2.2 教育教学**", (BlockKind.HEADING, "## **2.2 教育教学**")))
    assert "".join(bit.text for bit in part.pieces[0].bits if not bit.markup) == "2.2 教育教学"


def test_stars_are_left_alone_where_the_report_is_no_markdown() -> None:
    [part] = lay_out(*of_text("密码是**，勿外传", (BlockKind.PARAGRAPH, "密码是**，勿外传")))
    assert not any(bit.markup for bit in part.pieces[0].bits)


def test_the_anchor_of_one_line_is_the_line_itself() -> None:
    assert (mark_anchor((7, 7)), mark_anchor((7, 9))) == ("L7", "L7-L9")


@given(
    st.text("学校a \n", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(BlockKind)), max_size=6),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=4),
)
def test_every_printed_character_is_shown_once_and_every_printed_line_has_one_anchor(
    text: str, cuts: list[tuple[int, int, BlockKind]], paragraphs: list[tuple[int, int]]
) -> None:
    report = Report(id="r", text=text)
    blocks, at = [], 0
    for gap, length, kind in cuts:
        start, end = min(at + gap % 5, len(text)), min(at + gap % 5 + length % 15, len(text))
        blocks.append(Block(kind, Span("r", start, end)))
        at = end
    chunks = tuple(
        Chunk("r", PassageKind.PROSE, (), text[start : start + length], tuple(range(start, start + length)))
        for start, length in paragraphs
        if start + length <= len(text)
    )
    parts = lay_out(report, Structure(Profile(), tuple(blocks), (), (), (), chunks))
    pieces = [piece for part in parts for piece in part.pieces]
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())
    printed = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    assert sorted(piece.line for piece in pieces if piece.first) == printed
