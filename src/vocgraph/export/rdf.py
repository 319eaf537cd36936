"""Writes Turtle, N-Quads and JSON-LD."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vocgraph.export.header import Header, fact_lines, facts
from vocgraph.graph.rdf import PREFIXES, Iri, Literal, Quad, quads
from vocgraph.graph.terms import write_iri, write_quad, write_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vocgraph.model import Profile, Subgraph

_USED = ("voc", "dcterms", "oa", "prov", "rdf", "skos", "xsd")
_SPACES = {PREFIXES[prefix]: prefix for prefix in _USED}
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_TYPE = f"{PREFIXES['rdf']}type"


def nquads(graph: Subgraph, header: Header, *, profiles: Mapping[str, Profile] | None = None) -> Iterator[str]:
    """A line for each triple, with the named graph of the report that states it."""
    yield fact_lines(graph, header, before="# ")
    yield from map(write_quad, quads(graph, profiles))


def turtle(graph: Subgraph, header: Header, *, profiles: Mapping[str, Profile] | None = None) -> Iterator[str]:
    """A paragraph for each subject. Turtle has no named graphs: what several reports state is written once."""
    yield fact_lines(graph, header, before="# ")
    yield "\n"
    for prefix in _USED:
        yield f"@prefix {prefix}: {write_iri(PREFIXES[prefix])} .\n"
    for subject, about in _by_subject(quads(graph, profiles)).items():
        told = " ;\n    ".join(
            f"{'a' if predicate == _TYPE else _short(Iri(predicate))} {', '.join(map(_short, objects))}"
            for predicate, objects in about.items()
        )
        yield f"\n{write_iri(subject)}\n    {told} .\n"


def jsonld(graph: Subgraph, header: Header, *, profiles: Mapping[str, Profile] | None = None) -> Iterator[str]:
    """JSON-LD 1.1: an object for each thing, and for each report a named graph with what it states."""
    context: dict[str, Any] = {prefix: PREFIXES[prefix] for prefix in _USED}
    title, *rest = facts(graph, header).items()
    about = {
        "@type": "prov:Bundle",
        "dcterms:title": title[1],
        "dcterms:description": "; ".join(f"{name}: {value}" for name, value in rest),
    }
    by_graph: dict[str, list[Quad]] = {"": []}
    for quad in quads(graph, profiles):
        by_graph.setdefault(quad.graph, []).append(quad)
    things: list[dict[str, Any]] = [about, *_objects(by_graph.pop(""))]
    things += [{"@id": name, "@graph": _objects(by_graph[name])} for name in sorted(by_graph)]
    yield "{\n" + f'"@context": {json.dumps(context, ensure_ascii=False)},\n"@graph": [\n'
    for number, thing in enumerate(things):
        yield json.dumps(thing, ensure_ascii=False) + (",\n" if number + 1 < len(things) else "\n")
    yield "]\n}\n"


def _by_subject(found: Iterable[Quad]) -> dict[str, dict[str, list[Iri | Literal]]]:
    """Objects by subject and predicate, each in order of first appearance, repetitions dropped."""
    subjects: dict[str, dict[str, dict[Iri | Literal, None]]] = {}
    for quad in found:
        subjects.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, {})[quad.object] = None
    return {
        subject: {predicate: list(objects) for predicate, objects in about.items()}
        for subject, about in subjects.items()
    }


def _short(term: Iri | Literal) -> str:
    """A term as Turtle writes it, with a prefix where that leaves a plain name."""
    if isinstance(term, Literal):
        if term.datatype == f"{PREFIXES['xsd']}integer":
            return term.value
        text = write_term(Literal(term.value, term.language))
        return f"{text}^^{_short(Iri(term.datatype))}" if term.datatype else text
    short = _compact(term.value)
    return write_iri(term.value) if short == term.value else short


@lru_cache(maxsize=1 << 10)
def _compact(iri: str) -> str:
    for space, prefix in _SPACES.items():
        local = iri.removeprefix(space)
        if local != iri and _PLAIN.fullmatch(local):
            return f"{prefix}:{local}"
    return iri


def _objects(found: list[Quad]) -> list[dict[str, Any]]:
    made = []
    for subject, about in _by_subject(found).items():
        thing: dict[str, Any] = {"@id": subject}
        for predicate, objects in about.items():
            if predicate == _TYPE:
                values: list[object] = [_compact(each.value) for each in objects]
            else:
                values = [_json_value(each) for each in objects]
            key = "@type" if predicate == _TYPE else _compact(predicate)
            thing[key] = values[0] if len(values) == 1 else values
        made.append(thing)
    return made


def _json_value(term: Iri | Literal) -> object:
    if isinstance(term, Iri):
        return {"@id": term.value}
    if term.datatype == f"{PREFIXES['xsd']}integer":
        return int(term.value)
    if term.language:
        return {"@value": term.value, "@language": term.language}
    return {"@value": term.value, "@type": _compact(term.datatype)} if term.datatype else term.value
