"""Knows of every passage, or of every case, what it can be filtered and counted by.

Each field is a column of numbers into the sorted names of its values. A field of several values per row is kept by row
(for counting) and by value (for filtering), so that neither looks at more than it needs to.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.arrays import open_array

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vocgraph.index.chunks import Facts, IndexedChunk
    from vocgraph.index.terms import Filters

FIELDS = ("report", "institution", "year", "kind", "province", "chapter", "topic", "organisation")


@dataclass(frozen=True, slots=True)
class _Column:
    """One field of all rows."""

    names: Sequence[str]  # sorted; "" stands for not known
    values: NDArray[np.int32]  # places in the names, row by row
    starts: NDArray[np.int64]  # shape (rows + 1,): row i has values[starts[i]:starts[i + 1]]
    rows: NDArray[np.int32]  # the rows that have each value, value by value
    ends: NDArray[np.int64]  # shape (names + 1,): name i is that of rows[ends[i]:ends[i + 1]]

    def holding(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """Which rows have any of the values, of shape (rows,)."""
        mask = np.zeros(len(self.starts) - 1, dtype=bool)
        for name in wanted:
            place = bisect_left(self.names, name)
            if place < len(self.names) and self.names[place] == name:
                mask[self.rows[self.ends[place] : self.ends[place + 1]]] = True
        return mask

    def of_rows(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The values of these rows one after another, and how many each row has."""
        firsts, counts = self.starts[numbers], self.starts[numbers + 1] - self.starts[numbers]
        before = np.cumsum(counts) - counts
        return self.values[np.repeat(firsts - before, counts) + np.arange(counts.sum())], counts


class _Builder:
    """Gathers one field row by row, in a few bytes per value."""

    def __init__(self) -> None:
        self._numbered: dict[str, int] = {}
        self._flat, self._starts = array("i"), array("q", [0])

    def add(self, values: Iterable[str]) -> None:
        self._flat.extend(self._numbered.setdefault(value, len(self._numbered)) for value in values)
        self._starts.append(len(self._flat))

    def finish(self) -> _Column:
        names = sorted(self._numbered)
        sorted_place = np.zeros(len(names), dtype=np.int32)
        sorted_place[[self._numbered[name] for name in names]] = np.arange(len(names), dtype=np.int32)
        values = sorted_place[np.frombuffer(self._flat, dtype=np.int32)] if self._flat else np.empty(0, dtype=np.int32)
        starts = np.array(self._starts, dtype=np.int64)
        row_of = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        ends = np.concatenate(([0], np.cumsum(np.bincount(values, minlength=len(names))))).astype(np.int64)
        return _Column(names, values, starts, row_of[np.argsort(values, kind="stable")], ends)


