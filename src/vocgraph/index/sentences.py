"""Keeps where each chunk's sentences stand and their vectors: one telling sentence is not lost in a long passage.

Only chunks that were found already are looked at, so the vectors stay on disk, mapped into memory, one byte per number.
"""

from __future__ import annotations

from array import array
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.arrays import open_array, write_rows
from vocgraph.text.mend import sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vocgraph.index.chunks import Passage
    from vocgraph.index.embedding import Embedder

_VECTORS, _SCALES, _STARTS, _SPANS = "vectors.npy", "scales.npy", "starts.npy", "spans.npy"
_LARGEST = 127  # what the largest number of a vector becomes as a byte
_SHORTEST = 5  # characters; what is shorter is a number or a mark
_BATCH = 4_096  # sentences per turn


def build_sentence_vectors(folder: Path, chunks: Collection[Passage], embedder: Embedder) -> None:
    """Write the vectors of all chunks' sentences; the chunks come in order of number and are gone through twice."""
    folder.mkdir(parents=True, exist_ok=True)
    counts, flat = [], array("i")
    for chunk in chunks:
        spans = [(0, 0), *sentence_spans(chunk.text)]  # the first row is its heading
        counts.append(len(spans))
        flat.extend(chain.from_iterable(spans))
    starts = np.cumsum([0, *counts], dtype=np.int64)
    total = int(starts[-1])
    spans_of_all = np.array(flat, dtype=np.int32).reshape(total, 2)
    scales = np.zeros(total, dtype=np.float32)
    each = zip(chunks, pairwise(starts.tolist()), strict=True)
    texts = (text for chunk, (first, end) in each for text in _texts(chunk, spans_of_all[first + 1 : end].tolist()))

    def rows() -> Iterator[NDArray[np.int8]]:
        for start in range(0, total, _BATCH):
            vectors = embedder.encode(list(islice(texts, _BATCH)))
            end = start + len(vectors)
            scales[start:end] = np.abs(vectors).max(axis=1) / _LARGEST
            yield np.rint(vectors / np.maximum(scales[start:end, None], np.finfo(np.float32).tiny)).astype(np.int8)

    write_rows(folder / _VECTORS, rows(), shape=(total, embedder.dim), dtype=np.int8)
    np.save(folder / _SCALES, scales, allow_pickle=False)
    np.save(folder / _STARTS, starts, allow_pickle=False)
    np.save(folder / _SPANS, spans_of_all, allow_pickle=False)


class SentenceVectors:
    """The sentences of all chunks by vector, opened for looking up."""

    def __init__(
        self,
        rows: NDArray[np.int8],
        scales: NDArray[np.float32],
        starts: NDArray[np.int64],
        spans: NDArray[np.int32],
    ) -> None:
        """Take vectors of shape (sentences, dimensions): each is its row times its scale.

        :param starts: shape (chunks + 1,); the sentences of chunk i are those from ``starts[i]`` to ``starts[i + 1]``.
        :param spans: shape (sentences, 2); where each stands in its chunk's text, [start, end).
        """
        self._rows, self._scales, self._starts, self._spans = rows, scales, starts, spans

    @classmethod
    def open(cls, folder: Path) -> SentenceVectors:
        """Open what `build_sentence_vectors` wrote.

        :raises FileNotFoundError: if there is nothing.
        :raises ValueError: if a file is damaged.
        """
        return cls(*(open_array(folder / name) for name in (_VECTORS, _SCALES, _STARTS, _SPANS)))

    def of(
        self, vector: NDArray[np.float32] | None, numbers: Sequence[int]
    ) -> list[tuple[list[tuple[int, int]], list[float]]]:
        """Where the sentences of each of these chunks stand, [start, end), and their cosines; none without a vector."""
        found = []
        for number in numbers:
            rows = slice(int(self._starts[number]) + 1, int(self._starts[number + 1]))  # the first row is its heading
            cosines = [] if vector is None else self._cosines(vector, self._rows[rows], self._scales[rows]).tolist()
            found.append(([(start, end) for start, end in self._spans[rows].tolist()], cosines))
        return found

    def best(self, vector: NDArray[np.float32], numbers: NDArray[np.int64]) -> NDArray[np.float64]:
        """The cosine of the nearest sentence of each of these chunks, shape (numbers,).

        :param vector: shape (dimensions,), of length 1.
        """
        if not len(numbers):
            return np.empty(0)
        starts, counts = self._starts[numbers], self._starts[numbers + 1] - self._starts[numbers]
        firsts = np.cumsum(counts) - counts
        rows = np.repeat(starts - firsts, counts) + np.arange(counts.sum())
        vectors = self._rows.take(rows, axis=0, mode="clip")  # all are in range, and to see to that again takes longest
        best: NDArray[np.float64] = np.maximum.reduceat(self._cosines(vector, vectors, self._scales[rows]), firsts)
        return best

    @staticmethod
    def _cosines(
        vector: NDArray[np.float32], rows: NDArray[np.int8], scales: NDArray[np.float32]
    ) -> NDArray[np.float64]:
        # not the operator @: it would first write out four bytes for each, and wake threads that cost more than they do
        products: NDArray[np.float32] = np.einsum("sd,d->s", rows, vector)
        return (products * scales).astype(np.float64)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences and rows [start, end) of a passage that have vectors, in order."""
    spans = []
    at = 0
    for line in text.split("\n"):
        spans += [(at + start, at + end) for start, end in sentences(line) if end - start >= _SHORTEST]
        at += len(line) + 1
    return spans


def _texts(chunk: Passage, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Its case title and innermost heading as one, and the sentences and rows of its text; never nothing."""
    yield " ".join(part for part in (chunk.case, *chunk.heading[-1:]) if part) or chunk.text
    for start, end in spans:
        yield chunk.text[start:end]
