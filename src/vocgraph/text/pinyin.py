"""Spells Chinese as it sounds, so that a name can be typed, and a wrong character mended, by its sound."""

from __future__ import annotations

from functools import lru_cache


def spell(text: str) -> list[str]:
    """One syllable without tone for each Han character, in context (重庆 is chong qing); other characters as they are.

    :return: as many pieces as the text has characters; ü is written v, as it is typed.
    """
    from pypinyin.seg.simpleseg import seg  # late: only building and mending need it

    return [syllable for word in seg(text) for syllable in _syllables(word)]


@lru_cache(maxsize=50_000)
def _syllables(word: str) -> tuple[str, ...]:
    """The syllables of a word as pypinyin cuts them; names are made of the same words, and each takes it long."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin([word], errors=list))  # type: ignore[arg-type]  # it takes a list of pieces too
