"""Shows the graph as a picture to walk in, with the same things as words beside it. The address is the whole state."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, current_app, g, render_template, request

from vocgraph.errors import QueryError, UnknownNameError, VocgraphError
from vocgraph.graph.network import Network, Path
from vocgraph.graph.picture import COLOURS, NONE
from vocgraph.graph.select import part
from vocgraph.model import EntityKind, Predicate
from vocgraph.serve.arguments import (
    MAX_DEPTH,
    MAX_MOST,
    SELECTION_NAMES,
    Selection,
    read_number,
    read_selection,
    read_text,
    refuse_unknown,
)
from vocgraph.serve.current import current_library
from vocgraph.serve.exports import list_regions, select
from vocgraph.serve.links import bare_link, kept
from vocgraph.serve.problems import explain
from vocgraph.serve.ties import group_ties, list_stops
from vocgraph.views import EntityView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from vocgraph.graph.picture import Picture
    from vocgraph.library import Library
    from vocgraph.model import Node, Subgraph

bp = Blueprint("network", __name__)

MOST: Final = 2_000  # entities drawn where the address says nothing
CHOICES_OF_MOST: Final = (200, 500, 2_000, 5_000, MAX_MOST)
COLOUR_BY: Final = ("community", "kind")
SIZE_BY: Final = ("neighbours", "betweenness")
FILES: Final = ("gexf", "graphml", "graphology", "csv")
SORTS: Final = {
    "entities": ("neighbours", "betweenness", "name", "kind", "community"),
    "relations": ("quotes", "subject", "predicate", "object"),
}
ROWS: Final = 50  # of a table's page
TIES_SHOWN: Final = 6  # of one kind of relation beside the picture; the rest unfolds


@dataclass(frozen=True, eq=False)
class Shown:
    """What meets the conditions, and the part of it that is drawn."""

    matching: Subgraph
    drawn: Subgraph
    network: Network  # of all that matches: neighbours and ways are sought there
    neighbours: dict[str, int]  # of each drawn node, among the drawn ones

    @property
    def tied(self) -> int:
        """How many of the matching nodes have a relation to another that matches."""
        return len({end for edge in self.matching.edges for end in (edge.source, edge.target)})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend."""

    swatch: str  # names the colour
    label: str
    count: int
    number: int | None = None  # of a community, as the table gives it


