"""Reads Turtle files of `ontology/` into plain dictionaries."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pyoxigraph

from vocgraph.errors import VocgraphError
from vocgraph.resources import resource

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SCHEMA = "https://schema.org/"


class OntologyDamagedError(VocgraphError):
    """A file of `ontology/` is missing or is not what its name promises."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path.name}: {problem}", fix="Install vocgraph again, or undo the last change to this file.")


class Value(NamedTuple):
    """The object of a triple: an IRI, a blank node (starts with `_:`) or a text with its language."""

    text: str
    language: str


Properties = dict[str, list[Value]]  # predicate -> objects
Graph = dict[str, Properties]  # subject -> its properties


def files_of(name: str) -> tuple[Path, ...]:
    """The Turtle file of that name, or all that a folder of that name holds.

    :raises OntologyDamagedError: if there is none: a thesaurus left out in silence would be missed by nobody.
    """
    try:
        path = resource(name)
    except FileNotFoundError as error:
        raise OntologyDamagedError(Path(name), "it is missing") from error
    files = tuple(sorted(path.glob("*.ttl"))) if path.is_dir() else (path,)
    if not files:
        raise OntologyDamagedError(path, "it holds no Turtle file")
    return files


def load(*files: Path) -> Graph:
    """Read Turtle into plain dictionaries.

    Oxigraph's parser and not rdflib's: 17,000 triples take 0.04 s instead of 1 s, and each command waits for it.

    :raises OntologyDamagedError: if a file cannot be read as Turtle.
    """
    graph: Graph = defaultdict(lambda: defaultdict(list))
    for number, path in enumerate(files):
        try:
            for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                subject, value = triple.subject, triple.object
                language = getattr(value, "language", None) or ""
                graph[_text(subject, number)][triple.predicate.value].append(Value(_text(value, number), language))
        except (SyntaxError, OSError) as error:
            raise OntologyDamagedError(path, str(error)) from error
    return graph


def _text(term: object, number: int) -> str:
    """An IRI or a text; a blank node is marked, and told apart from those of other files."""
    value = str(getattr(term, "value", term))
    return f"_:{number}.{value}" if type(term).__name__ == "BlankNode" else value


def texts(about: Properties, predicate: str, language: str | None = None) -> tuple[str, ...]:
    """The objects of one predicate, sorted; only those in the language, unless it is None (`""`: in none)."""
    values = {value.text for value in about.get(predicate, ()) if language is None or value.language == language}
    return tuple(sorted(values))


def one(about: Properties, predicate: str, language: str) -> str:
    """The first object of one predicate in a language; empty where there is none."""
    found = texts(about, predicate, language)
    return found[0] if found else ""
