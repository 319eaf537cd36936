"""Folds the ways one word can be written (width, case, traditional characters) into one form for searching."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_LONG = 64  # characters from which on an array is worth setting up
_UNKNOWN, _OTHER = 0xFFFF, 0xFFFE  # for a character not yet folded, and for one that does not fold to a single unit
_HAN = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32000))  # blocks where a traditional form may stand


def fold(text: str) -> str:
    """The search form of a text: NFKC, lower case, simplified characters. It may be longer than the text."""
    return text.translate(_folds()) if len(text) < _LONG else _fold_long(text)


def fold_with_places(text: str) -> tuple[str, Sequence[int]]:
    """The search form, and for each of its characters the position in ``text`` of the character it came from."""
    folded = fold(text)
    if len(folded) == len(text):  # no character folds to nothing, so each has folded to one
        return folded, range(len(text))
    folds = _folds()
    pieces = []
    places: list[int] = []
    for position, character in enumerate(text):
        piece = folds[ord(character)]
        pieces.append(piece)
        places.extend([position] * len(piece))
    return "".join(pieces), places


def _fold_long(text: str) -> str:
    """The same as `fold` by one look into an array: a long text takes an eighth of the time."""
    table = _table()
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    folded = table.take(codes)
    if folded.max() >= _OTHER:
        folds = _folds()
        for code in np.unique(codes[folded == _UNKNOWN]).tolist():
            one = folds[code]
            table[code] = ord(one) if len(one) == 1 and ord(one) < _OTHER else _OTHER
        folded = table.take(codes)
    return folded.tobytes().decode("utf-16-le") if folded.max() < _OTHER else text.translate(_folds())


@cache
def _table() -> NDArray[np.uint16]:
    """What each UTF-16 unit folds to where that is known and a single unit, else a sign of it; filled as texts come."""
    table = np.full(1 << 16, _UNKNOWN, dtype="<u2")
    table[0xD800:0xE000] = _OTHER  # halves of characters beyond the first plane
    return table


class _Folds(dict[int, str]):
    """Folds character by character, so that every place stays known; each character is worked out once."""

    def __init__(self, converter: Any) -> None:  # noqa: ANN401 - opencc publishes no types
        super().__init__()
        self._converter = converter

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).lower()
        if any(low <= ord(character) < high for character in folded for low, high in _HAN):
            simplified: str = self._converter.convert(folded)
            folded = simplified
        self[code] = folded
        return folded


@cache
def _folds() -> _Folds:
    from opencc import OpenCC  # late: only searching and indexing need it

    return _Folds(OpenCC("t2s"))
