"""Reads a report file into a Report, whatever its format."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING

from vocgraph.errors import UnreadableReportError, legible
from vocgraph.model import Report
from vocgraph.read import plain
from vocgraph.read.isolated import read_isolated

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".txt", ".md", ".pdf", ".docx", ".html", ".htm")
_ISOLATED = frozenset((".pdf", ".docx", ".html", ".htm"))
_NO_NAME = re.compile(r"[^\w.\-]+")
_LARGEST = 300_000_000  # bytes of a file
_LARGEST_PLAIN = 4 * plain.LONGEST  # bytes: no character takes more in any encoding that is read


def name_report(path: Path) -> str:
    """The id of a report: its file's stem, with a hyphen for whatever has no place in an address.

    Marks that turn the direction of writing, control characters and separators of folders are such things.
    """
    return _NO_NAME.sub("-", unicodedata.normalize("NFC", path.stem)).strip("-.") or "report"


def read_report(path: Path, *, id: str | None = None) -> Report:  # noqa: A002 - it is the record's own field name
    """Read one report file.

    :param id: the report's id; `name_report` gives it where none is given.
    :raises UnreadableReportError: if the file is missing, of no known kind, damaged, or holds no text.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnreadableReportError(
            path,
            f"{ending or 'a file without an ending'} is no kind of report.",
            fix=f"Save it as {', '.join(ENDINGS)}.",
        )
    largest = _LARGEST if ending in _ISOLATED else _LARGEST_PLAIN
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= largest else b""
    except OSError as error:
        raise UnreadableReportError(
            path, f"it cannot be opened ({error.strerror}).", fix="Check the path, and that you may read it."
        ) from error
    if size > largest:
        raise UnreadableReportError(path, f"it has {size:,} bytes, too many for a report.", fix="Split or compress it.")
    if not raw:
        raise UnreadableReportError(path, "the file is empty (0 bytes).", fix="Fetch it again.")
    text = read_isolated(path) if ending in _ISOLATED else plain.decode(raw, source=path)
    text = plain.settle(text, source=path)
    plain.see_length(text, source=path)
    return Report(
        id=name_report(path) if id is None else id,
        text=text,
        pages=plain.page_starts(text),
        source=legible(path.name),
        sha256=hashlib.sha256(raw).hexdigest(),
    )
