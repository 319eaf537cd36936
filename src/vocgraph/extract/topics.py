"""Tells which concepts of the thesaurus each passage, case and section is about, by the words that stand in it.

A concept counts by how often its wordings stand in a text and where, and by how few of the report's passages speak of
it: 乡村振兴 tells what one case is about, 企业 says little in a report that names companies everywhere. Only the report
itself is looked at, so reports are tagged side by side, and a new report changes no other one's topics.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from vocgraph.model import EntityKind, Mended, Report, Span, Structure, Topic, Topics, TopicWord
from vocgraph.ontology import concepts
from vocgraph.text.mend import mend
from vocgraph.text.variants import fold, fold_with_places
from vocgraph.text.words import Segmenter, has_han, runs, shared_segmenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from vocgraph.model import Chunk, Mention

_TITLE = 3.0  # what a wording counts for in the title of a case or section, beside one in its text
_ABOVE = 1.0  # in the title of the case that a passage belongs to, or the caption of its table
_HEADING = 0.5  # in the innermost heading over a passage
_EVERYDAY = 0.4  # an everyday wording beside an official term: 音乐 may be about anything
_ACTOR = 0.6  # a concept of who acts or is served, beside one of what is done: 企业 and 校长 are in many a case
_ACTORS = frozenset(("people-groups", "organisations"))  # the themes of those
_WHO_ACTS = frozenset(("principal", "teaching-staff"))  # and such concepts of other themes
_SURE_LENGTH = 4  # characters from which on a wording is known wherever the segmenter draws borders
_SHORT = {2: 0.75, 3: 0.9}  # how sure a wording of so many characters is; longer ones are sure
_DAMPING = 2.5  # how much evidence brings a passage half of the highest weight
_DAMPING_PER_PASSAGE = 0.5  # and how much more each further passage of a case or section asks for
_IMAGINED = 50  # passages that a report is thought to have besides its own: in a short one everything is rare
_LEAD = 1.5  # what a wording counts for where a case begins, which says what it is about
_LEAD_LENGTH = 80  # raw characters of that beginning
_SHARE = 0.4  # of the weightiest topic's weight, that any other topic needs
_LEAST = 0.22  # weight that any topic needs, but for the first ones
_FIRST = 3  # topics that a text may have by the next two limits, if it has no better ones
_SHARE_OF_FIRST = 0.25
_LEAST_OF_FIRST = 0.15
_PASSAGE = 400  # characters that a free text is thought to have per passage
_MOST = 8  # topics of one case or section
_MOST_OF_PASSAGE = 5
_KINDS = {EntityKind.COMPETITION: "competitions"}  # kinds of entity that naming one is evidence of a concept
_NAMED = frozenset((EntityKind.INSTITUTION, EntityKind.GOVERNMENT_BODY, EntityKind.ENTERPRISE))
_INSIDE_TERMS = frozenset(" \n“”\"'‘’《》「」·+-—")  # marks that may stand inside a term: “三教”改革


class _Wording(NamedTuple):
    """What one wording stands for, and what it counts for beside the preferred term of something that is done."""

    concept: str
    worth: float


class _Evidence(NamedTuple):
    """A wording seen in a text."""

    concept: str
    worth: float
    word: TopicWord


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The Chinese wordings of the thesaurus, by their folded form without marks."""

    wordings: dict[str, tuple[_Wording, ...]]
    beginnings: frozenset[str]  # of all wordings, themselves included
    segmenter: Segmenter


@cache
def _vocabulary() -> _Vocabulary:
    wordings: defaultdict[str, dict[str, float]] = defaultdict(dict)
    official: list[str] = []
    for concept in concepts():
        terms = (concept.pref_zh, *concept.alt_zh)
        official += terms
        worth = _ACTOR if _ACTORS.issuperset(concept.themes) or concept.id in _WHO_ACTS else 1.0
        for labels, factor in ((terms, worth), (concept.hidden, worth * _EVERYDAY)):
            for label in labels:
                key = _compact(fold(label))
                if has_han(key) and len(key) > 1:
                    wordings[key].setdefault(concept.id, factor)
    return _Vocabulary(
        wordings={
            key: tuple(_Wording(concept, worth) for concept, worth in sorted(of.items()))
            for key, of in wordings.items()
        },
        beginnings=frozenset(key[:end] for key in wordings for end in range(1, len(key) + 1)),
        segmenter=shared_segmenter(tuple(official)),
    )


