"""The thesaurus is valid SKOS, and its labels tell concepts apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from vocgraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "https://w3id.org/vocgraph/thesaurus/"
PREFIXES = f"@prefix skos: <{SKOS}> .\n@prefix t: <{BASE}> .\n"
RIGHT = """t:student-aid a skos:Concept ; skos:prefLabel "学生资助"@zh, "student aid"@en ;
    skos:altLabel "资助育人"@zh ; skos:hiddenLabel "没钱上学"@zh, "help paying for school"@en ;
    skos:topConceptOf t:scheme ; skos:inScheme t:scheme ."""


@pytest.fixture(scope="module")
def themes() -> dict[str, Graph]:
    """Each file of the thesaurus by its name."""
    return {path.name: Graph().parse(path) for path in sorted(resource("ontology/thesaurus").glob("*.ttl"))}


@pytest.fixture(scope="module")
def thesaurus(themes: dict[str, Graph]) -> Graph:
    whole = Graph()
    for theme in themes.values():
        whole += theme
    return whole


@pytest.fixture(scope="module")
def concepts(thesaurus: Graph) -> list[URIRef]:
    return sorted(URIRef(str(each)) for each in thesaurus.subjects(RDF.type, SKOS.Concept))


def labels(graph: Graph, concept: URIRef, *properties: URIRef) -> list[tuple[str, str]]:
    """Language and text of a concept's labels; English without regard to case, as nobody searches by case."""
    found = [value for each in properties for value in graph.objects(concept, each) if isinstance(value, Literal)]
    return sorted((str(value.language), str(value).casefold()) for value in found)


def shared(graph: Graph, concepts: list[URIRef], *properties: URIRef, most: int) -> dict[tuple[str, str], int]:
    """Labels that stand on more than ``most`` concepts."""
    count = Counter(label for concept in concepts for label in set(labels(graph, concept, *properties)))
    return {label: number for label, number in count.items() if number > most}


def ancestors(graph: Graph, concept: URIRef) -> set[URIRef]:
    found: set[URIRef] = set()
    ahead = list(graph.objects(concept, SKOS.broader))
    while ahead:
        each = URIRef(str(ahead.pop()))
        if each not in found:
            found.add(each)
            ahead += graph.objects(each, SKOS.broader)
    return found


def pairs(graph: Graph, relation: URIRef) -> Iterator[tuple[URIRef, URIRef]]:
    for one, _, other in graph.triples((None, relation, None)):
        yield URIRef(str(one)), URIRef(str(other))


def conforms(turtle: str) -> tuple[bool, str]:
    found, _, text = pyshacl.validate(
        Graph().parse(data=PREFIXES + turtle, format="turtle"),
        shacl_graph=Graph().parse(resource("ontology/thesaurus-shapes.ttl"), format="turtle"),
    )
    return bool(found), str(text)


def test_it_holds_a_thousand_concepts(concepts: list[URIRef]) -> None:
    assert len(concepts) >= 1000


def test_each_concept_is_written_in_one_file_only(themes: dict[str, Graph]) -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for name, theme in themes.items():
        for concept in theme.subjects(RDF.type, SKOS.Concept):
            places[str(concept)].append(name)
    assert {concept: names for concept, names in places.items() if len(names) > 1} == {}


def test_each_theme_file_holds_one_top_concept(themes: dict[str, Graph]) -> None:
    counts = {name: len(list(theme.subjects(SKOS.topConceptOf))) for name, theme in themes.items()}
    assert counts.pop("scheme.ttl") == 0
    assert set(counts.values()) == {1}


def test_nothing_is_said_of_a_concept_that_is_not_there(thesaurus: Graph, concepts: list[URIRef]) -> None:
    spoken_of = {URIRef(str(each)) for each in thesaurus.subjects() if str(each).startswith(BASE)}
    assert spoken_of - set(concepts) == {URIRef(f"{BASE}scheme")}


def test_no_two_concepts_share_a_preferred_label(thesaurus: Graph, concepts: list[URIRef]) -> None:
    assert shared(thesaurus, concepts, SKOS.prefLabel, most=1) == {}


