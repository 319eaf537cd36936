"""Says a subgraph in RDF: plain triples, statements with their quotes, one named graph per report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from vocgraph.model import EntityKind
from vocgraph.ontology import BASE, concepts_by_id, detail_names, instance_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vocgraph.model import Attributes, Edge, Node, Part, Profile, Quote, Subgraph

PREFIXES: dict[str, str] = {
    "voc": BASE,
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Iri:
    """The address of a thing."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a language, or a value of a datatype (an IRI); neither means a plain string."""

    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Quad:
    """A triple, and the named graph that it stands in; "" is the default graph."""

    subject: Iri
    predicate: Iri
    object: Iri | Literal
    graph: str = ""


def quads(graph: Subgraph, profiles: Mapping[str, Profile] | None = None) -> Iterator[Quad]:
    """Everything that a subgraph says, subject by subject, in a stable order.

    Entities, named graphs, reports, their cases and sections are described in the default graph. What a report states
    stands in the graph of that report: the plain triple, the statement and its quotes with their selectors.

    :param profiles: what the reports say about themselves, by id; reports without one only have their id.
    """
    nodes = {node.id: node for node in graph.nodes}
    for node in graph.nodes:
        yield from _about_node(node)
    yield from _about_reports(graph, profiles or {})
    yield from part_quads(graph.parts)
    for edge in graph.edges:
        yield from _about_edge(edge, nodes)


def part_quads(parts: Iterable[Part]) -> Iterator[Quad]:
    """Cases and sections with what they are about, and the concepts of the thesaurus that these are."""
    topics: set[str] = set()
    for part in parts:
        topics.update(part.topics)
        yield from _about_part(part)
    yield from _about_concepts(topics)


def report_iri(report: str) -> str:
    """The address of a report."""
    return instance_iri("report", report)


def graph_iri(report: str) -> str:
    """The address of the named graph that holds what a report states."""
    return instance_iri("graph", report)


def statement_iri(edge: str) -> str:
    """The address of the statement that an edge is."""
    return instance_iri("statement", edge)


def quote_iri(edge: str, quote: Quote) -> str:
    """The address of a quote of an edge: stable as long as the report's text is."""
    place = sha256(f"{quote.report}\0{quote.start}\0{quote.end}".encode()).hexdigest()[:16]
    return instance_iri("quote", f"{edge}-{place}")


def node_iri(node: Node) -> str:
    """The address of an entity, made of its id: two entities of one kind and name have ids, and addresses, apart."""
    return instance_iri(node.kind.value, node.id.removeprefix(f"{node.kind.value}/"))


def part_iri(part: Part) -> str:
    """The address of a case or a section."""
    return instance_iri("case" if part.is_case else "section", part.id)


def concept_iri(concept: str) -> str:
    """The address of a concept of the thesaurus."""
    return f"{BASE}thesaurus/{concept}"


@cache
def expand(name: str) -> Iri:
    """``skos:prefLabel`` written out."""
    prefix, _, local = name.partition(":")
    return Iri(PREFIXES[prefix] + local)


def _about_node(node: Node) -> Iterator[Quad]:
    subject = Iri(node_iri(node))
    yield Quad(subject, expand("rdf:type"), expand(f"voc:{node.kind.value}"))
    yield Quad(subject, expand("skos:prefLabel"), _name(node.name))
    for alias in node.aliases:
        yield Quad(subject, expand("skos:altLabel"), _name(alias))
    for report in node.reports:
        yield Quad(subject, expand("voc:mentionedIn"), Iri(report_iri(report)))
    yield Quad(subject, expand("voc:mentions"), _integer(node.mentions))


def _about_reports(graph: Subgraph, profiles: Mapping[str, Profile]) -> Iterator[Quad]:
    known = {report for node in graph.nodes for report in node.reports}
    known |= {quote.report for edge in graph.edges for quote in edge.quotes}
    known |= {part.report for part in graph.parts}
    schools = _schools(graph.nodes)
    for report in sorted(known):
        subject = Iri(report_iri(report))
        yield Quad(subject, expand("rdf:type"), expand("voc:Report"))
        yield Quad(subject, expand("dcterms:identifier"), Literal(report))
        if report in profiles:
            yield from _about_profile(subject, profiles[report], schools)
    for report in sorted({quote.report for edge in graph.edges for quote in edge.quotes}):
        yield Quad(Iri(graph_iri(report)), expand("prov:wasDerivedFrom"), Iri(report_iri(report)))


def _about_profile(subject: Iri, profile: Profile, schools: Mapping[str, Node]) -> Iterator[Quad]:
    if profile.title:
        yield Quad(subject, expand("dcterms:title"), _name(profile.title))
    if profile.institution in schools:
        yield Quad(subject, expand("voc:reportedBy"), Iri(node_iri(schools[profile.institution])))
    if profile.year is not None:
        yield Quad(subject, expand("voc:reportYear"), Literal(f"{profile.year:04}", datatype=PREFIXES["xsd"] + "gYear"))
    if profile.region.province:
        yield Quad(subject, expand("voc:province"), Literal(profile.region.province))
    if profile.region.city:
        yield Quad(subject, expand("voc:city"), Literal(profile.region.city))