def tag(report: Report, structure: Structure, chunks: Sequence[Chunk], mentions: Sequence[Mention] = ()) -> Topics:
    """What each passage, case and section of a report is about.

    :param mentions: the names in the report; words inside the names of schools, companies and offices tell nothing of
        what a text is about.
    """
    names = _Names(mentions)

    def read(text: Mended, worth: float) -> list[_Evidence]:
        return [seen for seen in _evidence(text, report.id, worth) if not names.hold(seen.word.span)]

    def read_title(span: Span, title: str) -> list[_Evidence]:
        printed = mend(report.text, [(span.start, span.end)])
        start = max(0, printed.text.find(title))  # after 典型案例 1-1, which says nothing of what the case is about
        return read(Mended(printed.text[start:], printed.raw_at[start:]), 1.0)

    texts = [read(_own_text(chunk), 1.0) for chunk in chunks]
    starts = [chunk.raw_at[0] for chunk in chunks]
    for seen in mentions:
        at = bisect_right(starts, seen.span.start) - 1
        if seen.kind in _KINDS and at >= 0:
            texts[at].append(_Evidence(_KINDS[seen.kind], 1.0, TopicWord(seen.surface, seen.span)))
    titles = [read_title(case.heading, case.title) for case in structure.cases]
    headings = [read_title(section.heading, section.title) for section in structure.sections]
    captions = _captions(report, structure, chunks, read)
    rarities = _rarities([list(chain(*pair)) for pair in zip(texts, captions, strict=True)])

    def within(span: Span) -> list[_Evidence]:
        first, last = bisect_right(starts, span.start - 1), bisect_right(starts, span.end - 1)
        return list(chain(*texts[first:last], *captions[first:last]))

    def passages_in(span: Span) -> int:
        return bisect_right(starts, span.end - 1) - bisect_right(starts, span.start - 1)

    def of_whole(span: Span, title: list[_Evidence], lead: int = 0) -> tuple[Topic, ...]:
        seen = [*_worth(title, _TITLE), *within(span)]
        seen = [each._replace(worth=each.worth * _LEAD) if each.word.span.end <= lead else each for each in seen]
        return _weigh(seen, rarities, passages=passages_in(span), most=_MOST)

    case_starts = [case.span.start for case in structure.cases]
    sections = _Innermost(structure)
    tagged = []
    for chunk, text, caption in zip(chunks, texts, captions, strict=True):
        at = bisect_right(case_starts, chunk.raw_at[0]) - 1
        title = titles[at] if at >= 0 and chunk.raw_at[0] < structure.cases[at].span.end else []
        heading = sections.over(chunk.raw_at[0])
        above = [*_worth(title, _ABOVE), *caption, *_worth(headings[heading] if heading >= 0 else [], _HEADING)]
        tagged.append(_weigh([*text, *above], rarities, passages=1, most=_MOST_OF_PASSAGE))
    return Topics(
        chunks=tuple(tagged),
        cases=tuple(
            of_whole(case.span, title, case.heading.end + _LEAD_LENGTH)
            for case, title in zip(structure.cases, titles, strict=True)
        ),
        sections=tuple(
            of_whole(section.span, heading) for section, heading in zip(structure.sections, headings, strict=True)
        ),
    )


