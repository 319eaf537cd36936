"""The training pairs keep the form that their README states."""

from __future__ import annotations

import pytest

from vocgraph.ontology import concepts
from vocgraph.resources import resource

TABLES = ("everyday_official.tsv", "english_chinese.tsv")


def pairs(name: str) -> list[tuple[str, ...]]:
    text = (resource("data/training") / name).read_text(encoding="utf-8")
    return [tuple(line.split("\t")) for line in text.split("\n")[:-1]]


def chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


@pytest.mark.parametrize("name", TABLES)
def test_every_line_holds_two_filled_columns(name: str) -> None:
    assert [row for row in pairs(name) if len(row) != 2 or not all(cell == cell.strip() != "" for cell in row)] == []


@pytest.mark.parametrize("name", TABLES)
def test_no_pair_stands_twice_and_none_answers_itself(name: str) -> None:
    rows = pairs(name)
    assert len(set(rows)) == len(rows)
    assert [row for row in rows if row[0] == row[1]] == []


@pytest.mark.parametrize("name", TABLES)
def test_the_right_column_is_chinese(name: str) -> None:
    assert [row for row in pairs(name) if not chinese(row[1])] == []


def test_the_left_column_is_in_the_language_that_the_file_is_named_for() -> None:
    assert [row for row in pairs("everyday_official.tsv") if not chinese(row[0])] == []
    assert [row for row in pairs("english_chinese.tsv") if chinese(row[0])] == []


@pytest.mark.parametrize("name", TABLES)
def test_sentences_come_first_and_labels_of_the_thesaurus_after_them(name: str) -> None:
    official = {label for concept in concepts() for label in (concept.pref_zh, *concept.alt_zh)}
    answers = [right for _, right in pairs(name)]
    sentences = sum(right not in official for right in answers)
    assert all(right not in official for right in answers[:sentences])
    assert sentences >= 700


def test_the_readme_states_how_many_rows_there_are() -> None:
    readme = (resource("data/training") / "README.md").read_text(encoding="utf-8")
    for name in TABLES:
        assert f"| `{name}` | {len(pairs(name)):,} |" in readme
