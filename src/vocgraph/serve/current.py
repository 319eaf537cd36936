"""Names the library that the running application shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

if TYPE_CHECKING:
    from vocgraph.library import Library


def current_library() -> Library:
    """The library that `create_app` was given."""
    library: Library = current_app.extensions["vocgraph"]
    return library
