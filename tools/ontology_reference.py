"""Renders the ontology as a page for people: kinds, relations, details, shapes and competency questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rdflib

from vocgraph import ontology
from vocgraph.model import EntityKind, Predicate
from vocgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHORT = {
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://www.w3.org/ns/oa#": "oa:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
    "https://schema.org/": "schema:",
}


HEAD = """\
Written by `make docs` from `ontology/`. Version {version}; every name below stands in the namespace
`{base}`, prefix `voc:`.

An entity's address is `{base}id/{{kind}}/{{percent-encoded rest of its id}}`: its name, and its school where
several have one of that name. It stays the same as long as those do.
What a report states stands in a named graph of its own, `{base}id/graph/{{report}}`."""
EVIDENCE = """\
Every relation is both a plain triple and a `voc:Statement` that derives from its `voc:Quote`s: report, character range,
lines, page and the words as printed. No quote, no fact."""


def reference() -> str:
    """The page, as Markdown."""
    terms = ontology.terms()
    kinds = [terms[kind.value] for kind in EntityKind]
    relations = [terms[predicate.value] for predicate in Predicate]
    told = {term.id for term in (*kinds, *relations)} | ontology.detail_names()
    rest = [term for term in terms.values() if term.id not in told]
    parts = [
        "# The ontology",
        HEAD.format(version=ontology.version(), base=ontology.BASE),
        "## Kinds 实体类别",
        _table(("name", "中文", "English", "meaning", "in other vocabularies"), map(_kind, kinds)),
        "## Relations 关系",
        _table(("name", "中文", "English", "from", "to", "meaning"), map(_relation, relations)),
        EVIDENCE,
        "## Details of a quote 引文细节",
        _table(
            ("name", "中文", "English", "meaning"), (_plain(terms[name]) for name in sorted(ontology.detail_names()))
        ),
        "## All other terms 其他术语",
        _table(("name", "中文", "English", "meaning"), map(_plain, rest)),
        "## Shapes 约束",
        "What a graph must look like to be of use; `ontology/examples/` has a valid and an invalid example of each.",
        _table(("shape", "message 提示"), _shapes()),
        "## Competency questions 能力问题",
        "Ready-made queries in `ontology/questions/`, each beside the rows it must return on the example graph.",
        _table(("file", "问题", "question", "parameters"), map(_question, ontology.questions())),
    ]
    return "\n\n".join(parts) + "\n"


def _kind(term: ontology.Term) -> list[str]:
    return [*_plain(term)[:3], _both(term), ", ".join(map(_short, term.aligned))]


def _relation(term: ontology.Term) -> list[str]:
    return [*_plain(term)[:3], " or ".join(term.domain), " or ".join(term.range), _both(term)]


def _plain(term: ontology.Term) -> list[str]:
    return [f"`{term.id}`", term.label_zh, term.label_en, _both(term)]


def _both(term: ontology.Term) -> str:
    return f"{term.definition_zh} {term.definition_en}"


def _question(question: ontology.Question) -> list[str]:
    return [f"`{question.id}`", question.title_zh, question.title_en, ", ".join(question.parameters)]


def _shapes() -> Iterator[list[str]]:
    graph = rdflib.Graph().parse(resource("ontology/shapes.ttl"))
    for shape in sorted(graph.subjects(rdflib.RDF.type, SH.NodeShape)):
        parts = (shape, *graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql))
        for message in sorted(str(each) for part in parts for each in graph.objects(part, SH.message)):
            yield [f"`{str(shape).rpartition('/')[2]}`", message]


def _short(iri: str) -> str:
    return next(
        (f"`{prefix}{iri.removeprefix(space)}`" for space, prefix in SHORT.items() if iri.startswith(space)), iri
    )


def _table(head: tuple[str, ...], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
