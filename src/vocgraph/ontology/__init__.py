"""Reads `ontology/`: kinds, predicates, what may relate to what, labels, concepts and shapes. Nobody else does."""

from vocgraph.ontology.addresses import BASE, instance_iri
from vocgraph.ontology.gallery import Question, questions
from vocgraph.ontology.indicators import Group, indicator_concepts, indicator_groups
from vocgraph.ontology.shapes import violations
from vocgraph.ontology.skos import Concept
from vocgraph.ontology.thesaurus import concepts, concepts_by_id, concepts_called, concepts_under
from vocgraph.ontology.turtle import OntologyDamagedError
from vocgraph.ontology.vocabulary import Language, Term, detail_names, kinds_under, labels, terms, version

__all__ = [
    "BASE",
    "Concept",
    "Group",
    "Language",
    "OntologyDamagedError",
    "Question",
    "Term",
    "concepts",
    "concepts_by_id",
    "concepts_called",
    "concepts_under",
    "detail_names",
    "indicator_concepts",
    "indicator_groups",
    "instance_iri",
    "kinds_under",
    "labels",
    "questions",
    "terms",
    "version",
    "violations",
]
