"""The graph as data frames that join on ids."""

from __future__ import annotations

from pathlib import Path

from vocgraph import pipeline
from vocgraph.library import Library


def test_the_frames_join_and_count_the_same_facts(small_reports: Path, tmp_path: Path) -> None:
    pipeline.build([small_reports], tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        frames, counts = library.frames(), library.info().counts
    assert (len(frames.entities), len(frames.relations)) == (counts["entity"], counts["relation"])
    assert (len(frames.quotes), len(frames.observations)) == (counts["evidence"], counts["observation"])
    joined = frames.relations.merge(frames.entities, left_on="source", right_on="id", suffixes=("", "_entity"))
    assert (joined["source_name"] == joined["name"]).all()
    assert set(frames.quotes["relation"]) == set(frames.relations["id"])


def test_a_year_and_a_report_select_what_they_say(small_reports: Path, tmp_path: Path) -> None:
    pipeline.build([small_reports], tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        of_2024 = library.subgraph(years=(2024,))
        assert {quote.report for edge in of_2024.edges for quote in edge.quotes} == {"blue-2024"}
        assert library.subgraph(years=(1999,)).nodes == ()
        assert library.subgraph(years=(2024,), reports=("green-2023",)).edges == ()


def test_two_reports_are_compared_by_what_each_says_of_its_school(small_reports: Path, tmp_path: Path) -> None:
    pipeline.build([small_reports], tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        shared, only_blue, only_green = library.compare("blue-2024", "green-2023")
        names = [{node.name for node in nodes} for nodes in (shared, only_blue, only_green)]
    assert "星河智能装备股份有限公司" in names[0]
    assert "星河智能装备股份有限公司" not in names[1] | names[2]
