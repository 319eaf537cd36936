"""Holds what a library answers about entities, their relations, the ways between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vocgraph.documents.entities import Companion
    from vocgraph.graph.network import Partner, Path
    from vocgraph.model import Attributes, Decision, Edge, Mention, Node, Quote
    from vocgraph.views.form import Json


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity, its relations with their quotes, its mentions, and why they were joined."""

    node: Node
    edges: tuple[Edge, ...]
    others: tuple[Node, ...]  # the entities at the other ends, sorted by id
    mentions: tuple[Mention, ...]
    decisions: tuple[Decision, ...]

    def as_dict(self) -> Json:
        names = {node.id: node.name for node in (self.node, *self.others)}
        return {
            **node_dict(self.node),
            "relations": [edge_dict(edge, names=names) for edge in self.edges],
        }


def node_dict(node: Node) -> Json:
    """One entity without its relations."""
    return {
        "id": node.id,
        "name": node.name,
        "type": node.kind.value,
        "aliases": list(node.aliases),
        "reports": list(node.reports),
        "mentions": node.mentions,
    }


def companion_dict(companion: Companion) -> Json:
    """One entity that shares passages with another, and the first of these passages."""
    return {
        **node_dict(companion.node),
        "passages": companion.passages,
        "first": {
            "report": companion.report,
            "start_line": companion.first_line,
            "end_line": companion.last_line,
            "page": companion.page,
        },
    }


def partner_dict(partner: Partner, *, of: Node) -> Json:
    """One partner of an organisation, with every tie and its quotes."""
    known = (of, partner.node, *(tie.through for tie in partner.ties if tie.through))
    names = {node.id: node.name for node in known}
    return {
        **node_dict(partner.node),
        "ties": [
            {
                "through": node_dict(tie.through) if tie.through else None,
                "relations": [edge_dict(edge, names=names) for edge in tie.edges],
            }
            for tie in partner.ties
        ],
    }


def path_dict(path: Path) -> Json:
    """A shortest way between two entities with the quotes along it; no nodes where there is none."""
    names = {node.id: node.name for node in path.nodes}
    return {
        "nodes": [node_dict(node) for node in path.nodes],
        "steps": [[edge_dict(edge, names=names) for edge in step] for step in path.steps],
    }


def edge_dict(edge: Edge, *, names: dict[str, str]) -> Json:
    """One relation with its quotes; ``names`` gives the name of an entity id, and the id stands where it gives none."""
    return {
        "subject": names.get(edge.source, edge.source),
        "predicate": edge.predicate.value,
        "object": names.get(edge.target, edge.target),
        "subject_id": edge.source,
        "object_id": edge.target,
        "evidence": [quote_dict(quote, attrs=of) for quote, of in edge.evidence],
    }


def quote_dict(quote: Quote, *, attrs: Attributes = ()) -> Json:
    """One quote with its place."""
    return {
        "report": quote.report,
        "start_line": quote.first_line,
        "end_line": quote.last_line,
        "page": quote.page,
        "text": quote.text,
        "attrs": dict(attrs),
    }
