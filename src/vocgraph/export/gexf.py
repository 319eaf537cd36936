"""Writes GEXF 1.3 for Gephi and Gephi Lite, with colours, sizes and positions, one element at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.export.columns import BETWEEN, Line, Point, lines, points
from vocgraph.export.header import Header, sentence
from vocgraph.export.xml import comment, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vocgraph.model import Subgraph

_NODE: dict[str, tuple[str, Callable[[Point], str]]] = {
    "kind": ("string", lambda point: point.kind),
    "kind_zh": ("string", lambda point: point.kind_zh),
    "kind_en": ("string", lambda point: point.kind_en),
    "aliases": ("string", lambda point: BETWEEN.join(point.aliases)),
    "reports": ("string", lambda point: BETWEEN.join(point.reports)),
    "mentions": ("integer", lambda point: str(point.mentions)),
    "neighbours": ("integer", lambda point: str(point.neighbours)),
    "iri": ("string", lambda point: point.iri),
}
_EDGE: dict[str, tuple[str, Callable[[Line], str]]] = {
    "predicate": ("string", lambda line: line.predicate),
    "label_en": ("string", lambda line: line.label_en),
    "reports": ("string", lambda line: BETWEEN.join(line.reports)),
    "places": ("string", lambda line: BETWEEN.join(line.places)),
    "details": ("string", lambda line: BETWEEN.join(line.details)),
    "quote": ("string", lambda line: line.quote),
    "iri": ("string", lambda line: line.iri),
}


def gexf(graph: Subgraph, header: Header, *, places: Mapping[str, tuple[float, float]] | None = None) -> Iterator[str]:
    """The file, piece by piece. Empty values are left out, as Gephi shows them as empty cells anyway."""
    about = sentence(graph, header)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<!-- {comment(about)} -->\n"
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"  <meta>\n    <creator>vocgraph</creator>\n    <title>{escape(graph.title)}</title>\n"
    yield f"    <description>{escape(about)}</description>\n  </meta>\n"
    yield '  <graph defaultedgetype="directed" mode="static" idtype="string">\n'
    for owner, columns in (("node", _NODE), ("edge", _EDGE)):
        yield f'    <attributes class="{owner}" mode="static">\n'
        for name, (form, _) in columns.items():
            yield f'      <attribute id="{name}" title="{name}" type="{form}"/>\n'
        yield "    </attributes>\n"
    yield f'    <nodes count="{len(graph.nodes)}">\n'
    for point in points(graph, places=places):
        yield _node(point)
    yield f'    </nodes>\n    <edges count="{len(graph.edges)}">\n'
    for line in lines(graph):
        yield _edge(line)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _node(point: Point) -> str:
    red, green, blue = (int(point.colour[at : at + 2], 16) for at in (1, 3, 5))
    values = "".join(_value(name, read(point)) for name, (_, read) in _NODE.items())
    return (
        f'      <node id="{escape(point.id)}" label="{escape(point.label)}">\n'
        f"        <attvalues>\n{values}        </attvalues>\n"
        f'        <viz:color r="{red}" g="{green}" b="{blue}" a="1.0"/>\n'
        f'        <viz:position x="{point.x}" y="{point.y}" z="0.0"/>\n'
        f'        <viz:size value="{point.size}"/>\n'
        "      </node>\n"
    )


def _edge(line: Line) -> str:
    values = "".join(_value(name, read(line)) for name, (_, read) in _EDGE.items())
    return (
        f'      <edge id="{escape(line.id)}" source="{escape(line.source)}" target="{escape(line.target)}"'
        f' kind="{line.predicate}" label="{escape(line.label_zh)}" weight="{line.weight}.0">\n'
        f"        <attvalues>\n{values}        </attvalues>\n"
        "      </edge>\n"
    )


def _value(name: str, value: str) -> str:
    return f'          <attvalue for="{name}" value="{escape(value)}"/>\n' if value else ""
