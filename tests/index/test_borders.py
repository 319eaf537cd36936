"""Word borders: where words may begin and end, written and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vocgraph.index.borders import WordBorders, packed, word_borders, write_borders
from vocgraph.text.words import plain

if TYPE_CHECKING:
    from pathlib import Path


def places(folded: str) -> list[int]:
    return [place for place, border in enumerate(word_borders(folded, plain())) if border]


def test_words_and_words_inside_them_have_borders() -> None:
    assert places("中国农业") == [0, 2, 4]
    assert places("农业银行") == [0, 2, 4]


def test_a_run_of_letters_or_of_digits_has_none_inside() -> None:
    assert places("vr12室") == [0, 2, 4, 5]


def test_marks_and_white_space_part_words() -> None:
    assert places("培训，a b") == [0, 2, 3, 4, 5, 6]


def test_an_empty_text_is_all_border() -> None:
    assert places("") == [0]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    texts = ["", "中国农业", "面向村民开展乡村振兴培训"]
    written = [word_borders(text, plain()) for text in texts]
    write_borders(tmp_path, map(packed, written))
    borders = WordBorders.open(tmp_path)
    assert [borders.of(number)[: len(text) + 1] for number, text in enumerate(texts)] == written


def test_no_chunks_are_no_error(tmp_path: Path) -> None:
    write_borders(tmp_path, [])
    WordBorders.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"no borders"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    write_borders(tmp_path, [packed(b"\1")])
    (tmp_path / "borders.npy").write_bytes(content)
    with pytest.raises(ValueError, match=r"borders\.npy cannot be read"):
        WordBorders.open(tmp_path)
