"""The ontology's files, and the one room that reads them."""

from __future__ import annotations

import csv
import io
import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
import rdflib

from tests.example import PROFILES, example_graph
from vocgraph import __version__, ontology
from vocgraph.export.formats import write_subgraph
from vocgraph.graph.rdf import quads
from vocgraph.graph.store import ask_store, build_store
from vocgraph.model import EntityKind, Predicate
from vocgraph.ontology.gallery import read_question
from vocgraph.ontology.skos import read_concepts
from vocgraph.ontology.turtle import files_of
from vocgraph.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = {question.id: question for question in ontology.questions()}
SHAPES = sorted(
    re.findall(r"^shape:(\w+) a sh:NodeShape", resource("ontology/shapes.ttl").read_text("utf-8"), re.MULTILINE)
)


def test_the_kinds_of_the_code_are_the_disjoint_classes_of_the_ontology() -> None:
    graph = rdflib.Graph().parse(resource("ontology/vocgraph.ttl"))
    [members] = graph.objects(None, rdflib.OWL.members)
    found = {str(member).removeprefix(ontology.BASE) for member in rdflib.collection.Collection(graph, members)}
    assert found == {kind.value for kind in EntityKind}


def test_the_predicates_of_the_code_are_the_relations_of_the_ontology() -> None:
    found = {term.id for term in ontology.terms().values() if "relatedTo" in term.parents}
    assert found == {predicate.value for predicate in Predicate}


def test_every_term_is_named_and_defined_in_chinese_and_english() -> None:
    for term in ontology.terms().values():
        assert all((term.label_zh, term.label_en, term.definition_zh, term.definition_en)), term.id


def test_labels_of_one_language_are_told_apart() -> None:
    for language in ("zh", "en"):
        names = [ontology.labels(language)[each.value] for each in (*EntityKind, *Predicate)]
        assert len(set(names)) == len(names)


def may_relate(subject: EntityKind, predicate: Predicate, target: EntityKind) -> bool:
    """Whether the predicate's domain and range let it lead from one kind to the other."""
    term = ontology.terms()[predicate.value]
    return any(subject in ontology.kinds_under(name) for name in term.domain) and any(
        target in ontology.kinds_under(name) for name in term.range
    )


@pytest.mark.parametrize(
    ("subject", "predicate", "target"),
    [
        (EntityKind.ENTERPRISE, Predicate.CO_BUILDS, EntityKind.INDUSTRIAL_COLLEGE),
        (EntityKind.INSTITUTION, Predicate.LEADS, EntityKind.ALLIANCE),
        (EntityKind.PARK, Predicate.MEMBER_OF, EntityKind.ALLIANCE),
        (EntityKind.INSTITUTION, Predicate.COOPERATES_WITH, EntityKind.ENTERPRISE),
        (EntityKind.INSTITUTION, Predicate.AWARDED_IN, EntityKind.COMPETITION),
        (EntityKind.GOVERNMENT_BODY, Predicate.HOSTS, EntityKind.COMPETITION),
        (EntityKind.INSTITUTION, Predicate.SUPERVISED_BY, EntityKind.GOVERNMENT_BODY),
    ],
)
def test_a_relation_holds_in_its_direction_and_not_in_the_other(
    subject: EntityKind, predicate: Predicate, target: EntityKind
) -> None:
    assert may_relate(subject, predicate, target)
    assert not may_relate(target, predicate, subject)


def test_a_competition_starts_no_relation() -> None:
    for predicate, target in product(Predicate, EntityKind):
        assert not may_relate(EntityKind.COMPETITION, predicate, target)


def test_an_organisation_is_every_kind_but_a_competition() -> None:
    assert ontology.kinds_under("Organisation") == set(EntityKind) - {EntityKind.COMPETITION}


def test_the_usual_details_of_a_relation_have_properties() -> None:
    assert ontology.detail_names() == {"kind", "role", "award", "level", "count", "year"}


def test_an_address_is_made_of_kind_and_percent_encoded_name() -> None:
    assert ontology.instance_iri("Park", "云 A/B") == "https://w3id.org/vocgraph/id/Park/%E4%BA%91%20A%2FB"


