"""Keeps which words each chunk holds, as numbers, so that a few hundred chunks can be asked for a few words at once."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from vocgraph.index.arrays import open_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_WORDS, _STARTS = "held.npy", "held-starts.npy"
_LAST = 0xFFFF  # the bits of a number by which most words are told apart


class HeldWriter:
    """Gathers the words of chunk after chunk, in four bytes per word."""

    def __init__(self) -> None:
        self._numbered: dict[str, int] = {}
        self._flat, self._starts = array("I"), array("q", [0])

    def add(self, words: Iterable[str]) -> None:
        """Add the words of the next chunk; each counts once."""
        for word in sorted(set(words)):
            number = self._numbered.get(word)
            if number is None:
                number = self._numbered[word] = _number(word)
            self._flat.append(number)
        self._starts.append(len(self._flat))

    def save(self, folder: Path) -> None:
        """Write them into a folder that exists."""
        np.save(folder / _WORDS, np.array(self._flat, dtype=np.uint32), allow_pickle=False)
        np.save(folder / _STARTS, np.array(self._starts, dtype=np.int64), allow_pickle=False)


class HeldWords:
    """Which words each chunk holds, opened for looking up."""

    def __init__(self, words: NDArray[np.uint32], starts: NDArray[np.int64]) -> None:
        self._words, self._starts = words, starts

    @classmethod
    def open(cls, folder: Path) -> HeldWords:
        """Open what `HeldWriter` wrote; the files stay on disk and are mapped into memory.

        :raises FileNotFoundError: if there is nothing.
        :raises ValueError: if a file is damaged.
        """
        return cls(open_array(folder / _WORDS), open_array(folder / _STARTS))

    def among(self, numbers: NDArray[np.int64], words: Sequence[str]) -> NDArray[np.bool_]:
        """Which of these chunks hold which of these folded words; shape (numbers, words).

        Words are compared by 32-bit checksums: one in some millions of answers may be wrong.
        """
        if not words:
            return np.zeros((len(numbers), 0), dtype=bool)
        starts, ends = self._starts[numbers], self._starts[numbers + 1]
        every = np.concatenate(
            [self._words[:0], *(self._words[one] for one in map(slice, starts.tolist(), ends.tolist()))]
        )
        asked, which = np.unique(np.array([_number(word) for word in words], dtype=np.uint32), return_inverse=True)
        likely = np.zeros(_LAST + 1, dtype=bool)
        likely[asked & _LAST] = True
        places = np.flatnonzero(likely[every & _LAST])
        columns = np.searchsorted(asked, every[places]).clip(max=len(asked) - 1)
        found = asked[columns] == every[places]
        held = np.zeros((len(numbers), len(asked)), dtype=bool)
        rows = np.searchsorted(np.cumsum(ends - starts), places[found], side="right")
        held[rows, columns[found]] = True
        return held[:, which]


def _number(word: str) -> int:
    return crc32(word.encode())
