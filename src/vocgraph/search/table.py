"""Knows of every passage what it can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.words import Filters
from vocgraph.model import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from vocgraph.index.chunks import IndexedChunk


@dataclass(frozen=True, slots=True)
class PassageTable:
    """What the chunks can be filtered by: row i is chunk i; names are numbers into the tuples beside them."""

    report_names: tuple[str, ...]
    institution_names: tuple[str, ...]
    reports: NDArray[np.int32]
    institutions: NDArray[np.int32]
    years: NDArray[np.int16]  # 0: not known
    kinds: NDArray[np.int8]  # place in tuple(PassageKind)

    def __len__(self) -> int:
        return len(self.reports)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, int | None, PassageKind]]) -> PassageTable:
        """From the report, institution, year and kind of each chunk, in the order of their numbers."""
        listed = list(rows)
        reports = tuple(sorted({row[0] for row in listed}))
        institutions = tuple(sorted({row[1] for row in listed}))
        report_at = {name: place for place, name in enumerate(reports)}
        institution_at = {name: place for place, name in enumerate(institutions)}
        kind_at = {kind: place for place, kind in enumerate(PassageKind)}
        return cls(
            reports,
            institutions,
            np.array([report_at[row[0]] for row in listed], dtype=np.int32),
            np.array([institution_at[row[1]] for row in listed], dtype=np.int32),
            np.array([row[2] or 0 for row in listed], dtype=np.int16),
            np.array([kind_at[row[3]] for row in listed], dtype=np.int8),
        )

    @classmethod
    def of_chunks(cls, chunks: Iterable[IndexedChunk]) -> PassageTable:
        """From the chunks themselves, in the order of their numbers."""
        return cls.of((item.chunk.report, item.institution, item.year, item.chunk.kind) for item in chunks)

    def allowed(self, filters: Filters) -> NDArray[np.bool_] | None:
        """Which chunks pass, of shape (chunks,); None where all do."""
        if filters == Filters():
            return None
        mask = np.ones(len(self), dtype=bool)
        if filters.reports:
            mask &= np.isin(self.reports, _places(self.report_names, filters.reports))
        if filters.institutions:
            mask &= np.isin(self.institutions, _places(self.institution_names, filters.institutions))
        if filters.years:
            mask &= np.isin(self.years, filters.years)
        if filters.kinds:
            mask &= np.isin(self.kinds, _places(tuple(PassageKind), filters.kinds))
        return mask


def _places(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name in wanted]
