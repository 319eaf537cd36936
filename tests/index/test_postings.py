"""The chunks that hold each word, written and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from vocgraph.index import postings
from vocgraph.index.postings import Postings, PostingsWriter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CHUNKS = (["学校", "企业", "学校"], [], ["实训", "学校"])


def written(folder: Path, chunks: Sequence[Sequence[str]]) -> Postings:
    writer = PostingsWriter()
    for words in chunks:
        writer.add(words)
    writer.save(folder)
    return Postings.open(folder)


def test_each_word_knows_its_chunks_in_order(tmp_path: Path) -> None:
    held = written(tmp_path, CHUNKS)
    assert [held.of(word).tolist() for word in ("学校", "企业", "实训", "火星")] == [[0, 2], [0], [2], []]


def test_chunks_are_asked_for_a_word_in_any_order(tmp_path: Path) -> None:
    held = written(tmp_path, CHUNKS)
    numbers = np.array([2, 1, 0], dtype=np.uint32)
    assert [held.among(numbers, word).tolist() for word in ("学校", "实训", "火星")] == [
        [True, False, True],
        [True, False, False],
        [False] * 3,
    ]
    assert held.among(numbers[:0], "学校").shape == (0,)


def test_words_are_put_in_order_in_turns_as_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = np.random.default_rng(7)
    chunks = [[f"w{word}" for word in drawn.integers(0, 40, size)] for size in drawn.integers(0, 30, 200)]
    for folder, turn in ((tmp_path / "a", 7), (tmp_path / "b", 1 << 20)):
        folder.mkdir()
        monkeypatch.setattr(postings, "_AT_ONCE", turn)
        held = written(folder, chunks)
        for word in {word for words in chunks for word in words}:
            assert held.of(word).tolist() == [number for number, words in enumerate(chunks) if word in words]
    names = ("postings.npy", "postings-words.npy", "postings-starts.npy")
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


def test_nothing_is_no_error(tmp_path: Path) -> None:
    assert written(tmp_path, []).of("学校").tolist() == []


def test_the_same_words_give_the_same_bytes(tmp_path: Path) -> None:
    for folder, words in ((tmp_path / "a", ["学校", "企业"]), (tmp_path / "b", ["企业", "学校", "企业"])):
        folder.mkdir()
        written(folder, [words, ["学校"]])
    names = ("postings.npy", "postings-words.npy", "postings-starts.npy")
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


@pytest.mark.parametrize("content", [b"", b"no words"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    written(tmp_path, CHUNKS)
    (tmp_path / "postings.npy").write_bytes(content)
    with pytest.raises(ValueError, match=r"^postings\.npy cannot be read"):
        Postings.open(tmp_path)
