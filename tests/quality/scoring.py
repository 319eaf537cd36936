"""Compares what was read out of a report with what a careful reader found in it (gold annotations).

Names and titles are compared without white space, quotes, brackets and dashes; line numbers are 1-based. Labels that
the reader marked as a matter of taste are neither rewarded nor punished.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Json = dict[str, Any]

_IGNORED = re.compile(r"[\s\"'“”‘’「」《》〈〉*#·•—–\-()\[\]【】,.:、，。：]")
_TASTE = ("optional", "weak", "implied", "uncertain_type")


@dataclass(frozen=True)
class Counts:
    """How many gold labels were found, and how many of the found things are right."""

    found: int = 0
    gold: int = 0
    right: int = 0
    said: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.found + other.found, self.gold + other.gold, self.right + other.right, self.said + other.said
        )

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 0.0

    @property
    def f1(self) -> float:
        together = self.precision + self.recall
        return 2 * self.precision * self.recall / together if together else 0.0


Scores = dict[str, Counts]


def load_gold(folder: Path) -> Json:
    """Every label file of one report's gold folder, by name."""
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}


def total(parts: list[Scores]) -> Scores:
    """Counts of several reports added up."""
    sums: Scores = defaultdict(Counts)
    for part in parts:
        for label, counts in part.items():
            sums[label] += counts
    return dict(sums)


def score_report(gold: Json, got: Json) -> Scores:
    """Everything that can be counted for one report: structure, entities, relations, indicators.

    :param got: what ``vocgraph inspect FILE --json`` writes.
    """
    scores: Scores = {}
    scores |= _score_structure(gold, got)
    scores |= _score_entities(gold, got)
    scores |= _score_relations(gold, got)
    scores["aliases"] = _score_aliases(gold, got)
    scores["indicators"] = _score_indicators(gold, got)
    return scores


def squash(text: object) -> str:
    half_width = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in str(text))
    return _IGNORED.sub("", half_width).lower()


def _matter_of_taste(label: Json) -> bool:
    return any((label.get("attrs") or {}).get(key) for key in _TASTE)


def _forms(entity: Json) -> set[str]:
    also = (entity.get("attrs") or {}).get("also_named", ())
    return {squash(form) for form in [entity["name"], *entity.get("aliases", []), *also]} - {""}


def _score_structure(gold: Json, got: Json) -> Scores:
    scores = {key: _score_titles(gold[key], got[key]) for key in ("outline", "cases")}
    extents = [
        max(_same_lines(label, one) for one in got["cases"] if squash(one["title"]) == squash(label["title"])) >= 0.9
        for label in gold["cases"]
        if any(squash(one["title"]) == squash(label["title"]) for one in got["cases"])
    ]
    scores["case extent"] = Counts(sum(extents), len(extents), sum(extents), len(extents))
    scores["table cells"] = sum((_score_table(label, got["tables"]) for label in gold["tables"]), Counts())
    meta, mine = gold["report"], got["report"]
    pairs = [(mine["institution"], meta["institution"]), (mine["year"], meta["year"])]
    pairs += [(mine["region"][part], meta["region"][part]) for part in ("province", "city")]
    right = sum(squash(one) == squash(other) for one, other in pairs)
    scores["metadata"] = Counts(right, len(pairs), right, len(pairs))
    return scores


def _score_titles(labels: list[Json], said: list[Json]) -> Counts:
    spare = {squash(label["title"]) for label in labels if label.get("run_in")}
    wanted = [squash(label["title"]) for label in labels if not label.get("run_in")]
    titles = [squash(one["title"]) for one in said]
    counted = [title for title in titles if title in wanted or title not in spare]
    return Counts(
        sum(title in counted for title in wanted), len(wanted), sum(title in wanted for title in counted), len(counted)
    )


def _overlap(one: Json, other: Json) -> int:
    return max(0, min(one["end_line"], other["end_line"]) - max(one["start_line"], other["start_line"]) + 1)


def _same_lines(one: Json, other: Json) -> float:
    """Shared lines over all lines of two extents."""
    union = max(one["end_line"], other["end_line"]) - min(one["start_line"], other["start_line"]) + 1
    return _overlap(one, other) / union


