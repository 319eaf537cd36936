"""Prepares what every engine is given: the same passages, words, vectors and queries, kept in a folder of their own.

A corpus is either so many passages of `genre`, or ``reports``: the passages of a library built from ``data/reports``.

    passages.jsonl   one passage per line
    words.txt        its words, parted by spaces, one passage per line: for engines that cannot cut Chinese
    vectors.npy      its vector from the bundled model, float32, shape (passages, dimensions)
    queries.json     queries with their filters, and the passage that each was taken from
    facts.json       counts, and the seconds that words and vectors took
"""

from __future__ import annotations

import json
import random
import re
import shutil
import time
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from genre import SEED, Passage, passages
from vocgraph.index.bundled import bundled_embedding
from vocgraph.ontology import concepts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

REPORTS = "reports"
QUERIES = 200
_BATCH = 5_000
_CLAUSES = re.compile(r"[，。；、：\n“”（）\s]+")
_WORD = re.compile(r"^[\u4e00-\u9fffA-Za-z0-9]{2,}$")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of every engine, once without its filter and once with it."""

    text: str
    years: tuple[int, ...]
    institutions: tuple[str, ...]
    target: int | None  # the passage it was taken from; None: everyday or English wording of a topic


def cut(text: str) -> str:
    """The words of a text as jieba's search mode gives them, parted by spaces; rjieba gives the same, faster."""
    try:
        from rjieba import cut_for_search
    except ImportError:
        from jieba import cut_for_search
    return " ".join(word for word in cut_for_search(text.lower()) if any(map(str.isalnum, word)))


class Corpus:
    """A prepared corpus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.facts: dict[str, Any] = json.loads((folder / "facts.json").read_text(encoding="utf-8"))

    def __len__(self) -> int:
        return int(self.facts["passages"])

    def passages(self) -> Iterator[Passage]:
        with (self.folder / "passages.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                fields = json.loads(line)
                yield Passage(**{**fields, "heading": tuple(fields["heading"])})

    def words(self) -> Iterator[str]:
        with (self.folder / "words.txt").open(encoding="utf-8") as lines:
            for line in lines:
                yield line.rstrip("\n")

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        mapped: NDArray[np.float32] = np.load(self.folder / "vectors.npy", mmap_mode="r")
        return mapped

    def queries(self) -> list[Query]:
        listed = json.loads((self.folder / "queries.json").read_text(encoding="utf-8"))
        return [Query(row["text"], tuple(row["years"]), tuple(row["institutions"]), row["target"]) for row in listed]


def prepare(cache: Path, name: str, *, seed: int = SEED) -> Corpus:
    """The corpus of that name (a number of passages, or ``reports``), made where the cache has it not yet."""
    folder = cache / (name if name == REPORTS else f"genre-{seed}-{name}")
    if not (folder / "facts.json").is_file():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _write(folder, _of_reports() if name == REPORTS else passages(int(name), seed=seed), seed)
    return Corpus(folder)


def _write(folder: Path, source: Iterable[Passage], seed: int) -> None:
    embedder = bundled_embedding()
    count, cutting, embedding = 0, 0.0, 0.0
    reservoir: list[tuple[int, Passage]] = []  # the passages that queries are taken from
    chance = random.Random(seed)
    batches: list[Path] = []
    with (
        (folder / "passages.jsonl").open("w", encoding="utf-8") as kept,
        (folder / "words.txt").open("w", encoding="utf-8") as words,
    ):
        batch: list[str] = []

        def flush() -> None:
            nonlocal cutting, embedding
            began = time.process_time()
            words.writelines(cut(text) + "\n" for text in batch)
            cutting += time.process_time() - began
            began = time.process_time()
            path = folder / f"vectors-{len(batches):05}.npy"
            np.save(path, embedder.encode(batch))
            batches.append(path)
            embedding += time.process_time() - began
            batch.clear()

        for passage in source:
            kept.write(json.dumps(asdict(passage), ensure_ascii=False) + "\n")
            batch.append(passage.whole)
            place = count if count < QUERIES else chance.randrange(count + 1)
            if place < QUERIES:
                reservoir[place : place + 1] = [(count, passage)]
            count += 1
            if len(batch) == _BATCH:
                flush()
        if batch:
            flush()
    joined = np.lib.format.open_memmap(folder / "vectors.npy", mode="w+", dtype=np.float32, shape=(count, embedder.dim))
    at = 0
    for path in batches:
        part = np.load(path)
        joined[at : at + len(part)] = part
        at += len(part)
        path.unlink()
    joined.flush()
    asked = [asdict(query) for query in _queries(reservoir, seed)]
    (folder / "queries.json").write_text(json.dumps(asked, ensure_ascii=False, indent=1), encoding="utf-8")
    facts = {"passages": count, "words_s": round(cutting, 2), "vectors_s": round(embedding, 2)}
    (folder / "facts.json").write_text(json.dumps(facts), encoding="utf-8")


def _queries(taken: list[tuple[int, Passage]], seed: int) -> Iterator[Query]:
    """One query per passage: some of its words, a clause or name as it stands, or how people say one of the topics."""
    source = random.Random(seed + 1)
    said = [label for concept in concepts() for label in (*concept.hidden, *concept.alt_en) if len(label) > 2]
    for place, (number, passage) in enumerate(taken):
        target: int | None = number
        words = [word for word in dict.fromkeys(cut(passage.text).split(" ")) if _WORD.match(word)]
        clauses = [clause for clause in _CLAUSES.split(passage.text) if 6 <= len(clause) <= 24]
        style = place % 10
        if style == 9 or not (words and clauses):
            text, target = source.choice(said), None
        elif style < 4:
            text = " ".join(source.sample(words, min(len(words), source.randint(2, 5))))
        elif style < 8:
            text = source.choice(clauses)
        else:
            text = passage.case or passage.caption or source.choice(clauses)
        years = (passage.year,) if place % 5 != 3 else ()
        institutions = (passage.institution,) if place % 5 in {3, 4} else ()
        yield Query(text, years, institutions, target)


def _of_reports() -> Iterator[Passage]:
    from vocgraph import pipeline
    from vocgraph.documents.reading import Documents
    from vocgraph.storage import current

    with TemporaryDirectory() as folder:
        pipeline.build([Path(__file__).parents[1] / "data" / "reports"], Path(folder))
        documents = Documents(current(Path(folder)).path("documents.sqlite"))
        profiles = {info.id: info.profile for info in documents.report_infos()}
        for stored in documents.all_chunks():
            chunk, profile = stored.chunk, profiles[stored.chunk.report]
            ends = profile.institution, profile.region.province, profile.year or 0, chunk.kind.value, chunk.heading
            yield Passage(chunk.report, *ends, chunk.case, chunk.caption, chunk.text)
        documents.close()
