"""Makes of a page of ranked passages the hits that are shown: each marked, with the reasons why it was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.index.chunks import marked_text
from vocgraph.index.sentences import sentence_spans
from vocgraph.index.terms import Match
from vocgraph.model import Hit, Why
from vocgraph.search.marks import find_marks, joined
from vocgraph.search.reasons import best_sentence, concepts_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from vocgraph.index.chunks import Passage
    from vocgraph.index.sentences import SentenceVectors
    from vocgraph.index.words import WordIndex
    from vocgraph.search.asking import Asked
    from vocgraph.search.ranking import Ranked


def make_hits(
    page: Ranked,
    passages: Sequence[Passage],
    asked: Asked,
    vector: NDArray[np.float32] | None,
    *,
    words: WordIndex,
    sentences: SentenceVectors | None,
) -> list[Hit]:
    """The hits of a page, in its order.

    :param passages: those of the page, in its order.
    :param vector: the query's, of shape (dimensions,); None: words alone choose the most telling sentence.
    :param sentences: None: the passages' sentences are cut anew.
    """
    names = (name for one in asked.named for name in one.names)
    added = tuple(dict.fromkeys((*names, *(term for item in asked.added for term in item.terms))))
    phrases = (term.text for term in asked.terms if term.match is Match.PHRASE and not term.added)
    wanted = tuple(dict.fromkeys((*asked.words, *phrases, *added)))
    numbers = page.numbers.tolist()
    told = sentences.of(vector, numbers) if sentences else [(sentence_spans(each.text), []) for each in passages]
    hits = []
    for number, passage, score, by_words, by_meaning, (spans, cosines) in zip(
        numbers, passages, page.scores.tolist(), page.words.tolist(), page.meaning.tolist(), told, strict=True
    ):
        marks = find_marks(marked_text(passage), wanted, borders=words.borders(number))
        seen = {mark.word for mark in marks}
        both = by_words + by_meaning
        words_share, meaning_share = (by_words / both, by_meaning / both) if both > 0 else (0.0, 0.0)
        why = Why(
            words=tuple(word for word in asked.words if word in seen),
            expanded=tuple(term for term in added if term in seen and term not in asked.words),
            words_share=round(words_share, 4),
            meaning_share=round(meaning_share, 4),
            concepts=concepts_seen(asked.added, seen),
            named=tuple(one.entity for one in asked.named if seen.intersection(one.names)),
            sentence=best_sentence(spans, marks, cosines=cosines, meaning_share=meaning_share),
        )
        hits.append(Hit(number, score, why, joined(marks, end=len(passage.text))))
    return hits
