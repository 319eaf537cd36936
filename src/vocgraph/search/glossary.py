"""Works out which Chinese words stand for an English one, from labels that name the same concept in both languages.

The thesaurus says that "sports competition" is 体育竞赛 and "skills competition" is 技能大赛; that "competition" alone
is 竞赛 or 大赛 follows from many such pairs. So an English query is understood even where no concept has its words
together.

Source: Brown et al., "The Mathematics of Statistical Machine Translation", Computational Linguistics 19(2), 1993,
Model 1, with the null word left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Pair = tuple[Sequence[str], Sequence[str]]  # words of a label in English, words of a label in Chinese

_TURNS = 8  # rounds of estimation; the best translations stand still by then
_LEAST_SEEN = 2  # pairs an English word must stand in before anything is said of it
_LEAST_SHARE = 0.15  # translations less likely than this are noise
_MOST = 4  # translations per word


def learn_glossary(pairs: Sequence[Pair]) -> dict[str, list[tuple[str, float]]]:
    """Chinese words for each English one, likeliest first, with their likelihood (0 to 1).

    :param pairs: the words of labels with one meaning: English stems, Chinese words.
    """
    likely: dict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    seen: defaultdict[str, int] = defaultdict(int)
    for english, _ in pairs:
        for word in set(english):
            seen[word] += 1
    for _ in range(_TURNS):
        counts: defaultdict[tuple[str, str], float] = defaultdict(float)
        totals: defaultdict[str, float] = defaultdict(float)
        for english, chinese in pairs:
            for word in chinese:
                whole = sum(likely[other, word] for other in english)
                for other in english:
                    share = likely[other, word] / whole if whole > 0 else 0.0
                    counts[other, word] += share
                    totals[other] += share
        likely = defaultdict(float, {pair: count / totals[pair[0]] for pair, count in counts.items()})
    found: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for (english_word, chinese_word), share in likely.items():
        if share >= _LEAST_SHARE and seen[english_word] >= _LEAST_SEEN:
            found[english_word].append((chinese_word, round(share, 3)))
    return {word: sorted(found[word], key=lambda item: (-item[1], item[0]))[:_MOST] for word in sorted(found)}
