"""Reads a typed query into what to look for: words, exact phrases, a net of character pairs, and added terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.errors import QueryError
from vocgraph.index.terms import Match, Term
from vocgraph.search.syntax import read_syntax
from vocgraph.search.weights import Weights
from vocgraph.search.wording import CHINESE_EMPTY, ENGLISH_EMPTY, stem
from vocgraph.text.variants import fold
from vocgraph.text.words import Segmenter, Token, is_han, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vocgraph.search.expansion import Expander, Expansion

LONGEST = 1_000  # characters; a query beyond this is a text, which `similar` is for
_MOST_WORDS = 60  # words of one query that are looked up; a long sentence holds fewer


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation or contest that a query names."""

    entity: str  # its id
    said: str  # the name in the query, folded
    names: tuple[str, ...]  # every name it goes by, folded


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is looked for."""

    text: str  # what to look for, without quotation marks and exclusions
    folded: str
    words: tuple[str, ...]  # folded words of the query that say what about, in order, each once
    terms: tuple[Term, ...]
    facets: tuple[tuple[Term, ...], ...]  # the parts of the query, each with the terms that prove it
    added: tuple[Expansion, ...]
    named: tuple[Named, ...] = ()
    phrases: tuple[str, ...] = ()  # folded; every hit holds each of them
    without: tuple[str, ...] = ()  # folded; no hit holds any of them


def read_query(
    text: str,
    *,
    segmenter: Segmenter,
    expander: Expander | None = None,
    named_in: Callable[[str], Sequence[Named]] | None = None,
    weights: Weights | None = None,
) -> Asked:
    """Read a query whose fields were taken out before.

    :param named_in: finds the organisations that a folded text names.
    :raises QueryError: if it is empty, holds no word, only excludes, or is longer than :data:`LONGEST` characters.
    """
    weights = weights or Weights()
    stripped = text.strip()
    if not stripped:
        raise QueryError("The query is empty.", fix="Type what you look for, such as: 校企合作 案例")
    if len(stripped) > LONGEST:
        raise QueryError(
            "The query has {length:,} characters; the limit is {most:,}.",
            fix="Keep its most telling sentence or words.",
            length=len(stripped),
            most=LONGEST,
        )
    typed = read_syntax(stripped)
    folded = fold(typed.text)
    tokens = list(segmenter.tokens(folded))
    if not tokens and typed.without:
        raise QueryError(
            "The query {query!r} only says what to leave out.",
            fix="Add what you look for, such as: 实训 {query}",
            query=stripped,
        )
    if not tokens:
        raise QueryError(
            "The query {query!r} holds no word.", fix="Type at least one word, number or character.", query=stripped
        )
    told = [token for token in tokens if not _is_empty(token.word)] or tokens
    outer = [token for token in told if not token.inner]
    terms = _word_terms(told, weights) + _phrase_terms(folded, outer, weights) + _pair_terms(told, folded, weights)
    added = expander.expand(typed.text) if expander else ()
    named = tuple(named_in(folded)) if named_in else ()
    known = {term.text for term in terms}
    terms += [term for item in named for term in _other_names(item, known, weights)]
    terms += [term for item in added for term in _added_terms(item, known, segmenter, weights)]
    words = tuple(dict.fromkeys(token.word for token in outer))
    return Asked(
        typed.text,
        folded,
        words,
        tuple(terms),
        _facets(told, added, named, segmenter, weights),
        added,
        named,
        tuple(map(fold, typed.phrases)),
        tuple(map(fold, typed.without)),
    )


def _is_empty(word: str) -> bool:
    return word in CHINESE_EMPTY or word in ENGLISH_EMPTY


def _word_terms(tokens: list[Token], weights: Weights) -> list[Term]:
    """The words, each once with its highest worth; a lone character is also looked for inside words."""
    alone = len(tokens) == 1 and len(tokens[0].word) == 1 and is_han(tokens[0].word)
    if alone:
        return [Term(tokens[0].word, 1.0, Match.CHARACTER)]
    worth: dict[str, float] = {}
    for token in tokens:
        single = len(token.word) == 1 and is_han(token.word)
        value = weights.inner if token.inner else weights.single if single else 1.0
        worth[token.word] = max(value, worth.get(token.word, 0.0))
    return [Term(word, value) for word, value in list(worth.items())[:_MOST_WORDS]]


def _phrase_terms(folded: str, outer: list[Token], weights: Weights) -> list[Term]:
    """Stretches of two or more words side by side: names that the dictionary does not know stay together."""
    stretches: list[tuple[int, int]] = []
    words = set()
    for token in outer:
        if not is_han(token.word):
            continue
        words.add(token.word)
        if stretches and stretches[-1][1] == token.start:
            stretches[-1] = (stretches[-1][0], token.end)
        else:
            stretches.append((token.start, token.end))
    phrases = dict.fromkeys(folded[start:end] for start, end in stretches)
    return [Term(phrase, weights.phrase, Match.PHRASE) for phrase in phrases if phrase not in words]


def _pair_terms(told: list[Token], folded: str, weights: Weights) -> list[Term]:
    """Neighbouring characters that are no word: what is left of a name that falls into single characters."""
    words = {token.word for token in told}
    pairs: dict[str, None] = {}
    kept = {place for token in told for place in range(token.start, token.end)}
    for run, start, end in runs(folded):
        if not is_han(run):
            continue
        for place in range(start, end - 1):
            pair = folded[place : place + 2]
            if place in kept and place + 1 in kept and pair not in words:
                pairs.setdefault(pair)
    return [Term(pair, weights.pair, Match.PAIR) for pair in list(pairs)[: 2 * _MOST_WORDS]]


def _facets(
    told: list[Token],
    added: tuple[Expansion, ...],
    named: tuple[Named, ...],
    segmenter: Segmenter,
    weights: Weights,
) -> tuple[tuple[Term, ...], ...]:
    """One part per word of the query; inner words prove it by their length, terms of the thesaurus nearly in full.

    Another name of an organisation proves every word of the name in the query.
    """
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
    for facet, proofs in facets.items():
        proofs |= {name: Term(name, 1.0, Match.PHRASE) for one in named if facet in one.said for name in one.names}
        for item in added:
            if facet in item.said or (facet.isascii() and stem(facet) in item.said.split(" ")):
                for term in item.terms:
                    proofs.setdefault(term, Term(term, weights.proof * item.sureness, _whole(term, segmenter)))
    return tuple(tuple(proofs.values()) for proofs in facets.values())


def _other_names(item: Named, known: set[str], weights: Weights) -> list[Term]:
    """The names of an organisation that the query does not say itself."""
    return [
        Term(name, weights.other_name, Match.PHRASE, added=True)
        for name in item.names
        if name != item.said and name not in known
    ]


def _added_terms(item: Expansion, known: set[str], segmenter: Segmenter, weights: Weights) -> list[Term]:
    """The terms of a concept that the query does not say itself, and the words inside the preferred one."""
    base = (weights.added_english if item.english else weights.added) * item.sureness
    terms = []
    for place, term in enumerate(item.terms):
        if term in known:
            continue
        worth = base if place == 0 else base * weights.added_other
        terms.append(Term(term, worth, _whole(term, segmenter), added=True))
        inner = [token.word for token in segmenter.cut(term)] if place == 0 or item.english else []
        terms.extend(
            Term(word, worth * weights.added_word, added=True)
            for word in dict.fromkeys(inner)
            if len(word) > 1 and word != term and word not in known
        )
    return terms


def _whole(term: str, segmenter: Segmenter) -> Match:
    """How a term of the thesaurus is looked for: as a word where the segmenter keeps it whole, which is far faster."""
    return Match.WORD if sum(not token.inner for token in segmenter.cut(term)) == 1 else Match.PHRASE
