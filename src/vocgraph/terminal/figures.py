"""Shows indicators with their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table as Grid
from rich.text import Text

from vocgraph.terminal.console import counted, out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.views import Indicator, IndicatorView


def show_indicators(total: int, found: Sequence[Indicator]) -> None:
    """Indicators with how many schools give figures for them."""
    if not found:
        out.print("No report gives such figures.")
        return
    grid = Grid(box=None, pad_edge=False)
    grid.add_column("indicator", overflow="fold")
    for heading in ("schools", "years", "figures", "contradictions"):
        grid.add_column(heading, justify="right")
    for each in found:
        of = each.count
        years = "–".join(map(str, dict.fromkeys(of.years or ())))
        name = Text.assemble(each.name_zh, (f"  {each.name_en}" if of.known else "", "dim"))
        grid.add_row(name, str(of.institutions), years, str(of.figures), str(of.disagreements or ""))
    out.print(grid)
    if total > len(found):
        out.print(f"{total - len(found):,} more; --limit shows more, --find fewer.", style="dim")


def show_indicator(view: IndicatorView) -> None:
    """One indicator's figures by school and year, each with its place."""
    every = view.indicator.count.figures
    of_all = f" of {every:,}" if view.total < every else ""
    out.print(Text.assemble((view.indicator.name_zh, "bold"), (f"  {counted(view.total, 'figure')}{of_all}", "dim")))
    grid = Grid(box=None, pad_edge=False, show_header=False)
    grid.add_column("school", overflow="fold")
    for heading in ("year", "value"):
        grid.add_column(heading, justify="right")
    grid.add_column("as printed", overflow="fold")
    grid.add_column("place", no_wrap=True)
    for figure in view.figures:
        told = " ".join(part for part in (figure.indicator, figure.population) if part)
        grid.add_row(
            figure.institution,
            str(figure.year or ""),
            f"{figure.value:,.10g} {figure.unit}".replace(" :", ":"),
            Text.assemble(told, ("  contradicted" if figure.disagrees else "", "bold red")),
            Text(f"{figure.report}:{figure.line}", style="dim"),
        )
    out.print(grid)
    if view.total > len(view.figures):
        out.print(f"{view.total - len(view.figures):,} more; --limit shows more.", style="dim")
