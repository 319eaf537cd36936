"""Checks RDF against `shapes.ttl`."""

from __future__ import annotations

from vocgraph.resources import resource


def violations(data: str | bytes) -> tuple[str, ...]:
    """What is wrong with RDF (Turtle) by `shapes.ttl`: sorted sentences, Chinese / English; none if all is well.

    Checking takes about 25 µs per triple: hand over one report's graph at a time, not a whole library.
    """
    from pyshacl import validate
    from rdflib import BNode, Graph, Namespace

    shapes = Graph().parse(resource("ontology/shapes.ttl"), format="turtle")
    vocabulary = Graph().parse(resource("ontology/vocgraph.ttl"), format="turtle")
    _, results, _ = validate(
        Graph().parse(data=data, format="turtle"), shacl_graph=shapes, ont_graph=vocabulary, inference="none"
    )
    sh = Namespace("http://www.w3.org/ns/shacl#")
    found = []
    for result in results.subjects(sh.resultSeverity, None):
        focus = results.value(result, sh.focusNode)
        messages = sorted(map(str, results.objects(result, sh.resultMessage)), key=lambda each: each[:1].isascii())
        where = "a node without an address" if isinstance(focus, BNode) else focus  # its label changes every time
        found.append(f"{where}: {' / '.join(messages)}")
    return tuple(sorted(found))
