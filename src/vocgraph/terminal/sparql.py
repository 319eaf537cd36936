"""Shows what a SPARQL query or a competency question answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from vocgraph.ontology import BASE
from vocgraph.terminal.console import out
from vocgraph.text.mend import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.graph.store import Answer, Value
    from vocgraph.ontology import Question


def show_answer(answer: Answer) -> None:
    """The rows of a SPARQL answer as a table."""
    if answer.boolean is not None:
        out.print("yes" if answer.boolean else "no")
        return
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for column in answer.columns:
        grid.add_column(column, overflow="fold")
    for row in answer.rows:
        grid.add_row(*[Text(_short(value)) if value else Text("") for value in row])
    if answer.rows:
        out.print(grid)
    else:
        out.print("No rows.")
    if not answer.complete:
        out.print(f"Only the first {len(answer.rows)} rows are shown.", style="yellow")


def _short(value: Value) -> str:
    """A term as people read it: addresses of the library's own things without the part that they all share."""
    if value.kind != "uri":
        return plain(value.text)
    for start in (f"{BASE}id/", BASE):
        if value.text.startswith(start):
            return unquote(value.text.removeprefix(start))
    return value.text


def show_gallery(gallery: Sequence[Question]) -> None:
    """The competency questions and what each can be asked about."""
    for question in gallery:
        out.print(Text.assemble((question.id, "cyan"), "  ", (question.title_zh, "bold")))
        about = "".join(f"  --about {name}=…" for name in question.parameters)
        out.print(Padding(Text.assemble(question.title_en, (about, "dim")), (0, 0, 0, 4)))


def show_question(question: Question, answer: Answer) -> None:
    """A competency question and its answer."""
    out.print(Text.assemble((question.id, "cyan"), "  ", (question.title_zh, "bold"), f"  {question.title_en}"))
    show_answer(answer)
    out.print()
