"""What the thesaurus adds to a query."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.search.example import CONCEPTS, Concept
from vocgraph.search.expansion import Expander, compile_thesaurus
from vocgraph.search.glossary import learn_glossary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def expander() -> Expander:
    return Expander(compile_thesaurus(CONCEPTS))


def concepts(expander: Expander, text: str) -> list[str]:
    return [item.concept for item in expander.expand(text)]


def test_an_everyday_wording_gives_the_official_terms(expander: Expander) -> None:
    [item] = expander.expand("读不起书的孩子")
    assert item.concept == "student-aid"
    assert item.terms == ("家庭经济困难学生资助", "学生资助", "助学金")


def test_a_nearly_said_wording_is_less_sure_than_a_said_one(expander: Expander) -> None:
    [said] = expander.expand("读不起书的孩子")
    [near] = expander.expand("孩子读不起书了")
    assert near.concept == said.concept
    assert near.sureness < said.sureness


def test_the_longest_label_counts(expander: Expander) -> None:
    assert "teacher-training" in concepts(expander, "教师培训")
    assert "skills-competition" in concepts(expander, "职业技能大赛")


def test_english_words_are_found_in_every_form_and_spelling(expander: Expander) -> None:
    assert "rural-revitalisation" in concepts(expander, "Rural Revitalization projects")
    assert "industrial-college" in concepts(expander, "industrial colleges")


def test_a_single_english_word_is_translated_by_the_glossary() -> None:
    labels = (("教师培训", "teacher training"), ("农民培训", "farmer training"), ("教师宿舍", "teacher dormitory"))
    expander = Expander(compile_thesaurus(Concept(english, chinese, english) for chinese, english in labels))
    item = expander.expand("trained cooks")[-1]
    assert (item.concept, item.said, item.english) == ("", "train", True)
    assert item.terms[0] == "培训"


def test_traditional_characters_are_understood(expander: Expander) -> None:
    assert concepts(expander, "鄉村振興") == ["rural-revitalisation"]


def test_words_that_no_label_has_add_nothing(expander: Expander) -> None:
    assert expander.expand("量子色动力学") == ()


def test_the_compiled_thesaurus_does_not_depend_on_the_order_of_concepts() -> None:
    assert json.dumps(compile_thesaurus(CONCEPTS)) == json.dumps(compile_thesaurus(CONCEPTS[::-1]))


@pytest.mark.parametrize("content", ["", "[1", "[]", '{"format": 1}', '{"format": 1, "concepts": 3}', '{"format": 0}'])
def test_a_damaged_compiled_thesaurus_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "thesaurus.json").write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"^thesaurus\.json cannot be read"):
        Expander.load(tmp_path / "thesaurus.json")


def test_a_compiled_thesaurus_survives_its_file(tmp_path: Path, expander: Expander) -> None:
    path = tmp_path / "thesaurus.json"
    path.write_text(json.dumps(compile_thesaurus(CONCEPTS), ensure_ascii=False), encoding="utf-8")
    assert Expander.load(path).expand("grants for students") == expander.expand("grants for students")


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format"):
        Expander({"format": 99})


def test_an_empty_thesaurus_adds_nothing() -> None:
    assert Expander(compile_thesaurus(())).expand("培训 training") == ()


def test_a_common_word_alone_says_little_of_its_concept() -> None:
    many = [Concept(f"c{n}", f"第{n}类学生", f"student kind{n}") for n in range(30)]
    expander = Expander(compile_thesaurus([*many, Concept("enrolment", "招生", "enrolment", hidden=("students",))]))
    [item] = [item for item in expander.expand("students") if item.concept == "enrolment"]
    assert item.sureness < 0.5


def test_the_glossary_tells_apart_words_that_stand_together() -> None:
    pairs = [
        (["sport", "competition"], ["体育", "竞赛"]),
        (["skill", "competition"], ["技能", "竞赛"]),
        (["sport", "field"], ["体育", "场地"]),
        (["skill", "train"], ["技能", "培训"]),
    ]
    glossary = learn_glossary(pairs)
    assert glossary["sport"][0][0] == "体育"
    assert glossary["competition"][0][0] == "竞赛"
    assert "field" not in glossary  # seen once: nothing tells its translation from its neighbour's
