"""Writes RDF terms as N-Triples, N-Quads and Turtle spell them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from vocgraph.graph.rdf import Iri

if TYPE_CHECKING:
    from vocgraph.graph.rdf import Literal, Quad

# Every control character is written as an escape: some are illegal raw, and the rest break editors and line readers.
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\u2028\u2029\ud800-\udfff]')
_SHORT = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def write_term(term: Iri | Literal) -> str:
    """``<https://…>``, ``"蓝海"@zh`` or ``"3"^^<…integer>``."""
    if isinstance(term, Iri):
        return write_iri(term.value)
    text = f'"{escape(term.value)}"'
    if term.language:
        return f"{text}@{term.language}"
    return f"{text}^^{write_iri(term.datatype)}" if term.datatype else text


@lru_cache(maxsize=1 << 16)
def write_iri(iri: str) -> str:
    """An address in angle brackets.

    :raises ValueError: if it holds a character that no address may hold: whoever made it forgot to encode it.
    """
    if _NOT_IN_IRI.search(iri):
        raise ValueError(f"not an IRI: {iri!r}")
    return f"<{iri}>"


def write_quad(quad: Quad) -> str:
    """One line of N-Quads, its end included."""
    graph = f" {write_iri(quad.graph)}" if quad.graph else ""
    return f"{write_iri(quad.subject.value)} {write_iri(quad.predicate.value)} {write_term(quad.object)}{graph} .\n"


def escape(text: str) -> str:
    """The characters between the quotation marks. A lone surrogate, which no file can hold, becomes U+FFFD."""
    return _ESCAPED.sub(_spell, text)


def _spell(found: re.Match[str]) -> str:
    character = found.group()
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _SHORT.get(character, f"\\u{ord(character):04X}")
