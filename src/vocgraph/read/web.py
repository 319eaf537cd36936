"""Reads web pages: the text of the page without its menus, headings marked with #, tables as rows."""

from __future__ import annotations

import re
from typing import Any

_NO_TEXT = "script, style, noscript, template, nav, header, footer, aside, form, iframe, svg, button"
_LINE = re.compile(  # elements that start a line of their own
    r"address|article|blockquote|body|center|dd|details|div|dl|dt|fieldset|fig(?:caption|ure)|h[1-6]|hr|li|main|ol|p|pre|"
    r"section|summary|ul"
)
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_MOST_SPAN = 100  # columns or rows a cell can claim


def read_web(page: str) -> str:
    """The page's text, one block per line; a table row is a line of cells parted by tabs.

    A cell that spans several columns or rows is written once; its other places are empty cells.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    for node in tree.css(_NO_TEXT):
        node.decompose()
    out: list[str] = []
    if tree.body is not None:
        _walk(tree.body, out)
    text = "".join(out)
    return re.sub(r" *\n *", "\n", text).strip("\n")


def _walk(root: Any, out: list[str]) -> None:  # noqa: ANN401 - a node of the parser, untyped
    """Write a node's text; its own stack, because pages nest deeper than Python calls may."""
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            out.append(node)
        elif node.tag == "-text":
            out.append(_SPACE.sub(" ", node.text(deep=False) or ""))
        elif node.tag == "br":
            out.append("\n")
        elif node.tag == "table":
            out.append("\n" + "\n".join(_rows(node)) + "\n\n")
        else:
            block = _LINE.fullmatch(node.tag or "") is not None
            heading = "#" * int(node.tag[1]) + " " if re.fullmatch(r"h[1-6]", node.tag or "") else ""
            if block:
                waiting.append("\n")
            waiting.extend(reversed(list(node.iter(include_text=True))))
            if block:
                waiting.append("\n" + heading)


def _rows(table: Any) -> list[str]:  # noqa: ANN401 - a node of the parser, untyped
    rows = []
    pending: dict[int, int] = {}  # column: rows that a cell above still covers
    for row in table.css("tr"):
        cells: list[str] = []

        def cover(cells: list[str] = cells) -> None:
            while pending.get(len(cells), 0):
                pending[len(cells)] -= 1
                cells.append("")

        for cell in row.css("td, th"):
            cover()
            wide, tall = (_span(cell, name) for name in ("colspan", "rowspan"))
            text = _SPACE.sub(" ", cell.text(separator=" ")).strip()
            for extra in range(wide):
                if tall > 1:
                    pending[len(cells)] = tall - 1
                cells.append("" if extra else text)
        cover()
        rows.append("\t".join(cells))
    return rows


def _span(cell: Any, name: str) -> int:  # noqa: ANN401 - a node of the parser, untyped
    value = cell.attributes.get(name) or "1"
    return max(1, min(_MOST_SPAN, int(value))) if value.isdigit() else 1
