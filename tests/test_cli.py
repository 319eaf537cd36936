"""The command line: data on standard output, talk on standard error, and clear errors."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from vocgraph.library import Library
from vocgraph.terminal.cases import show_cases, show_similar
from vocgraph.terminal.figures import show_indicator
from vocgraph.terminal.graph import show_comparison, show_partners

ROOT = Path(__file__).parents[1]


def vocgraph(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "vocgraph", *map(str, words)], capture_output=True, text=True, check=False, cwd=cwd
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.conftest import SMALL_REPORT

    folder = tmp_path_factory.mktemp("cli")
    (folder / "blue-2024.txt").write_text(SMALL_REPORT, encoding="utf-8")
    done = vocgraph("build", folder / "blue-2024.txt", "--library", folder / "library")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "with 1 report (0 unchanged)" in done.stderr
    return folder / "library"


def test_search_writes_one_json_object_per_query(library: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("乡村振兴 培训\n\n产业学院\n", encoding="utf-8")
    done = vocgraph("search", "--from-file", queries, "--json", "--index", library, "--limit", "3")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == ["乡村振兴 培训", "产业学院"]
    assert set(answers[0]) == {"query", "took_ms", "total", "ranked", "understood", "results"}
    assert set(answers[0]["results"][0]) == {
        "report", "start_line", "end_line", "page", "kind", "heading", "case", "case_id", "text", "score",
        "why", "twins",
    }  # fmt: skip
    assert answers[0]["results"][0]["case"] == "送技术下乡，助力乡村振兴"


def test_inspect_writes_the_whole_contract(small_reports: Path) -> None:
    done = vocgraph("inspect", small_reports / "blue-2024.txt", small_reports / "green-2023.txt", "--json")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["report"]["id"], second["report"]["id"]) == ("blue-2024", "green-2023")
    assert (first["report"]["institution"], first["report"]["year"]) == ("蓝海职业技术学院", 2024)
    assert set(first) == {
        "report", "outline", "cases", "tables", "entities", "relations", "indicators", "oddities",
    }  # fmt: skip
    assert [case["title"] for case in first["cases"]] == ["送技术下乡，助力乡村振兴"]


def test_every_human_readable_answer_fits_a_terminal_of_80_columns(library: Path, small_reports: Path) -> None:
    for words in (
        ("search", "乡村振兴", "--library", library, "--facets"),
        ("cases", "--facets", "--library", library),
        ("similar", "blue-2024/1", "--scope", "passages", "--library", library),
        ("topics", "--library", library),
        ("partners", "星河智能装备股份有限公司", "--library", library),
        ("path", "星河智能装备股份有限公司", "蓝海职业技术学院", "--library", library),
        ("indicators", "--library", library),
        ("info", "--library", library),
        ("inspect", small_reports / "blue-2024.txt"),
        ("export", "list"),
    ):
        done = vocgraph(*words)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
        for line in done.stdout.splitlines():
            assert sum(2 if ord(letter) > 0x2E7F else 1 for letter in line) <= 80, line


def test_cases_topics_and_similar_texts_are_written_as_json(library: Path) -> None:
    listed = json.loads(vocgraph("cases", "--topic", "乡村振兴", "--json", "--library", library).stdout)
    assert [case["id"] for case in listed["cases"]] == ["blue-2024/1"]
    about = [json.loads(line) for line in vocgraph("topics", "--json", "--library", library).stdout.splitlines()]
    assert "乡村振兴" in {topic["label"]["zh"] for topic in about}
    near = json.loads(vocgraph("similar", "帮助村民学会种植的培训", "--json", "--library", library).stdout)
    assert near["results"][0]["case"]["id"] == "blue-2024/1"


def test_partners_are_listed_with_their_quotes(library: Path) -> None:
    done = vocgraph("partners", "星河智能装备", "--json", "--library", library)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    school = next(one for one in found if one["name"] == "蓝海职业技术学院")
    quotes = [
        piece["text"] for tie in school["ties"] for relation in tie["relations"] for piece in relation["evidence"]
    ]
    assert any("星河智能制造产业学院" in quote for quote in quotes)


def test_a_sentence_that_ties_both_partners_to_a_college_is_shown_once(library: Path) -> None:
    shown = vocgraph("partners", "星河智能装备", "--library", library).stdout
    of_the_college = shown.partition("· 星河智能制造产业学院")[2]
    assert of_the_college.count("共建星河智能制造产业学院") == 1


def test_no_more_partners_are_shown_than_asked_for(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(library) as opened:
        node = opened.find("蓝海职业技术学院")
        [partner] = opened.partners(node.id)
    show_partners(node, [partner, partner, partner], limit=1)
    shown = capsys.readouterr().out
    assert shown.count(f"\n{partner.node.name}  Enterprise") == 1
    assert "3 partners" in shown
    assert "2 more; --limit shows more." in shown


def test_a_community_is_named_after_its_best_connected_member(library: Path) -> None:
    [first, *_] = vocgraph("communities", "--library", library, "--json").stdout.splitlines()
    name = json.loads(first)["members"][0]["name"]
    assert f"1. around {name}  " in vocgraph("communities", "--library", library).stdout


def test_a_path_shows_which_way_each_relation_points(library: Path) -> None:
    college = "星河智能制造产业学院"
    there = vocgraph("path", "蓝海职业技术学院", college, "--library", library).stdout
    back = vocgraph("path", college, "蓝海职业技术学院", "--library", library).stdout
    assert "coBuilds →" in there
    assert "← coBuilds" in back


def test_a_library_that_is_whole_passes_the_check(library: Path) -> None:
    assert vocgraph("check", "--library", library).returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("search", "x", "--library", "nowhere"), "No library in nowhere"),
        (("search", "--library", "nowhere"), "One query is needed"),
        (("build", "nowhere.txt"), "nowhere.txt does not exist"),
        (("export", "gexf", "--library", "nowhere"), "No library in nowhere"),
        (("similar", "nowhere/1", "--library", "nowhere"), "No library in nowhere"),
    ],
)
def test_a_mistake_is_told_with_the_way_out(words: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = vocgraph(*words, cwd=tmp_path)
    assert done.returncode == 1
    assert says in done.stderr
    assert "What to do:" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [("search", "x"), ("cases",), ("indicators",), ("export", "gexf")])
def test_what_is_no_year_is_refused(words: tuple[str, ...], tmp_path: Path) -> None:
    done = vocgraph(*words, "--year", "9" * 20, cwd=tmp_path)
    assert done.returncode == 2
    assert "Invalid value for '--year'" in done.stderr


@pytest.mark.parametrize(("query", "says"), [("", "empty"), ("职" * 10_000, "the limit is 1,000"), ("？！", "word")])
def test_a_query_that_cannot_be_answered_says_why(library: Path, query: str, says: str) -> None:
    done = vocgraph("search", query, "--library", library)
    assert done.returncode == 1
    assert says in done.stderr
    assert len(done.stderr) < 1000


def test_a_bad_query_or_file_among_others_costs_only_itself(library: Path, small_reports: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.txt"
    queries.write_text("产业学院\n？！\n乡村振兴\n", encoding="utf-8")
    done = vocgraph("search", "--from-file", queries, "--json", "--library", library)
    assert [json.loads(line)["query"] for line in done.stdout.splitlines()] == ["产业学院", "乡村振兴"]
    assert (done.returncode, "1 of 3 left out" in done.stderr) == (1, True)
    (small_reports / "empty.txt").write_bytes(b"")
    names = ("blue-2024.txt", "empty.txt", "green-2023.txt")
    done = vocgraph("inspect", *(small_reports / name for name in names), "--json")
    assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["blue-2024", "green-2023"]
    assert done.returncode == 1
    assert "empty.txt" in done.stderr


def test_the_figures_that_are_shown_are_those_that_are_counted(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(library) as opened:
        [known] = opened.indicators(limit=1)[1]
        view = opened.indicator(known.key)
    more = replace(known, count=replace(known.count, figures=6))
    show_indicator(replace(view, indicator=more, total=4))
    assert "4 figures of 6" in capsys.readouterr().out


def test_a_list_of_indicators_is_filtered(library: Path) -> None:
    listed = vocgraph("indicators", "--institution", "蓝海职业技术学院", "--library", library)
    assert "figures" in listed.stdout
    for name in ((), ("在校生",)):
        none = vocgraph("indicators", *name, "--year", 2031, "--library", library)
        assert (none.returncode, "There is no year=2031" in none.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("search", "x", "--kind", "cases"), "Choose among: prose, case, table."),
        (("similar", "x", "--scope", "case"), "Choose among: cases, passages."),
        (("partners", "没有的公司"), "vocgraph top -n 100"),
    ],
)
def test_a_name_that_is_not_known_is_told_with_where_to_find_those_that_are(
    library: Path, words: tuple[str, ...], says: str
) -> None:
    done = vocgraph(*words, "--library", library)
    assert done.returncode == 1
    assert says in done.stderr


def test_a_list_that_is_cut_says_how_much_is_missing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library.open(library) as opened:
        found = opened.cases()
        [partner] = [one.node for one in opened.partners("蓝海职业技术学院")]
    show_cases(replace(found, total=10), facets=False, offset=6)
    assert "3 more; --limit shows more." in capsys.readouterr().out
    show_cases(found, facets=False)
    assert "more" not in capsys.readouterr().out
    show_comparison("甲校", "乙校", [partner], [partner] * 3, [], limit=2)
    assert [line.strip() for line in capsys.readouterr().out.splitlines() if line] == [
        "both: 1 partner",
        f"{partner.name}  Enterprise",
        "only 甲校: 3 partners",
        *[f"{partner.name}  Enterprise"] * 2,
        "… and 1 more; --limit shows more.",
        "only 乙校: 0 partners",
    ]


def test_similar_texts_are_told_with_school_and_year_and_weak_ones_as_such(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library.open(library) as opened:
        found = opened.similar("帮助村民学会种植的培训")
        passages = opened.similar("帮助村民学会种植的培训", scope="passages")
    show_similar(found)
    shown = capsys.readouterr().out
    assert "Similar to 帮助村民学会种植的培训" in shown
    assert "weak" not in shown
    assert "蓝海职业技术学院 2024" in shown
    show_similar(replace(found, of="blue-2024/1"), asked=found.results[0].case)
    assert "Similar to blue-2024/1 送技术下乡，助力乡村振兴 (蓝海职业技术学院 2024)" in capsys.readouterr().out.replace(
        "\n", " "
    )
    show_similar(passages)
    assert "蓝海职业技术学院 2024" in capsys.readouterr().out
    show_similar(replace(found, results=tuple(replace(one, score=0.1) for one in found.results)))
    shown = capsys.readouterr().out
    assert "Nothing is much like it" in shown
    assert "0.10 weak" in shown


def test_a_way_that_conditions_leave_no_room_for_is_told(library: Path) -> None:
    ends = ("星河智能装备股份有限公司", "蓝海职业技术学院", "--library", library)
    assert "coBuilds" in vocgraph("path", *ends, "--predicate", "coBuilds").stdout
    none = vocgraph("path", *ends, "--without", "IndustrialCollege", "--predicate", "coBuilds").stdout
    assert "in so few steps under these conditions." in none
    assert "--without College is not known" in vocgraph("path", *ends, "--without", "College").stderr


def test_an_export_makes_no_folder_above_the_one_that_is_named(library: Path, tmp_path: Path) -> None:
    done = vocgraph("export", "gexf", "--output", tmp_path / "nowhere" / "x.gexf", "--library", library)
    assert (done.returncode, "There is no folder" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_an_export_leaves_out_what_has_no_relations_where_that_is_asked(library: Path, tmp_path: Path) -> None:
    words = ("export", "gexf", "--type", "Enterprise", "--output", tmp_path / "x.gexf", "--library", library)
    assert "1 entity" in vocgraph(*words).stderr
    assert "0 entities" in vocgraph(*words, "--connected").stderr


def test_a_search_without_a_word_found_says_so_and_counts_nothing(library: Path) -> None:
    shown = vocgraph("search", "xyzzy", "--library", library).stdout
    first, second, *_ = shown.splitlines()
    assert re.fullmatch(r"xyzzy   \d+ ms", first)
    assert second == "No passage holds these words. What follows is near in meaning at best."
    assert "meaning 100%" not in shown
    assert "meaning" in vocgraph("search", "乡村振兴", "--library", library).stdout


def test_a_build_that_can_read_nothing_names_every_file_once(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = vocgraph("build", tmp_path, "--library", tmp_path / "library")
    assert done.returncode == 1
    assert (done.stderr.count("bad.pdf: "), done.stderr.count("empty.txt: ")) == (1, 1)


def test_help_names_every_command() -> None:
    text = vocgraph("--help").stdout
    for command in ("build", "add", "remove", "search", "inspect", "partners", "export", "serve", "check", "info"):
        assert command in text
