"""Says of a hit why it was found: its words, the concepts behind them, and its most telling sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.sentences import sentence_spans
from vocgraph.model import ConceptSeen
from vocgraph.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from vocgraph.search.expansion import Expansion


def concepts_seen(added: Sequence[Expansion], seen: Collection[str]) -> tuple[ConceptSeen, ...]:
    """The concepts of a query of which a passage holds a term, surest first."""
    return tuple(
        ConceptSeen(item.concept, item.terms[0], item.english_label, found)
        for item in added
        if item.concept and (found := tuple(term for term in item.terms if term in seen))
    )


def best_sentence(
    text: str,
    wanted: Sequence[str],
    *,
    cosines: NDArray[np.float64] | None,
    meaning_share: float,
) -> tuple[int, int] | None:
    """The sentence [start, end) of a passage that answers the query best; None where the passage has none.

    :param wanted: folded words and terms that were found in the passage.
    :param cosines: how near each of its sentences is to the query, shape (sentences,); None: words decide alone.
    :param meaning_share: what meaning counts for beside words, 0 to 1.
    """
    spans = sentence_spans(text)
    if not spans:
        return None
    whole = fold(text)  # at once, unless it has moved places
    folded = [whole[start:end] if len(whole) == len(text) else fold(text[start:end]) for start, end in spans]
    scores = np.array([sum(word in sentence for word in wanted) for sentence in folded]) / max(1, len(wanted))
    if cosines is not None:
        scores = (1 - meaning_share) * scores + meaning_share * cosines
    return spans[int(scores.argmax())]
