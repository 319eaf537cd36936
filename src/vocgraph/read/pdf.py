"""Reads the text layer of a PDF, page by page."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from vocgraph.errors import UnreadableReportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_FEWEST = 3  # letters or Han characters per page, on average, below which pages are pictures
# PDF fonts often point at radicals that only look like the character meant (⽤ for 用): one for one, so places stay.
_LOOKALIKES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_HYPHENS = {0x0002: "-", 0xFFFE: "-"}  # how pdfium writes a hyphen at a line's end
_INDENT = "\u3000\u3000"  # how the genre opens a paragraph: two characters wide
_HAN_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
_MARGIN = 0.02  # share of a document's lines that start at one place, which makes it a margin


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, where it starts from the left, and how wide its first Chinese character is."""

    text: str
    left: int | None  # points; None on turned pages
    em: float | None  # points


def read_pdf(path: Path) -> str:
    """The text of every page, each page opened by a form feed but the first.

    A line that opens a paragraph keeps its indent, as two full-width spaces: nothing else tells where a paragraph
    starts when the one before it ends in a full line.

    :raises UnreadableReportError: if the file is damaged, locked, or its pages are pictures.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadableReportError(
            path,
            "it is locked with a password." if locked else f"it is no sound PDF ({str(error).rstrip('.')}).",
            fix="Save an unlocked copy." if locked else "Open it in a PDF reader and save it again, or fetch it again.",
        ) from error
    try:
        pages: list[list[_Line]] = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            pages.append(_lines(text, turned=page.get_rotation() != 0))
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableReportError(
            path,
            f"its page {len(pages) + 1} cannot be read ({str(error).rstrip('.')}).",
            fix="Save it again with a PDF printer.",
        ) from error
    finally:
        document.close()
    letters = sum(character.isalpha() for lines in pages for line in lines for character in line.text)
    if letters < _FEWEST * max(1, len(pages)):
        raise UnreadableReportError(
            path,
            f"its {len(pages)} pages hold {letters} letters: they are pictures.",
            fix="Run text recognition (OCR) on it first.",
        )
    return "\n\f".join("\n".join(lines) for lines in _with_indents(pages))


def _lines(text: Any, *, turned: bool) -> list[_Line]:  # noqa: ANN401 - pypdfium2's text page, untyped
    out = []
    at = 0  # in UTF-16 units, which pdfium counts in
    for line in text.get_text_range().split("\r\n"):
        first, second = (None, None) if turned or not line.strip() else (_left(text, at), _left(text, at + 1))
        em = second - first if first is not None and second is not None and _HAN_PAIR.match(line) else None
        shown = line.translate(_LOOKALIKES).translate(_HYPHENS).replace("\f", " ")
        out.append(_Line(shown, None if first is None else round(first), em))
        at += len(line.encode("utf-16-le", "surrogatepass")) // 2 + 2
    return out


def _left(text: Any, at: int) -> float | None:  # noqa: ANN401 - pypdfium2's text page, untyped
    """Where a character of a page starts, in points from the left."""
    import pypdfium2.raw

    x, y = ctypes.c_double(), ctypes.c_double()
    index = pypdfium2.raw.FPDFText_GetCharIndexFromTextIndex(text, at)
    known = index >= 0 and pypdfium2.raw.FPDFText_GetCharOrigin(text, index, x, y)
    return x.value if known else None


def _with_indents(pages: Sequence[Sequence[_Line]]) -> list[list[str]]:
    """The lines of each page; those that start two characters right of a margin start with two full-width spaces."""
    ems = [line.em for lines in pages for line in lines if line.em is not None]
    em = median(ems) if ems else 0.0
    starts = Counter(line.left for lines in pages for line in lines if line.left is not None)
    margins = sorted(left for left, count in starts.items() if count >= max(3, _MARGIN * starts.total()))
    indented = {
        left for left in starts if any(1.6 * em <= left - margin <= 2.4 * em for margin in margins) and em > 0.0
    }
    return [[_INDENT + line.text if line.left in indented else line.text for line in lines] for lines in pages]
