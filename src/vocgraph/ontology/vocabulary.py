"""Tells what `vocgraph.ttl` says of each class or property: its labels, what it may relate to what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from vocgraph.model import EntityKind
from vocgraph.ontology.addresses import BASE
from vocgraph.ontology.reach import reached
from vocgraph.ontology.turtle import OWL, RDF, RDFS, SKOS, Graph, Properties, load, one, texts
from vocgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology, named and explained in both languages."""

    id: str  # local name
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    parents: tuple[str, ...] = ()  # local names of our own parents, sorted
    aligned: tuple[str, ...] = ()  # IRIs of the parents in other vocabularies, sorted
    domain: tuple[str, ...] = ()  # local names: any of them
    range: tuple[str, ...] = ()  # local names (any of them), or one datatype's IRI
    example: str = ""

    def label(self, language: Language) -> str:
        return self.label_zh if language == "zh" else self.label_en

    def definition(self, language: Language) -> str:
        return self.definition_zh if language == "zh" else self.definition_en


def terms() -> Mapping[str, Term]:
    """Every class and property of `vocgraph.ttl` by local name, sorted."""
    return _terms()


@cache
def labels(language: Language = "zh") -> Mapping[str, str]:
    """What kinds, predicates and every other term are called: local name -> label."""
    return {name: term.label(language) for name, term in _terms().items()}


@cache
def detail_names() -> frozenset[str]:
    """The names that a relation's attributes usually have: each is a property of its own in RDF."""
    return frozenset(name for name, term in _terms().items() if "detail" in term.parents)


@cache
def kinds_under(name: str) -> frozenset[EntityKind]:
    """The kinds that are the named class or stand below it: `Organisation` covers all but competitions."""
    below = reached(name, lambda current: [term.id for term in _terms().values() if current in term.parents])
    return frozenset(kind for kind in EntityKind if kind.value in below)


def version() -> str:
    """The ontology's version, as written in `vocgraph.ttl`."""
    return texts(load(resource("ontology/vocgraph.ttl"))[BASE], f"{OWL}versionInfo")[0]


@cache
def _terms() -> dict[str, Term]:
    graph = load(resource("ontology/vocgraph.ttl"))
    types = {f"{OWL}Class", f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty"}
    own = {
        subject: about
        for subject, about in graph.items()
        if subject.startswith(BASE) and types & set(texts(about, f"{RDF}type"))
    }
    return {subject.removeprefix(BASE): _term(graph, subject, own[subject]) for subject in sorted(own)}


def _term(graph: Graph, subject: str, about: Properties) -> Term:
    parents = sorted({*texts(about, f"{RDFS}subClassOf"), *texts(about, f"{RDFS}subPropertyOf")})
    return Term(
        id=subject.removeprefix(BASE),
        label_zh=one(about, f"{RDFS}label", "zh"),
        label_en=one(about, f"{RDFS}label", "en"),
        definition_zh=one(about, f"{SKOS}definition", "zh"),
        definition_en=one(about, f"{SKOS}definition", "en"),
        parents=tuple(parent.removeprefix(BASE) for parent in parents if parent.startswith(BASE)),
        aligned=tuple(parent for parent in parents if not parent.startswith(BASE)),
        domain=_classes(graph, about, f"{RDFS}domain"),
        range=_classes(graph, about, f"{RDFS}range"),
        example=one(about, f"{SKOS}example", "zh"),
    )


def _classes(graph: Graph, about: Properties, predicate: str) -> tuple[str, ...]:
    """The classes that a domain or range allows, in the order they are written: one class, or an owl:unionOf."""
    names = []
    for value in about.get(predicate, ()):
        if value.text.startswith("_:"):
            names += list(_members(graph, graph[value.text][f"{OWL}unionOf"][0].text))
        else:
            names.append(value.text)
    return tuple(name.removeprefix(BASE) for name in names)


def _members(graph: Graph, head: str) -> Iterator[str]:
    while head != f"{RDF}nil":
        yield graph[head][f"{RDF}first"][0].text
        head = graph[head][f"{RDF}rest"][0].text