def test_a_concept_is_read_with_all_its_wordings_and_its_theme(tmp_path: Path) -> None:
    file = tmp_path / "theme.ttl"
    file.write_text(
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix t: <https://w3id.org/vocgraph/thesaurus/> .
        t:aid a skos:Concept ; skos:prefLabel "资助"@zh, "student aid"@en ; skos:topConceptOf t:scheme .
        t:poor a skos:Concept ; skos:prefLabel "家庭经济困难学生"@zh, "students in need"@en ;
            skos:altLabel "贫困生"@zh, "poor students"@en ;
            skos:hiddenLabel "读不起书的孩子"@zh ; skos:broader t:aid ; skos:related t:loan .
        """,
        encoding="utf-8",
    )
    aid, poor = read_concepts([file], f"{ontology.BASE}thesaurus/")
    assert (aid.id, aid.pref_en, aid.themes) == ("aid", "student aid", ("aid",))
    assert (poor.alt_zh, poor.alt_en, poor.hidden) == (("贫困生",), ("poor students",), ("读不起书的孩子",))
    assert (poor.broader, poor.related, poor.themes) == (("aid",), ("loan",), ("aid",))


def test_a_circle_of_broader_concepts_is_survived(tmp_path: Path) -> None:
    file = tmp_path / "circle.ttl"
    file.write_text(
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix t: <https://w3id.org/vocgraph/thesaurus/> .
        t:a a skos:Concept ; skos:broader t:b . t:b a skos:Concept ; skos:broader t:a .
        """,
        encoding="utf-8",
    )
    assert [concept.themes for concept in read_concepts([file])] == [(), ()]


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(ontology.OntologyDamagedError, match=r"broken\.ttl"):
        read_concepts([file])


@pytest.mark.parametrize(
    ("name", "problem"), [("ontology/unheard-of", "is missing"), ("ontology/questions", "no Turtle")]
)
def test_an_installation_without_its_ontology_says_so(name: str, problem: str) -> None:
    with pytest.raises(ontology.OntologyDamagedError, match=problem):
        files_of(name)


def test_there_are_twenty_competency_questions_with_rows_to_expect() -> None:
    folder = resource("ontology/questions")
    assert len(QUESTIONS) >= 20
    assert {path.stem for path in folder.glob("*.csv")} == set(QUESTIONS)


def test_a_question_without_a_title_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nameless.rq"
    path.write_text("# title@zh: 无题\nSELECT * {}", encoding="utf-8")
    with pytest.raises(ontology.OntologyDamagedError, match="title@en"):
        read_question(path)


def test_a_question_can_be_asked_about_others(example_store: Path) -> None:
    question = QUESTIONS["common-partners"]
    assert question.parameters == {"one": "青禾职业技术学院", "two": "云岭工业学校"}
    found = ask_store(example_store, question.about(two="青禾职业技术学院"))
    assert [value and value.text for [value] in found.rows] == ["星河机械集团有限公司", "蓝海科技有限公司"]


def test_a_name_with_quotation_marks_stays_a_name(example_store: Path) -> None:
    query = QUESTIONS["names-of-an-entity"].about(name='x"@zh } } # \\')
    assert ask_store(example_store, query).rows == ()


def test_a_parameter_that_a_question_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no parameter 'city', only name"):
        QUESTIONS["names-of-an-entity"].about(city="云岭市")


@pytest.fixture(scope="module")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example") / "store"
    build_store(folder, quads(example_graph(), PROFILES))
    return folder


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_competency_question_returns_the_rows_it_must(name: str, example_store: Path) -> None:
    answer = ask_store(example_store, QUESTIONS[name].query)
    found = [list(answer.columns), *([value.text if value else "" for value in row] for row in answer.rows)]
    expected = (resource("ontology/questions") / f"{name}.csv").read_text("utf-8")
    assert len(found) > 1
    assert found == list(csv.reader(io.StringIO(expected)))


@pytest.mark.parametrize(("form", "file"), [("turtle", "graph.ttl"), ("nquads", "graph.nq")])
def test_the_example_graph_is_what_the_three_example_reports_say(form: str, file: str) -> None:
    written = io.BytesIO()
    write_subgraph(form, example_graph(), written, profiles=PROFILES)
    by_any_version = written.getvalue().replace(f"# written by: vocgraph {__version__}\n".encode(), b"")
    assert by_any_version == (resource("ontology/examples") / file).read_bytes()


def test_the_example_graph_keeps_every_shape() -> None:
    assert ontology.violations((resource("ontology/examples") / "graph.ttl").read_bytes()) == ()


def test_every_shape_has_a_valid_and_an_invalid_example() -> None:
    for folder in ("valid", "invalid"):
        examples = resource(f"ontology/examples/{folder}").glob("*.ttl")
        assert sorted(path.stem for path in examples) == SHAPES


@pytest.mark.parametrize("shape", SHAPES)
def test_a_valid_example_passes_and_an_invalid_one_is_told_what_is_right(shape: str) -> None:
    valid, invalid = (
        resource(f"ontology/examples/{folder}/{shape}.ttl").read_text("utf-8") for folder in ("valid", "invalid")
    )
    expected = invalid.splitlines()[0].removeprefix("# expects: ")
    assert ontology.violations(valid) == ()
    found = ontology.violations(invalid)
    assert any(expected in message and "例如" in message and "such as" in message for message in found)


def test_every_indicator_is_in_one_group() -> None:
    members = [name for group in ontology.indicator_groups() for name in group.members]
    assert sorted(members) == [concept.id for concept in ontology.indicator_concepts()]
    assert all(group.label_zh and group.label_en for group in ontology.indicator_groups())
