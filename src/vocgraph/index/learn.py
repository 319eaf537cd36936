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

_UNKNOWN = "[UNK]"
_LEAST = 2  # a word of one text alone says nothing about other words
_LARGEST_SHARE = 0.5  # a word of more texts than this tells none of them apart
_STRENGTH = 0.5  # how far the strong directions, which many texts share, count more than the weak ones
_SPARE, _TURNS = 32, 4  # more directions and rounds than asked for, so that the weakest ones come out right
_SEED = 0  # of the directions that the search sets out from
_NOTHING = 1e-6  # a direction weaker than this, beside the strongest, is rounding
_MOST_TEXTS = 40_000  # enough to learn from; beyond it every n-th text is taken


def learn_embedding(texts: Sequence[str], folder: Path, *, dim: int = 256) -> None:
    """Learn token vectors from texts and write them to a folder as a StaticEmbedding.

    :param dim: numbers per vector; where the texts allow fewer directions, the rest are 0.
    :raises ValueError: if the texts hold no word at all.
    """
    segmenter = plain()
    step = -(-len(texts) // _MOST_TEXTS) or 1
    counts = [_counts(segmenter.words(text)) for text in texts[::step]]
    spread = Counter(token for count in counts for token in count)
    most = max(_LEAST, _LARGEST_SHARE * len(counts))
    kept = sorted(token for token, texts_with in spread.items() if _tells(token, texts_with, most))
    if not kept:
        raise ValueError("there is nothing to learn from: the texts hold no word")
    columns = {token: column for column, token in enumerate(kept)}
    rarity = np.log1p(len(counts) / np.array([spread[token] for token in kept], dtype=np.float64))
    directions = _directions(_matrix(counts, columns, rarity), dim)
    weights = np.vstack((np.zeros((1, dim)), directions * rarity[:, None])).astype(np.float32)
    write_static_embedding(folder, tokenizer=word_tokenizer(kept), weights=weights, segmented=True)


def word_tokenizer(tokens: Sequence[str]) -> Any:  # noqa: ANN401 - a tokenizers.Tokenizer
    """A tokenizer of text cut by white space; a word that it does not know falls into its characters.

    Token 0 stands for what is unknown even so; token i + 1 is ``tokens[i]``. A word of another script stays unknown
    as long as no single letters are among the tokens: letters mean nothing.
    """
    from tokenizers import Tokenizer
    from tokenizers.models import BPE
    from tokenizers.pre_tokenizers import WhitespaceSplit

    vocabulary = {token: number for number, token in enumerate((_UNKNOWN, *tokens))}
    # pair encoding without a single merge: a whole word where it is known, else its characters
    model = BPE(vocabulary, [], unk_token=_UNKNOWN, fuse_unk=True, ignore_merges=True)
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = WhitespaceSplit()
    return tokenizer


def _tells(token: str, texts_with: int, most: float) -> bool:
    """Whether a token gets a vector: every Han character does, single letters and digits never."""
    return is_han(token) if len(token) == 1 else _LEAST <= texts_with <= most


def _counts(words: list[str]) -> Counter[str]:
    """Words, and the characters of Chinese words: a name that falls apart is then still known by its characters."""
    counts = Counter(words)
    for word in words:
        if len(word) > 1 and is_han(word):
            counts.update(word)
    return counts


def _matrix(counts: list[Counter[str]], columns: dict[str, int], rarity: NDArray[np.float64]) -> Any:  # noqa: ANN401 - scipy
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


def _directions(matrix: Any, dim: int) -> NDArray[np.float64]:  # noqa: ANN401 - a scipy sparse matrix
    """The strongest directions of the matrix as shape (tokens, dim), signs fixed so that runs agree.

    Source: Halko, Martinsson & Tropp, "Finding Structure with Randomness", SIAM Review 53(2), 2011.
    """
    width = min(dim + _SPARE, *matrix.shape)
    basis, _ = np.linalg.qr(matrix @ np.random.default_rng(_SEED).normal(size=(matrix.shape[1], width)))
    for _ in range(_TURNS):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ basis))
    seen = matrix.T @ basis
    squares, turned = np.linalg.eigh(seen.T @ seen)  # small, unlike a decomposition of the matrix itself
    strengths = np.sqrt(np.maximum(squares[::-1], 0.0))
    found = min(dim, int((strengths > _NOTHING * strengths[0]).sum()))
    columns = (seen @ turned[:, ::-1][:, :found]) / strengths[:found]
    signs = np.sign(columns[np.abs(columns).argmax(axis=0), np.arange(found)])
    directions = np.zeros((matrix.shape[1], dim))
    directions[:, :found] = columns * signs * (strengths[:found] / strengths[0]) ** _STRENGTH
    return directions
