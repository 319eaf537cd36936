"""Measures search side by side with what people would pick instead, in one run on the same passages and vectors.

    python benchmarks/peers.py [--sizes reports 10000 100000] [--engines vocgraph txtai ...] [--cache FOLDER]

Every engine builds in a process of its own and searches in another. 200 queries are asked, each without its filter and
with it (by year, by institution, or by both). A time is that of one search on one thread of the caller, from the text
of the query to ten whole passages: cutting it into words and turning it into a vector are part of it. Seconds of
building start from the passages' texts: what all engines are given ready, words and vectors, is counted for those that
are given it. ``agreement`` is the share of the exact answer that an engine gives too: every passage scored by BM25 and
by cosine, fused by reciprocal ranks. An engine that ranks otherwise agrees less without being worse; ``found`` says how
often the passage that a query was taken from is among its ten.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import record
from corpus import Corpus, Query, prepare
from engines import ENGINES, LIMIT, Tantivy, fuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_WARM = 20  # queries asked before the clock counts
_LONGEST = 60.0  # seconds per round of queries; what is not asked by then is left out, and counted
_PATIENCE = 3 * 3600  # seconds that one engine may take to build
_GIVEN = {"vocgraph": ()}  # engines that make for themselves what the others are given
_ABOUT = (
    "Hybrid search, ten passages, synthetic text of the genre (`reports`: the five reports of `data/reports/`), one"
    " process and one caller per engine, the same texts, vectors and queries for all. *build*: seconds from texts to a"
    " searchable index, words and vectors included. *memory*: the most that the process held, mapped files included,"
    " while building and while searching. *p50* to *p99*: milliseconds, first without filters, then with (by year, by"
    " institution, or both); *cpu*: the median's processor time. *agreement*: share of the exact answer (all passages"
    " scored by BM25 and cosine, fused by reciprocal ranks) that is given too; an engine that ranks otherwise, as"
    " vocgraph does, agrees less. *found*: how often the passage that a query was taken from is among the ten."
    " tantivy + faiss is the limit: the libraries under vocgraph with nothing around them. Engines that cannot cut"
    " Chinese are given words that are cut already."
)


def build(engine: str, corpus: Corpus, folder: Path) -> dict[str, Any]:
    """Build an engine's index in a new folder."""
    built = _built(folder)
    built.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wall, processor = time.perf_counter(), time.process_time()
    ENGINES[engine][0](corpus, folder)
    given = 0.0 if engine in _GIVEN else corpus.facts["words_s"] + corpus.facts["vectors_s"]
    figures = {
        "build_s": time.perf_counter() - wall + given,
        "build_cpu_s": time.process_time() - processor + given,
        "build_memory_mb": record.peak_mb(),
        "disk_mb": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
    }
    built.write_text(json.dumps(figures), encoding="utf-8")
    return figures


def _built(folder: Path) -> Path:
    """Where it is noted what building the index of a folder took."""
    return folder.with_suffix(".json")


