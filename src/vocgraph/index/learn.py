"""Learns a static embedding from the library's own texts: latent semantic analysis, no outside knowledge.

What stands in the same passages comes to lie close together. It knows only what the texts say, so it cannot know
everyday wordings that no report uses; the thesaurus and a trained model are there for these.

Source: Deerwester et al., "Indexing by Latent Semantic Analysis", JASIS 41(6), 1990.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from vocgraph.index.embedding import write_static_embedding
from vocgraph.text.words import is_han, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_UNKNOWN, _INSIDE = "[UNK]", "##"
_LEAST = 2  # a word of one text alone says nothing about other words
_LARGEST_SHARE = 0.5  # a word of more texts than this tells none of them apart
_STRENGTH = 0.5  # how far the strong directions, which many texts share, count more than the weak ones
_MOST_TEXTS = 40_000  # enough to learn from; beyond it every n-th text is taken


def learn_embedding(texts: Sequence[str], folder: Path, *, dim: int = 256, seed: int = 0) -> None:
    """Learn token vectors from texts and write them to a folder as a StaticEmbedding.

    :param dim: numbers per vector; where the texts allow fewer directions, the rest are 0.
    :raises ValueError: if the texts hold no word at all.
    """
    segmenter = plain()
    step = -(-len(texts) // _MOST_TEXTS) or 1
    counts = [_counts(segmenter.words(text)) for text in texts[::step]]
    spread = Counter(token for count in counts for token in count)
    most = max(_LEAST, _LARGEST_SHARE * len(counts))
    kept = sorted(token for token, texts_with in spread.items() if len(token) == 1 or _LEAST <= texts_with <= most)
    if not kept:
        raise ValueError("there is nothing to learn from: the texts hold no word")
    columns = {token: column for column, token in enumerate(kept)}
    rarity = np.log1p(len(counts) / np.array([spread[token] for token in kept], dtype=np.float64))
    directions = _directions(_matrix(counts, columns, rarity), dim, seed)
    tokenizer, stands_for = word_tokenizer(kept)
    weights = np.vstack((directions * rarity[:, None], np.zeros((1, dim))))[stands_for]  # -1: the row of zeros
    write_static_embedding(folder, tokenizer=tokenizer, weights=weights.astype(np.float32), segmented=True)


def word_tokenizer(tokens: Sequence[str]) -> tuple[Any, list[int]]:
    """A tokenizer of text cut by white space, and which of ``tokens`` each of its entries stands for (-1: unknown).

    A Chinese word that it does not know falls into known characters; an unknown word of another script stays
    unknown, because letters mean nothing. Characters inside a word have entries of their own (``##校``), as
    WordPiece needs them.
    """
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.pre_tokenizers import WhitespaceSplit

    characters = [place for place, token in enumerate(tokens) if len(token) == 1 and is_han(token)]
    stands_for = [-1, *range(len(tokens)), *characters]
    entries = [_UNKNOWN, *tokens, *(f"{_INSIDE}{tokens[place]}" for place in characters)]
    vocabulary = {entry: number for number, entry in enumerate(entries)}
    model = WordPiece(vocabulary, unk_token=_UNKNOWN, continuing_subword_prefix=_INSIDE)
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = WhitespaceSplit()
    return tokenizer, stands_for


def _counts(words: list[str]) -> Counter[str]:
    """Words, and the characters of Chinese words: a name that falls apart is then still known by its characters."""
    counts = Counter(words)
    for word in words:
        if len(word) > 1 and is_han(word):
            counts.update(word)
    return counts


def _matrix(counts: list[Counter[str]], columns: dict[str, int], rarity: NDArray[np.float64]) -> Any:  # noqa: ANN401
    """Texts by tokens, each row of length 1: a scipy sparse matrix."""
    from scipy.sparse import csr_array

    data: list[float] = []
    places: list[int] = []
    starts = [0]
    for count in counts:
        row = sorted((columns[token], times) for token, times in count.items() if token in columns)
        values = np.array([(1 + np.log(times)) * rarity[column] for column, times in row])
        length = float(np.linalg.norm(values)) if row else 1.0
        data.extend((values / length).tolist())
        places.extend(column for column, _ in row)
        starts.append(len(places))
    return csr_array((data, places, starts), shape=(len(counts), len(columns)))


def _directions(matrix: Any, dim: int, seed: int) -> NDArray[np.float64]:  # noqa: ANN401 - a scipy sparse matrix
    """The strongest directions of the matrix as shape (tokens, dim), signs fixed so that runs agree."""
    from scipy.sparse.linalg import svds

    found = min(dim, min(matrix.shape) - 1)
    directions = np.zeros((matrix.shape[1], dim))
    if found < 1:
        directions[:, 0] = 1.0
        return directions
    start = np.random.default_rng(seed).normal(size=min(matrix.shape))
    _, strengths, rows = svds(matrix, k=found, v0=start)
    order = np.argsort(-strengths, kind="stable")
    rows = rows[order] * ((strengths[order] / strengths.max()) ** _STRENGTH)[:, None]
    signs = np.sign(rows[np.arange(found), np.abs(rows).argmax(axis=1)])
    directions[:, :found] = (rows * signs[:, None]).T
    return directions
