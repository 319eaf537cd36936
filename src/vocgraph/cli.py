"""Offers the library on the command line: data on standard output, talk and progress on standard error."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from vocgraph.pipeline import BuildSummary, Step
    from vocgraph.resolve.overrides import Overrides

app = typer.Typer(
    name="vocgraph",
    help="Search and knowledge graph over Chinese vocational-education annual quality reports (质量年报).",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_DEFAULT_LIBRARY = Path(os.environ.get("VOCGRAPH_LIBRARY", "library"))

LibraryOption = Annotated[
    Path,
    typer.Option("--library", "--index", "-l", help="Folder of the built library.", envvar="VOCGRAPH_LIBRARY"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, one object per line, for other programs.")]


Choice = TypeVar("Choice", bound=StrEnum)


class Kind(StrEnum):
    """What a passage is printed as."""

    PROSE = "prose"
    CASE = "case"
    TABLE = "table"


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(help="Report files, or folders of them.", show_default=False)],
    library: LibraryOption = _DEFAULT_LIBRARY,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes side by side. Default: one per processor.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any file could not be read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Read reports and build their graph and indexes. Example: vocgraph build data/reports"""
    from vocgraph import pipeline  # late: heavy libraries must not slow down --help

    with _progress() as on_step:
        summary = pipeline.build(paths, library, overrides=_overrides(library), workers=workers, on_step=on_step)
    _tell_build(summary, as_json=as_json, strict=strict)


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Report files, or folders of them.", show_default=False)],
    library: LibraryOption = _DEFAULT_LIBRARY,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any file could not be read.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add reports to a library, or replace them. Example: vocgraph add new/school-2025.pdf"""
    from vocgraph import pipeline

    with _progress() as on_step:
        summary = pipeline.add(paths, library, overrides=_overrides(library), on_step=on_step)
    _tell_build(summary, as_json=as_json, strict=strict)


@app.command()
def remove(
    reports: Annotated[
        list[str], typer.Argument(help="Ids of reports, as `vocgraph info` lists them.", show_default=False)
    ],
    library: LibraryOption = _DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """Take reports out of a library. Example: vocgraph remove school-2023"""
    from vocgraph import pipeline

    with _progress() as on_step:
        summary = pipeline.remove(reports, library, overrides=_overrides(library), on_step=on_step)
    _tell_build(summary, as_json=as_json, strict=False)


@app.command()
def search(
    query: Annotated[
        str | None, typer.Argument(help="What you look for, in Chinese or English.", show_default=False)
    ] = None,
    from_file: Annotated[
        Path | None, typer.Option("--from-file", exists=True, dir_okay=False, help="A file of queries, one per line.")
    ] = None,
    library: LibraryOption = _DEFAULT_LIBRARY,
    report: Annotated[list[str] | None, typer.Option(help="Only in this report (repeatable).")] = None,
    institution: Annotated[
        list[str] | None, typer.Option(help="Only reports of this institution (repeatable).")
    ] = None,
    year: Annotated[list[int] | None, typer.Option(help="Only reports of this year (repeatable).")] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="Only this kind of passage (repeatable).")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="How many passages at most.")] = 10,
    as_json: JsonOption = False,
) -> None:
    """Find passages and cases by meaning. Example: vocgraph search 乡村振兴培训"""
    from vocgraph.library import Library
    from vocgraph.model import PassageKind, SearchQuery

    if (query is None) == (from_file is None):
        raise VocgraphError("One query is needed.", fix='Give it as text ("…"), or a file of queries with --from-file.')
    texts = [query] if query is not None else _queries(from_file)
    with Library.open(library) as opened:
        for text in texts:
            result = opened.search(
                SearchQuery(
                    text=text,
                    reports=tuple(report or ()),
                    institutions=tuple(institution or ()),
                    years=tuple(year or ()),
                    kinds=tuple(PassageKind(one.value) for one in kind or ()),
                    limit=limit,
                )
            )
            if as_json:
                _write_json(result.as_dict())
            else:
                from vocgraph import terminal

                terminal.show_search(result)


@app.command()
def inspect(
    files: Annotated[list[Path], typer.Argument(exists=True, dir_okay=False, help="Report files.", show_default=False)],
    as_json: JsonOption = False,
) -> None:
    """Show what is read out of report files, without a library. Example: vocgraph inspect report.txt"""
    from vocgraph import pipeline
    from vocgraph.views import inspection_dict

    for file in files:
        analysis, resolution = pipeline.inspect(file)
        if as_json:
            _write_json(inspection_dict(analysis, resolution))
        else:
            from vocgraph import terminal

            terminal.show_inspection(analysis, resolution)


@app.command()
def partners(
    name: Annotated[
        str, typer.Argument(help="A school, enterprise, alliance …: any of its names.", show_default=False)
    ],
    library: LibraryOption = _DEFAULT_LIBRARY,
    as_json: JsonOption = False,
) -> None:
    """List who works with an organisation, each with the sentences that say so."""
    from vocgraph.library import Library

    with Library.open(library) as opened:
        node = opened.find(name)
        found = opened.partners(node.id)
        if as_json:
            for partner in found:
                _write_json(partner.as_dict())
        else:
            from vocgraph import terminal

            terminal.show_partners(node, found)


@app.command()
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="One of those that `vocgraph export list` names.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File or folder to write. Default: named after the format.")
    ] = None,
    library: LibraryOption = _DEFAULT_LIBRARY,
    kind: Annotated[list[str] | None, typer.Option("--type", help="Only entities of this type (repeatable).")] = None,
    predicate: Annotated[list[str] | None, typer.Option(help="Only relations of this kind (repeatable).")] = None,
    report: Annotated[list[str] | None, typer.Option(help="Only what this report says (repeatable).")] = None,
    around: Annotated[str | None, typer.Option(help="Only the neighbourhood of this entity.")] = None,
    depth: Annotated[int, typer.Option(min=1, max=6, help="Steps away from --around.")] = 1,
    excel: Annotated[bool, typer.Option("--excel", help="For csv: safe and readable in Excel.")] = False,
) -> None:
    """Write the graph for Gephi, Cytoscape, Neo4j, a triple store or a spreadsheet. Example: vocgraph export gexf"""
    from vocgraph.library import Library
    from vocgraph.model import EntityKind, Predicate

    if form == "list":
        from vocgraph import terminal

        terminal.show_formats()
        return
    with Library.open(library) as opened:
        subgraph = opened.subgraph(
            kinds=tuple(_member(EntityKind, one, "--type") for one in kind or ()),
            predicates=tuple(_member(Predicate, one, "--predicate") for one in predicate or ()),
            reports=tuple(report or ()),
            around=opened.find(around).id if around else "",
            depth=depth,
        )
        written = opened.export(form, subgraph, output, excel=excel)
    for path in written:
        typer.echo(str(path))
    complete = "yes" if subgraph.complete else "no"
    _say(f"{len(subgraph.nodes)} entities, {len(subgraph.edges)} relations; complete: {complete}")
    if subgraph.left_out:
        _say(subgraph.left_out)


@app.command()
def serve(
    library: LibraryOption = _DEFAULT_LIBRARY,
    host: Annotated[str, typer.Option(help="Address to listen on; only this machine by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
) -> None:
    """Serve the web application and the JSON API."""
    from vocgraph.serve.server import run

    run(library, host=host, port=port)


@app.command()
def check(library: LibraryOption = _DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """Verify that every file of a library is as it was written and every fact leads to its quote."""
    from vocgraph.library import Library

    problems = Library.check(library)
    if as_json:
        _write_json({"library": str(library), "problems": problems})
    elif problems:
        for problem in problems:
            typer.echo(problem)
    else:
        _say(f"{library}: every file and every reference is in order.")
    if problems:
        raise VocgraphError(
            f"{len(problems)} problem(s) in {library}.",
            fix=f"Build it again: vocgraph build data/reports --library {library}",
        )


@app.command()
def info(library: LibraryOption = _DEFAULT_LIBRARY, as_json: JsonOption = False) -> None:
    """Show what a library holds and how it was made."""
    from vocgraph.library import Library

    with Library.open(library) as opened:
        if as_json:
            _write_json(opened.info().as_dict())
        else:
            from vocgraph import terminal

            terminal.show_info(opened.info())


def main() -> NoReturn:
    """Run the command line; the one place that turns an error into a message and an exit code."""
    try:
        app()
    except VocgraphError as error:
        _say(f"[bold red]Error:[/] {_escape(error.problem)}\n[bold]What to do:[/] {_escape(error.fix)}")
        sys.exit(1)
    except BrokenPipeError:  # `vocgraph … | head` closed its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    sys.exit(0)


def _queries(file: Path | None) -> list[str]:
    if file is None:
        return []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise VocgraphError(
            f"{file} is not UTF-8 (byte {error.start}).", fix="Save it as UTF-8, one query per line."
        ) from error
    return [line.strip() for line in lines if line.strip()]


def _member(kind: type[Choice], text: str, option: str) -> Choice:
    try:
        return kind(text)
    except ValueError as error:
        raise VocgraphError(f"{option} {text} is not known.", fix=f"Choose among: {', '.join(kind)}.") from error


def _overrides(library: Path) -> Overrides:
    """What the user says about names, in the library's folder or the current one."""
    from vocgraph.resolve.overrides import NO_OVERRIDES, read_overrides

    for file in (library / "resolutions.toml", Path("resolutions.toml")):
        if file.is_file():
            return read_overrides(file)
    return NO_OVERRIDES


def _tell_build(summary: BuildSummary, *, as_json: bool, strict: bool) -> None:
    if as_json:
        _write_json(summary.as_dict())
    counts = summary.counts
    if summary.changed:
        _say(
            f"{summary.library}: generation {summary.generation} with {counts['report']} reports"
            f" ({summary.reused} unchanged), {counts['chunk']} passages, {counts['entity']} entities,"
            f" {counts['relation']} relations."
        )
    else:
        _say(f"{summary.library}: nothing changed, generation {summary.generation} stays in use.")
    for failure in summary.failures:
        _say(f"[bold yellow]Left out[/] {_escape(failure.file)}: {_escape(failure.problem)} {_escape(failure.fix)}")
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


def _write_json(value: dict[str, Any]) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False))


def _say(text: str) -> None:
    from rich.console import Console

    Console(stderr=True, soft_wrap=True, highlight=False).print(text)


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(text)
