"""The search form of texts."""

from __future__ import annotations

import pytest

from vocgraph.text.variants import fold, fold_with_places

PLANE = 0x10000


@pytest.mark.parametrize("first", range(0, PLANE, 0x1000))
def test_a_long_text_folds_as_its_characters_do(first: int) -> None:
    for start in range(first, first + 0x1000, 0x100):
        characters = [chr(code) for code in range(start, start + 0x100)]
        single = [character for character in characters if len(fold(character)) == 1]
        assert fold("".join(characters)) == "".join(map(fold, characters))
        assert fold("".join(single)) == "".join(map(fold, single))


@pytest.mark.parametrize("odd", ["㎡", "…", "𠮷", "\uffff", "\ufffe", "\ud800", "😀"])
def test_one_odd_character_changes_nothing_of_the_others(odd: str) -> None:
    text = "ＶＲ實訓室，建筑面積" * 20
    assert fold(text + odd + text) == fold(text) + fold(odd) + fold(text)
    folded, places = fold_with_places(text + odd + text)
    assert len(folded) == len(places)
    assert places[len(fold(text) + fold(odd))] == len(text + odd)
