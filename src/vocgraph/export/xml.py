"""Makes text safe for XML 1.0, which has no way at all to write most control characters."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_SPECIAL = re.compile('[&<>"\t\n\r]')


def clean(text: str) -> str:
    """The text with U+FFFD for every character that no XML 1.0 file may hold, not even as a reference."""
    return _ILLEGAL.sub("\ufffd", text)


def escape(text: str) -> str:
    """The text for an attribute or an element; line breaks and tabs survive in both."""
    return _SPECIAL.sub(lambda found: _MARKUP[found.group()], clean(text))


def comment(text: str) -> str:
    """The text for a comment, in which two hyphens must not meet."""
    return re.sub("-(?=-)", "- ", clean(text)).removesuffix("-")
