"""Reads the training text: corpora in the forms of docs/training.md, and reports with their own structure."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vocgraph.analysis import analyse
from vocgraph.ontology import concepts, indicator_concepts
from vocgraph.read.files import read_report
from vocgraph.text.variants import fold
from vocgraph.text.words import has_han

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable
    from pathlib import Path

SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")
_PASSAGE = (40, 260)  # characters of a training passage


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels of one concept, folded; the preferred one is the first official one."""

    official: list[str]
    everyday: list[str]
    english: list[str]


Labels = dict[str, Wording]


def read_labels() -> Labels:
    """The labels of every concept of the thesaurus and of the indicators."""
    found = {}
    for concept in (*concepts(), *indicator_concepts()):
        official = [fold(label) for label in (concept.pref_zh, *concept.alt_zh)]
        everyday = [fold(label) for label in concept.hidden if has_han(label)]
        english = [concept.pref_en, *concept.alt_en, *(label for label in concept.hidden if not has_han(label))]
        found[concept.id] = Wording(official, everyday, [fold(label) for label in english if label])
    return found


def read_corpora(folder: Path) -> dict[str, list[Any]]:
    """The corpora by name; one whose file is missing is empty."""

    def rows(name: str) -> list[tuple[str, ...]]:
        path = folder / name
        return read_table(path) if path.exists() else []

    def objects(name: str) -> list[dict[str, str]]:
        path = folder / name
        if not path.exists():
            return []
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [
                {key: fold(value) for key, value in json.loads(line).items() if isinstance(value, str)}
                for line in lines
            ]

    news = [(row["title"], row["text"]) for row in objects("news_zh.jsonl.gz")]
    return {
        "terms": rows("zh_en_terms.tsv.gz"),
        "sentences": rows("zh_en_sentences.tsv.gz"),
        "pairs": rows("pairs_zh.tsv.gz"),
        "news": news,
        "news_heads": [(title, text[:300]) for title, text in news],
        "policy": [
            (row["title"], row["text"]) for row in objects("policy_zh.jsonl.gz") if 30 <= len(row["text"]) <= 1500
        ],
        "qa": [
            (row["question"], row["answer"][:300])
            for row in objects("qa_zh.jsonl.gz")
            if "ai" not in row["answer"][:40] and "人工智能" not in row["answer"][:40]
        ],
    }


def read_table(path: Path) -> list[tuple[str, ...]]:
    """The rows of a table of columns separated by tabs, packed or not, folded."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [tuple(fold(line).split("\t")) for line in content.decode("utf-8").split("\n") if "\t" in line]


def report_pairs(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Per report: headings, case titles and captions with what stands under them, and neighbouring sentences."""
    found: dict[str, list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.txt")):
        analysis = analyse(read_report(path))
        pairs: list[tuple[str, str]] = []
        for chunk in analysis.chunks:
            text = fold(chunk.text)
            heads = [fold(head) for head in (chunk.case, *chunk.heading[-2:], chunk.caption) if head]
            pairs.extend((head, text) for head in heads)
            pairs.extend((one, text.replace(one, "")) for one in SENTENCE.findall(text)[1:4:2])
        found[path.stem] = [(head, text) for head, text in pairs if len(head) > 3 and len(text) > 15]
    return found


def cut_passages(texts: Iterable[str], random_: random.Random) -> list[str]:
    """Texts cut into passages of whole sentences, of varied length."""
    found = []
    for text in texts:
        held, wanted = "", random_.randint(*_PASSAGE)
        for sentence in SENTENCE.findall(text):
            held += sentence
            if len(held) >= wanted:
                found.append(held[: 2 * _PASSAGE[1]])
                held, wanted = "", random_.randint(*_PASSAGE)
        if len(held) >= _PASSAGE[0]:
            found.append(held[: 2 * _PASSAGE[1]])
    return found
