"""Keeps where words begin and end in each chunk, one bit per place, so that marking a hit need not cut it again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.arrays import open_array
from vocgraph.text.words import is_han

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from vocgraph.text.words import Segmenter

_ALIKE = re.compile("hh+|dd+|oo+")
_BITS, _STARTS = "borders.npy", "borders-starts.npy"


def word_borders(folded: str, segmenter: Segmenter) -> bytes:
    """For each place of a folded text, its end included, 1 where a word may begin or end there, else 0.

    These are the borders of words as the segmenter cuts, words inside words included, and of all that is no word:
    农业 may begin and end in 农业银行, but 国农 not in 中国农业.
    """
    borders = bytearray(b"\1" * (len(folded) + 1))
    for run in _ALIKE.finditer(folded.translate(_KINDS)):
        borders[run.start() + 1 : run.end()] = bytes(run.end() - run.start() - 1)
    for token in segmenter.tokens(folded):
        if is_han(token.word):
            borders[token.start] = borders[token.end] = 1
    return bytes(borders)


def packed(borders: bytes) -> str:
    """What `word_borders` gave, eight places to a byte, in hexadecimal."""
    return np.packbits(np.frombuffer(borders, dtype=np.uint8), bitorder="little").tobytes().hex()


def write_borders(folder: Path, borders: Iterable[str]) -> None:
    """Write the `packed` borders of each chunk, in order of their numbers, into a folder that exists."""
    rows = [bytes.fromhex(one) for one in borders]
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    np.save(folder / _BITS, np.frombuffer(b"".join(rows), dtype=np.uint8), allow_pickle=False)
    np.save(folder / _STARTS, starts, allow_pickle=False)


class WordBorders:
    """The borders of all chunks' words, opened for looking up."""

    def __init__(self, bits: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._bits, self._starts = bits, starts

    @classmethod
    def open(cls, folder: Path) -> WordBorders:
        """Open what `write_borders` wrote; the files stay on disk and are mapped into memory.

        :raises FileNotFoundError: if there is nothing.
        :raises ValueError: if a file is damaged.
        """
        return cls(open_array(folder / _BITS), open_array(folder / _STARTS))

    def of(self, number: int) -> bytes:
        """What `word_borders` gave for a chunk; up to seven more places follow."""
        start, end = self._starts[number : number + 2]
        return np.unpackbits(self._bits[start:end], bitorder="little").tobytes()


class _Kinds(dict[int, str]):
    """The kind of a character as one letter: Han, digit, other letter, or none of them; each is worked out once."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = kind = _kind(character) if character.isalnum() else " "
        return kind


_KINDS = _Kinds()


def _kind(character: str) -> str:
    return "h" if is_han(character) else "d" if character.isdigit() else "o"
