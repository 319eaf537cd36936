"""Says of a hit why it was found: its words, the concepts behind them, and its most telling sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from vocgraph.model import ConceptSeen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from vocgraph.search.expansion import Expansion
    from vocgraph.search.marks import Mark


def concepts_seen(added: Sequence[Expansion], seen: Collection[str]) -> tuple[ConceptSeen, ...]:
    """The concepts of a query of which a passage holds a term, surest first."""
    return tuple(
        ConceptSeen(item.concept, item.terms[0], item.english_label, found)
        for item in added
        if item.concept and (found := tuple(term for term in item.terms if term in seen))
    )


def best_sentence(
    spans: Sequence[tuple[int, int]], marks: Sequence[Mark], *, cosines: Sequence[float], meaning_share: float
) -> tuple[int, int] | None:
    """The sentence [start, end) of a passage that answers the query best; None where the passage has none.

    :param spans: its sentences, in order.
    :param marks: where words and terms of the query stand in the passage and in what stands above it.
    :param cosines: how near each sentence is to the query; empty: words decide alone.
    :param meaning_share: what meaning counts for beside words, 0 to 1.
    """
    if not spans:
        return None
    starts = [start for start, _ in spans]
    words = {mark.word for mark in marks}
    places = ((bisect_right(starts, mark.start) - 1, mark) for mark in marks)
    held = {(place, mark.word) for place, mark in places if place >= 0 and mark.start < spans[place][1]}
    shares = [0.0] * len(spans)
    for place, _ in held:
        shares[place] += 1 / len(words)
    if cosines:
        shares = [
            (1 - meaning_share) * share + meaning_share * cosine for share, cosine in zip(shares, cosines, strict=True)
        ]
    return spans[shares.index(max(shares))]
