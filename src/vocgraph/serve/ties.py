"""Lays relations and partners out for a page: who stands at the other end, and the sentences that say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.model import Attributes, Edge, Node, Predicate, Quote
from vocgraph.serve.snippet import flatten, mark_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from vocgraph.graph.network import Partner, Path
    from vocgraph.views import EntityView

MarkedQuote = tuple[Quote, "Markup", Attributes]  # a quote, its text with names marked, and its details


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation as an entity's page shows it: the entity at the other end and the sentences that say it."""

    of: Node  # whose page it is
    other: Node
    edge: Edge

    @property
    def quotes(self) -> tuple[MarkedQuote, ...]:
        """The sentences with both names marked, made anew each time: of most relations they are not shown."""
        return mark_quotes(self.edge, (self.of, self.other))


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner as an entity's page shows it: what it has to do with the entity, and one sentence that says so.

    A direct relation has its sentences among the entity's relations; they are not told twice.
    """

    node: Node
    direct: tuple[str, ...]  # keys of the words for the relations that lead there at once
    through: tuple[Node, ...]  # what both take part in
    quote: MarkedQuote | None  # None for a direct relation


def group_ties(view: EntityView) -> list[tuple[str, list[Tie]]]:
    """Relations by predicate and direction, in the ontology's order; the best attested first."""
    nodes = {node.id: node for node in (view.node, *view.others)}
    groups: dict[str, list[Tie]] = {f"{predicate}{way}": [] for predicate in Predicate for way in "><"}
    for edge in view.edges:
        other = nodes[edge.target if edge.source == view.node.id else edge.source]
        groups[_key(edge, view.node)].append(Tie(view.node, other, edge))
    for ties in groups.values():
        ties.sort(key=lambda tie: (-len(tie.edge.quotes), tie.other.name))
    return [(key, ties) for key, ties in groups.items() if ties]


def list_partners(node: Node, partners: Sequence[Partner]) -> list[PartnerRow]:
    """Partners in the order given, those without a direct relation with the first sentence of their first tie."""
    rows = []
    for partner in partners:
        direct = dict.fromkeys(_key(edge, node) for tie in partner.ties if tie.through is None for edge in tie.edges)
        through = tuple(tie.through for tie in partner.ties if tie.through is not None)
        quote = None
        if not direct:
            first = partner.ties[0]
            # Of two relations to a third thing the last is the partner's own: what the reader does not know yet.
            quote = mark_quotes(first.edges[-1], tuple(end for end in (node, partner.node, first.through) if end))[0]
        rows.append(PartnerRow(partner.node, tuple(direct), through, quote))
    return rows


def list_stops(found: Path) -> list[tuple[Node, list[tuple[str, tuple[MarkedQuote, ...]]]]]:
    """The nodes of a way, each with the relations that lead to the next: the words' key and the quotes."""
    steps = (*found.steps, ())
    return [
        (
            node,
            [
                (
                    f"{edge.predicate}{'>' if edge.source == node.id else '<'}",
                    mark_quotes(edge, (node, found.nodes[at + 1])),
                )
                for edge in step
            ],
        )
        for at, (node, step) in enumerate(zip(found.nodes, steps, strict=False))
    ]


def mark_quotes(edge: Edge, nodes: tuple[Node, ...]) -> tuple[MarkedQuote, ...]:
    """An edge's quotes with the names of these nodes marked."""
    names = [name for node in nodes for name in (node.name, *node.aliases)]
    return tuple((quote, mark_names(flatten(quote.text), names), of) for quote, of in edge.evidence)


def _key(edge: Edge, node: Node) -> str:
    """The key of the words for a relation as seen from one of its ends; cooperation has no direction."""
    out = edge.source == node.id or edge.predicate is Predicate.COOPERATES_WITH
    return f"{edge.predicate}{'>' if out else '<'}"
