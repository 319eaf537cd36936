"""Shows what a library holds or can be written as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table as Grid
from rich.text import Text

from vocgraph.terminal.console import counted, out

if TYPE_CHECKING:
    from vocgraph.views import LibraryInfo


def show_info(info: LibraryInfo) -> None:
    """What a library holds."""
    out.print(Text.assemble((info.folder, "bold"), (f"  generation {info.generation}, built {info.built}", "dim")))
    shown = {
        "report": "report",
        "chunk": "passage",
        "entity": "entity",
        "relation": "relation",
        "observation": "figure",
    }
    out.print("  ".join(counted(info.counts[name], thing) for name, thing in shown.items()))
    out.print(Text(f"embedding model {info.model['name']}, {info.model['dimensions']} dimensions", "dim"))
    grid = Grid(box=None, pad_edge=False)
    for heading, side in (
        ("Report", "left"),
        ("Institution", "left"),
        ("Year", "right"),
        ("Cases", "right"),
        ("Tables", "right"),
    ):
        grid.add_column(heading, justify=side, overflow="fold")  # type: ignore[arg-type]  # rich wants a Literal
    for report in info.reports:
        grid.add_row(
            report.id, report.profile.institution, str(report.profile.year or ""), str(report.cases), str(report.tables)
        )
    out.print(grid)


def show_formats() -> None:
    """The formats that the graph can be written in."""
    from vocgraph.export.formats import FORMATS

    grid = Grid(box=None, pad_edge=False)
    grid.add_column("Format", style="cyan")
    grid.add_column("What it is for", overflow="fold")
    for name, form in FORMATS.items():
        grid.add_row(name, form.description)
    out.print(grid)
