"""Shows what reports measure: one indicator across schools and years, as charts and a table, with places."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, g, render_template, request

from vocgraph.documents.figures import FigureFilter
from vocgraph.ontology import indicator_groups
from vocgraph.serve.arguments import read_figures, read_number, read_text
from vocgraph.serve.charts import MOST_BARS, MOST_LINES, Bar, LineChart, line_chart, number, shares
from vocgraph.serve.current import current_library
from vocgraph.serve.links import bare_link, place_link
from vocgraph.serve.snippet import mark_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from flask.typing import ResponseReturnValue

    from vocgraph.documents.figures import Figure
    from vocgraph.views import Indicator, IndicatorView

bp = Blueprint("indicators", __name__)

NAMES_SHOWN: Final = 60  # printed names on a page
FIGURES_SHOWN: Final = 100
_KNOWN: Final = 1000  # more than the ontology has


@bp.get("/indicators")
def indicators() -> ResponseReturnValue:
    """What there are figures for: the ontology's indicators by group, then other names as printed."""
    text = read_text(request.args, "q")
    page = read_number(request.args, "page", default=1, low=1, high=1000)
    library = current_library()
    _, known = library.indicators(text, known=True, limit=_KNOWN)
    offset = (page - 1) * NAMES_SHOWN
    total, others = library.indicators(text, known=False, limit=NAMES_SHOWN, offset=offset)
    return render_template(
        "indicators.html",
        text=text,
        groups=_grouped(known) if page == 1 else [],
        count=len(known),
        others=others,
        total=total,
        page=page,
        has_next=offset + len(others) < total,
        api=bare_link("api.indicators", q=text or None),
        name_of=name_of,
    )


@bp.get("/indicators/<path:key>")
def indicator(key: str) -> ResponseReturnValue:
    """One indicator: charts, contradictions, and every figure with its sentence."""
    wanted = read_figures(request.args)
    page = read_number(request.args, "page", default=1, low=1, high=1000)
    offset = (page - 1) * FIGURES_SHOWN
    view = current_library().indicator(
        key,
        institutions=wanted.institutions,
        years=wanted.years,
        provinces=wanted.provinces,
        limit=FIGURES_SHOWN,
        offset=offset,
    )
    unit, factor, figures = _comparable(view)
    bars, left_out = _bars(figures, factor, each_year=len({figure.institution for figure in figures}) == 1)
    asked: dict[str, Any] = {"institution": wanted.institutions, "year": wanted.years, "province": wanted.provinces}
    return render_template(
        "indicator.html",
        view=view,
        name=name_of(view.indicator),
        wanted=wanted,
        filtered=wanted != FigureFilter(),
        unit=unit,
        bars=bars,
        left_out=left_out,
        lines=_lines(figures, factor),
        apart=_apart(view.apart),
        figures=[
            (figure, number(figure.value), mark_words(text, [(start, end)]) if text else "")
            for figure, (text, start, end) in zip(view.figures, view.sentences, strict=True)
        ],
        number=number,
        page=page,
        has_next=offset + len(view.figures) < view.total,
        json=bare_link("api.indicator", key=view.indicator.key, **asked),
        csv=bare_link("api.indicator", key=view.indicator.key, format="csv", **asked),
    )


def name_of(found: Indicator) -> str:
    """What an indicator is called in the language of the page, as the start of a line."""
    name = found.name_zh if g.language == "zh" else found.name_en
    return name[:1].upper() + name[1:]


def _grouped(known: Sequence[Indicator]) -> list[tuple[str, list[Indicator]]]:
    """The indicators by the ontology's groups, in its order."""
    groups = []
    for group in indicator_groups():
        members = [each for each in known if each.key in group.members]
        if members:
            label = group.label("zh" if g.language == "zh" else "en")
            groups.append((label[:1].upper() + label[1:], members))
    return groups


def _comparable(view: IndicatorView) -> tuple[str, float, list[Figure]]:
    """The unit to show, how many base units it is, and the figures in the commonest unit, repetitions left out."""
    base, factor = view.indicator.base
    units = Counter(figure.base_unit for figure in view.compared)
    if not units[base]:
        base = next((unit for unit, _ in units.most_common(1)), "")
    shown, factor = (view.indicator.unit, factor) if view.indicator.base[0] == base else (base, 1.0)
    seen: set[tuple[str, int | None, float]] = set()
    figures = []
    for figure in view.compared:
        same = (figure.institution, figure.year, figure.amount)
        if figure.base_unit == base and same not in seen:
            seen.add(same)
            figures.append(figure)
    return shown, factor, figures


def _bars(figures: Iterable[Figure], factor: float, *, each_year: bool) -> tuple[list[Bar], int]:
    """The figures of each school's latest year (or of each year) as bars, the longest first; how many there is no
    room for.
    """
    latest: dict[str, int] = defaultdict(int)
    for figure in figures:
        latest[figure.institution] = max(latest[figure.institution], figure.year or 0)
    chosen = [figure for figure in figures if each_year or (figure.year or 0) == latest[figure.institution]]
    chosen.sort(key=lambda figure: (figure.year or 0) if each_year else -figure.amount)
    lengths = shares([figure.amount for figure in chosen])
    rows = [
        Bar(
            label=figure.institution,
            note=" · ".join(part for part in (str(figure.year or ""), figure.population) if part),
            value=number(figure.amount / factor),
            share=share,
            href=place_link(figure.report, figure.line, figure.line),
            odd=figure.disagrees,
        )
        for figure, share in zip(chosen, lengths, strict=True)
    ]
    return rows[:MOST_BARS], max(0, len(rows) - MOST_BARS)


def _lines(figures: Iterable[Figure], factor: float) -> LineChart | None:
    """Schools with figures of several years, those of most years first; of a year's figures the first."""
    series: dict[str, dict[int, tuple[float, str]]] = defaultdict(dict)
    for figure in figures:
        if figure.year:
            told = (figure.amount / factor, place_link(figure.report, figure.line, figure.line))
            series[figure.institution].setdefault(figure.year, told)
    several = sorted((name for name, of in series.items() if len(of) > 1), key=lambda name: (-len(series[name]), name))
    return line_chart({name: series[name] for name in several[:MOST_LINES]}) if several else None


def _apart(figures: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Figures that contradict each other, those of one school, year and population together."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[figure.institution, figure.year, figure.population, figure.base_unit].append(figure)
    return [tuple(group) for group in groups.values()]
