"""Files names under a letter, as an address book does."""

from __future__ import annotations

from functools import cache

OTHER = "#"  # for names that begin with neither a Chinese character nor a letter


def initial(name: str) -> str:
    """The letter A to Z under which a name is looked for: of its first character's pinyin, or that character itself.

    Quotation marks and brackets in front are passed over; ``#`` where no letter can be told.
    """
    first = next((char for char in name if char.isalnum()), "")
    letter = first if first.isascii() else _pinyin(first)[:1]
    return letter.upper() if letter.isalpha() and letter.isascii() else OTHER


@cache
def _pinyin(char: str) -> str:
    from pypinyin import lazy_pinyin  # late: its tables take a tenth of a second

    return "".join(lazy_pinyin(char, errors="ignore"))