class PassageTable:
    """What rows, chunks or cases by their number, can be filtered and counted by."""

    def __init__(self, columns: Mapping[str, _Column]) -> None:
        self._columns = dict(columns)

    @classmethod
    def of(cls, rows: Iterable[Facts]) -> PassageTable:
        """From what is known of each row, in the order of their numbers."""
        builders = {field: _Builder() for field in FIELDS}
        for facts in rows:
            for field, builder in builders.items():
                builder.add(_values(facts, field))
        return cls({field: builder.finish() for field, builder in builders.items()})

    @classmethod
    def of_chunks(cls, chunks: Iterable[IndexedChunk]) -> PassageTable:
        """From the chunks themselves, in the order of their numbers."""
        return cls.of(item.facts for item in chunks)

    @classmethod
    def open(cls, folder: Path) -> PassageTable:
        """Open what :meth:`save` wrote; the columns stay on disk, mapped into memory.

        :raises FileNotFoundError: if there is nothing.
        :raises ValueError: if a file is damaged.
        """
        columns = {}
        for field in FIELDS:
            names = json.loads((folder / f"{field}.json").read_text(encoding="utf-8"))
            arrays = [open_array(folder / f"{field}-{part}.npy") for part in _PARTS]
            columns[field] = _Column(names, *arrays)
        return cls(columns)

    def save(self, folder: Path) -> None:
        """Write the table into a folder, which is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        for field, column in self._columns.items():
            names = json.dumps(list(column.names), ensure_ascii=False, separators=(",", ":"))
            (folder / f"{field}.json").write_text(names + "\n", encoding="utf-8")
            for part in _PARTS:
                np.save(folder / f"{field}-{part}.npy", getattr(column, part), allow_pickle=False)

    def __len__(self) -> int:
        return len(self._columns["report"].starts) - 1

    def allowed(self, filters: Filters) -> NDArray[np.bool_] | None:
        """Which rows pass, of shape (rows,); None where all do."""
        masks = [self._columns[field].holding(values) for field, values in filters.restrictions()]
        return np.logical_and.reduce(masks) if masks else None

    def count(self, field: str, numbers: NDArray[np.int64]) -> tuple[tuple[str, int], ...]:
        """How many of these rows have each value of a field, the commonest first; what is not known is left out.

        :param field: one of :data:`FIELDS`.
        """
        column = self._columns[field]
        places, counts = _counted(column.of_rows(numbers)[0], len(column.names))
        return _commonest(zip((column.names[place] for place in places), counts, strict=True))

    def count_groups(
        self, field: str, numbers: NDArray[np.int64], groups_of: Callable[[str], Sequence[str]]
    ) -> tuple[tuple[str, int], ...]:
        """How many of these rows have a value of each group, the commonest first; a row counts once for a group.

        :param groups_of: the groups that a value belongs to.
        """
        column = self._columns[field]
        flat, per_row = column.of_rows(numbers)
        rows = np.repeat(np.arange(len(numbers)), per_row)
        present = _counted(flat, len(column.names))[0]
        groups = [groups_of(column.names[place]) for place in present]
        named = {group: at for at, group in enumerate(sorted({group for each in groups for group in each}))}
        held = np.zeros((len(named), len(numbers)), dtype=bool)
        for nth in range(max(map(len, groups), default=0)):
            group_at = np.full(len(column.names), -1, dtype=np.int64)
            for place, each in zip(present, groups, strict=True):
                if nth < len(each):
                    group_at[place] = named[each[nth]]
            at = group_at[flat]
            held[at[at >= 0], rows[at >= 0]] = True
        return _commonest(zip(named, held.sum(axis=1).tolist(), strict=True))

    def years(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """The year of each of these rows, 0 where it is not known."""
        column = self._columns["year"]
        known = np.array([int(name or 0) for name in column.names], dtype=np.int64)
        return known[column.values[column.starts[numbers]]]

    def values(self, field: str, numbers: NDArray[np.int64]) -> tuple[tuple[str, ...], ...]:
        """The values of a field of each of these rows."""
        column = self._columns[field]
        flat, counts = column.of_rows(numbers)
        named = iter([column.names[place] for place in flat])
        return tuple(tuple(next(named) for _ in range(count)) for count in counts)

    def reports(self, numbers: NDArray[np.int64]) -> NDArray[np.int32]:
        """The report of each of these rows, as a number; shape (numbers,)."""
        return self._columns["report"].of_rows(numbers)[0]

    def holders(self, field: str, value: str) -> NDArray[np.int64]:
        """The rows that have a value, in ascending order."""
        return np.flatnonzero(self._columns[field].holding([value]))


def _counted(places: NDArray[np.int32], names: int) -> tuple[list[int], list[int]]:
    """The distinct places and how often each stands there."""
    if len(places) < names:  # few rows, many names: look at the rows alone
        found, counts = np.unique(places, return_counts=True)
        return found.tolist(), counts.tolist()
    every = np.bincount(places, minlength=names)
    present = np.flatnonzero(every)
    return present.tolist(), every[present].tolist()


def _commonest(counted: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((each for each in counted if each[0]), key=lambda each: (-each[1], each[0])))


_PARTS = ("values", "starts", "rows", "ends")


def _values(facts: Facts, field: str) -> tuple[str, ...]:
    if field == "topic":
        return facts.topics
    if field == "organisation":
        return facts.organisations
    value = getattr(facts, field)
    return ("" if value is None else str(value),)
