"""Answers who works with whom, over nodes and edges that are held in memory."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.graph.adjacency import Adjacency, circles, connect, distinct_degrees, shortest_path
from vocgraph.model import Edge, EntityKind, Node, Predicate, Subgraph

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

# To build, lead or join the same thing is to be partners in it.
_JOINS = frozenset({Predicate.CO_BUILDS, Predicate.LEADS, Predicate.MEMBER_OF})
_JOINT = frozenset(
    {EntityKind.INDUSTRIAL_COLLEGE, EntityKind.BASE_OR_CENTRE, EntityKind.ALLIANCE, EntityKind.ASSOCIATION}
)


@dataclass(frozen=True, slots=True)
class Tie:
    """One reason why two nodes are partners: they cooperate directly, or they take part in the same thing."""

    through: Node | None  # the college, base or alliance that both take part in; None: a direct relation
    edges: tuple[Edge, ...]  # what says so: the direct edges, or first the one's, then the other's edges to `through`


@dataclass(frozen=True, slots=True)
class Partner:
    """A node that works with another, and every reason that is known."""

    node: Node
    ties: tuple[Tie, ...]  # direct first, then by what they go through


@dataclass(frozen=True, slots=True)
class Path:
    """A shortest way between two nodes. Empty nodes: there is none."""

    nodes: tuple[Node, ...]
    steps: tuple[tuple[Edge, ...], ...]  # steps[i]: all edges between nodes[i] and nodes[i + 1], either direction


@dataclass(frozen=True, slots=True)
class Ranked:
    """How connected a node is."""

    node: Node
    neighbours: int  # different nodes
    edges: int


class Network:
    """The graph, opened for questions. Ids that are not in it raise KeyError."""

    def __init__(self, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
        self.nodes = tuple(sorted(nodes, key=lambda node: node.id))
        self.edges = tuple(sorted(edges, key=lambda edge: edge.id))
        self._number = {node.id: number for number, node in enumerate(self.nodes)}
        sources = np.array([self._number[edge.source] for edge in self.edges], dtype=np.int32)
        targets = np.array([self._number[edge.target] for edge in self.edges], dtype=np.int32)
        self._predicates = np.array([_CODES[edge.predicate] for edge in self.edges], dtype=np.int8)
        self._adjacency: Adjacency = connect(len(self.nodes), sources, targets)

    def holds(self, node: str) -> bool:
        return node in self._number

    def node(self, node: str) -> Node:
        return self.nodes[self._number[node]]

    def edges_of(self, node: str) -> tuple[Edge, ...]:
        """Every edge from or to a node, by predicate (in the ontology's order), then by the other end's name."""
        _, found = self._adjacency.around(self._number[node])
        edges = [self.edges[number] for number in found]
        return tuple(sorted(edges, key=lambda edge: self._reading_order(edge, node)))

    def neighbours(
        self,
        node: str,
        *,
        predicates: Collection[Predicate] = (),
        kinds: Collection[EntityKind] = (),
    ) -> tuple[Node, ...]:
        """The nodes one edge away, sorted by name. Empty predicates or kinds mean any."""
        found, edges = self._adjacency.around(self._number[node])
        allowed = self._allowed(predicates)
        numbers = np.unique(found if allowed is None else found[allowed[edges]])
        near = [self.nodes[number] for number in numbers]
        return tuple(sorted((each for each in near if not kinds or each.kind in kinds), key=_by_name))

    def partners(
        self, node: str, *, kinds: Collection[EntityKind] = (), limit: int | None = None
    ) -> tuple[Partner, ...]:
        """Who works with a node: cooperates directly, builds the same college or base, is in the same alliance.

        For a college, base or alliance these are its builders, leaders and members. Those with most ties come first,
        then by name.
        """
        direct: dict[str, list[Edge]] = defaultdict(list)
        shared: dict[str, list[Tie]] = defaultdict(list)
        for through, mine in self._joined(node, direct).items():
            for other, theirs in self._participants(through).items():
                if other != node:
                    shared[other].append(Tie(self.node(through), tuple(mine) + tuple(theirs)))
        found = []
        for other in direct.keys() | shared.keys():
            near = self.node(other)
            if kinds and near.kind not in kinds:
                continue
            first = (Tie(None, tuple(direct[other])),) if direct.get(other) else ()
            rest = sorted(shared.get(other, ()), key=lambda tie: _by_name(tie.through))
            found.append(Partner(near, first + tuple(rest)))
        found.sort(key=lambda partner: (-len(partner.ties), _by_name(partner.node)))
        return tuple(found[:limit])

    def path(
        self,
        start: str,
        end: str,
        *,
        limit: int = 8,
        predicates: Collection[Predicate] = (),
        not_through: Collection[EntityKind] = (),
    ) -> Path:
        """A shortest way between two nodes, whichever direction its edges have, with all the evidence along it.

        :param limit: how many edges the way may have.
        :param predicates: what may be walked; empty means anything.
        :param not_through: kinds that may be an end, but not lie between: a ministry or a national competition
            is close to everybody and explains nothing.
        """
        numbers = shortest_path(
            self._adjacency,
            self._number[start],
            self._number[end],
            limit=limit,
            allowed=self._allowed(predicates),
            open_nodes=self._open(not_through),
        )
        steps = tuple(self._between(here, there, predicates) for here, there in pairwise(numbers))
        return Path(tuple(self.nodes[number] for number in numbers), steps)

    def telling_path(
        self,
        start: str,
        end: str,
        *,
        limit: int = 8,
        predicates: Collection[Predicate] = (),
        not_through: Collection[EntityKind] = (),
    ) -> Path:
        """A shortest way that does not lead through a competition or a government body, where there is one.

        Nearly every school is tied to those, and they explain little. The conditions are those of `path`.
        """
        little = (EntityKind.COMPETITION, EntityKind.GOVERNMENT_BODY, *not_through)
        told = self.path(start, end, limit=limit, predicates=predicates, not_through=little)
        if told.nodes:
            return told
        return self.path(start, end, limit=limit, predicates=predicates, not_through=not_through)

    def top(
        self,
        *,
        kinds: Collection[EntityKind] = (),
        predicates: Collection[Predicate] = (),
        limit: int = 20,
    ) -> tuple[Ranked, ...]:
        """The most connected nodes: by different neighbours, by edges, by name. Unconnected ones are left out."""
        allowed = self._allowed(predicates)
        degrees = distinct_degrees(self._adjacency, allowed)
        counted = np.ones(len(self.edges), dtype=bool) if allowed is None else allowed
        rows = np.repeat(np.arange(len(self.nodes)), np.diff(self._adjacency.starts))
        totals = np.bincount(rows[counted[self._adjacency.edges]], minlength=len(self.nodes))
        ranked = [
            Ranked(self.nodes[number], int(degrees[number]), int(totals[number]))
            for number in np.flatnonzero(totals)
            if not kinds or self.nodes[number].kind in kinds
        ]
        ranked.sort(key=lambda each: (-each.neighbours, -each.edges, _by_name(each.node)))
        return tuple(ranked[:limit])

    def ego(
        self,
        node: str,
        *,
        depth: int = 1,
        limit: int = 500,
        predicates: Collection[Predicate] = (),
        not_through: Collection[EntityKind] = (),
    ) -> Subgraph:
        """A node and what lies within `depth` edges of it, with every edge between those.

        Nearer nodes are kept before farther ones, better connected before worse, and what is missing is said.
        """
        allowed = self._allowed(predicates)
        rings = circles(
            self._adjacency,
            self._number[node],
            depth=depth,
            allowed=allowed,
            open_nodes=self._open(not_through),
        )
        degrees = distinct_degrees(self._adjacency, allowed)
        order = [int(number) for ring in rings for number in sorted(ring, key=lambda each: (-degrees[each], each))]
        kept = set(order[:limit])
        missing = len(order) - len(kept)
        return Subgraph(
            nodes=tuple(self.nodes[number] for number in sorted(kept)),
            edges=self._inside(kept, allowed),
            title=f"{self.node(node).name}, {depth} step{'s' if depth > 1 else ''} around",
            complete=not missing,
            left_out=f"{missing} of {len(order)} nodes: the farthest and, among those, the least connected"
            if missing
            else "",
        )

    def whole(self, *, title: str = "") -> Subgraph:
        """Everything."""
        return Subgraph(self.nodes, self.edges, title=title)

    def _joined(self, node: str, direct: dict[str, list[Edge]]) -> dict[str, list[Edge]]:
        """What a node takes part in, with the edges that say so; direct relations are put into `direct` on the way."""
        joined: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges_of(node):
            other = edge.target if edge.source == node else edge.source
            if edge.predicate is Predicate.COOPERATES_WITH or (edge.predicate in _JOINS and edge.target == node):
                direct[other].append(edge)
            elif edge.predicate in _JOINS and self.node(edge.target).kind in _JOINT:
                joined[edge.target].append(edge)
        return joined

    def _participants(self, joint: str) -> dict[str, list[Edge]]:
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges_of(joint):
            if edge.target == joint and edge.predicate in _JOINS:
                found[edge.source].append(edge)
        return found

    def _between(self, here: int, there: int, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        ends, numbers = self._adjacency.around(here)
        found = [self.edges[number] for number in numbers[ends == there]]
        return tuple(edge for edge in found if not predicates or edge.predicate in predicates)

    def _inside(self, kept: set[int], allowed: NDArray[np.bool_] | None) -> tuple[Edge, ...]:
        """The edges with both ends among the kept nodes, sorted by id."""
        numbers: set[int] = set()
        for node in kept:
            ends, edges = self._adjacency.around(node)
            numbers.update(int(edge) for end, edge in zip(ends, edges, strict=True) if int(end) in kept)
        return tuple(self.edges[number] for number in sorted(numbers) if allowed is None or allowed[number])

    def _allowed(self, predicates: Collection[Predicate]) -> NDArray[np.bool_] | None:
        if not predicates:
            return None
        return np.isin(self._predicates, [_CODES[predicate] for predicate in predicates])

    def _open(self, not_through: Collection[EntityKind]) -> NDArray[np.bool_] | None:
        if not not_through:
            return None
        return np.array([node.kind not in not_through for node in self.nodes], dtype=bool)

    def _reading_order(self, edge: Edge, node: str) -> tuple[int, bool, str, str]:
        other = edge.target if edge.source == node else edge.source
        return _CODES[edge.predicate], edge.source != node, self.node(other).name, edge.id


_CODES = {predicate: code for code, predicate in enumerate(Predicate)}


def _by_name(node: Node | None) -> tuple[str, str]:
    return (node.name, node.id) if node else ("", "")
