"""Reads the text layer of a PDF, page by page."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from vocgraph.errors import UnreadableReportError

if TYPE_CHECKING:
    from pathlib import Path

_FEWEST = 3  # letters or Han characters per page, on average, below which pages are pictures
# PDF fonts often point at radicals that only look like the character meant (⽤ for 用): one for one, so places stay.
_LOOKALIKES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_HYPHENS = {0x0002: "-", 0xFFFE: "-"}  # how pdfium writes a hyphen at a line's end


def read_pdf(path: Path) -> str:
    """The text of every page, each page opened by a form feed but the first.

    :raises UnreadableReportError: if the file is damaged, locked, or its pages are pictures.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadableReportError(
            path,
            "it is locked with a password." if locked else f"it is no sound PDF ({error}).",
            fix="Save an unlocked copy." if locked else "Open it in a PDF reader and save it again, or fetch it again.",
        ) from error
    try:
        pages = []
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            pages.append(text.get_text_range().translate(_LOOKALIKES).translate(_HYPHENS).replace("\f", " "))
            text.close()
            page.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableReportError(
            path, f"its page {len(pages) + 1} cannot be read ({error}).", fix="Save it again with a PDF printer."
        ) from error
    finally:
        document.close()
    letters = sum(character.isalpha() for page_text in pages for character in page_text)
    if letters < _FEWEST * max(1, len(pages)):
        raise UnreadableReportError(
            path,
            f"its {len(pages)} pages hold {letters} letters: they are pictures.",
            fix="Run text recognition (OCR) on it first.",
        )
    return "\n\f".join(pages)
