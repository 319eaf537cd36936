"""Holds what all commands share: the program, its common options, and how it speaks."""

from __future__ import annotations

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer

from vocgraph.errors import VocgraphError

app = typer.Typer(
    name="vocgraph",
    help="Search and knowledge graph over Chinese vocational-education annual quality reports (质量年报).",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

DEFAULT_LIBRARY = Path(os.environ.get("VOCGRAPH_LIBRARY", "library"))

LibraryOption = Annotated[
    Path,
    typer.Option("--library", "--index", "-l", help="Folder of the built library.", envvar="VOCGRAPH_LIBRARY"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, one object per line, for other programs.")]


Choice = TypeVar("Choice", bound=StrEnum)


def main() -> NoReturn:
    """Run the command line; the one place that turns an error into a message and an exit code."""
    try:
        app()
    except VocgraphError as error:
        say(f"[bold red]Error:[/] {escape_markup(error.problem)}\n[bold]What to do:[/] {escape_markup(error.fix)}")
        sys.exit(1)
    except BrokenPipeError:  # `vocgraph … | head` closed its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    sys.exit(0)


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
