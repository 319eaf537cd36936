"""Reads Word documents: paragraphs, headings, text boxes, and tables with merged cells."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from vocgraph.errors import UnreadableReportError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST_MEMBERS = 20_000
_MOST_BYTES = 400_000_000  # unpacked; a report of a thousand pages takes a twentieth
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_BREAK = re.compile(r"[\t\r\n\f]+")


def read_word(path: Path) -> str:
    """The document's text: headings marked with #, table rows as lines of cells parted by tabs.

    A cell that spans several columns or rows is written once; its other places are empty cells.

    :raises UnreadableReportError: if the file is no Word document, is damaged, or unpacks to too much.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    _check_size(path)
    try:
        document = docx.Document(str(path))
        headings = {
            style.style_id: int(match.group(1))
            for style in document.styles
            if style.name and (match := _HEADING.fullmatch(style.name))
        }
        return "\n".join(_blocks(document.element.body, headings))
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise UnreadableReportError(
            path,
            f"it is no sound Word document ({type(error).__name__}).",
            fix="Save it again as .docx in Word or WPS.",
        ) from error


def _check_size(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise UnreadableReportError(
            path,
            "it is no Word document (.docx is a zip file, this is none).",
            fix="Save it as .docx; .doc is another format.",
        ) from error
    unpacked = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or unpacked > _MOST_BYTES:
        raise UnreadableReportError(
            path,
            f"it unpacks to {unpacked:,} bytes in {len(members):,} parts, too much for a report.",
            fix="Check where it comes from; save it again without embedded files.",
        )


def _blocks(parent: Any, headings: dict[str, int]) -> Iterator[str]:  # noqa: ANN401 - an lxml element, untyped
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, headings)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, headings)
            yield ""
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            if content is not None:
                yield from _blocks(content, headings)


def _paragraph(element: Any, headings: dict[str, int]) -> Iterator[str]:  # noqa: ANN401 - an lxml element, untyped
    text = "".join(_characters(element))
    style = element.find(f"{_W}pPr/{_W}pStyle")
    level = headings.get(style.get(f"{_W}val"), 0) if style is not None else 0
    if level and text.strip():
        text = "#" * min(level, 6) + " " + text.strip()
    starts_page = any(True for _ in element.iter(f"{_W}lastRenderedPageBreak")) or any(
        mark.get(f"{_W}type") == "page" for mark in element.iter(f"{_W}br")
    )
    yield ("\f" if starts_page else "") + text
    for box in element.iter(f"{_W}txbxContent"):
        if not any(ancestor.tag == _FALLBACK for ancestor in box.iterancestors()):
            yield from _blocks(box, headings)


def _characters(element: Any) -> Iterator[str]:  # noqa: ANN401 - an lxml element, untyped
    """The text of a paragraph, without that of the text boxes anchored in it."""
    for node in element:
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag == f"{_W}tab":
            yield "\t"
        elif node.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n" if node.get(f"{_W}type") in {None, "textWrapping"} else ""
        elif node.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif node.tag not in {f"{_W}txbxContent", f"{_W}pPr", f"{_W}del", f"{_W}instrText", _FALLBACK}:
            yield from _characters(node)


def _table(element: Any, headings: dict[str, int]) -> Iterator[str]:  # noqa: ANN401 - an lxml element, untyped
    for row in element.iter(f"{_W}tr"):
        if next(ancestor for ancestor in row.iterancestors() if ancestor.tag == f"{_W}tbl") is not element:
            continue  # rows of a table within a cell are read with that cell
        cells: list[str] = []
        for cell in row.findall(f"{_W}tc") + row.findall(f"{_W}sdt/{_W}sdtContent/{_W}tc"):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
            text = (
                "" if goes_on else _BREAK.sub(" ", " ".join(part for part in _blocks(cell, headings) if part.strip()))
            )
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = int(span.get(f"{_W}val") or 1) if span is not None else 1
            cells += [text.strip(), *[""] * (min(width, 100) - 1)]
        yield "\t".join(cells)
