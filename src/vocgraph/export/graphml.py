"""Writes GraphML, which networkx, yEd, Cytoscape and igraph read, one element at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.export.columns import BETWEEN, Line, Point, lines, points
from vocgraph.export.header import Header, facts, sentence
from vocgraph.export.xml import comment, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vocgraph.model import Subgraph

# The names x, y, size, r, g and b are those that Gephi takes for positions, sizes and colours.
_NODE: dict[str, tuple[str, Callable[[Point], str]]] = {
    "label": ("string", lambda point: point.label),
    "kind": ("string", lambda point: point.kind),
    "kind_zh": ("string", lambda point: point.kind_zh),
    "kind_en": ("string", lambda point: point.kind_en),
    "aliases": ("string", lambda point: BETWEEN.join(point.aliases)),
    "reports": ("string", lambda point: BETWEEN.join(point.reports)),
    "mentions": ("int", lambda point: str(point.mentions)),
    "neighbours": ("int", lambda point: str(point.neighbours)),
    "iri": ("string", lambda point: point.iri),
    "x": ("double", lambda point: str(point.x)),
    "y": ("double", lambda point: str(point.y)),
    "size": ("double", lambda point: str(point.size)),
    "r": ("int", lambda point: str(int(point.colour[1:3], 16))),
    "g": ("int", lambda point: str(int(point.colour[3:5], 16))),
    "b": ("int", lambda point: str(int(point.colour[5:7], 16))),
}
_EDGE: dict[str, tuple[str, Callable[[Line], str]]] = {
    "predicate": ("string", lambda line: line.predicate),
    "label": ("string", lambda line: line.label_zh),
    "label_en": ("string", lambda line: line.label_en),
    "weight": ("double", lambda line: f"{line.weight}.0"),
    "reports": ("string", lambda line: BETWEEN.join(line.reports)),
    "places": ("string", lambda line: BETWEEN.join(line.places)),
    "details": ("string", lambda line: BETWEEN.join(line.details)),
    "quote": ("string", lambda line: line.quote),
    "iri": ("string", lambda line: line.iri),
}


def graphml(
    graph: Subgraph, header: Header, *, places: Mapping[str, tuple[float, float]] | None = None
) -> Iterator[str]:
    """The file, piece by piece. Keys are typed; lists are joined by ``; ``; empty values are left out."""
    about = facts(graph, header)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<!-- {comment(sentence(graph, header))} -->\n"
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
        ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
    )
    yield from (_key("graph", name, "string") for name in about)
    yield from (_key("node", name, form) for name, (form, _) in _NODE.items())
    yield from (_key("edge", name, form) for name, (form, _) in _EDGE.items())
    yield '  <graph id="vocgraph" edgedefault="directed">\n'
    yield from (_data("graph", name, value) for name, value in about.items())
    for point in points(graph, places=places):
        values = "".join(_data("node", name, read(point)) for name, (_, read) in _NODE.items())
        yield f'    <node id="{escape(point.id)}">\n{values}    </node>\n'
    for line in lines(graph):
        values = "".join(_data("edge", name, read(line)) for name, (_, read) in _EDGE.items())
        yield (
            f'    <edge id="{escape(line.id)}" source="{escape(line.source)}" target="{escape(line.target)}">\n'
            f"{values}    </edge>\n"
        )
    yield "  </graph>\n</graphml>\n"


def _key(owner: str, name: str, form: str) -> str:
    return f'  <key id="{_id(owner, name)}" for="{owner}" attr.name="{name}" attr.type="{form}"/>\n'


def _data(owner: str, name: str, value: str) -> str:
    return f'      <data key="{_id(owner, name)}">{escape(value)}</data>\n' if value else ""


def _id(owner: str, name: str) -> str:
    """Keys share one space of names, whatever they belong to, and an XML id holds no blank."""
    return f"{owner}_{name.replace(' ', '_')}"
