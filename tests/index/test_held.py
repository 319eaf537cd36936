"""The words that each chunk holds, written and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from vocgraph.index.held import HeldWords, HeldWriter

if TYPE_CHECKING:
    from pathlib import Path

CHUNKS = (["学校", "企业", "学校"], [], ["实训", "学校"])


@pytest.fixture
def held(tmp_path: Path) -> HeldWords:
    writer = HeldWriter()
    for words in CHUNKS:
        writer.add(words)
    writer.save(tmp_path)
    return HeldWords.open(tmp_path)


def test_chunks_are_asked_for_words_in_any_order(held: HeldWords) -> None:
    asked = ["实训", "火星", "学校", "实训"]
    among = held.among(np.array([2, 1, 0]), asked)
    assert among.tolist() == [[True, False, True, True], [False] * 4, [False, False, True, False]]


def test_no_chunks_and_no_words_are_no_error(held: HeldWords, tmp_path: Path) -> None:
    assert held.among(np.empty(0, dtype=np.int64), ["学校"]).shape == (0, 1)
    assert held.among(np.array([0, 2]), []).shape == (2, 0)
    assert not held.among(np.array([1]), ["学校"]).any()
    HeldWriter().save(tmp_path)
    HeldWords.open(tmp_path)


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    for folder, words in ((tmp_path / "a", ["学校", "企业"]), (tmp_path / "b", ["企业", "学校", "企业"])):
        folder.mkdir()
        writer = HeldWriter()
        writer.add(words)
        writer.save(folder)
    assert (tmp_path / "a" / "held.npy").read_bytes() == (tmp_path / "b" / "held.npy").read_bytes()


@pytest.mark.parametrize("content", [b"", b"no words"])
def test_a_damaged_file_is_told(held: HeldWords, tmp_path: Path, content: bytes) -> None:
    assert held
    (tmp_path / "held.npy").write_bytes(content)
    with pytest.raises(ValueError, match=r"^held\.npy cannot be read"):
        HeldWords.open(tmp_path)
