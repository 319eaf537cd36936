"""Reads the indicators that reports give figures for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from vocgraph.ontology.addresses import BASE
from vocgraph.ontology.skos import Concept, read_concepts
from vocgraph.ontology.turtle import RDF, SKOS, files_of, load, one, texts
from vocgraph.resources import resource

if TYPE_CHECKING:
    from vocgraph.ontology.vocabulary import Language


class Group(NamedTuple):
    """Indicators that belong together, such as those about teachers."""

    label_zh: str
    label_en: str
    members: frozenset[str]  # local names

    def label(self, language: Language) -> str:
        return self.label_zh if language == "zh" else self.label_en


@cache
def indicator_concepts() -> tuple[Concept, ...]:
    """The indicators that reports give figures for, sorted by id.

    :raises OntologyDamagedError: if the installation carries none.
    """
    return read_concepts(files_of("ontology/indicators.ttl"), f"{BASE}indicators/", f"{BASE}indicator/")


@cache
def indicator_groups() -> tuple[Group, ...]:
    """The groups that `indicators.ttl` puts its concepts into, in its order; every concept is in one."""
    base = f"{BASE}indicator/"
    return tuple(
        Group(
            one(about, f"{SKOS}prefLabel", "zh"),
            one(about, f"{SKOS}prefLabel", "en"),
            frozenset(iri.removeprefix(base) for iri in texts(about, f"{SKOS}member")),
        )
        for about in load(resource("ontology/indicators.ttl")).values()
        if f"{SKOS}Collection" in texts(about, f"{RDF}type")
    )
