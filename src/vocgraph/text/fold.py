"""Tells kinds of characters apart and folds away what typing and extraction vary."""

from __future__ import annotations

import re

_DROPPED = re.compile(r"[\s\"'“”‘’「」《》〈〉*#·•—–\-()\[\]【】,.:、，。：]")
_NARROW = re.compile(  # one character that is not CJK, see is_cjk
    r"[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff“”‘’—…·]"
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def is_cjk(character: str) -> bool:
    """Whether a character is set without spaces around it: Han, kana, CJK and full-width marks, Chinese quotes."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
        or character in "“”‘’—…·"
    )


def width(text: str) -> int:
    """The printed width of a line, counted in half-width columns: a Han character takes two."""
    return 2 * len(text) - len(_NARROW.findall(text))


def half_width(text: str) -> str:
    """Full-width ASCII and the ideographic space as their half-width twins; same length, so positions stay."""
    return text.translate(_WIDE)


def squash(text: str) -> str:
    """A key under which two spellings of one heading or name meet: no spaces, quotes, brackets, case or width."""
    return _DROPPED.sub("", half_width(text)).lower()
