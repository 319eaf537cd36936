"""Asks for pages as tests do, and reads what stands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser as HTMLParser

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def page(client: FlaskClient, address: str, *, status: int = 200) -> HTMLParser:
    """The page at an address, which must answer with that status."""
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return HTMLParser(answer.text)


def texts(tree: HTMLParser, selector: str) -> list[str]:
    """What stands in each of these elements, white space folded."""
    return [" ".join(node.text().split()) for node in tree.css(selector)]
