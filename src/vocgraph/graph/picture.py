"""Works out once, while a library is built, how its graph is drawn: places, communities and go-betweens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from vocgraph.graph.between import betweenness
from vocgraph.graph.layout import positions
from vocgraph.graph.select import part
from vocgraph.graph.views import communities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vocgraph.model import Subgraph

COLOURS: Final = 8  # of communities; the largest have one of their own, further ones have them in turn
CORE: Final = 20_000  # nodes; communities and go-betweens are sought among the best connected
NONE: Final = -1  # the community of a node without relations

_ROW: Final = np.dtype(
    [("x", "<f4"), ("y", "<f4"), ("neighbours", "<i4"), ("community", "<i4"), ("betweenness", "<f4")]
)


@dataclass(frozen=True)
class Picture:
    """How each node is drawn. One row per node: place (y upwards), different neighbours, community, betweenness."""

    ids: tuple[str, ...]  # sorted
    rows: NDArray[Any]  # shape (nodes,); betweenness is a share, 0 to 1, and 0 outside the core

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The row of each id."""
        return {name: number for number, name in enumerate(self.ids)}

    @cached_property
    def places(self) -> Mapping[str, tuple[float, float]]:
        """Where each node stands, by id."""
        return dict(zip(self.ids, zip(self.rows["x"].tolist(), self.rows["y"].tolist(), strict=True), strict=True))

    @cached_property
    def communities(self) -> Mapping[int, tuple[str, ...]]:
        """The members of each community by its number, the best connected first: it lends the community its name."""
        found: dict[int, list[str]] = {}
        for row in np.lexsort((np.arange(len(self.ids)), -self.rows["neighbours"])).tolist():
            found.setdefault(int(self.rows["community"][row]), []).append(self.ids[row])
        return {number: tuple(members) for number, members in found.items() if number != NONE}

    def save(self, file: Path) -> None:
        np.save(file, self.rows)


def load(file: Path, ids: Sequence[str]) -> Picture:
    """A saved picture.

    :param ids: of all nodes, sorted.
    :raises ValueError: if the file is no picture of that many nodes.
    """
    try:
        rows = np.load(file, allow_pickle=False)
    except EOFError as error:
        raise ValueError(f"{file.name} cannot be read: {error}") from error
    if rows.dtype != _ROW or rows.shape != (len(ids),):
        raise ValueError(f"{file.name} is no picture of {len(ids)} nodes")
    return Picture(tuple(ids), rows)


def draw(graph: Subgraph, *, before: Picture | None = None) -> Picture:
    """The picture of a whole graph. The same graph and the same earlier picture give the same one.

    :param before: the picture of the library as it was: what is still there keeps its place and its colour, unless
        much has changed around it.
    """
    near = graph.neighbours()
    rows = np.zeros(len(near), dtype=_ROW)
    rows["neighbours"] = [len(found) for found in near.values()]
    picture = Picture(tuple(near), rows)
    kept = _kept(picture, before) if before else {}
    restless = [name for name, old in kept.items() if old["neighbours"] != len(near[name])]
    places = positions(graph, before={name: before.places[name] for name in kept} if before else {}, restless=restless)
    core = part(graph, only_connected=True, limit=CORE)
    groups = communities(core)
    shares = betweenness(core)
    numbers = _number(groups, {name: int(old["community"]) for name, old in kept.items()})
    for row, name in zip(rows, picture.ids, strict=True):
        row["x"], row["y"] = places[name]
        row["betweenness"] = shares.get(name, 0.0)
        # Outside the core: with the best connected neighbour that is in it.
        inside = (
            [name] if name in numbers else sorted(near[name] & numbers.keys(), key=lambda one: (-len(near[one]), one))
        )
        row["community"] = numbers[inside[0]] if inside else NONE
    return picture


def _kept(picture: Picture, before: Picture) -> dict[str, Any]:
    """The earlier rows of nodes that are still there and had relations: the others stood in the ring outside."""
    return {
        name: before.rows[number]
        for name in picture.ids
        if (number := before.number.get(name)) is not None and before.rows[number]["neighbours"]
    }


def _number(groups: Sequence[Sequence[str]], before: Mapping[str, int]) -> dict[str, int]:
    """A number for each node's group: the largest have a colour of their own, and keep the one they had."""
    free = list(range(len(groups)))
    taken: dict[int, int] = {}
    for at, group in enumerate(groups[:COLOURS]):
        had = Counter(before[name] for name in group if before.get(name, NONE) != NONE)
        for number, _ in sorted(had.most_common(), key=lambda each: (-each[1], each[0]))[:1]:
            if number < COLOURS and number in free:
                taken[at] = number
                free.remove(number)
    for at in range(len(groups)):
        if at not in taken:
            taken[at] = free.pop(0)
    return {name: taken[at] for at, group in enumerate(groups) for name in group}
