"""Search and knowledge graph over Chinese vocational-education annual quality reports.

>>> import vocgraph
>>> library = vocgraph.open("library")
>>> library.search("乡村振兴 培训").results[0].text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from vocgraph.library import Library

__all__ = ["__version__", "open"]


def open(folder: Path | str = "library") -> Library:  # noqa: A001 - vocgraph.open() reads well, and nothing here opens files
    """Open a built library.

    :raises vocgraph.errors.LibraryMissingError: if nothing was built there.
    """
    from vocgraph.library import Library  # late: importing vocgraph stays cheap

    return Library.open(folder)
