"""Shows partners, ways, rankings, communities: what is asked of the graph."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from vocgraph.terminal.console import QUOTE, SHOWN, counted, out
from vocgraph.text.mend import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.graph.network import Partner, Tie
    from vocgraph.graph.network import Path as Way
    from vocgraph.model import Edge, Node
    from vocgraph.views import EntityView


def show_partners(node: Node, partners: Sequence[Partner], *, limit: int) -> None:
    """The first partners of an organisation, each with the reason and one quote for it."""
    out.print(Text.assemble((node.name, "bold"), (f"  {node.kind.value}, {counted(len(partners), 'partner')}", "dim")))
    for partner in partners[:limit]:
        out.print()
        out.print(Text.assemble((partner.node.name, "cyan"), (f"  {partner.node.kind.value}", "dim")))
        for tie in partner.ties:
            through = f"{tie.through.name} ({tie.through.kind.value})" if tie.through else "directly"
            out.print(Padding(Text.assemble("· ", (through, "green")), (0, 0, 0, 2)))
            for edge in _both_halves(tie):
                out.print(Padding(_quote(edge), (0, 0, 0, 4)))
    if len(partners) > limit:
        out.print()
        out.print(f"{len(partners) - limit:,} more; --limit shows more.", style="dim")


def _both_halves(tie: Tie) -> tuple[Edge, ...]:
    """What ties the asked one to the thing in the middle, and what ties the partner to it.

    One edge if the tie is direct, or if one sentence says both.
    """
    first, last = tie.edges[0], tie.edges[-1]
    same = first.predicate is last.predicate and first.quotes[0] == last.quotes[0]
    return (first,) if tie.through is None or same else (first, last)


def _quote(edge: Edge, *, told: str = "") -> Text:
    """One sentence for a relation, after what it says: the relation's name, unless told otherwise."""
    quote = edge.quotes[0]
    words = _one_line(quote.text)
    shown = words if len(words) <= QUOTE else words[:QUOTE] + "…"
    more = f" (+{len(edge.quotes) - 1})" if len(edge.quotes) > 1 else ""
    return Text.assemble(
        (f"{told or edge.predicate.value}  ", "dim"),
        f"“{shown}”",
        (f"  {quote.report}:{quote.first_line}{more}", "dim"),
    )


def show_path(start: Node, end: Node, way: Way, *, narrowed: bool = False) -> None:
    """A way between two entities, one step a line, with one quote for each.

    :param narrowed: whether not every way would have done.
    """
    if not way.nodes:
        condition = " under these conditions" if narrowed else ""
        out.print(f"No relation in the reports connects {start.name} and {end.name} in so few steps{condition}.")
        return
    out.print(Text(way.nodes[0].name, style="bold"))
    for (before, node), step in zip(pairwise(way.nodes), way.steps, strict=True):
        name = step[0].predicate.value
        told = f"{name} →" if step[0].source == before.id else f"← {name}"
        out.print(Padding(_quote(step[0], told=told), (0, 0, 0, 4)))
        out.print(Text(node.name, style="bold"))


def show_ranking(ranked: Sequence[tuple[Node, float]], *, by: str) -> None:
    """Entities with the measure they are ranked by."""
    grid = Grid(box=None, pad_edge=False)
    grid.add_column(by, justify="right", style="bold")
    grid.add_column("type", style="dim")
    grid.add_column("name", overflow="fold")
    for node, value in ranked:
        grid.add_row(f"{value:.0f}" if value >= 1 else f"{value:.4f}", node.kind.value, node.name)
    out.print(grid)


def show_communities(groups: Sequence[Sequence[Node]]) -> None:
    """Groups by size, each named after its best connected member, with those mentioned most."""
    for number, group in enumerate(groups, start=1):
        members = sorted(group, key=lambda node: (-node.mentions, node.id))
        rest = f" … and {len(group) - SHOWN} more" if len(group) > SHOWN else ""
        names = "、".join(node.name for node in members[:SHOWN])
        named = (f"{number}. around {group[0].name}", "bold")
        out.print(Text.assemble(named, (f"  {counted(len(group), 'entity')}", "dim")))
        out.print(Padding(Text.assemble(names, (rest, "dim")), (0, 0, 1, 3)))


def show_comparison(
    one: str,
    other: str,
    shared: Sequence[Node],
    only_one: Sequence[Node],
    only_other: Sequence[Node],
    *,
    limit: int,
) -> None:
    """Shared and distinct partners of two organisations, a line each, the first of each group."""
    for title, nodes in (("both", shared), (f"only {one}", only_one), (f"only {other}", only_other)):
        out.print(Text.assemble((f"{title}: ", "bold"), counted(len(nodes), "partner")))
        for node in nodes[:limit]:
            out.print(Padding(Text.assemble(node.name, (f"  {node.kind.value}", "dim")), (0, 0, 0, 2)))
        if len(nodes) > limit:
            out.print(
                Padding(Text(f"… and {len(nodes) - limit:,} more; --limit shows more.", style="dim"), (0, 0, 0, 2))
            )
        out.print()


def show_decisions(view: EntityView) -> None:
    """Each printed form of an entity's name with the rule that joined it."""
    out.print(
        Text.assemble((view.node.name, "bold"), (f"  {view.node.kind.value}, {view.node.mentions} mentions", "dim"))
    )
    for made in view.decisions:
        features = ", ".join(f"{name} {value}" for name, value in made.features)
        out.print(
            Padding(
                Text.assemble(
                    (made.surface, "cyan"), f"  {made.rule}", (f"  {made.report}", "dim"), (f"  {features}", "dim")
                ),
                (0, 0, 0, 2),
            )
        )


def _one_line(text: str) -> str:
    """A quote as a reader sees it, without its line breaks, the cells of a table row kept apart."""
    return " · ".join(cell for cell in map(plain, text.split("\t")) if cell)