def _about_part(part: Part) -> Iterator[Quad]:
    subject = Iri(part_iri(part))
    yield Quad(subject, expand("rdf:type"), expand("voc:Case" if part.is_case else "voc:Section"))
    yield Quad(subject, expand("dcterms:title"), _name(part.title))
    yield Quad(subject, expand("dcterms:isPartOf"), Iri(report_iri(part.report)))
    yield Quad(subject, expand("voc:firstLine"), _integer(part.first_line))
    yield Quad(subject, expand("voc:lastLine"), _integer(part.last_line))
    for topic in part.topics:
        yield Quad(subject, expand("dcterms:subject"), Iri(concept_iri(topic)))


def _about_concepts(topics: Iterable[str]) -> Iterator[Quad]:
    """Names of the concepts and of all that stand above them, so that a broader one finds what is about a narrower."""
    known = concepts_by_id()
    waiting, told = sorted(set(topics), reverse=True), set()
    while waiting:
        topic = waiting.pop()
        if topic in told or topic not in known:
            continue
        told.add(topic)
        concept = known[topic]
        subject = Iri(concept_iri(topic))
        yield Quad(subject, expand("rdf:type"), expand("skos:Concept"))
        yield Quad(subject, expand("skos:prefLabel"), Literal(concept.pref_zh, language="zh"))
        yield Quad(subject, expand("skos:prefLabel"), Literal(concept.pref_en, language="en"))
        for broader in concept.broader:
            yield Quad(subject, expand("skos:broader"), Iri(concept_iri(broader)))
        waiting.extend(reversed(concept.broader))


def _schools(nodes: Iterable[Node]) -> dict[str, Node]:
    """Institutions by every name they go by; a canonical name goes before another's alias."""
    schools = [node for node in nodes if node.kind is EntityKind.INSTITUTION]
    by_alias = {alias: node for node in reversed(schools) for alias in node.aliases}
    return by_alias | {node.name: node for node in schools}


def _about_edge(edge: Edge, nodes: Mapping[str, Node]) -> Iterator[Quad]:
    """The triple and its statement, once in the graph of each report that states it."""
    source, target = Iri(node_iri(nodes[edge.source])), Iri(node_iri(nodes[edge.target]))
    predicate, statement = expand(f"voc:{edge.predicate.value}"), Iri(statement_iri(edge.id))
    for report in sorted({quote.report for quote in edge.quotes}):
        here = graph_iri(report)
        pieces = [piece for piece in edge.evidence if piece[0].report == report]
        yield Quad(source, predicate, target, here)
        yield Quad(statement, expand("rdf:type"), expand("voc:Statement"), here)
        yield Quad(statement, expand("rdf:subject"), source, here)
        yield Quad(statement, expand("rdf:predicate"), predicate, here)
        yield Quad(statement, expand("rdf:object"), target, here)
        for quote, _ in pieces:
            yield Quad(statement, expand("prov:wasDerivedFrom"), Iri(quote_iri(edge.id, quote)), here)
        for quote, details in pieces:
            yield from _about_quote(Iri(quote_iri(edge.id, quote)), quote, details, here)


def _about_quote(subject: Iri, quote: Quote, details: Attributes, here: str) -> Iterator[Quad]:
    position, exact = Iri(f"{subject.value}#position"), Iri(f"{subject.value}#text")
    report = Iri(report_iri(quote.report))
    yield Quad(subject, expand("rdf:type"), expand("voc:Quote"), here)
    yield Quad(subject, expand("prov:wasQuotedFrom"), report, here)
    yield Quad(subject, expand("oa:hasSource"), report, here)
    yield Quad(subject, expand("oa:hasSelector"), position, here)
    yield Quad(subject, expand("oa:hasSelector"), exact, here)
    yield Quad(subject, expand("voc:firstLine"), _integer(quote.first_line), here)
    yield Quad(subject, expand("voc:lastLine"), _integer(quote.last_line), here)
    if quote.page is not None:
        yield Quad(subject, expand("voc:page"), _integer(quote.page), here)
    for name, value in details:
        if name in detail_names():
            yield Quad(subject, expand(f"voc:{name}"), Literal(value), here)
        else:
            yield Quad(subject, expand("voc:detail"), Literal(f"{name}={value}"), here)
    yield Quad(position, expand("rdf:type"), expand("oa:TextPositionSelector"), here)
    yield Quad(position, expand("oa:start"), _natural(quote.start), here)
    yield Quad(position, expand("oa:end"), _natural(quote.end), here)
    yield Quad(exact, expand("rdf:type"), expand("oa:TextQuoteSelector"), here)
    yield Quad(exact, expand("oa:exact"), _name(quote.text), here)


def _name(text: str) -> Literal:
    """A text as Chinese where it holds a Chinese character, else without a language: names are kept as printed."""
    return Literal(text, language="zh") if _HAN.search(text) else Literal(text)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=PREFIXES["xsd"] + "integer")


def _natural(number: int) -> Literal:
    """As Web Annotation wants its positions."""
    return Literal(str(number), datatype=PREFIXES["xsd"] + "nonNegativeInteger")
