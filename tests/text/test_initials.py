"""Names are filed under letters."""

from __future__ import annotations

import pytest

from vocgraph.text.initials import initial


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("蓝思科技", "L"),
        ("“楚怡杯”技能竞赛", "C"),
        ("（北京）智扬", "B"),
        ("ABB", "A"),
        ("iSoftStone", "I"),
        ("2024年", "#"),
        ("", "#"),
        ("々", "#"),
    ],
)
def test_a_name_is_filed_by_its_first_character(name: str, letter: str) -> None:
    assert initial(name) == letter
