"""Reads `ontology/`: kinds, predicates, what may relate to what, labels, concepts and shapes. Nobody else does."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

import pyoxigraph

from vocgraph.errors import VocgraphError
from vocgraph.model import EntityKind, Predicate
from vocgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

Language = Literal["zh", "en"]

BASE = "https://w3id.org/vocgraph/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
# One value for one variable, on a line of its own: VALUES ?school_name { "青禾职业技术学院"@zh }
_PARAMETER = re.compile(
    r'^(?P<before>\s*VALUES \?(?P<name>\w+) \{ )"(?P<text>[^"\\]*)"(?P<after>\S* \}\s*)$', re.MULTILINE
)
_SCHEMA = "https://schema.org/"


class OntologyDamagedError(VocgraphError):
    """A file of `ontology/` is missing or is not what its name promises."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"{path.name}: {problem}", fix="Install vocgraph again, or undo the last change to this file.")


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
    notation: str = ""
    themes: tuple[str, ...] = ()  # top concepts that it stands under, itself where it is one
    unit: str = ""  # an indicator's usual unit: 人, %, 万元; ":1" is a ratio

    @property
    def names(self) -> tuple[str, ...]:
        """Every label in either language, the preferred ones first."""
        return (self.pref_zh, self.pref_en, *self.alt_zh, *self.alt_en, *self.hidden)


class Group(NamedTuple):
    """Indicators that belong together, such as those about teachers."""

    label_zh: str
    label_en: str
    members: frozenset[str]  # local names

    def label(self, language: Language) -> str:
        return self.label_zh if language == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: what somebody wants to know, and the query that answers it."""

    id: str  # the file's stem
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    query: str

    @property
    def parameters(self) -> dict[str, str]:
        """What the query asks about, by variable: names and years of the example, to be replaced by one's own."""
        return {found["name"]: found["text"] for found in _PARAMETER.finditer(self.query)}

    def about(self, **values: str) -> str:
        """The query about other names or years than the example's: ``question.about(school_name="…")``.

        :raises ValueError: if the query has no such parameter.
        """
        unknown = sorted(values.keys() - self.parameters.keys())
        if unknown:
            raise ValueError(f"{self.id} has no parameter {unknown[0]!r}, only {', '.join(self.parameters) or 'none'}")

        def replace(found: re.Match[str]) -> str:
            text = values.get(found["name"], found["text"])
            plain = " ".join(text.replace("\\", "\\\\").replace('"', '\\"').split())
            return f'{found["before"]}"{plain}"{found["after"]}'

        return _PARAMETER.sub(replace, self.query)


class _Value(NamedTuple):
    """The object of a triple: an IRI, a blank node (starts with `_:`) or a text with its language."""

    text: str
    language: str


_Graph = dict[str, dict[str, list[_Value]]]  # subject -> predicate -> objects


def entity_iri(kind: EntityKind, name: str) -> str:
    """The address in RDF of an entity whose id is made of its kind and name alone, as nearly all are."""
    return instance_iri(kind.value, name)


def instance_iri(collection: str, name: str) -> str:
    """The address of anything that is made from reports: ``…/id/{collection}/{percent-encoded name}``."""
    return f"{BASE}id/{quote(collection, safe='')}/{quote(name, safe='')}"


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
    known = {kind.value for kind in EntityKind}
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += [term.id for term in _terms().values() if current in term.parents]
    return frozenset(EntityKind(each) for each in found & known)


def may_relate(subject: EntityKind, predicate: Predicate, target: EntityKind) -> bool:
    """Whether the ontology's domain and range let the predicate lead from one kind to the other."""
    domain, ends = _ends(predicate)
    return subject in domain and target in ends


@cache
def _ends(predicate: Predicate) -> tuple[frozenset[EntityKind], frozenset[EntityKind]]:
    term = _terms()[predicate.value]
    domain = frozenset(kind for name in term.domain for kind in kinds_under(name))
    return domain, frozenset(kind for name in term.range for kind in kinds_under(name))


