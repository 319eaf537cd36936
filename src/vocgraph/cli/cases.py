"""Commands about cases (案例) and topics: which there are, what one says, what is like it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from vocgraph.cli.common import DEFAULT_LIBRARY, JsonOption, LibraryOption, app, member, write_json


class Scope(StrEnum):
    """What is looked for."""

    CASES = "cases"
    PASSAGES = "passages"


@app.command()
def cases(
    query: Annotated[str, typer.Argument(help="Only cases that a search for this finds.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    topic: Annotated[
        list[str] | None, typer.Option(help="Only cases about this concept or a narrower one, in either language.")
    ] = None,
    institution: Annotated[list[str] | None, typer.Option(help="Only in reports of this institution.")] = None,
    partner: Annotated[list[str] | None, typer.Option(help="Only cases that name this organisation.")] = None,
    year: Annotated[list[int] | None, typer.Option(min=1900, max=2999, help="Only in reports of this year.")] = None,
    province: Annotated[list[str] | None, typer.Option(help="Only in reports from this province.")] = None,
    report: Annotated[list[str] | None, typer.Option(help="Only in this report.")] = None,
    chapter: Annotated[list[str] | None, typer.Option(help="Only under this outermost heading.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many cases at most.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="How many cases to pass over.")] = 0,
    facets: Annotated[bool, typer.Option("--facets", help="Also count how the cases are spread.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List cases; every option can be given several times. Example: vocgraph cases --topic 乡村振兴"""
    from vocgraph.library import Library

    with Library.open(library) as opened:
        found = opened.cases(
            text=query,
            topics=tuple(topic or ()),
            institutions=tuple(institution or ()),
            partners=tuple(partner or ()),
            years=tuple(year or ()),
            provinces=tuple(province or ()),
            reports=tuple(report or ()),
            chapters=tuple(chapter or ()),
            limit=limit,
            offset=offset,
        )
    if as_json:
        write_json(found.as_dict())
    else:
        from vocgraph.terminal.cases import show_cases

        show_cases(found, facets=facets, offset=offset)


@app.command()
def similar(
    of: Annotated[
        str, typer.Argument(help="A case (report-2024/3), a place (report-2024:120-134) or a text.", show_default=False)
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    scope: Annotated[str, typer.Option(metavar="cases|passages", help="What to look for.")] = Scope.CASES.value,
    elsewhere: Annotated[bool, typer.Option("--elsewhere", help="Only in reports of other institutions.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=50, help="How many at most.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find what is like a case, a passage or a text, and what they share. Example: vocgraph similar report-2024/3"""
    from vocgraph.library import Library
    from vocgraph.library.similar import CASE_ID

    wanted = member(Scope, scope, "--scope")
    with Library.open(library) as opened:
        found = opened.similar(of, limit=limit, scope=wanted.value, elsewhere=elsewhere)
        asked = opened.case(found.of).info if CASE_ID.fullmatch(found.of) else None
    if as_json:
        write_json(found.as_dict())
    else:
        from vocgraph.terminal.cases import show_similar

        show_similar(found, asked=asked)


@app.command()
def topics(library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """List what cases are about, the commonest concepts first. Example: vocgraph topics"""
    from vocgraph.library import Library

    with Library.open(library) as opened:
        found = opened.topics()
    if as_json:
        for each in found:
            write_json(each.as_dict())
    else:
        from vocgraph.terminal.cases import show_topics

        show_topics(found)
