"""Finds near-identical passages, such as those that a school repeats from year to year, when a library is built.

Source: Broder, "On the resemblance and containment of documents", SEQUENCES 1997 (MinHash), with bands as in
Leskovec, Rajaraman & Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.arrays import open_array
from vocgraph.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_LIKE = 0.8  # share of shingles in common, of all in either, from which on two passages are twins
_SHINGLE = 4  # characters
_SHORTEST = 40  # characters; shorter ones say the same without being copies
_BANDS, _ROWS = 8, 4  # a pair with 0.8 in common is looked at with probability 0.985
_MARKS = re.compile(r"[\W_]+")
_ODD = np.uint64(0x9E3779B97F4A7C15)  # 2^64 by the golden ratio: spreads neighbouring numbers
_SEED = 20_240


def build_twins(path: Path, texts: Collection[str]) -> None:
    """Write which of these passages are near-identical; text i is chunk number i."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.save(path, find_twins(texts), allow_pickle=False)


def find_twins(texts: Collection[str]) -> NDArray[np.int64]:
    """For each text the lowest number among those it is near-identical to, its own included; shape (texts,).

    The texts are gone through twice; only those that may be near-identical are held in memory together.
    """
    bands = np.zeros((len(texts), _BANDS), dtype=np.uint64)
    for number, text in enumerate(texts):
        bands[number] = _bands(text)
    suspects = [alike for band in range(_BANDS) for alike in _sharing(bands[:, band])]
    wanted = {number for alike in suspects for number in alike}
    held = {number: text for number, text in enumerate(texts) if number in wanted}
    lowest = np.arange(len(texts), dtype=np.int64)  # a forest: each text points to a lower one of its group, or itself
    for first, *others in suspects:
        for other in others:
            low, high = sorted((_root(lowest, first), _root(lowest, other)))
            if low != high and likeness(held[first], held[other]) >= _LIKE:
                lowest[high] = low
    for number in sorted(wanted):  # a lower one's root is known before
        lowest[number] = lowest[lowest[number]]
    return lowest


def _sharing(keys: NDArray[np.uint64]) -> Iterator[list[int]]:
    """The numbers of texts that have the same key in a band, several at a time, in order."""
    order = np.argsort(keys, kind="stable")
    order = order[keys[order] > 0]
    edges = np.flatnonzero(np.diff(keys[order])) + 1
    starts, ends = np.append(0, edges), np.append(edges, len(order))
    for several in np.flatnonzero(ends - starts > 1):
        yield order[starts[several] : ends[several]].tolist()


def _root(lowest: NDArray[np.int64], number: int) -> int:
    while lowest[number] != number:
        lowest[number] = lowest[lowest[number]]
        number = int(lowest[number])
    return number


def likeness(one: str, other: str) -> float:
    """The share of shingles that two texts have in common, of all that stand in either: 0 to 1."""
    mine, theirs = _shingles(one), _shingles(other)
    union = len(np.union1d(mine, theirs))
    return len(np.intersect1d(mine, theirs, assume_unique=True)) / union if union else 0.0


class Twins:
    """Which passages are near-identical, opened for looking up."""

    def __init__(self, groups: NDArray[np.int64]) -> None:
        """Take what :func:`find_twins` gives."""
        self._groups = groups
        later = np.flatnonzero(groups != np.arange(len(groups)))
        self._later = later[np.argsort(groups[later], kind="stable")]
        self._group_of_later = groups[self._later]

    @classmethod
    def open(cls, path: Path) -> Twins:
        """Open what :func:`build_twins` wrote.

        :raises FileNotFoundError: if there is nothing.
        :raises ValueError: if the file is damaged.
        """
        return cls(open_array(path))

    def groups(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The group of each chunk, shape (numbers,)."""
        return self._groups[numbers]

    def of(self, numbers: Sequence[int]) -> list[tuple[int, ...]]:
        """The other chunks that are near-identical to each of some, in order of number."""
        groups = self._groups[numbers]
        firsts = self._group_of_later.searchsorted(groups)
        ends = self._group_of_later.searchsorted(groups, side="right")
        return [
            tuple(one for one in (group, *self._later[first:end].tolist()) if one != number)
            for number, group, first, end in zip(numbers, groups.tolist(), firsts.tolist(), ends.tolist(), strict=True)
        ]


def _bands(text: str) -> NDArray[np.uint64]:
    """One number per band, shape (bands,); texts that share one may be near-identical, and 0 is for short texts."""
    shingles = _shingles(text)
    if not len(shingles):
        return np.zeros(_BANDS, dtype=np.uint64)
    rows = (shingles[:, None] ^ _masks()) * _ODD
    rows ^= rows >> np.uint64(29)
    lowest = (rows * _ODD).min(axis=0).reshape(_BANDS, _ROWS)
    keys: NDArray[np.uint64] = (lowest * np.array([1, 3, 5, 7], dtype=np.uint64)).sum(axis=1, dtype=np.uint64)
    return np.maximum(keys, np.uint64(1))


@cache
def _masks() -> NDArray[np.uint64]:
    return np.random.default_rng(_SEED).integers(1, 1 << 63, size=_BANDS * _ROWS, dtype=np.uint64)


def _shingles(text: str) -> NDArray[np.uint64]:
    """The stretches of four characters of a text as numbers, each once; none of a short text."""
    letters = _MARKS.sub("", fold(text))
    if len(letters) < _SHORTEST:
        return np.empty(0, dtype=np.uint64)
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    count = len(codes) - _SHINGLE + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for at in range(_SHINGLE):
        mixed = mixed * _ODD + codes[at : at + count]
    return np.unique(mixed)
