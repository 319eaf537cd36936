"""Gathers every word of the interface in Chinese and English, and chooses between the two."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from vocgraph.errors import QueryError
from vocgraph.serve.words_of_data import DATA
from vocgraph.serve.words_of_graph import GRAPH
from vocgraph.serve.words_of_texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.datastructures import LanguageAccept

LANGUAGES: Final = ("zh", "en")
HTML_LANGUAGE: Final = {"zh": "zh-CN", "en": "en"}

WORDS: Final[dict[str, tuple[str, str]]] = {**TEXTS, **GRAPH, **DATA}  # key: (Chinese, English)

# Words of the genre, not of any report: what someone new to the page can try.
EXAMPLES: Final[dict[str, tuple[str, ...]]] = {
    "zh": ("产业学院 共建", "订单班怎样培养人才", "乡村振兴 培训", "现场工程师", "心理健康教育"),
    "en": ("industrial college", "rural revitalisation training", "digital teaching resources", "skills competition"),
}


def choose_language(asked: str | None, accepted: LanguageAccept) -> str:
    """The language named in the address, else the one the browser prefers, else Chinese.

    :raises QueryError: if the address names a language that there is none of.
    """
    if asked is None:
        best = accepted.best_match(("zh", "zh-CN", "zh-Hans", "zh-TW", "zh-HK", "en"), default="zh")
        return best[:2]
    if asked not in LANGUAGES:
        raise QueryError(
            "There is no interface in {language!r}.",
            fix="Use {known}.",
            language=asked[:20],
            known=" / ".join(f"lang={each}" for each in LANGUAGES),
        )
    return asked


@cache
def teller(language: str) -> Callable[..., str]:
    """A function that gives a string of WORDS in one language, its places filled in."""
    column = LANGUAGES.index(language)
    plain = {key: strings[column] for key, strings in WORDS.items() if not {"{", "|"} & set(strings[column])}

    def tell(key: str, **values: object) -> str:
        if key in plain:
            return plain[key]
        one, _, many = WORDS[key][column].partition("|")  # "1 case|{count} cases"
        return (many if many and values.get("count") not in {1, "1"} else one).format(**values)

    return tell
