"""Decodes text files, and brings every reader's text into one form."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

from vocgraph.errors import UnreadableReportError

if TYPE_CHECKING:
    from pathlib import Path

LONGEST = 2_000_000  # characters of a report's text; the longest ones of the genre have a tenth of that

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_NEWLINES = re.compile(r"\r\n?|\x85|\u2028|\u2029")
# The commonest Han characters of any modern text: a wrong decoding yields rare ones instead.
_COMMON = frozenset("的一是了在有人和中大为上个国学生校教育年业工产发展职专质量报告不以到时地成要于对会可作出能与及")


def decode(raw: bytes, *, source: Path) -> str:
    """The text of a file, by its byte order mark, as UTF-8, or as GB18030 where that yields Chinese.

    :raises UnreadableReportError: if the bytes are no text, with the offset of the first byte that is none.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_as(raw, encoding, source=source)
    if b"\x00" in raw[:4096]:
        raise UnreadableReportError(
            source,
            f"not a text file, byte {raw.index(0)} is zero.",
            fix="Save it as UTF-8 text, or give it its true ending (.pdf, .docx).",
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        chinese = _gb18030(raw)
        if chinese is not None:
            return chinese
        raise UnreadableReportError(
            source,
            f"neither UTF-8 nor GB18030 text, byte {error.start} is {raw[error.start]:#04x}.",
            fix="Open it where it was made and save it as UTF-8.",
        ) from error


def settle(text: str, *, source: Path) -> str:
    r"""One form for all readers: NFC, lines ended by ``\n`` alone, no control characters but tab and form feed.

    :raises UnreadableReportError: if nothing but white space is left.
    """
    text = unicodedata.normalize("NFC", _NEWLINES.sub("\n", text))
    text = _CONTROL.sub(" ", text.removeprefix("\ufeff"))
    if not text.strip():
        raise UnreadableReportError(
            source, "there is no text in it.", fix="If its pages are pictures, run text recognition (OCR) on it first."
        )
    return text


def see_length(text: str, *, source: Path) -> None:
    """See that a text is no longer than a report can be.

    :raises UnreadableReportError: if it is.
    """
    if len(text) > LONGEST:
        raise UnreadableReportError(
            source, f"it holds {len(text):,} characters, too many for a report.", fix="Split it into its reports."
        )


def page_starts(text: str) -> tuple[int, ...]:
    """Where pages start in a text whose pages are parted by form feeds; empty where there is none.

    A page starts with its form feed, which stands on its first line: that line is then of this page as a whole.
    """
    breaks = [match.start() for match in re.finditer("\f", text)]
    if not breaks:
        return ()
    return (0, *(start for start in breaks if start + 1 < len(text)))


def _decode_as(raw: bytes, encoding: str, *, source: Path) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableReportError(
            source,
            f"its first bytes promise {encoding.upper()}, but byte {error.start} breaks it.",
            fix="The file may be cut short: fetch it again, or save it as UTF-8.",
        ) from error


def _gb18030(raw: bytes) -> str | None:
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    han = [character for character in text if "\u4e00" <= character <= "\u9fff"]
    if len(_CONTROL.findall(text)) > len(text) // 200 or not han:
        return None
    common = sum(character in _COMMON for character in han)
    return text if common >= len(han) * 0.05 else None
