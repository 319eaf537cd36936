"""Works out where the marks of a chart stand. Templates draw them as SVG, and the table beside it says the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_BARS: Final = 30
MOST_LINES: Final = 8  # as many colours as are told apart
HEIGHT: Final = 260.0  # of a line chart, in pixels; across, everything is in percent, so that it fits any width
_TOP, _BOTTOM = 28.0, 34.0  # pixels kept free for the highest label and for the years
_STEPS = 4  # of a scale, roughly
_LEFT, _RIGHT = 11.0, 95.0  # percent between which the points stand


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart."""

    label: str
    note: str
    value: str  # as it is read
    share: float  # of the longest bar, in percent
    href: str = ""  # where the number comes from
    odd: bool = False  # contradicted by another


@dataclass(frozen=True, slots=True)
class Point:
    """One mark of a line chart."""

    x: float  # percent
    y: float  # pixels
    value: str
    label: str  # on the axis below
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a line chart."""

    name: str
    points: tuple[Point, ...]

    @property
    def segments(self) -> tuple[tuple[Point, Point], ...]:
        return tuple(pairwise(self.points))


@dataclass(frozen=True, slots=True)
class LineChart:
    """A line chart laid out."""

    ticks: tuple[tuple[float, str], ...]  # pixels from the top, and the value there
    labels: tuple[tuple[float, str], ...]  # percent from the left, and the year there
    lines: tuple[Line, ...]
    height: float = HEIGHT


def shares(values: Sequence[float]) -> tuple[float, ...]:
    """How long bars are, in percent of the longest; nothing is shorter than nothing."""
    longest = max(values, default=0)
    return tuple(round(max(0.0, 100 * value / longest), 2) if longest > 0 else 0.0 for value in values)


def line_chart(series: Mapping[str, Mapping[int, tuple[float, str]]]) -> LineChart:
    """Lay series out over years.

    :param series: name -> year -> value and where it comes from; no series is empty.
    """
    years = sorted({year for of in series.values() for year in of})
    marks = ticks([value for of in series.values() for value, _ in of.values()])
    low, high = marks[0], marks[-1]

    def across(year: int) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (year - years[0]) / max(1, years[-1] - years[0]), 2)

    def down(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * (value - low) / (high - low), 1)

    return LineChart(
        ticks=tuple((down(mark), number(mark)) for mark in marks),
        labels=tuple((across(year), str(year)) for year in range(years[0], years[-1] + 1)),
        lines=tuple(
            Line(
                name,
                tuple(
                    Point(across(year), down(value), number(value), str(year), href)
                    for year, (value, href) in sorted(of.items())
                ),
            )
            for name, of in series.items()
        ),
    )


def ticks(values: Sequence[float]) -> tuple[float, ...]:
    """Round numbers, evenly apart, that hold all values between the first and the last of them."""
    low, high = min(values), max(values)
    span = high - low or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(span / _STEPS))
    step = next(power * nice for nice in (1, 2, 5, 10) if power * nice >= span / _STEPS)
    first, last = math.floor(low / step), math.ceil(high / step)
    return tuple(round(at * step, 10) for at in range(first, max(last, first + 1) + 1))


def number(value: float) -> str:
    """A number to be read: thousands apart, at most four decimals, no empty ones."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
