"""Merges the ranking by words and the ranking by meaning into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def fuse_ranks(ranks: NDArray[np.int64], *, k: int = 60) -> NDArray[np.float64]:
    """Merge several rankings of the same chunks into one score, by reciprocal rank.

    :param ranks: shape (rankers, chunks); 1 is best, 0 means the ranker did not return that chunk.
    :param k: damping, counted in ranks; the larger, the less the first places stand out.
    :return: shape (chunks,), no unit, larger is better; only the order carries meaning.
    :raises ValueError: if ``ranks`` is not two-dimensional or holds a negative rank.

    Source: Cormack, Clarke & Büttcher, "Reciprocal Rank Fusion", SIGIR 2009, which uses k = 60.
    """
    if ranks.ndim != 2 or (ranks < 0).any():
        raise ValueError("ranks need shape (rankers, chunks), and none may be negative")
    shares = np.divide(1.0, k + ranks, where=ranks > 0, out=np.zeros(ranks.shape))
    merged: NDArray[np.float64] = shares.sum(axis=0)
    return merged


def ranks_of(scores: NDArray[np.float64], found: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The rank of each score, 1 for the highest; 0 where the ranker did not find the chunk. Shapes (chunks,)."""
    ranks = np.zeros(len(scores), dtype=np.int64)
    order = np.argsort(np.where(found, -scores, np.inf), kind="stable")[: int(found.sum())]
    ranks[order] = np.arange(1, len(order) + 1)
    return ranks


def stretch(cosines: NDArray[np.float64], *, unlike: float) -> NDArray[np.float64]:
    """Cosines laid between 0, for what is no nearer to the query than a typical passage, and 1, for the nearest.

    The lowest candidate's cosine is no such zero: it rises with the size of the library, from which as many
    candidates are taken whatever its size.

    :param cosines: shape (chunks,).
    :param unlike: the cosine of the query and a typical passage.
    """
    high = float(cosines.max()) if len(cosines) else unlike
    return np.maximum(cosines - unlike, 0.0) / (high - unlike) if high > unlike else np.zeros_like(cosines)


def combine(
    words: NDArray[np.float64], meaning: NDArray[np.float64], *, share: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The two parts of a convex combination, each already weighed: add them for the score.

    :param words: shape (chunks,), from 0 to 1; likewise ``meaning``.
    :param share: what meaning counts for, 0 to 1.

    Source: Bruch, Gai & Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 42(1), 2023.
    """
    return (1 - share) * words, share * meaning
