"""Keeps which chunks hold each word, as sorted numbers: to count them, and to ask a few hundred of them for a word."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from vocgraph.index.arrays import open_array

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

_CHUNKS, _WORDS, _STARTS = "postings.npy", "postings-words.npy", "postings-starts.npy"
_AT_ONCE = 1 << 20  # postings that are put in order at once


class PostingsWriter:
    """Gathers the words of chunk after chunk, in four bytes per word; saving them takes as much again."""

    def __init__(self) -> None:
        self._numbered: dict[int, int] = {}  # checksums of words
        self._flat, self._starts = array("I"), array("q", [0])

    def add(self, words: Iterable[str]) -> None:
        """Add the words of the next chunk; each counts once."""
        numbered = self._numbered
        self._flat.extend({numbered.setdefault(checksum(word), len(numbered)) for word in words})
        self._starts.append(len(self._flat))

    def save(self, folder: Path) -> None:
        """Write them into a folder that exists."""
        checksums = np.fromiter(self._numbered, dtype=np.uint32, count=len(self._numbered))
        order = np.argsort(checksums)
        place = np.empty(len(order), dtype=np.int64)
        place[order] = np.arange(len(order))
        flat = np.frombuffer(self._flat, dtype=np.uint32) if self._flat else np.empty(0, dtype=np.uint32)
        counts = np.zeros(len(order), dtype=np.int64)
        for first in range(0, len(flat), _AT_ONCE):
            counts += np.bincount(flat[first : first + _AT_ONCE], minlength=len(order))
        counts = counts[order]
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        np.save(folder / _WORDS, checksums[order], allow_pickle=False)
        np.save(folder / _STARTS, starts, allow_pickle=False)
        np.save(folder / _CHUNKS, self._by_word(flat, place, starts[:-1].copy()), allow_pickle=False)

    def _by_word(
        self, flat: NDArray[np.uint32], place: NDArray[np.int64], free: NDArray[np.int64]
    ) -> NDArray[np.uint32]:
        """The chunks of all words, one word after another, each word's in ascending order.

        :param flat: the words of all chunks, one chunk after another.
        :param place: the place of each word among the sorted ones.
        :param free: where the first chunk of each sorted word goes; it moves on as chunks are put there.
        """
        chunk_starts = np.array(self._starts, dtype=np.int64)
        sorted_chunks = np.empty(len(flat), dtype=np.uint32)
        for first in range(0, len(flat), _AT_ONCE):
            words = place[flat[first : first + _AT_ONCE]]
            chunks = np.searchsorted(chunk_starts, np.arange(first, first + len(words)), side="right") - 1
            order = np.argsort(words, kind="stable")
            found, begins, counts = np.unique(words[order], return_index=True, return_counts=True)
            sorted_chunks[np.repeat(free[found] - begins, counts) + np.arange(len(words))] = chunks[order]
            free[found] += counts
        return sorted_chunks


class Postings:
    """Which chunks hold each word, opened for looking up.

    Words are told apart by 32-bit checksums: of a million words, about a hundred share theirs with another.
    """

    def __init__(self, chunks: NDArray[np.uint32], words: NDArray[np.uint32], starts: NDArray[np.int64]) -> None:
        """Take the chunks of word after word.

        :param words: the words' checksums, sorted; shape (words,).
        :param starts: shape (words + 1,); word i stands in ``chunks[starts[i]:starts[i + 1]]``.
        """
        self._chunks, self._words, self._starts = chunks, words, starts

    @classmethod
    def open(cls, folder: Path) -> Postings:
        """Open what `PostingsWriter` wrote; the files stay on disk and are mapped into memory.

        :raises FileNotFoundError: if there is nothing.
        :raises ValueError: if a file is damaged.
        """
        return cls(*(open_array(folder / name) for name in (_CHUNKS, _WORDS, _STARTS)))

    def of(self, word: str) -> NDArray[np.uint32]:
        """The chunks that hold a folded word, in ascending order; shape (found,)."""
        wanted = np.uint32(checksum(word))
        place = int(self._words.searchsorted(wanted))
        if place == len(self._words) or self._words[place] != wanted:
            return self._chunks[:0]
        return self._chunks[self._starts[place] : self._starts[place + 1]]

    def among(self, numbers: NDArray[np.uint32], word: str) -> NDArray[np.bool_]:
        """Which of these chunks hold a folded word; shape (numbers,)."""
        holding = self.of(word)
        if not len(holding):
            return np.zeros(len(numbers), dtype=bool)
        found: NDArray[np.bool_] = holding.take(holding.searchsorted(numbers), mode="clip") == numbers
        return found


def checksum(word: str) -> int:
    """The number that a word is known by."""
    return crc32(word.encode())
