"""Reads web pages: the text of the page without its menus, headings marked with #, tables as rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_TEXT = re.compile(r"script|style|noscript|template|iframe|svg|nav|menu|input|select|datalist|textarea|button")
_LINE = re.compile(  # elements that start a line of their own
    r"address|article|aside|blockquote|body|caption|center|dd|details|div|dl|dt|fieldset|fig(?:caption|ure)|footer|form|"
    r"h[1-6]|header|hr|legend|li|main|ol|p|pre|section|summary|t[dh]|ul"
)
_HEADING = re.compile(r"h[1-6]")
_WITHIN = ":is(article, main, section, blockquote)"  # what has a header and a footer of its own
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_MOST_SPAN = 100  # columns or rows a cell can claim


def read_web(page: str) -> str:
    """The page's text, one block per line; a table row is a line of cells parted by tabs.

    A cell that spans several columns or rows is written once; its other places are empty cells. A table that only lays
    out the page is read as the blocks in it.
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    out: list[str] = []
    if tree.body is not None:
        _walk(tree.body, out, _menus(tree))
    text = re.sub(r" *\n *", "\n", "".join(out))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _menus(tree: Any) -> frozenset[int]:  # noqa: ANN401 - a page of the parser, untyped
    """The page's own footer, its header where that says nothing, and lists in headers: what leads to other pages."""

    def found(selector: str) -> set[int]:
        return {node.mem_id for node in tree.css(selector)}

    own = found("header, footer") - found(f"{_WITHIN} header, {_WITHIN} footer")
    return frozenset((own - found("header:has(h1, h2, h3, h4, h5, h6, p)")) | found("header ul, header ol"))


def _walk(root: Any, out: list[str], menus: frozenset[int]) -> None:  # noqa: ANN401 - a node of the parser, untyped
    """Write a node's text; its own stack, because pages nest deeper than Python calls may."""
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        tag = node.tag or ""
        if _NO_TEXT.fullmatch(tag) or node.mem_id in menus:
            continue
        if tag == "-text":
            out.append(_SPACE.sub(" ", node.text(deep=False) or ""))
        elif tag == "br":
            out.append("\n")
        elif tag == "table" and not _is_layout(node):
            out.append("\n" + "\n".join(_rows(node, menus)) + "\n\n")
        else:
            block = _LINE.fullmatch(tag) is not None
            heading = "#" * int(tag[1]) + " " if _HEADING.fullmatch(tag) else ""
            if block:
                waiting.append("\n")
            waiting.extend(reversed(list(node.iter(include_text=True))))
            if block:
                waiting.append("\n" + heading)


def _is_layout(table: Any) -> bool:  # noqa: ANN401 - a node of the parser, untyped
    """Whether a table's cells are parts of the page: they hold headings, tables or mostly several blocks each.

    One paragraph per cell tells nothing: word processors write every table like that.
    """
    filled = several = 0
    for row in _own_rows(table):
        for cell in _own_cells(row):
            blocks = _blocks(cell)
            if blocks is None:
                return True
            filled += blocks > 0
            several += blocks > 1
    return filled == 1 or several * 2 > filled


def _blocks(cell: Any) -> int | None:  # noqa: ANN401 - a node of the parser, untyped
    """How many blocks of text a cell holds; None if a heading or another table is among them."""
    blocks, open_ = 0, False  # open_: text that comes now belongs to the block counted last
    waiting: list[Any] = [cell]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            open_ = False
            continue
        tag = node.tag or ""
        if tag == "table" or _HEADING.fullmatch(tag):
            return None
        if tag == "-text":
            if not open_ and _SPACE.sub("", node.text(deep=False) or ""):
                blocks, open_ = blocks + 1, True
        elif not _NO_TEXT.fullmatch(tag):
            border = _LINE.fullmatch(tag) is not None
            if border:
                open_ = False
                waiting.append("")
            waiting.extend(reversed(list(node.iter(include_text=True))))
    return blocks


def _own_rows(table: Any) -> Iterator[Any]:  # noqa: ANN401 - nodes of the parser, untyped
    """The rows of a table, without those of tables in it."""
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in part.iter() if row.tag == "tr")


def _own_cells(row: Any) -> Iterator[Any]:  # noqa: ANN401 - nodes of the parser, untyped
    return (cell for cell in row.iter() if cell.tag in {"td", "th"})


def _rows(table: Any, menus: frozenset[int]) -> list[str]:  # noqa: ANN401 - a node of the parser, untyped
    rows = [_flat(part, menus) for part in table.iter() if part.tag == "caption"]
    pending: dict[int, int] = {}  # column: rows that a cell above still covers
    for row in _own_rows(table):
        cells: list[str] = []
        for cell in _own_cells(row):
            _pass_covered(cells, pending)
            wide, tall = (_span(cell, name) for name in ("colspan", "rowspan"))
            text = _flat(cell, menus)
            for extra in range(wide):
                if tall > 1:
                    pending[len(cells)] = tall - 1
                cells.append("" if extra else text)
        _pass_covered(cells, pending)
        rows.append("\t".join(cells))
    return rows


def _pass_covered(cells: list[str], pending: dict[int, int]) -> None:
    """Leave the next columns of a row empty as long as a cell above covers them."""
    while pending.get(len(cells), 0):
        pending[len(cells)] -= 1
        cells.append("")


def _flat(cell: Any, menus: frozenset[int]) -> str:  # noqa: ANN401 - a node of the parser, untyped
    """A cell's text in one line, a blank where a block or a line ends."""
    out: list[str] = []
    _walk(cell, out, menus)
    return _SPACE.sub(" ", "".join(out)).strip()


def _span(cell: Any, name: str) -> int:  # noqa: ANN401 - a node of the parser, untyped
    value = cell.attributes.get(name) or "1"
    return max(1, min(_MOST_SPAN, int(value))) if value.isdigit() else 1