def search(engine: str, corpus: Corpus, folder: Path, *, seconds: float = _LONGEST) -> dict[str, Any]:
    """Ask an opened engine every query, and compare its answers with the exact ones where these are known."""
    began = time.perf_counter()
    opened = ENGINES[engine][1](folder)
    queries = corpus.queries()
    opened.search(queries[0].text, (), ())
    first = time.perf_counter() - began
    for query in queries[:_WARM]:
        opened.search(query.text, (), ())
        opened.search(query.text, query.years, query.institutions)
    figures: dict[str, Any] = {"first_answer_s": first}
    rounds = []
    for filtered in (False, True):
        walls, processors, answers = _ask(opened, queries, filtered=filtered, seconds=seconds)
        prefix = "filtered_" if filtered else ""
        for name, share in (("p50", 50), ("p95", 95), ("p99", 99)):
            figures[f"{prefix}{name}"] = float(np.percentile(walls, share))
        figures[f"{prefix}cpu"] = float(np.percentile(processors, 50))
        figures[f"{prefix}cpu_p95"] = float(np.percentile(processors, 95))
        rounds.append(answers)
    figures |= {"asked": sum(map(len, rounds)), "search_memory_mb": record.peak_mb()}
    numbers = getattr(opened, "numbers", lambda hits: [number for number, _ in hits])
    exact = corpus.folder / "exact.json"
    known = json.loads(exact.read_text(encoding="utf-8")) if exact.is_file() else None
    for prefix, answers, place in (("", rounds[0], 0), ("filtered_", rounds[1], 1)):
        found = [numbers(hits) for hits in answers]
        taken = [
            query.target in answer for query, answer in zip(queries, found, strict=False) if query.target is not None
        ]
        figures[f"{prefix}found"] = float(np.mean(taken))
        shares = [
            len(set(answer) & set(wanted[place])) / max(1, len(wanted[place]))
            for answer, wanted in zip(found, known or (), strict=False)
        ]
        figures[f"{prefix}agreement"] = float(np.mean(shares)) if shares else None
    return figures


def _ask(
    opened: Any,  # noqa: ANN401 - any engine of `engines`
    queries: Sequence[Query],
    *,
    filtered: bool,
    seconds: float,
) -> tuple[list[float], list[float], list[list[Any]]]:
    """Milliseconds by the clock and of the processor, and the answer, of each query that there was time for."""
    walls, processors, answers = [], [], []
    until = time.perf_counter() + seconds
    for query in queries:
        years, institutions = (query.years, query.institutions) if filtered else ((), ())
        wall, processor = time.perf_counter(), time.process_time()
        answer = opened.search(query.text, years, institutions)
        processors.append((time.process_time() - processor) * 1000)
        walls.append((time.perf_counter() - wall) * 1000)
        answers.append(answer)
        if time.perf_counter() > until:
            break
    return walls, processors, answers


def write_exact(corpus: Corpus, folder: Path) -> None:
    """Note the exact answers of all queries, with and without filter, beside the corpus.

    :param folder: of the index that "tantivy + faiss" built: tantivy's best are the best of all, unlike the vectors
        of a clustered index, which are compared one by one here.
    """
    from vocgraph.index.bundled import bundled_embedding

    engine, queries = Tantivy(folder), corpus.queries()
    vectors: NDArray[np.float32] = bundled_embedding().encode([query.text for query in queries])
    masks = [engine.mask(query.years, query.institutions) for query in queries]
    nearest = _nearest(corpus.vectors, vectors, [None] * len(queries)), _nearest(corpus.vectors, vectors, masks)
    answers = [
        [
            fuse((engine.by_words(query.text, (), ()), plain))[:LIMIT],
            fuse((engine.by_words(query.text, query.years, query.institutions), within))[:LIMIT],
        ]
        for query, plain, within in zip(queries, *nearest, strict=True)
    ]
    (corpus.folder / "exact.json").write_text(json.dumps(answers), encoding="utf-8")


def _nearest(
    rows: NDArray[np.float32], asked: NDArray[np.float32], masks: Sequence[NDArray[np.bool_] | None], *, best: int = 100
) -> list[list[int]]:
    """The rows of the largest inner product with each asked vector among those its mask allows, best first."""
    step = 50_000
    kept: list[tuple[NDArray[np.int64], NDArray[np.float32]]] = []
    for start in range(0, len(rows), step):
        products = asked @ np.asarray(rows[start : start + step]).T
        for place, mask in enumerate(masks):
            scores = products[place]
            if mask is not None:
                scores = np.where(mask[start : start + step], scores, -np.inf)
            top = np.argsort(-scores, kind="stable")[:best]
            numbers, values = top + start, scores[top]
            if start:
                numbers, values = np.concatenate((kept[place][0], numbers)), np.concatenate((kept[place][1], values))
                order = np.argsort(-values, kind="stable")[:best]
                kept[place] = numbers[order], values[order]
            else:
                kept.append((numbers, values))
    return [numbers[np.isfinite(values)].tolist() for numbers, values in kept]


