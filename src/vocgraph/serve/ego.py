"""Draws an entity in the middle of its neighbours, for its page: a fixed order, no forces, every name readable."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import pi, sin
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.model import Edge, Node
    from vocgraph.serve.ties import Tie

MOST: Final = 24  # neighbours; the page says how many more there are
MOST_NARROW: Final = 12
LONGEST: Final = 12  # characters of a name; the rest is in its title
_ROW: Final = 40  # pixels between neighbours of one side
_BROAD: Final = 760  # pixels
_NARROW: Final = 360


@dataclass(frozen=True, slots=True)
class Spot:
    """A neighbour and where it stands."""

    node: Node
    relations: tuple[str, ...]  # keys of the words for its relations to the one in the middle
    x: int
    y: int
    leftwards: bool  # its name stands to the left of it

    @property
    def short(self) -> str:
        return self.node.name if len(self.node.name) <= LONGEST else f"{self.node.name[: LONGEST - 1]}…"


@dataclass(frozen=True, slots=True)
class Ego:
    """A picture: the neighbours around a middle, and the pairs of them that are related too."""

    width: int
    height: int
    x: int  # of the middle
    y: int
    spots: tuple[Spot, ...]
    across: tuple[tuple[Spot, Spot], ...]
    left_out: int


def draw_ego(groups: Sequence[tuple[str, Sequence[Tie]]], edges: Sequence[Edge], *, narrow: bool = False) -> Ego:
    """The picture of an entity: neighbours of one relation side by side, those with most quotes kept where many are.

    :param groups: its relations as its page lists them.
    :param edges: relations among its neighbours; others may be among them.
    :param narrow: all on one side, for a phone.
    """
    nodes: dict[str, Node] = {}
    relations: dict[str, list[str]] = defaultdict(list)
    quotes: Counter[str] = Counter()
    for key, ties in groups:
        for tie in ties:
            nodes[tie.other.id] = tie.other
            relations[tie.other.id].append(key)
            quotes[tie.other.id] += len(tie.edge.quotes)
    best = set(sorted(nodes, key=lambda id_: (-quotes[id_], nodes[id_].name, id_))[: MOST_NARROW if narrow else MOST])
    order = [id_ for id_ in nodes if id_ in best]
    right = order if narrow else order[: -(-len(order) // 2)]
    left = order[len(right) :][::-1]  # clockwise from the top right
    rows = max(len(right), len(left))
    height = max(3, rows) * _ROW + 24
    middle, near, far = (28, 84, 50) if narrow else (_BROAD // 2, 96, 66)
    spots = []
    for side, leftwards in ((right, False), (left, True)):
        for at, id_ in enumerate(side):
            y = height / 2 + (at - (len(side) - 1) / 2) * _ROW
            out = near + far * sin(pi * y / height)
            x = middle - out if leftwards else middle + out
            spots.append(Spot(nodes[id_], tuple(relations[id_]), round(x), round(y), leftwards))
    placed = {spot.node.id: spot for spot in spots}
    pairs = {tuple(sorted((edge.source, edge.target))) for edge in edges}
    across = tuple((placed[one], placed[other]) for one, other in sorted(pairs) if {one, other} <= placed.keys())
    return Ego(
        width=_NARROW if narrow else _BROAD,
        height=height,
        x=middle,
        y=height // 2,
        spots=tuple(spots),
        across=tuple(pair for pair in across if pair[0] is not pair[1]),
        left_out=len(nodes) - len(spots),
    )
