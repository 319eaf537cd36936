"""The benchmarks' generator is of the genre and always the same, and every engine that is installed can be asked."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import genre  # noqa: E402 - the path above makes it importable
import record  # noqa: E402 - found only after its folder was put on the path

NEEDS = {
    "vocgraph": (),
    "tantivy + faiss": (),
    "SQLite FTS5 + faiss": (),
    "bm25s + faiss": ("bm25s", "numba"),
    "txtai": ("txtai",),
    "LanceDB": ("lancedb",),
}


def missing(*modules: str) -> bool:
    return any(importlib.util.find_spec(module) is None for module in modules)


def test_a_longer_series_starts_with_the_shorter_one() -> None:
    assert list(genre.passages(300))[:100] == list(genre.passages(100))


def test_another_seed_gives_other_passages() -> None:
    assert list(genre.passages(5, seed=1)) != list(genre.passages(5, seed=2))


def test_an_institution_reports_every_year() -> None:
    first = [next(genre.report_passages(number)) for number in range(len(genre.YEARS) + 1)]
    assert [passage.year for passage in first[:-1]] == list(genre.YEARS)
    assert len({passage.institution for passage in first[:-1]}) == 1
    assert first[-1].institution != first[0].institution


def test_few_enterprises_are_named_often_and_most_of_them_once() -> None:
    import random
    from collections import Counter

    source = random.Random(3)
    counted = Counter(genre.company(source) for _ in range(5_000)).most_common()
    assert counted[0][1] > 100
    assert sum(1 for _, count in counted if count == 1) > len(counted) / 2


def test_a_made_report_reads_as_one_of_the_genre(tmp_path: Path) -> None:
    from vocgraph.read.files import read_report
    from vocgraph.structure.report import structure_report

    genre.write_reports(tmp_path, 1)
    [path] = tmp_path.iterdir()
    made = list(genre.report_passages(0))
    structure = structure_report(read_report(path))
    assert structure.profile.institution == made[0].institution
    assert structure.profile.year == made[0].year
    wanted = {heading for passage in made for heading in passage.heading}
    read = {f"{section.number} {section.title}" for section in structure.sections}
    assert len(wanted & read) >= 0.8 * len(wanted)
    titles = {passage.case for passage in made if passage.case}
    assert len(titles & {case.title for case in structure.cases}) >= 0.8 * len(titles)
    assert structure.tables


def test_the_newest_record_of_a_subject_is_shown(tmp_path: Path) -> None:
    old = {"subject": "search", "title": "Search", "about": "Old.", "date": "2020-01-01", "machine": {}, "rows": []}
    (tmp_path / "2020-01-01-search.json").write_text(json.dumps(old), encoding="utf-8")
    record.save(
        "search", [{"engine": "one", "p50": 1.234, "none": None}], title="Search", about="New.", folder=tmp_path
    )
    shown = record.page(tmp_path)
    assert "New." in shown
    assert "Old." not in shown
    assert "| one | 1.23 |  |" in shown


def test_rows_with_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="same keys"):
        record.save("search", [{"one": 1}, {"other": 1}], title="", about="", folder=tmp_path)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from corpus import prepare

    return prepare(tmp_path_factory.mktemp("bench"), "600")


@pytest.mark.slow
@pytest.mark.parametrize("engine", NEEDS)
@pytest.mark.filterwarnings("ignore")  # the engines' own
def test_an_engine_answers_and_keeps_to_its_filters(corpus: Any, engine: str, tmp_path: Path) -> None:
    if missing(*NEEDS[engine]):
        pytest.skip(f"{engine} is not installed")
    import engines
    import peers

    built = peers.build(engine, corpus, tmp_path / "index")
    assert json.loads((tmp_path / "index.json").read_text(encoding="utf-8")) == built
    opened = engines.ENGINES[engine][1](tmp_path / "index")
    passages = list(corpus.passages())
    query = next(query for query in corpus.queries() if query.years and query.target is not None)
    numbers = getattr(opened, "numbers", lambda hits: [number for number, _ in hits])
    free = opened.search(query.text, (), ())
    assert len(numbers(free)) == 10
    assert all(hit[-1] in passages[number].whole for number, hit in zip(numbers(free), free, strict=True))
    within = numbers(opened.search(query.text, query.years, query.institutions))
    assert within
    assert {passages[number].year for number in within} == set(query.years)
    assert not query.institutions or {passages[number].institution for number in within} == set(query.institutions)


@pytest.mark.filterwarnings("ignore")
def test_the_nearest_by_blocks_are_the_nearest_of_all() -> None:
    import numpy as np

    import peers

    source = np.random.default_rng(0)
    rows, asked = source.normal(size=(120_000, 8)).astype(np.float32), source.normal(size=(2, 8)).astype(np.float32)
    mask = source.random(120_000) < 0.01
    free, within = peers._nearest(rows, asked, [None, mask], best=5)
    assert free == np.argsort(-(rows @ asked[0]))[:5].tolist()
    assert within == [n for n in np.argsort(-(rows @ asked[1])).tolist() if mask[n]][:5]


@pytest.mark.filterwarnings("ignore")
def test_growth_in_step_with_the_passages_has_slope_one() -> None:
    import peers

    names = ("build_s", "disk_mb", "search_memory_mb", "p50", "p95", "filtered_p50", "filtered_p95")
    rows = [{"engine": "one", "passages": size, **dict.fromkeys(names, size / 10)} for size in (1_000, 10_000)]
    [slope] = peers.slopes(rows)
    assert slope["p50"] == slope["build_s"] == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_run_notes_figures_and_how_they_grow(tmp_path: Path) -> None:
    import subprocess

    wanted = ["--sizes", "300", "600", "--engines", "tantivy + faiss"]
    folders = ["--cache", tmp_path / "cache", "--results", tmp_path / "results"]
    command = [sys.executable, BENCHMARKS / "peers.py", *wanted, *folders]
    subprocess.run(command, check=True, capture_output=True)
    search, growth = record.newest(tmp_path / "results")
    limit = search["rows"][0]
    assert [row["passages"] for row in search["rows"]] == [300, 600]
    assert limit["agreement"] == limit["filtered_agreement"] == 1  # below 50,000 it is exact itself
    assert limit["p50"] <= limit["p95"] <= limit["p99"]
    assert {row["engine"] for row in growth["rows"]} == {"tantivy + faiss"}


def test_a_taken_port_is_not_measured(tmp_path: Path) -> None:
    pytest.importorskip("psutil")
    import socket

    import http_bench

    with socket.socket() as taken:
        taken.bind((http_bench.HOST, 0))
        taken.listen()
        with pytest.raises(SystemExit, match="taken"):
            http_bench.start(tmp_path, taken.getsockname()[1])


def test_the_client_counts_errors_and_times(tmp_path: Path) -> None:
    pytest.importorskip("psutil")
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    import http_bench

    class Half(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/good" else 404)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with HTTPServer((http_bench.HOST, 0), Half) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = http_bench.threads(server.server_port, ["/good", "/bad"], clients=1, seconds=0.3)
        server.shutdown()
    assert found["requests"] > 2
    assert abs(found["errors"] - found["requests"] / 2) <= 1
    assert 0 < found["p50"] <= found["p95"] <= found["p99"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_graph_answers_as_networkx_and_rdflib_do(tmp_path: Path) -> None:
    import subprocess

    command = [sys.executable, BENCHMARKS / "graph_bench.py", "--reports", "12", "--cache", tmp_path, "--results"]
    subprocess.run(
        [*command, tmp_path / "results"], check=True, capture_output=True
    )  # it ends in error where they differ
    [found] = record.newest(tmp_path / "results")
    rows = {row["what"]: row for row in found["rows"]}
    assert {"load", "memory", "partners", "path", "top 20"} < set(rows)
    assert sum(name.startswith("SPARQL") for name in rows) == 5
    assert rows["partners"]["networkx"] is not None
    assert rows["partners"]["rdflib"] is None