def _cells(table: Json) -> Counter[str]:
    return Counter(squash(cell) for row in table.get("rows") or [] for cell in row if cell not in (None, ""))


def _score_table(label: Json, said: list[Json]) -> Counts:
    wanted = _cells(label)
    if not wanted:
        return Counts()
    have = sum((_cells(one) for one in said if _overlap(label, one)), Counter())
    shared = (wanted & have).total()
    return Counts(shared, wanted.total(), shared, have.total())


def _score_entities(gold: Json, got: Json) -> Scores:
    scores: Scores = {}
    for kind in sorted({label["type"] for label in gold["entities"]} | {one["type"] for one in got["entities"]}):
        labels = [label for label in gold["entities"] if label["type"] == kind and not _matter_of_taste(label)]
        spare = [label for label in gold["entities"] if label not in labels and _may_be(label, kind)]
        said = [one for one in got["entities"] if one["type"] == kind]
        said = [one for one in said if _any_same(one, labels) or not _any_same(one, spare)]
        found = sum(_any_same(label, said) for label in labels)
        scores[f"entity {kind}"] = Counts(found, len(labels), sum(_any_same(one, labels) for one in said), len(said))
        names = {squash(one["name"]) for one in said}
        named = sum(squash(label["name"]) in names for label in labels)
        scores[f"name {kind}"] = Counts(named, len(labels), named, len(labels))
    return scores


def _may_be(label: Json, kind: str) -> bool:
    return _matter_of_taste(label) or kind in (label.get("attrs") or {}).get("type_alternatives", ())


def _any_same(entity: Json, others: list[Json]) -> bool:
    return any(_forms(entity) & _forms(other) for other in others)


def _score_relations(gold: Json, got: Json) -> Scores:
    gold_forms = {squash(label["name"]): _forms(label) for label in gold["entities"]}
    said_forms = {squash(one["name"]): _forms(one) for one in got["entities"]}

    def same(label: Json, one: Json) -> bool:
        return all(
            gold_forms.get(squash(label[end]), {squash(label[end])})
            & said_forms.get(squash(one[end]), {squash(one[end])})
            for end in ("subject", "object")
        )

    scores: Scores = {}
    for predicate in sorted({label["predicate"] for label in gold["relations"] + got["relations"]}):
        every = [label for label in gold["relations"] if label["predicate"] == predicate]
        labels = list(
            {(label["subject"], label["object"]): label for label in every if not _matter_of_taste(label)}.values()
        )
        spare = [label for label in every if _matter_of_taste(label)]
        mine = [one for one in got["relations"] if one["predicate"] == predicate]
        said = list({(one["subject"], one["object"]): one for one in mine}.values())
        said = [
            one
            for one in said
            if any(same(label, one) for label in labels) or not any(same(label, one) for label in spare)
        ]
        found = sum(any(same(label, one) for one in said) for label in labels)
        right = sum(any(same(label, one) for label in labels) for one in said)
        scores[f"relation {predicate}"] = Counts(found, len(labels), right, len(said))
    return scores


def _score_aliases(gold: Json, got: Json) -> Counts:
    known = set().union(*map(_forms, gold["entities"]))

    def pairs(entities: list[Json]) -> set[tuple[str, str]]:
        return {(a, b) for entity in entities for a in _forms(entity) for b in _forms(entity) if a < b}

    wanted = pairs(gold["entities"])
    have = {pair for pair in pairs(got["entities"]) if set(pair) <= known}
    shared = len(wanted & have)
    return Counts(shared, len(wanted), shared, len(have))


def _score_indicators(gold: Json, got: Json) -> Counts:
    def pairs(name: str) -> set[str]:
        letters = squash(name)
        return {letters[at : at + 2] for at in range(len(letters) - 1)}

    def found(label: Json) -> bool:
        return any(
            abs(float(one["value"]) - float(label["value"])) < 1e-4
            and abs(one["line"] - label["line"]) <= 3
            and pairs(one["indicator"]) & pairs(label["indicator"])
            for one in got["indicators"]
        )

    hits = sum(map(found, gold["indicators"]))
    return Counts(hits, len(gold["indicators"]), hits, len(gold["indicators"]))