def tag_text(text: str, telling: Callable[[str], float]) -> tuple[Topic, ...]:
    """What a text that stands in no report is about; spans count its own characters.

    :param telling: how telling a concept is, 0 to 1.
    """
    seen = list(_evidence(Mended(text, tuple(range(len(text)))), "", 1.0))
    rarities = {concept: telling(concept) for concept in {each.concept for each in seen}}
    return _weigh(seen, rarities, passages=1 + len(text) // _PASSAGE, most=_MOST)


def _own_text(chunk: Chunk) -> Mended:
    """A passage's text without the caption that table rows are given."""
    skip = len(chunk.caption) + 3 if chunk.caption and chunk.text.startswith(f"{chunk.caption} · ") else 0
    return Mended(chunk.text[skip:], chunk.raw_at[skip:])


def _captions(
    report: Report, structure: Structure, chunks: Sequence[Chunk], read: Callable[[Mended, float], list[_Evidence]]
) -> list[list[_Evidence]]:
    """What the captions of tables tell, for each passage of table rows; an empty list for any other passage."""
    starts = [table.span.start for table in structure.tables]

    def told(chunk: Chunk) -> list[_Evidence]:
        at = bisect_right(starts, chunk.raw_at[0]) - 1
        if not chunk.caption or at < 0:
            return []
        start, caption = starts[at], "".join(chunk.caption.split())
        above = mend(report.text, [(start, min(structure.tables[at].span.end, start + 2 * len(chunk.caption) + 40))])
        kept = [(character, raw) for character, raw in zip(above.text, above.raw_at, strict=True) if character != " "]
        place = "".join(character for character, _ in kept).find(caption)
        if place < 0:
            return []
        return read(Mended(caption, tuple(raw for _, raw in kept[place : place + len(caption)])), _ABOVE)

    return [told(chunk) for chunk in chunks]


class _Names:
    """The names of schools, companies and offices in a report, for telling what stands inside one."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        spans = sorted({(seen.span.start, seen.span.end) for seen in mentions if seen.kind in _NAMED})
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, span: Span) -> bool:
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._ends[at]


class _Innermost:
    """Which section, the innermost, a raw position lies in."""

    def __init__(self, structure: Structure) -> None:
        self._spans = [section.span for section in structure.sections]
        self._starts = [span.start for span in self._spans]

    def over(self, position: int) -> int:
        """The section's place in the structure, or -1."""
        at = bisect_right(self._starts, position) - 1
        while at >= 0 and self._spans[at].end <= position:
            at -= 1
        return at


def _evidence(text: Mended, report: str, worth: float) -> Iterator[_Evidence]:
    """The wordings in a text, the longest from each place on, that begin and end between two words."""
    vocabulary = _vocabulary()
    folded, places = fold_with_places(text.text)
    for key, start, end in _said(folded, vocabulary):
        first, last = places[start], places[end - 1]
        span = Span(report, text.raw_at[first], text.raw_at[last] + 1)
        if span.end - span.start < last - first:
            continue  # the name of a column, which its table prints elsewhere
        word = TopicWord(text.text[first : last + 1], span)
        meant = vocabulary.wordings[key]
        sure = _SHORT.get(len(key), 1.0) / len(meant)
        for concept, factor in meant:
            yield _Evidence(concept, worth * sure * factor, word)


def _said(folded: str, vocabulary: _Vocabulary) -> Iterator[tuple[str, int, int]]:
    """Keys of wordings in a folded text, with their places [start, end); the longest from each place on.

    A wording begins where a word begins. It ends where a word ends; a long one may end inside a word, because the
    segmenter may draw the border elsewhere: 学生社区建设 is cut 学生 | 社区建设, and is about 学生社区.
    """
    words = [token for token in vocabulary.segmenter.tokens(folded) if not token.inner]
    borders = {token.end for token in words}
    passed = 0
    for word in words:
        if word.start < passed:
            continue
        key, best, end = "", "", 0
        for at in range(word.start, len(folded)):
            character = folded[at]
            if not character.isalnum():
                if character in _INSIDE_TERMS:
                    continue
                break
            key += character
            if key not in vocabulary.beginnings:
                break
            if key in vocabulary.wordings and (at + 1 in borders or len(key) >= _SURE_LENGTH):
                best, end = key, at + 1
        if best:
            yield best, word.start, end
            passed = end


def _compact(folded: str) -> str:
    return folded if folded.isalnum() else "".join(run for run, _, _ in runs(folded))


def _worth(seen: Iterable[_Evidence], factor: float) -> list[_Evidence]:
    return [each._replace(worth=each.worth * factor) for each in seen]


def _rarities(passages: Sequence[Sequence[_Evidence]]) -> dict[str, float]:
    """How telling each concept is in this report, 0 to 1, by the share of passages that speak of it."""
    holding = Counter(concept for seen in passages for concept in {each.concept for each in seen})
    return {concept: rarity(count, len(passages)) for concept, count in holding.items()}


def rarity(holding: int, passages: int) -> float:
    """How telling a concept is, 0 to 1, that so many of so many passages speak of."""
    whole = passages + _IMAGINED
    return math.log1p(whole / (1 + holding)) / math.log1p(whole)


def _weigh(seen: Sequence[_Evidence], rarities: Mapping[str, float], *, passages: int, most: int) -> tuple[Topic, ...]:
    """The topics that the evidence is enough for, the weightiest first."""
    by_concept: defaultdict[str, list[_Evidence]] = defaultdict(list)
    for each in seen:
        by_concept[each.concept].append(each)
    damping = _DAMPING + _DAMPING_PER_PASSAGE * max(0, passages - 1)
    weights = {}
    for concept, told in by_concept.items():
        mass = sum(each.worth for each in told)
        weights[concept] = rarities.get(concept, 1.0) * mass / (mass + damping)
    best = max(weights.values(), default=0.0)
    enough, enough_of_first = max(_LEAST, _SHARE * best), max(_LEAST_OF_FIRST, _SHARE_OF_FIRST * best)
    ranked = sorted(weights, key=lambda concept: (-weights[concept], concept))
    kept = [
        concept
        for place, concept in enumerate(ranked[:most])
        if weights[concept] >= (enough_of_first if place < _FIRST else enough)
    ]
    return tuple(Topic(concept, round(weights[concept], 4), _words(by_concept[concept])) for concept in kept)


def _words(told: Sequence[_Evidence]) -> tuple[TopicWord, ...]:
    """Each wording once, where it stands first; the one that counted most comes first."""
    worth: defaultdict[str, float] = defaultdict(float)
    first: dict[str, TopicWord] = {}
    for each in told:
        worth[each.word.surface] += each.worth
        known = first.setdefault(each.word.surface, each.word)
        first[each.word.surface] = min(known, each.word)
    return tuple(sorted(first.values(), key=lambda word: (-worth[word.surface], word.span)))
