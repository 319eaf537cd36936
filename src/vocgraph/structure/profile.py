"""Reads what a report says about itself: title, institution, place, year, publisher."""

from __future__ import annotations

from collections.abc import Sequence

from vocgraph.model import Profile, Report
from vocgraph.structure.contents import Contents
from vocgraph.structure.lines import Line


def find_profile(report: Report, lines: Sequence[Line], front: frozenset[int], contents: Contents) -> Profile:
    """The report's own data."""
    _ = report, lines, front, contents
    return Profile()
