"""Where a long report is cut."""

from __future__ import annotations

from vocgraph.serve.reading import Bit, Part, Piece
from vocgraph.serve.sheets import divide, find_sheet, title_of


def part(line: int, characters: int = 100, *, level: int = 0, kind: str = "paragraph") -> Part:
    text = Bit("字" * characters)
    return Part("heading" if level else kind, line, (Piece(line, (text,), first=True),), level)


def firsts(*parts: Part, room: int) -> list[int]:
    return [sheet[0].line for sheet in divide(parts, room=room)]


def test_a_short_report_is_one_sheet() -> None:
    assert firsts(part(1), part(2, level=1), part(3), room=300) == [1]
    assert divide((), room=300) == ((),)


def test_a_sheet_ends_before_the_highest_heading_and_of_equal_ones_the_last() -> None:
    parts = [part(1), part(2, level=1), part(3), part(4, level=1), part(5), part(6, level=2), part(7), part(8)]
    assert firsts(*parts, room=600) == [1, 4]


def test_a_sheet_is_cut_before_a_paragraph_where_no_heading_stands_and_no_part_is_lost() -> None:
    parts = [part(line) for line in range(1, 11)]
    sheets = divide(parts, room=300)
    assert [one for sheet in sheets for one in sheet] == parts
    assert [len(sheet) for sheet in sheets] == [3, 3, 3, 1]


def test_a_sheet_is_not_cut_near_its_beginning_and_a_large_part_stays_whole() -> None:
    assert firsts(part(1, 10), part(2, 10, level=1), part(3, 900), part(4, level=2), part(5), room=500) == [1, 3, 4]


def test_what_an_early_cut_leaves_is_cut_again_where_the_next_part_does_not_fit() -> None:
    parts = [part(1, 100), part(2, 100, level=1), part(3, 50), part(4, 240), part(5, 1)]
    assert firsts(*parts, room=250) == [1, 2, 4]


def test_a_sheet_is_not_cut_inside_a_line() -> None:
    inside = Part("paragraph", 2, (Piece(2, (Bit("字" * 100),), first=False),))
    assert firsts(part(1), part(2), inside, part(3), room=200) == [1, 2, 3]
    case = Part("case", 2, parts=(inside,))
    assert firsts(part(2), case, case, part(3), room=100) == [2, 3]


def test_a_line_is_found_on_its_sheet_blank_or_not() -> None:
    sheets = divide([part(3), part(10, level=1), part(20, level=1)], room=100)
    assert [find_sheet(sheets, line) for line in (1, 3, 9, 10, 19, 20, 999)] == [0, 0, 0, 1, 1, 2, 2]


def test_a_sheet_is_called_by_its_first_heading() -> None:
    heading = Part("heading", 1, (Piece(1, (Bit("## ", markup=True), Bit("一、概况")), first=True),), 1)
    assert title_of((part(1), heading, part(2, level=2))) == "一、概况"
    assert title_of((part(1),)) == ""
