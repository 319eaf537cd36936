"""The interface's words: complete in both languages, all used, and chosen as the reader asks."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from werkzeug.datastructures import LanguageAccept

from vocgraph.errors import QueryError
from vocgraph.export.formats import FORMATS
from vocgraph.model import PassageKind, Predicate
from vocgraph.ontology import Question, questions
from vocgraph.resources import resource
from vocgraph.serve import cases, citations, pages, searching
from vocgraph.serve.arguments import MEASURES
from vocgraph.serve.network import COLOUR_BY, SIZE_BY, SORTS
from vocgraph.serve.openapi import TAGS
from vocgraph.serve.uploads import STEPS
from vocgraph.serve.words import EXAMPLES, LANGUAGES, WORDS, choose_language, teller
from vocgraph.serve.words_of_data import DATA
from vocgraph.serve.words_of_graph import GRAPH
from vocgraph.serve.words_of_texts import TEXTS

ROOM = Path(pages.__file__).parent
TEMPLATES = ROOM / "templates"


def columns(question: Question) -> set[str]:
    """The columns of a question's answer: the first line of the rows that it must return."""
    expected = resource(f"ontology/questions/{question.id}.csv").read_text("utf-8")
    return set(expected.splitlines()[0].split(","))


BUILT = {  # keys that a template or a page puts together
    *(f"kind.{kind.value}" for kind in PassageKind),
    *(f"{predicate.value}{way}" for predicate in Predicate for way in "><"),
    *(f"language.{language}" for language in LANGUAGES),
    *(f"error.{known}" for known in (400, 403, 404, 413, 405, 500, 503, "name")),
    *(f"facet.{name}" for name in (*cases.FILTERS, *searching._FIELDS)),
    *(f"list.column.{name}" for name in citations._COLUMNS),
    *(f"format.{name}" for name in FORMATS),
    *STEPS.values(),
    *(key for key in WORDS if key.startswith("join.")),  # one for each rule that joins names
    *(key for key in WORDS if key.startswith("oddity.")),  # one for each kind that a report can have
    *(f"api.tag.{tag}" for tag in TAGS),
    *(f"top.{part}.{measure}" for part in ("lead", "by") for measure in MEASURES),
    *(f"ontology.{group}" for group in ("kinds", "relations", "details", "others", "from", "of", "to", "holds")),
    *(f"network.{name}.{each}" for name, known in (("colour", COLOUR_BY), ("size", SIZE_BY)) for each in known),
    *(f"network.size.{each}.hint" for each in SIZE_BY),
    *(f"network.table.{each}" for each in SORTS),
    *(f"network.column.{name}" for name in ("neighbours", "betweenness", "community", "mentions", "place")),
    *(f"column.{name}" for question in questions() for name in (*question.parameters, *columns(question))),
}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", WORDS)
def test_a_string_stands_in_both_languages_with_the_same_places(key: str) -> None:
    chinese, english = WORDS[key]
    assert chinese.strip()
    assert english.strip()
    assert places(chinese) == places(english)


def test_no_key_stands_in_two_places() -> None:
    assert len(TEXTS) + len(GRAPH) + len(DATA) == len(WORDS)


def test_every_string_that_is_asked_for_exists_and_every_string_is_asked_for() -> None:
    sources = [path.read_text("utf-8") for path in TEMPLATES.glob("*.html")]
    sources += [path.read_text("utf-8") for path in ROOM.glob("*.py") if not path.name.startswith("words")]
    asked = {key for source in sources for key in re.findall(r"""(?:\bt|tell)\(["']([^"']+)["'](?! ~)""", source)}
    navigation = {key for source in sources for key in re.findall(r'"(nav\.[a-z]+)"', source)}
    assert asked | navigation | BUILT == set(WORDS)


def test_templates_hold_no_words_of_their_own() -> None:
    bare = {
        path.name: found
        for path in TEMPLATES.glob("*.html")
        if (
            found := re.findall(r">\s*([A-Za-z]{3,}[^<>{}]*)<", re.sub(r"{#.*?#}|{%.*?%}", "", path.read_text("utf-8")))
        )
    }
    assert bare == {
        "about.html": ["SPARQL", "OpenAPI 3.1"],
        "list.html": ["Markdown", "CSV", "RIS"],
        "network.html": ["PNG", "SVG"],
    }  # names, the same in any language


def test_one_and_many_are_told_apart_in_english() -> None:
    tell = teller("en")
    assert (tell("reports.cases", count=1), tell("reports.cases", count=2)) == ("1 case", "2 cases")
    assert teller("zh")("reports.cases", count=1) == "1 个案例"


@pytest.mark.parametrize(
    ("asked", "accepted", "chosen"),
    [
        (None, "", "zh"),
        (None, "en-GB,en;q=0.9,zh;q=0.5", "en"),
        (None, "zh-TW,en;q=0.5", "zh"),
        (None, "fr", "zh"),
        ("en", "zh", "en"),
        ("zh", "en", "zh"),
    ],
)
def test_the_address_decides_before_the_browser(asked: str | None, accepted: str, chosen: str) -> None:
    pairs = [part.partition(";q=")[::2] for part in accepted.split(",") if part]
    wanted = LanguageAccept([(name, float(weight or 1)) for name, weight in pairs])
    assert choose_language(asked, wanted) == chosen


def test_a_language_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(QueryError, match="lang=zh"):
        choose_language("fr", LanguageAccept())


def test_there_is_something_to_try_in_both_languages() -> None:
    assert all(EXAMPLES[language] for language in LANGUAGES)
