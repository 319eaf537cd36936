"""Which organisations a query names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vocgraph.search.names import named_in
from vocgraph.text.names import fold_name
from vocgraph.text.variants import fold
from vocgraph.text.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = {
    "Enterprise/蓝海科技股份有限公司": ("蓝海科技股份有限公司", "蓝海科技"),
    "Enterprise/蓝海": ("蓝海",),
    "Institution/云岭工业学校": ("云岭工业学校",),
    "Institution/文化院": ("文化院", "化院"),
    "Enterprise/AB": ("AB",),
    "Competition/星火杯": ("“星火杯”大赛", "星火杯"),
}


class Book:
    """A book of a few names that counts how it is asked."""

    asked = 0

    def called(self, folded: Sequence[str]) -> list[tuple[str, str]]:
        self.asked += 1
        wanted = set(folded)
        return [(fold_name(n), entity) for entity, names in NAMES.items() for n in names if fold_name(n) in wanted]

    def names_of(self, entities: Sequence[str]) -> list[tuple[str, str]]:
        return [(entity, name) for entity in entities for name in NAMES[entity]]


def named(text: str) -> list[str]:
    return [one.entity for one in named_in(fold(text), book=Book(), segmenter=plain())]


def test_the_longest_name_counts() -> None:
    assert named("蓝海科技股份有限公司怎样参与教学") == ["Enterprise/蓝海科技股份有限公司"]
    assert named("蓝海科技与云岭工业学校") == ["Enterprise/蓝海科技股份有限公司", "Institution/云岭工业学校"]


def test_an_entity_comes_with_all_its_names() -> None:
    [one] = named_in("蓝海科技的基地", book=Book(), segmenter=plain())
    assert (one.said, one.names) == ("蓝海科技", ("蓝海科技股份有限公司", "蓝海科技"))


def test_marks_width_and_traditional_characters_make_no_difference() -> None:
    assert named("「星火杯」大賽") == ["Competition/星火杯"]
    assert named("ＡＢ 公司") == ["Enterprise/AB"]


@pytest.mark.parametrize("text", ["文化院落改造", "laboratory", "学校怎样招生", "", "。"])
def test_a_short_name_inside_other_words_names_nobody(text: str) -> None:
    assert named(text) == []


def test_a_query_costs_one_look_up_however_long_it_is() -> None:
    book = Book()
    named_in("云岭工业学校" * 100, book=book, segmenter=plain())
    assert book.asked == 1
