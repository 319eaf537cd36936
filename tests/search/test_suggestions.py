"""What is suggested while typing, and what a slip may have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vocgraph.search.suggestions import Suggestable, Suggester, SuggestionKind, write_suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOPIC, ORGANISATION, CASE = SuggestionKind.TOPIC, SuggestionKind.ORGANISATION, SuggestionKind.CASE
ENTRIES = (
    Suggestable(TOPIC, "college", ("产业学院", "行业学院"), ("industrial college",)),
    Suggestable(TOPIC, "industry", ("产业",), ("industry",)),
    Suggestable(TOPIC, "counselling", ("心理健康教育",), ("mental health education",)),
    Suggestable(ORGANISATION, "s1", ("蓝海职业技术学院", "蓝海职院"), note="Institution", weight=90),
    Suggestable(ORGANISATION, "s2", ("重庆蓝天学校",), note="Institution", weight=2),
    Suggestable(CASE, "blue/1", ("师徒同台 共练技艺",), note="蓝海职业技术学院 2024"),
)


@pytest.fixture
def suggester(tmp_path: Path) -> Iterator[Suggester]:
    write_suggestions(tmp_path / "names.sqlite", ENTRIES)
    suggester = Suggester(tmp_path / "names.sqlite")
    yield suggester
    suggester.close()


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("产业学", ["college"]),
        ("行业", ["college"]),
        ("industrial col", ["college"]),
        ("COLLEGE", ["college"]),  # from a word inside
        ("職業技術", ["s1"]),  # from a word inside, in traditional characters
        ("lhzy", ["s1"]),
        ("lan'hai zhi", ["s1"]),  # as an input method shows it
        ("chongqing", ["s2"]),  # not zhongqing
        ("蓝", ["s1", "s2"]),  # the one most spoken of first
        ("产业", ["industry", "college"]),  # what is typed whole before what only begins so
        ("师徒同台共", ["blue/1"]),
        ("海职", []),
        ("", []),
        ("。", []),
    ],
)
def test_a_name_is_found_by_characters_pinyin_first_letters_or_english(
    suggester: Suggester, typed: str, ids: list[str]
) -> None:
    assert [one.id for one in suggester.suggest(typed)] == ids


def test_a_suggestion_tells_by_which_other_name_it_was_typed(suggester: Suggester) -> None:
    [typed] = suggester.suggest("蓝海职院")
    [plain] = suggester.suggest("蓝海职业")
    assert (typed.label, typed.said, plain.said) == ("蓝海职业技术学院", "蓝海职院", "")


def test_a_crowded_prefix_gives_the_best_of_all_its_names(tmp_path: Path) -> None:
    entries = [
        Suggestable(ORGANISATION, f"e{number:04}", (f"湖南第{number}公司",), note="Enterprise", weight=number)
        for number in range(1, 1001)
    ]
    write_suggestions(tmp_path / "many.sqlite", entries)
    suggester = Suggester(tmp_path / "many.sqlite")
    for typed in ("h", "湖", "hunan", "湖南第", "hndg"):
        best = {one.id for one in suggester.suggest(typed)}
        assert best <= {f"e{number:04}" for number in range(980, 1001)}, typed
    suggester.close()


def test_the_same_names_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_suggestions(tmp_path / name, ENTRIES)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("产叶学院", "产业学院"),  # the same sound
        ("产业学园", "产业学院"),  # one character off
        ("心里健康", "心理健康"),  # the beginning of a name, by sound
        ("industral college", "industrial college"),
        ("蓝海职业技木学院", "蓝海职业技术学院"),
    ],
)
def test_a_slip_is_mended_by_sound_or_by_likeness(suggester: Suggester, typed: str, meant: str) -> None:
    assert suggester.near(typed)[0] == meant


@pytest.mark.parametrize("typed", ["产业学院", "心理健康教育", "青山绿水", "技", "", "college"])
def test_what_is_a_name_or_like_none_is_left_alone(suggester: Suggester, typed: str) -> None:
    assert suggester.near(typed) == ()


def test_what_an_earlier_build_spelt_gives_the_same_index(tmp_path: Path) -> None:
    known = write_suggestions(tmp_path / "one.sqlite", ENTRIES)
    assert set(known) == {name for e in ENTRIES if e.kind is SuggestionKind.TOPIC for name in (*e.labels, *e.english)}
    assert write_suggestions(tmp_path / "two.sqlite", ENTRIES, known=known) == known
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "two.sqlite").read_bytes()


@pytest.mark.parametrize("kept", [0, 100, 5_000])
def test_a_damaged_file_is_told(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "names.sqlite"
    write_suggestions(path, ENTRIES)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ValueError, match=r"names\.sqlite cannot be read"):
        Suggester(path)
