"""Reads SKOS concepts out of Turtle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.ontology.reach import reached
from vocgraph.ontology.turtle import RDF, SCHEMA, SKOS, Graph, load, one, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the thesaurus or of the indicators, with every wording that is known for it."""

    id: str  # local name: what follows the scheme's IRI
    pref_zh: str
    pref_en: str
    alt_zh: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()  # everyday wordings in either language
    broader: tuple[str, ...] = ()  # local names
    related: tuple[str, ...] = ()
    definition: str = ""
    themes: tuple[str, ...] = ()  # top concepts that it stands under, itself where it is one
    unit: str = ""  # an indicator's usual unit: 人, %, 万元; ":1" is a ratio

    @property
    def names(self) -> tuple[str, ...]:
        """Every label in either language, the preferred ones first."""
        return (self.pref_zh, self.pref_en, *self.alt_zh, *self.alt_en, *self.hidden)


def read_concepts(files: Iterable[Path], *bases: str) -> tuple[Concept, ...]:
    """Every concept of these Turtle files, sorted by IRI.

    :param bases: what IRIs of concepts begin with; the rest of an IRI is its concept's id.
    :raises OntologyDamagedError: if a file cannot be read as Turtle.
    """

    def local(iri: str) -> str:
        base = next((each for each in bases if iri.startswith(each)), "")
        return iri.removeprefix(base)

    graph = load(*files)
    found = {subject: about for subject, about in graph.items() if f"{SKOS}Concept" in texts(about, f"{RDF}type")}
    return tuple(
        Concept(
            id=local(subject),
            pref_zh=one(about, f"{SKOS}prefLabel", "zh"),
            pref_en=one(about, f"{SKOS}prefLabel", "en"),
            alt_zh=texts(about, f"{SKOS}altLabel", "zh"),
            alt_en=texts(about, f"{SKOS}altLabel", "en"),
            hidden=texts(about, f"{SKOS}hiddenLabel"),
            broader=tuple(map(local, texts(about, f"{SKOS}broader"))),
            related=tuple(map(local, texts(about, f"{SKOS}related"))),
            definition=one(about, f"{SKOS}definition", "zh") or one(about, f"{SKOS}definition", ""),
            themes=tuple(sorted(map(local, _themes(found, subject)))),
            unit=one(about, f"{SCHEMA}unitText", ""),
        )
        for subject, about in sorted(found.items())
    )


def _themes(found: Graph, subject: str) -> Iterator[str]:
    """The top concepts above a concept, itself where it is one."""
    above = reached(subject, lambda current: texts(found.get(current, {}), f"{SKOS}broader"))
    return (each for each in above if f"{SKOS}topConceptOf" in found.get(each, {}))
