"""Holds what all commands share: the program, its common options, and how it speaks."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from vocgraph.errors import UnknownNameError, VocgraphError, legible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

app = typer.Typer(
    name="vocgraph",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

DEFAULT_LIBRARY = Path("library")

LibraryOption = Annotated[
    Path,
    typer.Option("--library", "--index", "-l", help="Folder of the built library.", envvar="VOCGRAPH_LIBRARY"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, one object per line, for other programs.")]


Choice = TypeVar("Choice", bound=StrEnum)
Item = TypeVar("Item")


def _show_version(wanted: bool) -> None:
    if wanted:
        from vocgraph.version import __version__

        typer.echo(f"vocgraph {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Search and knowledge graph over Chinese vocational-education annual quality reports (质量年报)."""


def main() -> NoReturn:
    """Run the command line; the one place that turns an error into a message and an exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # data is UTF-8 whatever the terminal's code page
    try:
        _read_arguments()
        app()
    except VocgraphError as error:
        _say_error(error)
        sys.exit(1)
    except OSError as error:
        if isinstance(error, BrokenPipeError):  # `vocgraph … | head` closed its end
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(141)
        where = f" ({error.filename})" if error.filename else ""
        say(f"[bold red]Error:[/] {escape_markup(f'{error.strerror or error}{where}.')}")
        say("[bold]What to do:[/] Check the path, your rights to it and the space on the disk.")
        sys.exit(1)
    except KeyboardInterrupt:
        say("Stopped. What was complete before stays in use.")
        sys.exit(130)
    sys.exit(0)


def _read_arguments() -> None:
    """See that every argument can be read as text.

    :raises VocgraphError: if one is no UTF-8: no library can hold such a text, nor name such a file.
    """
    for argument in (*sys.argv[1:], str(DEFAULT_LIBRARY)):
        if legible(argument) != argument:
            raise VocgraphError(
                f"{legible(argument)} is not UTF-8.",
                fix="Type it in a terminal that is set to UTF-8; a file or folder must be renamed.",
            )


def each(items: Sequence[Item], answer: Callable[[Item], None]) -> None:
    """Answer every item; one that is wrong is told and left out, and the program ends with 1 after the last.

    :raises VocgraphError: at once, if the only item is wrong.
    """
    wrong = 0
    for item in items:
        try:
            answer(item)
        except VocgraphError as error:
            if len(items) == 1:
                raise
            wrong += 1
            _say_error(error)
    if wrong:
        say(f"{wrong} of {len(items)} left out.")
        raise typer.Exit(1)


def _say_error(error: VocgraphError) -> None:
    fix = error.fix
    if isinstance(error, UnknownNameError) and not error.near:
        fix += ". Or list the best connected entities: vocgraph top -n 100"
    say(f"[bold red]Error:[/] {escape_markup(error.problem)}\n[bold]What to do:[/] {escape_markup(fix)}")


def member(kind: type[Choice], text: str, option: str) -> Choice:
    """The member of that name.

    :raises VocgraphError: if there is none; those that there are get listed.
    """
    try:
        return kind(text)
    except ValueError as error:
        raise VocgraphError(f"{option} {text} is not known.", fix=f"Choose among: {', '.join(kind)}.") from error


def write_json(value: dict[str, Any]) -> None:
    """Write one object on one line of standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def say(text: str) -> None:
    """Talk to a person, on standard error; square brackets are rich's markup."""
    from rich.console import Console

    Console(stderr=True, soft_wrap=True, highlight=False).print(text)


def escape_markup(text: str) -> str:
    """The text with its square brackets kept as they are."""
    from rich.markup import escape

    return escape(text)
