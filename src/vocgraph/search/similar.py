"""Finds what is like a text: near by meaning, on the same topics, with the same telling words; copies told apart."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.terms import Filters, Term
from vocgraph.search.wording import CHINESE_EMPTY, ENGLISH_EMPTY
from vocgraph.text.variants import fold
from vocgraph.text.words import is_han, runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from vocgraph.index.words import WordIndex

COPIED = 0.6  # share of shingles from which on one of two texts is a copy, reworked maybe
_MEANING, _TOPICS, _WORDS, _KINDS = 0.45, 0.35, 0.15, 0.05  # what each kind of likeness counts for
_SHINGLE = 5  # characters
_MOST_WORDS = 30  # telling words that a text is looked for by
_TOO_COMMON = 0.03  # share of all passages from which on a word tells nothing


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word that few passages have, and what sharing it is worth."""

    word: str
    weight: float


def telling_words(text: str, words: WordIndex, *, without: str = "") -> tuple[TellingWord, ...]:
    """The words that tell a text from others, the most telling first.

    :param without: a name whose words tell nothing, such as that of the school that writes.
    """
    counts = Counter(
        token.word
        for token in words.segmenter.tokens(fold(text))
        if not token.inner and len(token.word) > 1 and not any(map(str.isdigit, token.word))
    )
    hidden = fold(without)
    whole = len(words)
    weights: dict[str, float] = {}
    for word, count in counts.items():
        if word in CHINESE_EMPTY or word in ENGLISH_EMPTY or (hidden and word in hidden):
            continue
        found = words.frequency(word)
        if 0 < found <= max(5, _TOO_COMMON * whole):
            weights[word] = (1 + math.log(count)) * math.log1p(whole / found) * (1.0 if is_han(word) else 0.8)
    ranked = sorted(weights, key=lambda word: (-weights[word], word))[:_MOST_WORDS]
    return tuple(TellingWord(word, weights[word]) for word in ranked)


def find_by_words(
    telling: Sequence[TellingWord], words: WordIndex, *, filters: Filters, limit: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The chunks that hold the most of these words, best first, with their scores."""
    best = max((each.weight for each in telling), default=1.0)
    return words.search([Term(each.word, each.weight / best) for each in telling], filters=filters, limit=limit)


def likeness(
    meaning: NDArray[np.float64],
    topics: NDArray[np.float64],
    words: NDArray[np.float64],
    kinds: NDArray[np.float64],
) -> NDArray[np.float64]:
    """One score for candidates, 0 to 1; all of shape (candidates,).

    :param meaning: cosines.
    :param topics: 0 to 1.
    :param words: 0 or more, no unit.
    :param kinds: share of the kinds of entity that both name, 0 to 1.
    """
    best = float(words.max(initial=0.0))
    shares = words / best if best > 0 else words
    return _MEANING * np.clip(meaning, 0.0, 1.0) + _TOPICS * topics + _WORDS * shares + _KINDS * kinds


def topic_likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The cosine of two texts' topics by weight, 0 to 1."""
    both = sum(weight * other[concept] for concept, weight in one.items() if concept in other)
    length = math.sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return both / length if length > 0 else 0.0


def shingles(text: str) -> frozenset[str]:
    """A folded text's stretches of five letters, digits and characters; a shorter text is one stretch."""
    kept = "".join(filter(str.isalnum, fold(text)))
    return (
        frozenset([kept[at : at + _SHINGLE] for at in range(max(1, len(kept) - _SHINGLE + 1))]) if kept else frozenset()
    )


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """What two sets share of all that they hold, 0 to 1; of sets of shingles, how much of two texts is the same.

    Source: Broder, "On the resemblance and containment of documents", Compression and Complexity of Sequences, 1997.
    """
    both = len(one & other)
    return both / (len(one) + len(other) - both) if one or other else 0.0


class Copies:
    """Finds, for text after text, the first earlier one that it is nearly the same as."""

    def __init__(self) -> None:
        self._held: list[frozenset[str]] = []
        self._seen: set[str] = set()  # the shingles of them all

    def add(self, shingles: frozenset[str]) -> None:
        """Hold a text that later ones may be copies of."""
        self._held.append(shingles)
        self._seen |= shingles

    def find(self, shingles: frozenset[str]) -> int | None:
        """The place of the first text held that these are COPIED from."""
        if len(shingles & self._seen) < COPIED * len(shingles):
            return None  # what all of them share with it is too little for one of them
        return next((at for at, held in enumerate(self._held) if jaccard(held, shingles) >= COPIED), None)


def used_words(text: str, telling: Sequence[TellingWord], words: WordIndex) -> tuple[str, ...]:
    """Those of the telling words that are words of the text too, in their order."""
    folded = fold(text)
    held = [each.word for each in telling if each.word in folded]
    used = {
        token.word
        for run, _, _ in runs(folded)
        if any(word in run for word in held)  # no other needs to be cut
        for token in words.segmenter.tokens(run)
        if not token.inner
    }
    return tuple(word for word in held if word in used)