@bp.get("/network")
def page() -> ResponseReturnValue:
    """The explorer: conditions, picture, what is chosen in it, and the tables."""
    library = current_library()
    selection = _read_selection()
    colour, size, table = (
        _one_of("colour", COLOUR_BY),
        _one_of("size", SIZE_BY),
        _one_of("table", tuple(SORTS)),
    )
    sort = _one_of("sort", SORTS[table])
    status, problem, fix = 200, "", ""
    shown, chosen, way = _nothing(), None, None
    try:
        selection = _settled(library, selection)
        shown = _shown(library, library.generation, selection)
        chosen, way = _chosen(library, shown), _way(library, shown)
        wanted = [node.id for node in (chosen.node if chosen else None, *(way.nodes if way else ())) if node]
        selection, shown = _with(library, selection, shown, wanted)
    except VocgraphError as error:  # a name that is not there is corrected on the page, so the page is shown again
        status, problem, fix = explain(error, g.language)
    infos = {info.id: info for info in library.reports()}
    number = read_number(request.args, "page", default=1, low=1, high=100_000)
    rows = _entity_rows(shown, library.picture, sort) if table == "entities" else _relation_rows(shown, sort)
    asked = selection.as_arguments()
    return Response(
        render_template(
            "network.html",
            selection=selection,
            shown=shown,
            info=library.info(),
            infos=infos,
            kinds=tuple(EntityKind),
            predicates=tuple(Predicate),
            years=sorted({info.profile.year for info in infos.values() if info.profile.year}, reverse=True),
            regions=list_regions(infos.values()),
            choices_of_most=CHOICES_OF_MOST,
            usual_most=MOST,
            most_depth=MAX_DEPTH,
            colour=colour,
            colours=COLOUR_BY,
            size=size,
            sizes=SIZE_BY,
            legend=_legend(shown, library, colour),
            source=bare_link("network.data", **asked),
            files=[(form, bare_link("exports.file", form=form, **asked)) for form in FILES],
            chosen=chosen,
            groups=group_ties(chosen) if chosen else [],
            is_drawn=shown.neighbours.__contains__,
            asked_from=read_text(request.args, "from"),
            asked_to=read_text(request.args, "to"),
            way=way,
            stops=list_stops(way) if way else [],
            ties_shown=TIES_SHOWN,
            table=table,
            tables=tuple(SORTS),
            sort=sort,
            sorts=SORTS[table],
            rows=rows[(number - 1) * ROWS : number * ROWS],
            row_count=len(rows),
            number=number,
            last=max(1, -(-len(rows) // ROWS)),
            first_row=(number - 1) * ROWS + 1,
            others=others,
            problem=problem,
            fix=fix,
        ),
        status,
    )


@bp.get("/api/v1/network")
def data() -> ResponseReturnValue:
    """What the picture is drawn from, column by column."""
    refuse_unknown(request.args, SELECTION_NAMES)
    library, selection = current_library(), _read_selection()
    tag = f"{current_app.extensions['vocgraph-run']}-{library.generation}"
    if request.if_none_match.contains_weak(tag):
        answer = Response(status=304)
    else:
        packed = _packed(library, library.generation, _settled(library, selection))
        if request.accept_encodings.quality("gzip"):
            answer = Response(packed, mimetype="application/json")
            answer.content_encoding = "gzip"
        else:
            answer = Response(gzip.decompress(packed), mimetype="application/json")
    answer.set_etag(tag, weak=True)
    answer.vary.add("Accept-Encoding")
    return answer


def others(*names: str) -> list[tuple[str, str]]:
    """This address's parameters but for these, for a form that must not lose them."""
    return [(name, value) for name, values in kept().items() if name not in names for value in values]


def _read_selection() -> Selection:
    selection = read_selection(request.args)
    return replace(selection, most=selection.most or MOST)


def _one_of(name: str, known: tuple[str, ...]) -> str:
    value = read_text(request.args, name) or known[0]
    if value not in known:
        raise QueryError(
            "There is no {name}={value}.",
            fix="Use one of: {known}.",
            name=name,
            value=value[:40],
            known=", ".join(known),
        )
    return value


def _chosen(library: Library, shown: Shown) -> EntityView | None:
    """The entity asked for with its relations among what matches; None where none is, or it does not match.

    :raises UnknownNameError: if nothing is called that.
    """
    name = read_text(request.args, "node")
    id_ = _named(library, name).id if name else ""
    if not shown.network.holds(id_):
        return None
    edges = shown.network.edges_of(id_)
    ends = sorted({end for edge in edges for end in (edge.source, edge.target)} - {id_})
    return EntityView(shown.network.node(id_), edges, tuple(shown.network.node(end) for end in ends), (), ())


def _way(library: Library, shown: Shown) -> Path | None:
    """The way asked for, walked only over what matches; None where none is asked for.

    :raises UnknownNameError: if nothing is called as one of its ends.
    """
    first, last = read_text(request.args, "from"), read_text(request.args, "to")
    if not (first and last):
        return None
    ends = _named(library, first).id, _named(library, last).id
    return shown.network.telling_path(*ends) if all(map(shown.network.holds, ends)) else Path((), ())


def _named(library: Library, name: str) -> Node:
    """The entity of that name, else the most mentioned one whose name holds it.

    :raises UnknownNameError: if there is none.
    """
    try:
        return library.find(name)
    except UnknownNameError:
        near = library.entities(name, limit=1)
        if not near:
            raise
        return near[0]


def _with(library: Library, selection: Selection, shown: Shown, wanted: list[str]) -> tuple[Selection, Shown]:
    """The same, these entities drawn too, however few relations they have."""
    missing = tuple(id_ for id_ in dict.fromkeys(wanted) if id_ not in shown.neighbours)
    if not missing:
        return selection, shown
    selection = replace(selection, keep=(*selection.keep, *missing))
    return selection, _shown(library, library.generation, selection)


def _settled(library: Library, selection: Selection) -> Selection:
    """The selection with a name's id in its place, so that one address stands for it."""
    return replace(selection, around=library.find(selection.around).id) if selection.around else selection


@lru_cache(maxsize=4)
def _shown(library: Library, generation: int, selection: Selection) -> Shown:  # noqa: ARG001 - the generation tells libraries apart
    matching = select(replace(selection, most=None, keep=()))
    drawn = part(matching, only_connected=True, limit=selection.most, keep=selection.keep)
    counts = {id_: len(found) for id_, found in drawn.neighbours().items()}
    return Shown(matching, drawn, Network(matching.nodes, matching.edges), counts)


def _nothing() -> Shown:
    network = Network((), ())
    return Shown(network.whole(), network.whole(), network, {})


@lru_cache(maxsize=4)
def _packed(library: Library, generation: int, selection: Selection) -> bytes:
    """The data of a picture, compressed: arrays, because 10,000 objects are three times as long."""
    shown, picture = _shown(library, generation, selection), library.picture
    rows = picture.rows[[picture.number[node.id] for node in shown.drawn.nodes]]
    at = {node.id: number for number, node in enumerate(shown.drawn.nodes)}
    kinds, predicates = list(EntityKind), list(Predicate)
    counts = library.info().counts
    colours = _colours(rows["community"].tolist())
    told: dict[str, Any] = {
        "generation": generation,
        "library": {"entities": counts["entity"], "relations": counts["relation"]},
        "matching": {"entities": len(shown.matching.nodes), "relations": len(shown.matching.edges)},
        "kinds": kinds,
        "predicates": predicates,
        "entities": {
            "id": [None if node.id == f"{node.kind}/{node.name}" else node.id for node in shown.drawn.nodes],
            "name": [node.name for node in shown.drawn.nodes],
            "kind": [kinds.index(node.kind) for node in shown.drawn.nodes],
            "x": [round(float(x), 1) for x in rows["x"]],
            "y": [round(float(y), 1) for y in rows["y"]],
            "neighbours": list(shown.neighbours.values()),
            "betweenness": [round(float(share), 6) for share in rows["betweenness"]],
            "community": rows["community"].tolist(),
            "colour": [colours.get(number, NONE) for number in rows["community"].tolist()],
        },
        "relations": {
            "subject": [at[edge.source] for edge in shown.drawn.edges],
            "object": [at[edge.target] for edge in shown.drawn.edges],
            "predicate": [predicates.index(edge.predicate) for edge in shown.drawn.edges],
            "quotes": [len(edge.quotes) for edge in shown.drawn.edges],
        },
    }
    return gzip.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 6, mtime=0)


def _legend(shown: Shown, library: Library, colour: str) -> list[Entry]:
    """What each colour means and how many nodes have it, most first; communities bear their best connected's name."""
    if colour == "kind":
        of_kind = Counter(node.kind for node in shown.drawn.nodes)
        return [Entry(f"kind-{kind}", kind, count) for kind, count in of_kind.most_common()]
    picture = library.picture
    drawn = [int(picture.rows[picture.number[node.id]]["community"]) for node in shown.drawn.nodes]
    counts, colours = Counter(drawn), _colours(drawn)
    rest = len(drawn) - sum(counts[number] for number in colours)
    told = [
        Entry(f"community-{own}", library.find(picture.communities[number][0]).name, counts[number], number + 1)
        for number, own in colours.items()
    ]
    return [*told, Entry("community-rest", "", rest)] if rest else told


def _colours(drawn: Sequence[int]) -> dict[int, int]:
    """Of the largest communities in a picture each one's colour, which no other has there: its own, where that is free.

    :param drawn: the community of each node that is drawn; NONE of those in none.
    """
    largest = [number for number, _ in Counter(drawn).most_common() if number != NONE][:COLOURS]
    found = dict.fromkeys(largest, NONE)
    for number in largest:
        if number % COLOURS not in found.values():
            found[number] = number % COLOURS
    free = (colour for colour in range(COLOURS) if colour not in found.values())
    return {number: next(free) if own == NONE else own for number, own in found.items()}


def _entity_rows(shown: Shown, picture: Picture, sort: str) -> list[tuple[Node, int, float, int]]:
    """Node, neighbours among the drawn, betweenness and community of each drawn node."""
    rows = [
        (node, shown.neighbours[node.id], float(row["betweenness"]), int(row["community"]))
        for node in shown.drawn.nodes
        for row in (picture.rows[picture.number[node.id]],)
    ]
    keys: dict[str, Any] = {
        "neighbours": lambda row: (-row[1], row[0].name),
        "betweenness": lambda row: (-row[2], row[0].name),
        "name": lambda row: row[0].name,
        "kind": lambda row: (list(EntityKind).index(row[0].kind), row[0].name),
        "community": lambda row: (row[3] == NONE, row[3], -row[1], row[0].name),
    }
    return sorted(rows, key=keys[sort])


def _relation_rows(shown: Shown, sort: str) -> list[tuple[Node, Predicate, Node, int, Any]]:
    """Subject, predicate, object, number of quotes and the first quote of each drawn edge."""
    named = {node.id: node for node in shown.drawn.nodes}
    rows = [
        (named[edge.source], edge.predicate, named[edge.target], len(edge.quotes), edge.quotes[0])
        for edge in shown.drawn.edges
    ]
    keys: dict[str, Any] = {
        "quotes": lambda row: (-row[3], row[0].name, row[2].name),
        "subject": lambda row: (row[0].name, row[2].name),
        "predicate": lambda row: (list(Predicate).index(row[1]), row[0].name, row[2].name),
        "object": lambda row: (row[2].name, row[0].name),
    }
    return sorted(rows, key=keys[sort])
