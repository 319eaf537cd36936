"""Sentence vectors: the best sentence of each passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.search.example import SharedCharacters
from vocgraph.index.sentences import SentenceVectors, build_sentence_vectors
from vocgraph.model import Chunk, PassageKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def chunk(text: str, *, heading: str = "", case: str | None = None) -> Chunk:
    return Chunk("r", PassageKind.PROSE, (heading,) if heading else (), text, tuple(range(len(text))), case)


LONG = chunk("学校占地千亩绿树成荫。心理咨询室向学生开放。图书馆藏书百万册。")
SHORT = chunk("食堂菜品丰富多样。", heading="后勤保障")


@pytest.fixture
def vectors(tmp_path: Path) -> SentenceVectors:
    build_sentence_vectors(tmp_path, [LONG, SHORT, chunk("。")], SharedCharacters())
    return SentenceVectors.open(tmp_path)


def asked(text: str) -> np.ndarray:
    return SharedCharacters().encode([text])[0]


def test_one_telling_sentence_decides(vectors: SentenceVectors) -> None:
    [best] = vectors.best(asked("心理咨询室向学生开放"), np.array([0]))
    assert best == pytest.approx(1.0, abs=4e-3)


def test_answers_come_in_the_order_of_the_question(vectors: SentenceVectors) -> None:
    best = vectors.best(asked("食堂菜品丰富多样"), np.array([1, 0]))
    assert best[0] > 0.9 > 0.3 > best[1]


def test_a_heading_counts_as_a_sentence(vectors: SentenceVectors) -> None:
    assert vectors.best(asked("后勤保障"), np.array([1])).tolist() == pytest.approx([1.0], abs=4e-3)


def test_a_passage_without_a_sentence_is_no_error(vectors: SentenceVectors) -> None:
    assert vectors.best(asked("学校"), np.array([2])).tolist() == [0.0]


def test_a_short_text_without_a_heading_is_a_sentence(tmp_path: Path) -> None:
    build_sentence_vectors(tmp_path, [chunk("食堂")], SharedCharacters())
    assert SentenceVectors.open(tmp_path).best(asked("食堂"), np.array([0])).tolist() == pytest.approx([1.0], abs=4e-3)


def test_no_passages_give_no_answers(vectors: SentenceVectors) -> None:
    assert vectors.best(asked("学校"), np.array([], dtype=np.int64)).shape == (0,)


@pytest.mark.parametrize("content", [b"", b"no vectors"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    for name in ("vectors.npy", "scales.npy", "starts.npy"):
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match="npy cannot be read"):
        SentenceVectors.open(tmp_path)


def test_one_byte_per_number_keeps_cosines(tmp_path: Path) -> None:
    class Drawn:
        name, fingerprint, dim = "drawn", "1", 64

        def encode(self, texts: Sequence[str]) -> np.ndarray:
            rows = np.random.default_rng(0).normal(size=(len(texts), self.dim)).astype(np.float32)
            return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    chunks = [chunk("食堂菜品丰富多样。")] * 50
    build_sentence_vectors(tmp_path, chunks, Drawn())
    truth = Drawn().encode([""] * 100).reshape(50, 2, 64)  # no heading: the whole text stands in its place
    query = truth[7, 1]
    best = SentenceVectors.open(tmp_path).best(query, np.arange(50))
    assert np.abs(best - (truth @ query).max(axis=1)).max() < 0.005


def test_a_library_without_passages_has_no_sentences(tmp_path: Path) -> None:
    build_sentence_vectors(tmp_path, [], SharedCharacters())
    assert SentenceVectors.open(tmp_path).best(asked("学校"), np.array([], dtype=np.int64)).shape == (0,)
