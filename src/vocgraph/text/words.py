"""Cuts Chinese and mixed text into the words that are indexed and asked for; the only home of jieba.

Text and query go through one :class:`Segmenter`, so that what is cut one way in a passage is cut the same way in a
query. All cutting is done on the folded form of a text (see ``variants``).
"""

from __future__ import annotations

import hashlib
import re
import sys
import warnings
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from vocgraph.text.dictionary import Dictionary, Frequencies, load_dictionary
from vocgraph.text.genre import GENRE_WORDS
from vocgraph.text.variants import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(
    rf"(?P<han>[{_HAN}]+)"
    rf"|(?P<other>[^\W_{_HAN}]+(?:[+.'&/\-][^\W_{_HAN}]+)*\+*)"  # 1+x, 2.5, at&t, c++ stay one word
)
_HAN_CHARACTER = re.compile(rf"[{_HAN}]")
_PART = re.compile(r"\d+|[^\W\d_]+")
_DOMAIN_COUNT = 200  # enough for a domain word to win against its parts, which are commoner but two or more
_FINEST = 2  # the shortest word inside a word that is worth finding on its own


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text and its place [start, end) in the folded text."""

    word: str
    start: int
    end: int
    inner: bool = False  # a shorter word inside another one


class Segmenter:
    """jieba without its guessing of unknown words, with the words of the genre and of a domain added.

    Guessing (HMM) is off: it makes one thing of a name here and another there, and a search then misses it. A name
    that no dictionary knows falls into single characters, which phrases and character pairs find again.
    """

    def __init__(self, domain: Iterable[str] = ()) -> None:
        """Add the domain's words, of two Han characters or more, to those of the genre and the general dictionary."""
        self.domain = tuple(sorted({word for entry in domain if _is_word(word := fold(entry).strip())}))
        self._table: Frequencies = {}
        self._loaded: set[str] = set()
        self._cut_run = lru_cache(maxsize=65_536)(self._cut_han)
        self.cut = lru_cache(maxsize=65_536)(self._cut_term)

    @cached_property
    def _general(self) -> Dictionary:
        return _general()

    @cached_property
    def _added(self) -> dict[str, list[str]]:
        return _by_first_character((*GENRE_WORDS, *self.domain))

    @cached_property
    def _jieba(self) -> Any:  # noqa: ANN401 - jieba publishes no types
        return _tokenizer(self._table, self._general.total)

    @property
    def fingerprint(self) -> str:
        """Changes whenever texts would be cut in another way."""
        key = "\n".join((str(self._general.total), *sorted(GENRE_WORDS), "", *self.domain))
        return hashlib.sha256(key.encode()).hexdigest()[:16]

    def words(self, text: str) -> list[str]:
        """The words of a text in order, none inside another; marks and white space are left out."""
        return [token.word for token in self.tokens(fold(text)) if not token.inner]

    def index_words(self, text: str) -> list[str]:
        """The words of a text in order, each followed by the words inside it, so that 农业 is found in 农业银行."""
        return [token.word for token in self.tokens(fold(text))]

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in the dictionary."""
        self._load(word)
        return self._table.get(word, 0) > 0

    def tokens(self, folded: str) -> Iterator[Token]:
        """The words of a folded text with their places, inner words right after the one that holds them."""
        for run in _RUN.finditer(folded):
            at = run.start()
            if run.lastgroup == "han":
                for word, start, end, inner in self._cut_run(run.group()):
                    yield Token(word, at + start, at + end, inner)
                continue
            word = run.group()
            yield Token(word, at, run.end())
            parts = [part for part in _PART.finditer(word) if part.group() != word]
            for part in parts:
                yield Token(part.group(), at + part.start(), at + part.end(), inner=True)

    def _cut_term(self, folded: str) -> tuple[Token, ...]:
        """The tokens of a folded term; terms of the thesaurus are asked for again and again, so they are kept."""
        return tuple(self.tokens(folded))

    def _load(self, run: str) -> None:
        """See that the words which start with any character of the run are in the table."""
        for character in set(run) - self._loaded:
            words = self._general.starting_with(character)
            for word in self._added.get(character, ()):
                words[word] = max(_DOMAIN_COUNT, words.get(word, 0))
                for end in range(1, len(word)):
                    words.setdefault(word[:end], 0)
            self._table.update(words)
            self._loaded.add(character)

    def _cut_han(self, run: str) -> tuple[tuple[str, int, int, bool], ...]:
        """Cut one run of Han characters; runs repeat a lot, so the answers are kept."""
        self._load(run)
        found = []
        start = 0
        for word in self._jieba.cut(run, HMM=False):
            end = start + len(word)
            found.append((word, start, end, False))
            for size in range(_FINEST, len(word)):
                for left in range(len(word) - size + 1):
                    part = word[left : left + size]
                    if self._table.get(part, 0) > 0:
                        found.append((part, start + left, start + left + size, True))
            start = end
        return tuple(found)


def runs(folded: str) -> Iterator[tuple[str, int, int]]:
    """The unbroken runs of a folded text with their places: Han characters, or letters and digits."""
    for run in _RUN.finditer(folded):
        yield run.group(), run.start(), run.end()


def is_han(run: str) -> bool:
    """Whether a run consists of Han characters (its first one decides: runs are not mixed)."""
    return "\u4e00" <= run[:1] <= "\u9fff" or _HAN_CHARACTER.match(run) is not None  # the common ones, then all


def has_han(text: str) -> bool:
    """Whether a Han character stands anywhere in a text."""
    return _HAN_CHARACTER.search(text) is not None


@cache
def plain() -> Segmenter:
    """The segmenter of the general dictionary alone, shared because loading it takes time."""
    return Segmenter()


@lru_cache(maxsize=2)
def shared_segmenter(domain: tuple[str, ...]) -> Segmenter:
    """The segmenter with a domain's words, shared by all who ask for the same: it remembers what it has cut."""
    return Segmenter(domain)


def _is_word(folded: str) -> bool:
    match = _RUN.fullmatch(folded)
    return match is not None and match.lastgroup == "han" and len(folded) >= _FINEST


@cache
def _general() -> Dictionary:
    return load_dictionary()


def _by_first_character(words: Iterable[str]) -> dict[str, list[str]]:
    """The words by their first character, each group sorted."""
    grouped: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        grouped.setdefault(word[0], []).append(word)
    return grouped


def _tokenizer(table: Frequencies, total: int) -> Any:  # noqa: ANN401 - jieba publishes no types
    """A jieba tokenizer over a table that is still to be filled, without jieba's cache in the shared folder."""
    jieba = _jieba()
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = table, total, True
    return tokenizer


@cache
def _jieba() -> Any:  # noqa: ANN401 - jieba publishes no types
    """Import jieba quietly, and without pkg_resources, which is slow, warns, and is needed for nothing here."""
    absent = "pkg_resources" not in sys.modules
    if absent:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # how Python marks a module not to be found
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        if absent:
            del sys.modules["pkg_resources"]
    return jieba
