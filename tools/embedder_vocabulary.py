"""Chooses the embedding's tokens from counted words, and says what each token is made of."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from vocgraph.search.wording import stem
from vocgraph.text.words import Segmenter, is_han, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from embedder_sources import Labels


def count_words(
    passages: list[str],
    own: list[str],
    terms: list[tuple[str, ...]],
    sentences: list[tuple[str, ...]],
    written: dict[str, list[tuple[str, ...]]],
    labels: Labels,
    qa: list[tuple[str, str]],
) -> Counter[str]:
    """How often each word stands in the texts; the project's own texts count more."""
    segmenter = Segmenter(label for group in labels.values() for label in group.official)
    counts: Counter[str] = Counter()

    def add(texts: Iterable[str], weight: int) -> None:
        for text in texts:
            for token in segmenter.tokens(text):
                counts[token.word] += weight

    add(passages[::3], 3)
    add(own, 5)
    add((text for pair in qa for text in pair), 2)
    add((text for row in sentences for text in row[:2]), 5)
    add((text for rows in written.values() for row in rows for text in row), 5)
    add((label for group in labels.values() for label in (*group.official, *group.everyday, *group.english)), 5)
    add((text for row in terms for text in row[:2]), 1)
    return counts


def choose_tokens(counts: Counter[str], labels: Labels, size: int) -> list[tuple[str, float]]:
    """Tokens with the logarithm of their probability, most frequent first; token 0 stands for the unknown."""
    official = {
        label for group in labels.values() for label in group.official if 2 <= len(label) <= 8 and _is_word(label)
    }
    single = {token for token in counts if len(token) == 1 and is_han(token) and counts[token] >= 8}
    letters = set("abcdefghijklmnopqrstuvwxyz0123456789")
    must = official | single | letters
    rest = sorted(
        (
            token
            for token in counts
            if token not in must
            and len(token) <= 20
            and not any(c.isdigit() for c in token)
            and (is_han(token) or (token.isascii() and token.isalpha()))
        ),
        key=lambda token: (-counts[token], token),
    )
    kept = [*must, *rest[: size - 1 - len(must)]]
    kept.sort(key=lambda token: (-counts[token], token))
    total = sum(counts[token] for token in kept)
    scores = [(token, math.log((counts[token] + 0.5) / total)) for token in kept]
    scores = [(token, -16.0 if token in letters else round(score, 3)) for token, score in scores]
    return [("[UNK]", -20.0), *scores]


def build_tokenizer(vocabulary: Sequence[tuple[str, float]]) -> Any:  # noqa: ANN401 - a tokenizers.Tokenizer
    """A tokenizer that cuts runs of Han characters and of letters into the likeliest known words."""
    from tokenizers import Regex, Tokenizer
    from tokenizers.models import Unigram
    from tokenizers.normalizers import NFKC, Lowercase, Sequence
    from tokenizers.pre_tokenizers import Split

    tokenizer = Tokenizer(Unigram(list(vocabulary), unk_id=0, byte_fallback=False))
    tokenizer.normalizer = Sequence([NFKC(), Lowercase()])
    tokenizer.pre_tokenizer = Split(Regex(r"\p{Han}+|[^\W\p{Han}_]+"), "removed", invert=True)
    return tokenizer


def token_parts(tokens: list[str]) -> list[list[str]]:
    """What each token's vector is made from besides its own: its characters and inner words, or its stem."""
    known = set(tokens)
    found = []
    for token in tokens:
        if len(token) < 2 or token == "[UNK]":
            found.append([])
        elif is_han(token):
            inner = {token[a:b] for a in range(len(token)) for b in range(a + 2, len(token) + 1) if b - a < len(token)}
            found.append(sorted(inner & known) + [c for c in token if c in known])
        else:
            found.append(["stem:" + stem(token)])
    return found


def _is_word(label: str) -> bool:
    """Whether a label is one run of Han characters."""
    found = list(runs(label))
    return len(found) == 1 and is_han(label) and len(found[0][0]) == len(label)
