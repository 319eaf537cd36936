"""Keeps the vectors of each chunk's sentences, so that one telling sentence is not lost in a long passage.

Only chunks that were found already are looked at, so the vectors stay on disk, mapped into memory, in half precision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vocgraph.text.mend import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vocgraph.index.embedding import Embedder
    from vocgraph.model import Chunk

_VECTORS, _STARTS = "vectors.npy", "starts.npy"
_SHORTEST = 5  # characters; what is shorter is a number or a mark
_BATCH = 4_096  # sentences per turn


def build_sentence_vectors(folder: Path, chunks: Sequence[Chunk], embedder: Embedder) -> None:
    """Write the vectors of all chunks' sentences; chunk i of the sequence is chunk number i."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [list(_sentences(chunk)) for chunk in chunks]
    starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
    flat = [text for group in texts for text in group]
    vectors = np.zeros((len(flat), embedder.dim), dtype=np.float16)
    for start in range(0, len(flat), _BATCH):
        vectors[start : start + _BATCH] = embedder.encode(flat[start : start + _BATCH])
    np.save(folder / _VECTORS, vectors, allow_pickle=False)
    np.save(folder / _STARTS, starts, allow_pickle=False)


class SentenceVectors:
    """The sentences of all chunks by vector, opened for looking up."""

    def __init__(self, vectors: NDArray[np.float16], starts: NDArray[np.int64]) -> None:
        self._vectors, self._starts = vectors, starts

    @classmethod
    def open(cls, folder: Path) -> SentenceVectors:
        """Open what `build_sentence_vectors` wrote.

        :raises FileNotFoundError: if there is nothing.
        :raises ValueError: if a file is damaged.
        """
        try:
            vectors, starts = (
                np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in (_VECTORS, _STARTS)
            )
        except (ValueError, EOFError) as error:
            raise ValueError(f"the vectors of sentences cannot be read: {error}") from error
        return cls(vectors, starts)

    def of(self, vector: NDArray[np.float32], number: int) -> NDArray[np.float64]:
        """The cosine of each of one chunk's sentences, in the order of :func:`sentence_spans`."""
        first, end = int(self._starts[number]) + 1, int(self._starts[number + 1])  # the first row is its heading
        cosines: NDArray[np.float64] = (self._vectors[first:end].astype(np.float32) @ vector).astype(np.float64)
        return cosines

    def best(self, vector: NDArray[np.float32], numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of the nearest sentence of each of these chunks, shape (numbers,).

        :param vector: shape (dimensions,), of length 1.
        """
        if not len(numbers):
            return np.empty(0)
        starts, counts = self._starts[numbers], self._starts[numbers + 1] - self._starts[numbers]
        firsts = np.cumsum(counts) - counts
        rows = np.repeat(starts - firsts, counts) + np.arange(counts.sum())
        cosines = self._vectors[rows].astype(np.float32) @ vector
        best: NDArray[np.float64] = np.maximum.reduceat(cosines, firsts).astype(np.float64)
        return best


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences and rows [start, end) of a passage that have vectors, in order."""
    spans = []
    at = 0
    for line in text.split("\n"):
        spans += [(at + start, at + end) for start, end in sentences(line) if end - start >= _SHORTEST]
        at += len(line) + 1
    return spans


def _sentences(chunk: Chunk) -> Iterator[str]:
    """Its case title and innermost heading as one, and the sentences and rows of its text; never nothing."""
    yield " ".join(part for part in (chunk.case, *chunk.heading[-1:]) if part) or chunk.text
    for start, end in sentence_spans(chunk.text):
        yield chunk.text[start:end]