def version() -> str:
    """The ontology's version, as written in `vocgraph.ttl`."""
    return _texts(_load(("ontology/vocgraph.ttl",))[BASE], f"{_OWL}versionInfo")[0]


@cache
def concepts() -> tuple[Concept, ...]:
    """The thesaurus, sorted by id; empty where an installation carries none."""
    return _concepts(_existing("ontology/thesaurus.ttl", "ontology/thesaurus"), f"{BASE}thesaurus/")


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
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += _narrower().get(current, ())
    return frozenset(found)


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


@cache
def indicator_concepts() -> tuple[Concept, ...]:
    """The indicators that reports give figures for, sorted by id; empty where an installation carries none."""
    return _concepts(_existing("ontology/indicators.ttl"), f"{BASE}indicators/", f"{BASE}indicator/")


@cache
def indicator_groups() -> tuple[Group, ...]:
    """The groups that `indicators.ttl` puts its concepts into, in its order; every concept is in one."""
    base = f"{BASE}indicator/"
    return tuple(
        Group(
            _one(about, f"{_SKOS}prefLabel", "zh"),
            _one(about, f"{_SKOS}prefLabel", "en"),
            frozenset(iri.removeprefix(base) for iri in _texts(about, f"{_SKOS}member")),
        )
        for about in _load(["ontology/indicators.ttl"]).values()
        if f"{_SKOS}Collection" in _texts(about, f"{_RDF}type")
    )


@cache
def questions() -> tuple[Question, ...]:
    """The competency questions, sorted by id: ready-made queries for people who do not write SPARQL."""
    return tuple(_question(path) for path in sorted(resource("ontology/questions").glob("*.rq")))


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


@cache
def _terms() -> dict[str, Term]:
    graph = _load(("ontology/vocgraph.ttl",))
    types = {f"{_OWL}Class", f"{_OWL}ObjectProperty", f"{_OWL}DatatypeProperty"}
    own = {
        subject: about
        for subject, about in graph.items()
        if subject.startswith(BASE) and types & set(_texts(about, f"{_RDF}type"))
    }
    return {subject.removeprefix(BASE): _term(graph, subject, own[subject]) for subject in sorted(own)}


def _term(graph: _Graph, subject: str, about: dict[str, list[_Value]]) -> Term:
    parents = sorted({*_texts(about, f"{_RDFS}subClassOf"), *_texts(about, f"{_RDFS}subPropertyOf")})
    return Term(
        id=subject.removeprefix(BASE),
        label_zh=_one(about, f"{_RDFS}label", "zh"),
        label_en=_one(about, f"{_RDFS}label", "en"),
        definition_zh=_one(about, f"{_SKOS}definition", "zh"),
        definition_en=_one(about, f"{_SKOS}definition", "en"),
        parents=tuple(parent.removeprefix(BASE) for parent in parents if parent.startswith(BASE)),
        aligned=tuple(parent for parent in parents if not parent.startswith(BASE)),
        domain=_classes(graph, about, f"{_RDFS}domain"),
        range=_classes(graph, about, f"{_RDFS}range"),
        example=_one(about, f"{_SKOS}example", "zh"),
    )


def _classes(graph: _Graph, about: dict[str, list[_Value]], predicate: str) -> tuple[str, ...]:
    """The classes that a domain or range allows, in the order they are written: one class, or an owl:unionOf."""
    names = []
    for value in about.get(predicate, ()):
        if value.text.startswith("_:"):
            names += list(_members(graph, graph[value.text][f"{_OWL}unionOf"][0].text))
        else:
            names.append(value.text)
    return tuple(name.removeprefix(BASE) for name in names)


def _members(graph: _Graph, head: str) -> Iterator[str]:
    while head != f"{_RDF}nil":
        yield graph[head][f"{_RDF}first"][0].text
        head = graph[head][f"{_RDF}rest"][0].text


