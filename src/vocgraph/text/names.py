"""Folds names so that the same name printed in two ways is found as one."""

from __future__ import annotations

import re
import unicodedata

_IGNORED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉*#·•()（）\[\]【】<>,.:;、，。：；\-–—_]")


def fold_name(name: str) -> str:
    """The letters, digits and characters of a name, in half width and lower case; for look-up, never for display."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name)).casefold()
