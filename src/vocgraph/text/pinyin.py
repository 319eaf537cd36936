"""Spells Chinese as it sounds, so that a name can be typed, and a wrong character mended, by its sound."""

from __future__ import annotations


def spell(text: str) -> list[str]:
    """One syllable without tone for each Han character, in context (重庆 is chong qing); other characters as they are.

    :return: as many pieces as the text has characters; ü is written v, as it is typed.
    """
    from pypinyin import lazy_pinyin  # late: only building and mending need it

    syllables: list[str] = lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # it takes a list of pieces too
    return syllables
