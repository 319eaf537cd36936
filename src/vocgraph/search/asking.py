"""Reads a typed query into what to look for: words, exact phrases, a net of character pairs, and added terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.errors import QueryError
from vocgraph.index.words import Match, Term
from vocgraph.search.wording import CHINESE_EMPTY, ENGLISH_EMPTY, stem
from vocgraph.text.variants import fold
from vocgraph.text.words import Segmenter, Token, is_han, runs

if TYPE_CHECKING:
    from vocgraph.search.expansion import Expander, Expansion

LONGEST = 1_000  # characters; a query beyond this is a text, which `similar` is for
_MOST_WORDS = 60  # words of one query that are looked up; a long sentence holds fewer

# what finding a term is worth, beside a word of the query with 1; tuned on the development queries
_INNER = 0.35  # a word inside a longer word of the query
_SINGLE = 0.5  # one Han character that stands alone
_PHRASE = 1.0  # the words of the query side by side, as typed
_PAIR = 0.12  # two characters side by side: the net under the words
_ADDED = 0.6  # a term that the thesaurus added, beside the query's own words
_ADDED_ENGLISH = 1.0  # the same where the query is English, and the passages do not hold its words
_ADDED_OTHER = 0.7  # any term of a concept but the preferred one, times the above
_PROOF = 0.9  # how far an added term proves the part of the query it was added for
_ADDED_WORD = 0.3  # a word of an added term, times the above


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is looked for."""

    text: str  # as typed, without surrounding white space
    folded: str
    words: tuple[str, ...]  # folded words of the query that say what about, in order, each once
    terms: tuple[Term, ...]
    facets: tuple[tuple[Term, ...], ...]  # the parts of the query, each with the terms that prove it
    added: tuple[Expansion, ...]


def read_query(text: str, *, segmenter: Segmenter, expander: Expander | None = None) -> Asked:
    """Read a query.

    :raises QueryError: if it is empty, holds no word, or is longer than :data:`LONGEST` characters.
    """
    stripped = text.strip()
    if not stripped:
        raise QueryError("The query is empty.", fix="Type what you look for, such as: 校企合作 案例")
    if len(stripped) > LONGEST:
        raise QueryError(
            f"The query has {len(stripped):,} characters; the limit is {LONGEST:,}.",
            fix="Keep its most telling sentence or words.",
        )
    folded = fold(stripped)
    tokens = list(segmenter.tokens(folded))
    if not tokens:
        raise QueryError(f"The query {stripped!r} holds no word.", fix="Type at least one word, number or character.")
    told = [token for token in tokens if not _is_empty(token.word)] or tokens
    outer = [token for token in told if not token.inner]
    terms = _word_terms(told) + _phrase_terms(folded, outer) + _pair_terms(outer, folded)
    added = expander.expand(stripped) if expander else ()
    known = {term.text for term in terms}
    terms += [term for item in added for term in _added_terms(item, known, segmenter)]
    words = tuple(dict.fromkeys(token.word for token in outer))
    return Asked(stripped, folded, words, tuple(terms), _facets(told, added), added)


def _is_empty(word: str) -> bool:
    return word in CHINESE_EMPTY or word in ENGLISH_EMPTY


def _word_terms(tokens: list[Token]) -> list[Term]:
    """The words, each once with its highest worth; a lone character is also looked for inside words."""
    alone = len(tokens) == 1 and len(tokens[0].word) == 1 and is_han(tokens[0].word)
    if alone:
        return [Term(tokens[0].word, 1.0, Match.CHARACTER)]
    worth: dict[str, float] = {}
    for token in tokens:
        single = len(token.word) == 1 and is_han(token.word)
        value = _INNER if token.inner else _SINGLE if single else 1.0
        worth[token.word] = max(value, worth.get(token.word, 0.0))
    return [Term(word, value) for word, value in list(worth.items())[:_MOST_WORDS]]


def _phrase_terms(folded: str, outer: list[Token]) -> list[Term]:
    """Stretches of two or more words side by side: names that the dictionary does not know stay together."""
    stretches: list[tuple[int, int]] = []
    for token in outer:
        if not is_han(token.word):
            continue
        if stretches and stretches[-1][1] == token.start:
            stretches[-1] = (stretches[-1][0], token.end)
        else:
            stretches.append((token.start, token.end))
    starts = {token.start: token.end for token in outer}
    phrases = [folded[start:end] for start, end in stretches if end - start > 2 or starts[start] != end]
    return [Term(phrase, _PHRASE, Match.PHRASE) for phrase in dict.fromkeys(phrases) if len(phrase) > 1]


def _pair_terms(outer: list[Token], folded: str) -> list[Term]:
    words = {token.word for token in outer}
    text = folded
    pairs: dict[str, None] = {}
    kept = {place for token in outer for place in range(token.start, token.end)}
    for run, start, end in runs(text):
        if not is_han(run):
            continue
        for place in range(start, end - 1):
            pair = text[place : place + 2]
            if place in kept and place + 1 in kept and pair not in words:
                pairs.setdefault(pair)
    return [Term(pair, _PAIR, Match.PAIR) for pair in list(pairs)[: 2 * _MOST_WORDS]]


def _facets(told: list[Token], added: tuple[Expansion, ...]) -> tuple[tuple[Term, ...], ...]:
    """One part per word of the query; inner words prove it by their length, terms of the thesaurus nearly in full."""
    facets: dict[str, dict[str, Term]] = {}
    outer = ""
    for token in told:
        if not token.inner:
            outer = token.word
            single = len(outer) == 1 and is_han(outer)
            match = Match.CHARACTER if single and len(told) == 1 else Match.WORD
            facets.setdefault(outer, {})[outer] = Term(outer, 1.0, match)
        elif outer:
            facets[outer].setdefault(token.word, Term(token.word, len(token.word) / len(outer)))
    for item in added:
        for facet, proofs in facets.items():
            if facet in item.said or (facet.isascii() and stem(facet) in item.said.split(" ")):
                for term in item.terms:
                    proofs.setdefault(term, Term(term, _PROOF * item.sureness, Match.PHRASE))
    return tuple(tuple(proofs.values()) for proofs in facets.values())


def _added_terms(item: Expansion, known: set[str], segmenter: Segmenter) -> list[Term]:
    """The terms of a concept that the query does not say itself; together they count about as one."""
    base = (_ADDED_ENGLISH if item.english else _ADDED) * item.sureness
    group = item.concept or item.said
    terms = []
    for place, term in enumerate(item.terms):
        if term in known:
            continue
        worth = base if place == 0 else base * _ADDED_OTHER
        terms.append(Term(term, worth, Match.PHRASE, group))
        inner = [token.word for token in segmenter.tokens(term)] if place == 0 or item.english else []
        terms.extend(
            Term(word, worth * _ADDED_WORD, group=f"{group} {word}")
            for word in dict.fromkeys(inner)
            if len(word) > 1 and word != term and word not in known
        )
    return terms
