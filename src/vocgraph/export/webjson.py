"""Writes the JSON that Cytoscape and graphology (the graph under sigma.js) read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vocgraph.export.columns import Line, Point, lines, points
from vocgraph.export.header import Header, facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vocgraph.model import Subgraph


def cytoscape(
    graph: Subgraph, header: Header, *, places: Mapping[str, tuple[float, float]] | None = None
) -> Iterator[str]:
    """Cytoscape.js elements as Cytoscape Desktop and networkx import them too; y points down there.

    networkx alone wants `value`, and `key` to keep parallel edges apart.
    """
    nodes = (
        {
            "data": {"id": point.id, "value": point.id, "name": point.label} | _node(point),
            "position": {"x": point.x, "y": -point.y + 0.0},
        }
        for point in points(graph, places=places)
    )
    edges = (
        {
            "data": {
                "id": line.id,
                "source": line.source,
                "target": line.target,
                "interaction": line.predicate,
                "key": line.id,
            }
            | _edge(line)
        }
        for line in lines(graph)
    )
    yield '{"format_version": "1.0", "generated_by": "vocgraph", "directed": true, "multigraph": true,\n'
    yield f'"data": {_json(facts(graph, header))},\n'
    yield '"elements": {"nodes": ['
    yield from _listed(nodes)
    yield '], "edges": ['
    yield from _listed(edges)
    yield "]}}\n"


def graphology(
    graph: Subgraph, header: Header, *, places: Mapping[str, tuple[float, float]] | None = None
) -> Iterator[str]:
    """What graphology's `import` takes; sigma.js draws it as it stands."""
    nodes = (
        {
            "key": point.id,
            "attributes": {"label": point.label, "x": point.x, "y": point.y} | _node(point),
        }
        for point in points(graph, places=places)
    )
    edges = (
        {
            "key": line.id,
            "source": line.source,
            "target": line.target,
            "attributes": {"label": line.label_zh} | _edge(line),
        }
        for line in lines(graph)
    )
    yield f'{{"attributes": {_json(facts(graph, header))},\n'
    yield '"options": {"type": "directed", "multi": true, "allowSelfLoops": true},\n"nodes": ['
    yield from _listed(nodes)
    yield '], "edges": ['
    yield from _listed(edges)
    yield "]}\n"


def _node(point: Point) -> dict[str, Any]:
    return {
        "kind": point.kind,
        "kind_zh": point.kind_zh,
        "kind_en": point.kind_en,
        "aliases": list(point.aliases),
        "reports": list(point.reports),
        "mentions": point.mentions,
        "neighbours": point.neighbours,
        "iri": point.iri,
        "size": point.size,
        "color": point.colour,
    }


def _edge(line: Line) -> dict[str, Any]:
    return {
        "predicate": line.predicate,
        "label_zh": line.label_zh,
        "label_en": line.label_en,
        "weight": line.weight,
        "reports": list(line.reports),
        "places": list(line.places),
        "details": list(line.details),
        "quote": line.quote,
        "iri": line.iri,
    }


def _listed(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    between = "\n"
    for value in values:
        yield between + _json(value)
        between = ",\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
