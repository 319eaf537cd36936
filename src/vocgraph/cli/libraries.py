"""Commands that make, change, check and serve a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vocgraph.cli.common import DEFAULT_LIBRARY, JsonOption, LibraryOption, app, escape_markup, say, write_json
from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from vocgraph.analysis import Step
    from vocgraph.pipeline import BuildSummary


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(help="Report files, or folders of them.", show_default=False)],
    library: LibraryOption = DEFAULT_LIBRARY,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes side by side. Default: one per processor.")
    ] = None,
    model: Annotated[
        str,
        typer.Option(
            metavar="NAME|FOLDER",
            help="Embedding model for search by meaning: a sentence-transformers folder, a name in the local cache,"
            " [cyan]learned[/] (from these reports) or [cyan]bundled[/].",
        ),
    ] = "bundled",
    originals: Annotated[
        bool, typer.Option("--originals/--no-originals", help="Keep a copy of each PDF file, to show its pages.")
    ] = True,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any file could not be read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read reports and build their graph and indexes. Example: vocgraph build data/reports"""
    from vocgraph import pipeline  # late: heavy libraries must not slow down --help

    with _progress() as on_step:
        summary = pipeline.build(
            paths,
            library,
            overrides=pipeline.find_overrides(library),
            model=model,
            originals=originals,
            workers=workers,
            on_step=on_step,
        )
    _tell_build(summary, as_json=as_json, strict=strict)


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Report files, or folders of them.", show_default=False)],
    library: LibraryOption = DEFAULT_LIBRARY,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any file could not be read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add reports to a library, or replace them. Example: vocgraph add new/school-2025.pdf"""
    from vocgraph import pipeline

    with _progress() as on_step:
        summary = pipeline.add(paths, library, overrides=pipeline.find_overrides(library), on_step=on_step)
    _tell_build(summary, as_json=as_json, strict=strict)


@app.command()
def remove(
    reports: Annotated[
        list[str], typer.Argument(help="Ids of reports, as `vocgraph info` lists them.", show_default=False)
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Take reports out of a library. Example: vocgraph remove school-2023"""
    from vocgraph import pipeline

    with _progress() as on_step:
        summary = pipeline.remove(reports, library, overrides=pipeline.find_overrides(library), on_step=on_step)
    _tell_build(summary, as_json=as_json, strict=False)


@app.command()
def serve(
    library: LibraryOption = DEFAULT_LIBRARY,
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="Another host name to answer to, behind a proxy (repeatable).")
    ] = None,
    writable: Annotated[
        bool, typer.Option("--writable", help="Let people on this machine add and remove reports in the browser.")
    ] = False,
    log_queries: Annotated[
        bool, typer.Option("--log-queries", help="Let the log tell what was asked, not only which page answered.")
    ] = False,
    processes: Annotated[
        int, typer.Option(min=1, max=64, help="Answer from so many processes, each with the library open.")
    ] = 1,
) -> None:
    """Serve the web application and the JSON API. Example: vocgraph serve --port 8080"""
    from vocgraph.serve.server import run

    hosts = tuple(allow_host or ())
    run(
        library,
        host=host,
        port=port,
        hosts=hosts,
        writable=writable,
        log_queries=log_queries,
        processes=processes,
    )


@app.command()
def check(library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """Verify that every file is as it was written and every fact leads to its quote. Example: vocgraph check"""
    from vocgraph.library import Library

    problems = Library.check(library)
    if as_json:
        write_json({"library": str(library), "problems": problems})
    elif problems:
        for problem in problems:
            typer.echo(problem)
    else:
        say(f"{library}: every file and every reference is in order.")
    if problems:
        raise VocgraphError(
            f"{len(problems)} problem(s) in {library}.",
            fix=f"Build it again: vocgraph build data/reports --library {library}",
        )


@app.command()
def info(library: LibraryOption = DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """Show what a library holds and how it was made. Example: vocgraph info"""
    from vocgraph.library import Library

    with Library.open(library) as opened:
        if as_json:
            write_json(opened.info().as_dict())
        else:
            from vocgraph.terminal.library import show_info

            show_info(opened.info())


def _tell_build(summary: BuildSummary, *, as_json: bool, strict: bool) -> None:
    if as_json:
        write_json(summary.as_dict())
    counts = summary.counts
    if summary.changed:
        from vocgraph.terminal.console import counted

        say(
            f"{summary.library}: generation {summary.generation} with {counted(counts['report'], 'report')}"
            f" ({summary.reused:,} unchanged), {counted(counts['chunk'], 'passage')},"
            f" {counted(counts['entity'], 'entity')}, {counted(counts['relation'], 'relation')}."
        )
    else:
        say(f"{summary.library}: nothing changed, generation {summary.generation} stays in use.")
    for failure in summary.failures:
        why = escape_markup(f"{failure.told} {failure.fix}")
        say(f"[bold yellow]Left out[/] {why}")
    if summary.failures and strict:
        raise VocgraphError(
            f"{len(summary.failures)} file(s) could not be read.", fix="Mend or remove them, or leave out --strict."
        )


def _progress() -> AbstractContextManager[Step]:
    from contextlib import contextmanager

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    @contextmanager
    def steps() -> Iterator[Step]:
        columns = (TextColumn("{task.description:<22}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True)) as progress:
            tasks: dict[str, Any] = {}

            def on_step(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    tasks[what] = progress.add_task(what, total=total)
                progress.update(tasks[what], completed=done, total=total)

            yield on_step

    return steps()