def slopes(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """How each engine's figures grow between one size and the next: 1 is in step with the passages, 0 not at all."""
    found = []
    for engine in dict.fromkeys(row["engine"] for row in rows):
        mine = sorted((row for row in rows if row["engine"] == engine), key=lambda row: row["passages"])
        for small, large in pairwise(mine):
            grown = math.log(large["passages"] / small["passages"])
            found.append(
                {"engine": engine, "from": small["passages"], "to": large["passages"]}
                | {
                    name: round(math.log(large[name] / small[name]) / grown, 2)
                    for name in ("build_s", "disk_mb", "search_memory_mb", "p50", "p95", "filtered_p50", "filtered_p95")
                }
            )
    return found


_COLUMNS = """
    build_s build_memory_mb disk_mb search_memory_mb first_answer_s
    p50 p95 p99 cpu cpu_p95 filtered_p50 filtered_p95 filtered_p99 filtered_cpu filtered_cpu_p95
    agreement filtered_agreement found filtered_found asked
    """.split()  # noqa: SIM905 - shorter than a list


def measure(engine: str, name: str, cache: Path, *, keep: bool) -> dict[str, Any]:
    """Build and search with one engine, each in a process of its own; the exact answers are made after the first.

    :param keep: take what an earlier run has built.
    """
    figures: dict[str, Any] = {}
    stages = ["build", "exact", "search"] if engine == "tantivy + faiss" else ["build", "search"]
    built = _built(prepare(cache, name).folder / engine.replace(" ", ""))
    if keep and built.is_file():
        figures = json.loads(built.read_text(encoding="utf-8"))
        stages = stages[-1:]
    for stage in stages:
        command = [
            sys.executable,
            __file__,
            "--stage",
            stage,
            "--engines",
            engine,
            "--sizes",
            name,
            "--cache",
            str(cache),
        ]
        quiet = {
            **os.environ,
            "LANCEDB_LOG": "error",
            "LANCE_LOG": "error",
            "RUST_LOG": "error",
        }  # it warns at every search of what its next version will do
        done = subprocess.run(command, stdout=subprocess.PIPE, timeout=_PATIENCE, check=True, env=quiet)
        figures |= json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Measure every engine at every size and note the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sizes", nargs="+", default=["reports", "10000"], help="numbers of passages, or: reports")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--cache", type=Path, default=Path("build") / "bench")
    parser.add_argument("--results", type=Path, default=record.RESULTS)
    parser.add_argument("--keep", action="store_true", help="search what an earlier run has built in the cache")
    parser.add_argument("--stage", choices=("build", "exact", "search"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.stage:
        corpus, [engine] = prepare(wanted.cache, wanted.sizes[0]), wanted.engines
        folder = corpus.folder / engine.replace(" ", "")
        if wanted.stage == "exact":
            write_exact(corpus, folder)
        stages = {"build": build, "search": search}
        print(json.dumps(stages[wanted.stage](engine, corpus, folder) if wanted.stage in stages else {}))
        return
    rows = []
    for name in wanted.sizes:
        corpus = prepare(wanted.cache, name)
        for engine in wanted.engines:
            sys.stderr.write(f"{name}: {engine}\n")
            figures = measure(engine, name, wanted.cache, keep=wanted.keep)
            rows.append({"passages": len(corpus), "engine": engine, **{column: figures[column] for column in _COLUMNS}})
            record.save("search", rows, title="Search", about=_ABOUT, folder=wanted.results)
    growth = slopes(rows)
    if growth:
        about = "Exponents between one size and the next: 1 grows in step with the passages, 0 not at all."
        record.save("search-slopes", growth, title="How search grows", about=about, folder=wanted.results)


if __name__ == "__main__":
    main()
