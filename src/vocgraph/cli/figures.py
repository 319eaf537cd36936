"""The command that asks what reports measure."""

from __future__ import annotations

from typing import Annotated

import typer

from vocgraph.cli.common import DEFAULT_LIBRARY, JsonOption, LibraryOption, app, write_json


@app.command()
def indicators(
    name: Annotated[
        str | None, typer.Argument(help="One indicator, by any of its names; all are listed when left out.")
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    find: Annotated[str, typer.Option(help="List only indicators whose name contains this.")] = "",
    institution: Annotated[list[str] | None, typer.Option(help="Only figures of this school (repeatable).")] = None,
    year: Annotated[
        list[int] | None, typer.Option(min=1900, max=2999, help="Only figures of this year (repeatable).")
    ] = None,
    province: Annotated[list[str] | None, typer.Option(help="Only schools of this province (repeatable).")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=100_000, help="How many lines at most.")] = 100,
    as_json: JsonOption = False,
) -> None:
    """List what reports give figures for, or one indicator across schools and years, contradictions marked.

    Example: vocgraph indicators 双师型教师比例
    """
    from vocgraph.library import Library
    from vocgraph.terminal.figures import show_indicator, show_indicators

    with Library.open(library) as opened:
        institutions, years, provinces = tuple(institution or ()), tuple(year or ()), tuple(province or ())
        if name is None:
            total, found = opened.indicators(
                find, institutions=institutions, years=years, provinces=provinces, limit=limit
            )
            if as_json:
                for each in found:
                    write_json(each.as_dict())
            else:
                show_indicators(total, found)
            return
        opened.refuse_unknown(years=years, provinces=provinces)
        view = opened.indicator(name, institutions=institutions, years=years, provinces=provinces, limit=limit)
        if as_json:
            for figure in view.as_dict()["figures"]:
                write_json({"key": view.indicator.key, **figure})
        else:
            show_indicator(view)