def _concepts(files: tuple[str, ...], *bases: str) -> tuple[Concept, ...]:
    def local(iri: str) -> str:
        base = next((each for each in bases if iri.startswith(each)), "")
        return iri.removeprefix(base)

    graph = _load(files)
    found = {subject: about for subject, about in graph.items() if f"{_SKOS}Concept" in _texts(about, f"{_RDF}type")}
    themes = _themes(found)
    return tuple(
        Concept(
            id=local(subject),
            pref_zh=_one(about, f"{_SKOS}prefLabel", "zh"),
            pref_en=_one(about, f"{_SKOS}prefLabel", "en"),
            alt_zh=_texts(about, f"{_SKOS}altLabel", "zh"),
            alt_en=_texts(about, f"{_SKOS}altLabel", "en"),
            hidden=_texts(about, f"{_SKOS}hiddenLabel"),
            broader=tuple(map(local, _texts(about, f"{_SKOS}broader"))),
            related=tuple(map(local, _texts(about, f"{_SKOS}related"))),
            definition=_one(about, f"{_SKOS}definition", "zh") or _one(about, f"{_SKOS}definition", ""),
            notation=_one(about, f"{_SKOS}notation", ""),
            themes=tuple(sorted(map(local, themes(subject)))),
            unit=_one(about, f"{_SCHEMA}unitText", ""),
        )
        for subject, about in sorted(found.items())
    )


def _themes(found: _Graph) -> Callable[[str], frozenset[str]]:
    """A function that climbs from a concept to the top concepts above it, and survives a circle of broader terms."""

    def climb(subject: str) -> frozenset[str]:
        tops, seen, waiting = set(), set(), [subject]
        while waiting:
            current = waiting.pop()
            if current in seen or current not in found:
                continue
            seen.add(current)
            if f"{_SKOS}topConceptOf" in found[current]:
                tops.add(current)
            waiting += _texts(found[current], f"{_SKOS}broader")
        return frozenset(tops)

    return climb


def _question(path: Path) -> Question:
    """Read the head of a query: ``# title@zh: …`` lines, then the query itself."""
    query = path.read_text(encoding="utf-8")
    head = {}
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line.removeprefix("#").strip().partition(": ")
        head[key] = value.strip()
    try:
        return Question(
            id=path.stem,
            title_zh=head["title@zh"],
            title_en=head["title@en"],
            description_zh=head["description@zh"],
            description_en=head["description@en"],
            query=query,
        )
    except KeyError as missing:
        raise OntologyDamagedError(path, f"the line '# {missing.args[0]}: …' is missing") from None


def _existing(*names: str) -> tuple[str, ...]:
    """The Turtle files behind these names, folders opened, missing ones left out."""
    files = []
    for name in names:
        try:
            path = resource(name)
        except FileNotFoundError:
            continue
        files += [f"{name}/{each.name}" for each in sorted(path.glob("*.ttl"))] if path.is_dir() else [name]
    return tuple(files)


def _load(files: Iterable[str]) -> _Graph:
    """Read Turtle into plain dictionaries.

    Oxigraph's parser and not rdflib's: 17,000 triples take 0.04 s instead of 1 s, and each command waits for it.
    """
    graph: _Graph = defaultdict(lambda: defaultdict(list))
    for number, name in enumerate(files):
        path = resource(name)
        try:
            for triple in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                subject, value = triple.subject, triple.object
                language = getattr(value, "language", None) or ""
                graph[_text(subject, number)][triple.predicate.value].append(_Value(_text(value, number), language))
        except (SyntaxError, OSError) as error:
            raise OntologyDamagedError(path, str(error)) from error
    return graph


def _text(term: object, number: int) -> str:
    """An IRI or a text; a blank node is marked, and told apart from those of other files."""
    value = str(getattr(term, "value", term))
    return f"_:{number}.{value}" if type(term).__name__ == "BlankNode" else value


def _texts(about: dict[str, list[_Value]], predicate: str, language: str | None = None) -> tuple[str, ...]:
    values = {value.text for value in about.get(predicate, ()) if language is None or value.language == language}
    return tuple(sorted(values))


def _one(about: dict[str, list[_Value]], predicate: str, language: str) -> str:
    found = _texts(about, predicate, language)
    return found[0] if found else ""
