"""Records survive being written as JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocgraph import codec
from vocgraph.model import Chunk, EntityKind, Mention, PassageKind, Profile, Region, Span


def through_json(value: object) -> object:
    return json.loads(json.dumps(codec.encode(value)))


@given(st.lists(st.integers(min_value=0, max_value=60)).map(sorted))
def test_positions_come_back_as_they_were(positions: list[int]) -> None:
    assert codec.decode_positions(codec.encode_positions(positions)) == tuple(positions)


def test_a_run_of_positions_takes_two_numbers() -> None:
    assert codec.encode_positions(range(1000, 9000)) == [1000, 8000]


def test_a_record_with_records_inside_comes_back_equal() -> None:
    chunk = Chunk("r", PassageKind.CASE, ("1 人才培养",), "蓝海", (7, 9), case="案例")
    mention = Mention(Span("r", 7, 10), "蓝海", EntityKind.ENTERPRISE, "rule")
    profile = Profile(title="报告", region=Region("湖南省", "株洲市"), year=2024)
    for record in (chunk, mention, profile, Profile()):
        assert codec.decode(type(record), through_json(record)) == record


def test_a_record_written_by_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="Region"):
        codec.decode(Region, ["湖南省"])
