"""Looks up the concepts of the thesaurus."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from vocgraph.ontology.addresses import BASE
from vocgraph.ontology.reach import reached
from vocgraph.ontology.skos import Concept, read_concepts
from vocgraph.ontology.turtle import files_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def concepts() -> tuple[Concept, ...]:
    """The thesaurus, sorted by id.

    :raises OntologyDamagedError: if the installation carries none.
    """
    return read_concepts(files_of("ontology/thesaurus"), f"{BASE}thesaurus/")


@cache
def concepts_by_id() -> Mapping[str, Concept]:
    """The thesaurus by id."""
    return {concept.id: concept for concept in concepts()}


def concepts_called(text: str) -> tuple[Concept, ...]:
    """The concepts of that id or, case aside, that label in either language; preferred labels go before others."""
    known = concepts_by_id()
    return (known[text],) if text in known else _concepts_by_label().get(text.strip().lower(), ())


@cache
def concepts_under(concept: str) -> frozenset[str]:
    """Ids of a concept and of all that are narrower, however far down."""
    return reached(concept, lambda current: _narrower().get(current, ()))


@cache
def _narrower() -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for concept in concepts():
        for broader in concept.broader:
            found[broader].append(concept.id)
    return {concept: tuple(narrower) for concept, narrower in found.items()}


@cache
def _concepts_by_label() -> Mapping[str, tuple[Concept, ...]]:
    found: defaultdict[str, dict[str, Concept]] = defaultdict(dict)
    for of_concept in (_preferred, _others):
        for concept in concepts():
            for label in of_concept(concept):
                found[label.lower()].setdefault(concept.id, concept)
    return {label: tuple(named.values()) for label, named in found.items()}


def _preferred(concept: Concept) -> tuple[str, ...]:
    return (concept.pref_zh, concept.pref_en)


def _others(concept: Concept) -> tuple[str, ...]:
    return (*concept.alt_zh, *concept.alt_en, *concept.hidden)
