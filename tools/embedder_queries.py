"""Draws queries for passages that nobody has asked for yet: from thesaurus, dictionary and the passages themselves.

What is drawn are token numbers, as the texts are cut already.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from embedder_sources import SENTENCE

from vocgraph.search.wording import CHINESE_EMPTY, ENGLISH_EMPTY

if TYPE_CHECKING:
    import random
    from collections import Counter
    from collections.abc import Callable, Iterator, Sequence

    from embedder_sources import Labels

    Cut = Callable[[Sequence[str]], list[list[int]]]
    Wordings = dict[int, list[tuple[float, list[int]]]]  # token -> other wordings of it, with how usual they are

Pair = tuple[str, str, str]  # query-like side, document-like side, group
IdPair = tuple[list[int], list[int], str]  # the same as token numbers; pairs of one group are no negatives of another

_ASKING = (
    "学校 怎么 有没有 哪些 如何 情况 什么 办法 做法 学生 怎样 有关 开展 的".split(),  # noqa: SIM905 - reads better
    "how school schools what do for the students in of and college to".split(),  # noqa: SIM905 - reads better
)
_PER_CONCEPT = 80  # passages that are asked for by the wordings of one concept
_SECOND, _ASKED = 0.4, 0.5  # how often a second concept of the passage, and words of asking, come in
_LABEL = 60.0  # how usual the thesaurus's English labels are, beside the dictionary's
_MANY = 12  # Chinese words under one English word, beyond which it means too many things


def inverse_cloze(passages: list[str], random_: random.Random, *, most: int) -> Iterator[Pair]:
    """A sentence asks for the passage that it was taken from. Source: Lee et al., ACL 2019."""
    for passage in random_.sample(passages, min(most, len(passages))):
        found = SENTENCE.findall(passage)
        if len(found) > 1:
            one = random_.randrange(len(found))
            rest = found[:one] + found[one + 1 :] if random_.random() < 0.9 else found
            yield found[one], "".join(rest), passage[:40]


def concept_queries(
    texts: list[list[int]], labels: Labels, cut: Cut, tokens: list[str], random_: random.Random
) -> tuple[list[IdPair], list[IdPair]]:
    """Everyday and English wordings of a concept ask for passages in which its official term stands."""
    concept_of = _concepts_by_token(labels, tokens)
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, ids in enumerate(texts):
        for concept in {concept_of[token] for token in ids if token in concept_of}:
            holding[concept].append(number)
    wordings = [{c: cut(group.everyday) for c, group in labels.items()}]
    wordings.append({c: cut(group.english) for c, group in labels.items()})
    asking = [[number for ids in cut(words) for number in ids] for words in _ASKING]
    found: tuple[list[IdPair], list[IdPair]] = ([], [])
    for concept in sorted(holding):
        numbers = holding[concept]
        for number in random_.sample(numbers, min(_PER_CONCEPT, len(numbers))):
            others = sorted({concept_of[token] for token in texts[number] if token in concept_of} - {concept})
            for side in (0, 1):
                query = _asked(wordings[side], concept, others, asking[side], random_)
                if query:
                    found[side].append((query, texts[number], concept))
    return found


def _concepts_by_token(labels: Labels, tokens: list[str]) -> dict[int, str]:
    place = {token: number for number, token in enumerate(tokens)}
    concept_of: dict[int, str] = {}
    for concept, group in labels.items():
        for label in group.official:
            if label in place and len(label) > 2:
                concept_of.setdefault(place[label], concept)
    return concept_of


def _asked(
    wordings: dict[str, list[list[int]]],
    concept: str,
    others: list[str],
    asking: list[int],
    random_: random.Random,
) -> list[int]:
    """One way to ask for a concept; nothing where it has no wordings."""
    if not wordings[concept]:
        return []
    query = list(random_.choice(wordings[concept]))
    if others and random_.random() < _SECOND:
        more = wordings[random_.choice(others)]
        query += random_.choice(more) if more else []
    if random_.random() < _ASKED:
        query += random_.sample(asking, random_.randint(1, 4))
    return query


def english_wordings(
    terms: list[tuple[str, ...]], labels: Labels, place: dict[str, int], cut: Cut, counts: Counter[str]
) -> Wordings:
    """English for single tokens: from a dictionary, the commoner words likelier, and from the thesaurus."""
    found: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for chinese, english, *_ in terms:
        words = english.split()
        if chinese in place and len(words) <= 3:
            found[place[chinese]][english] = math.sqrt(min((counts[word] for word in words), default=0) + 1)
    for group in labels.values():
        for label in group.official:
            if label in place:
                found[place[label]].update(dict.fromkeys(group.english, _LABEL))
    return _cut_wordings(found, cut)


def chinese_wordings(terms: list[tuple[str, ...]], labels: Labels, place: dict[str, int], cut: Cut) -> Wordings:
    """Other Chinese for single tokens: words that share an English one, and everyday wordings of the thesaurus."""
    sharing: defaultdict[str, set[str]] = defaultdict(set)
    for chinese, english, *_ in terms:
        if chinese in place and len(chinese) > 1 and len(english.split()) <= 3:
            sharing[english].add(chinese)
    found: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for group in sharing.values():
        for one in group if len(group) <= _MANY else ():
            for other in group - {one}:
                found[place[one]][other] = found[place[one]].get(other, 0.0) + 1.0
    for names in labels.values():
        for label in names.official:
            if label in place:
                found[place[label]].update(dict.fromkeys(names.everyday, 3.0))
    return _cut_wordings(found, cut)


def _cut_wordings(table: dict[int, dict[str, float]], cut: Cut) -> Wordings:
    flat = [(token, text, weight) for token, group in table.items() for text, weight in sorted(group.items())]
    found: Wordings = {}
    for (token, _, weight), numbers in zip(flat, cut([text for _, text, _ in flat]), strict=True):
        if numbers:
            found.setdefault(token, []).append((weight, numbers))
    return found


def translated_queries(
    texts: list[list[int]],
    table: Wordings,
    counts: Counter[str],
    tokens: list[str],
    random_: random.Random,
    *,
    most: int,
) -> Iterator[IdPair]:
    """Some telling words of a passage, put into other words one by one, ask for the passage."""
    common = max(counts.values())
    rarity = [math.log(common / (counts[token] + 1)) for token in tokens]
    empty = {number for number, token in enumerate(tokens) if token in CHINESE_EMPTY or token in ENGLISH_EMPTY}
    for number in random_.sample(range(len(texts)), min(most, len(texts))):
        ids = texts[number]
        start = random_.randrange(max(1, len(ids) - 24))  # words that stand near each other belong together
        window = sorted({token for token in ids[start : start + 40] if token in table and token not in empty})
        if len(window) < 2:
            continue
        wanted = min(len(window), random_.randint(2, 7))
        weights = [rarity[token] for token in window]
        chosen = {random_.choices(window, weights)[0] for _ in range(wanted)}
        query: list[int] = []
        for token in sorted(chosen):
            options = table[token]
            query += random_.choices([ids_ for _, ids_ in options], [weight for weight, _ in options])[0]
        yield query, ids, str(number)