def test_no_alternative_label_is_the_preferred_label_of_another_concept(
    thesaurus: Graph, concepts: list[URIRef]
) -> None:
    preferred = {label for concept in concepts for label in labels(thesaurus, concept, SKOS.prefLabel)}
    taken = {
        (concept, label)
        for concept in concepts
        for label in labels(thesaurus, concept, SKOS.altLabel)
        if label in preferred
    }
    assert taken == set()


def test_an_alternative_label_stands_on_three_concepts_at_most(thesaurus: Graph, concepts: list[URIRef]) -> None:
    assert shared(thesaurus, concepts, SKOS.altLabel, most=3) == {}


def test_an_everyday_wording_stands_on_two_concepts_at_most(thesaurus: Graph, concepts: list[URIRef]) -> None:
    assert shared(thesaurus, concepts, SKOS.hiddenLabel, most=2) == {}


def test_no_label_of_a_concept_is_written_twice(thesaurus: Graph, concepts: list[URIRef]) -> None:
    twice = {
        (concept, label)
        for concept in concepts
        for label, number in Counter(
            labels(thesaurus, concept, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        ).items()
        if number > 1
    }
    assert twice == set()


def test_every_concept_has_an_everyday_wording_in_both_languages(thesaurus: Graph, concepts: list[URIRef]) -> None:
    without = [
        concept
        for concept in concepts
        if {language for language, _ in labels(thesaurus, concept, SKOS.hiddenLabel)} != {"zh", "en"}
    ]
    assert without == []


def test_chinese_labels_hold_chinese_and_english_labels_do_not(thesaurus: Graph, concepts: list[URIRef]) -> None:
    wrong = [
        (concept, text)
        for concept in concepts
        for language, text in labels(thesaurus, concept, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        if any("\u4e00" <= character <= "\u9fff" for character in text) != (language == "zh")
    ]
    assert wrong == []


def test_no_concept_is_broader_than_itself(thesaurus: Graph, concepts: list[URIRef]) -> None:
    assert [concept for concept in concepts if concept in ancestors(thesaurus, concept)] == []


def test_every_concept_reaches_a_top_concept(thesaurus: Graph, concepts: list[URIRef]) -> None:
    top = set(thesaurus.subjects(SKOS.topConceptOf))
    assert [concept for concept in concepts if not top & {concept, *ancestors(thesaurus, concept)}] == []


def test_related_concepts_name_each_other(thesaurus: Graph) -> None:
    related = set(pairs(thesaurus, SKOS.related))
    assert {(one, other) for one, other in related if (other, one) not in related} == set()


def test_related_concepts_do_not_stand_above_each_other(thesaurus: Graph) -> None:
    assert [pair for pair in pairs(thesaurus, SKOS.related) if pair[1] in ancestors(thesaurus, pair[0])] == []


def test_it_conforms_to_its_shapes(thesaurus: Graph) -> None:
    found, text = conforms(thesaurus.serialize(format="turtle"))
    assert found, text


def test_the_shapes_accept_the_example_that_their_messages_show() -> None:
    found, text = conforms(RIGHT)
    assert found, text


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("t:student-aid a", "t:StudentAid a", "lower-case English words"),
        (', "student aid"@en', "", "one in English"),
        ('"学生资助"@zh', '"aid"@zh', "holds Chinese characters"),
        ('"资助育人"@zh', '"学生资助"@zh', "does not repeat the preferred one"),
        ('"没钱上学"@zh', '"资助育人"@zh', "none of them its preferred or alternative label"),
        (', "help paying for school"@en', "", "two everyday wordings or more"),
        ("skos:inScheme t:scheme", "skos:related t:nowhere", "skos:inScheme t:scheme"),
        ("skos:topConceptOf t:scheme", "skos:broader t:nowhere", "belongs to this thesaurus"),
        ("skos:topConceptOf t:scheme ;", "", "t:student-aid"),
    ],
)
def test_the_shapes_refuse(right: str, wrong: str, message: str) -> None:
    found, text = conforms(RIGHT.replace(right, wrong))
    assert not found
    assert message in text
