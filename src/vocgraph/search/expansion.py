"""Adds to a query what the thesaurus knows: official terms for everyday wordings, Chinese for English.

The thesaurus is compiled into a small JSON file when a library is built, so that a query needs no RDF::

    {"format": 2,
     "concepts": [[id, [Chinese terms, the preferred one first], preferred English label], …],
     "labels": [[text, concept, kind], …],     text folded; English as stems; kind 0 preferred or other, 1 everyday
     "parts": {part: [label, …]},              Chinese character pairs and English stems, to find labels nearly said
     "glossary": {stem: [[Chinese word, likelihood], …]}}    for English words of which no label is made
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from vocgraph.search.glossary import learn_glossary
from vocgraph.search.wording import CHINESE_EMPTY, ENGLISH_EMPTY, content_runs, stem
from vocgraph.text.variants import fold
from vocgraph.text.words import has_han, is_han, plain, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

FORMAT = 2
_TERM, _EVERYDAY = 0, 1
_SURE = {_TERM: 1.0, _EVERYDAY: 0.9}  # how sure we are of a concept whose label stands in the query
_NEARLY = 0.35  # least share of a label's parts, weighed by rarity, that counts as nearly said
_NEAR = 0.8  # how sure we are, at most, of a concept that is nearly said
_NEARLY_ENGLISH = 0.6  # the same for English labels, whose parts are whole words that the glossary knows too
_GLOSSARY = 0.6  # how sure we are of a single English word's translation
_MOST = 4  # concepts per query that are only nearly said
_TELLING = 8.0  # rarity from which on a label tells its concept; "students" alone tells little
_LONGEST_PHRASE = 12  # stems in the longest English label that is looked for


class ConceptLabels(Protocol):
    """What a concept of the thesaurus tells the expansion (``vocgraph.ontology.Concept`` does)."""

    @property
    def id(self) -> str: ...
    @property
    def pref_zh(self) -> str: ...
    @property
    def pref_en(self) -> str: ...
    @property
    def alt_zh(self) -> tuple[str, ...]: ...
    @property
    def alt_en(self) -> tuple[str, ...]: ...
    @property
    def hidden(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Expansion:
    """A concept found in a query, and the Chinese terms that passages may use for it."""

    concept: str  # its id; empty where the glossary translated a single word
    terms: tuple[str, ...]  # folded, the preferred one first
    sureness: float  # 0 to 1
    english: bool  # found through English words, which Chinese passages do not hold themselves
    said: str  # the label that the query says or nearly says: Chinese characters, or English stems
    english_label: str = ""  # the concept's preferred one


def compile_thesaurus(concepts: Iterable[ConceptLabels]) -> dict[str, Any]:
    """The thesaurus as JSON values, ready for :class:`Expander`; the same concepts give the same bytes."""
    known = sorted(concepts, key=lambda concept: concept.id)
    listed: list[list[Any]] = []
    labels: list[list[Any]] = []
    parts: defaultdict[str, list[int]] = defaultdict(list)
    for number, concept in enumerate(known):
        chinese = _distinct(fold(label) for label in (concept.pref_zh, *concept.alt_zh))
        listed.append([concept.id, chinese, concept.pref_en])
        official = _distinct(map(_key, (concept.pref_zh, *concept.alt_zh, concept.pref_en, *concept.alt_en)))
        everyday = [key for key in _distinct(map(_key, concept.hidden)) if key not in official]
        for key, kind in ((key, kind) for keys, kind in ((official, _TERM), (everyday, _EVERYDAY)) for key in keys):
            if len(key) > 1:
                for part in _parts(key):
                    parts[part].append(len(labels))
                labels.append([key, number, kind])
    return {
        "format": FORMAT,
        "concepts": listed,
        "labels": labels,
        "parts": dict(sorted(parts.items())),
        "glossary": learn_glossary(list(_pairs(known))),
    }


def _pairs(concepts: Iterable[ConceptLabels]) -> Iterator[tuple[list[str], list[str]]]:
    """Every English term of each concept beside every Chinese one, cut into stems and words."""
    segmenter = plain()
    for concept in concepts:
        english = [_english_stems(fold(label)) for label in (concept.pref_en, *concept.alt_en)]
        chinese = [segmenter.words(label) for label in (concept.pref_zh, *concept.alt_zh)]
        for stems in english:
            for words in chinese:
                told = [word for word in words if word not in CHINESE_EMPTY]
                if stems and told:
                    yield stems, told


class Expander:
    """A compiled thesaurus, opened for expanding queries."""

    def __init__(self, compiled: Mapping[str, Any]) -> None:
        """Take what :func:`compile_thesaurus` made.

        :raises ValueError: if it is of another format.
        """
        if compiled.get("format") != FORMAT:
            raise ValueError(f"a compiled thesaurus of format {FORMAT} is needed, not {compiled.get('format')!r}")
        self._concepts: list[tuple[str, list[str], str]] = [
            (name, terms, english) for name, terms, english in compiled["concepts"]
        ]
        self._labels: list[tuple[str, int, int]] = [(key, number, kind) for key, number, kind in compiled["labels"]]
        self._parts: dict[str, list[int]] = compiled["parts"]
        self._glossary: dict[str, list[tuple[str, float]]] = compiled["glossary"]
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        for label, (key, _, _) in enumerate(self._labels):
            self._by_key[key].append(label)
        self._rarities = {part: math.log1p(len(self._labels) / len(at)) for part, at in self._parts.items()}
        self._weights, self._measures = cache(self._weight), cache(self._measure)
        self._longest = max((len(key) for key in self._by_key), default=0)

    @classmethod
    def load(cls, path: Path) -> Expander:
        """Open a file that holds a compiled thesaurus as JSON.

        :raises FileNotFoundError: if there is no such file.
        :raises ValueError: if it is damaged, or of another format.
        """
        try:
            return cls(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path.name} cannot be read ({error})") from error

    def expand(self, text: str) -> tuple[Expansion, ...]:
        """The concepts that a query says or nearly says, surest first, then single English words."""
        folded = fold(text)
        found: dict[int, tuple[float, str]] = {}
        covered: set[str] = set()
        for key in self._said(folded):
            covered.update(_parts(key))
            telling = min(1.0, self._weights(key) / _TELLING)
            for label in self._by_key[key]:
                _, concept, kind = self._labels[label]
                sureness = _SURE[kind] * telling
                if concept not in found or found[concept][0] < sureness:
                    found[concept] = (sureness, key)
        for concept, sureness, key in self._nearly_said(folded, covered):
            found.setdefault(concept, (sureness, key))
        ordered = sorted(found.items(), key=lambda item: (-item[1][0], self._concepts[item[0]][0]))
        expansions = [
            Expansion(name, tuple(terms), sureness, not has_han(key), key, english)
            for concept, (sureness, key) in ordered
            for name, terms, english in (self._concepts[concept],)
        ]
        return (*expansions, *self._translated(folded, covered))

    def _translated(self, folded: str, covered: set[str]) -> Iterator[Expansion]:
        """English words of the query that no concept accounts for, by the glossary."""
        for word in dict.fromkeys(_english_stems(folded)):
            if word not in covered and word in self._glossary:
                translations = self._glossary[word]
                yield Expansion("", tuple(chinese for chinese, _ in translations), _GLOSSARY, english=True, said=word)

    def _said(self, folded: str) -> Iterator[str]:
        """Keys of the labels that stand in the query, the longest from each place on."""
        compact = _compact(folded)
        at = 0
        while at < len(compact):
            ends = range(min(len(compact), at + self._longest), at + 1, -1)
            end = next((end for end in ends if (key := compact[at:end]) in self._by_key and has_han(key)), at)
            if end > at:
                yield compact[at:end]
            at = max(end, at + 1)
        stems = _english_stems(folded)
        at = 0
        while at < len(stems):
            ends = range(min(len(stems), at + _LONGEST_PHRASE), at, -1)
            end = next((end for end in ends if " ".join(stems[at:end]) in self._by_key), at)
            if end > at:
                yield " ".join(stems[at:end])
            at = max(end, at + 1)

    def _nearly_said(self, folded: str, covered: set[str]) -> list[tuple[int, float, str]]:
        """Concepts one of whose labels mostly stands in the query, outside what is said in full: with sureness, key."""
        shares: defaultdict[int, float] = defaultdict(float)
        for part in sorted(set(_query_parts(folded)) - covered):
            for label in self._parts.get(part, ()):
                shares[label] += self._rarities[part]
        best: dict[int, tuple[float, str]] = {}
        for label, found in sorted(shares.items()):
            weight, enough = self._measures(label)
            if found >= enough:
                key, concept, _ = self._labels[label]
                if found / weight > best.get(concept, (0.0, ""))[0]:
                    best[concept] = (found / weight, key)
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST]
        return [(concept, _NEAR * share, key) for concept, (share, key) in ranked]

    def _measure(self, label: int) -> tuple[float, float]:
        """How much a label tells in all, and how much of that must be said for it to count as nearly said."""
        key = self._labels[label][0]
        weight = self._weights(key)
        return weight, weight * (_NEARLY if has_han(key) else _NEARLY_ENGLISH)

    def _weight(self, key: str) -> float:
        """How much a label tells in all: the rarities of its parts together."""
        return sum(self._rarities[part] for part in _parts(key))


def _key(label: str) -> str:
    """The form a label is looked up by: Chinese without white space and marks, English as stems."""
    folded = fold(label)
    return _compact(folded) if has_han(folded) else " ".join(_english_stems(folded))


def _compact(folded: str) -> str:
    """A text without white space and marks, so that 1+X 证书 and “三教”改革 are found as they are typed."""
    return "".join(run for run, _, _ in runs(folded))


def _english_stems(folded: str) -> list[str]:
    return [stem(run) for run, _, _ in runs(folded) if not is_han(run) and run not in ENGLISH_EMPTY]


def _parts(key: str) -> list[str]:
    """The parts a key shares with a text that nearly says it: character pairs, or stems."""
    if has_han(key):
        return sorted({left + right for left, right in pairwise(key)})
    return sorted({word for word in key.split(" ") if len(word) > 1})


def _query_parts(folded: str) -> list[str]:
    pairs = [left + right for run in content_runs(folded) for left, right in pairwise(run)]
    return pairs + _english_stems(folded)


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
