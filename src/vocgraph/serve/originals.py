"""Shows the pages of the PDF that a report was read from, as images."""

from __future__ import annotations

from functools import lru_cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, current_app, request
from werkzeug.exceptions import ServiceUnavailable

from vocgraph.errors import PageImageError, UnknownPageError
from vocgraph.read.drawing import MEMORY, SECONDS, draw_page
from vocgraph.serve.current import current_library

if TYPE_CHECKING:
    from pathlib import Path

    from flask.typing import ResponseReturnValue

    from vocgraph.library import Library

bp = Blueprint("originals", __name__)

PAGES_KEPT: Final = 32  # images, in memory; one of text has 100 to 300 kB
_AT_ONCE: Final = 2  # pages drawn side by side; each takes a processor
_PATIENCE: Final = 2.0  # seconds that a request waits for its turn: it keeps one of the server's threads meanwhile

_turns = BoundedSemaphore(_AT_ONCE)


@bp.get("/reports/<report_id>/pages/<int:number>.png")
def page_image(report_id: str, number: int) -> ResponseReturnValue:
    """One page of a report that was read from a PDF, as it was printed."""
    library = current_library()
    pages = count_pages(library, report_id)
    path = library.original(report_id)
    if path is None or not 1 <= number <= pages:
        raise UnknownPageError(report_id, number, pages=pages)
    tag = f"{path.stem[:32]}-{number}-{current_app.extensions['vocgraph-run']}"
    if tag in request.if_none_match:
        unchanged = Response(status=304)
        unchanged.set_etag(tag)
        return unchanged
    image = _image(path, number)
    if not image:
        raise PageImageError(number, memory=MEMORY, seconds=SECONDS)
    answer = Response(image, mimetype="image/png")
    answer.set_etag(tag)
    return answer


def count_pages(library: Library, report_id: str) -> int:
    """How many pages of a report can be shown; 0 where the library keeps no PDF of it.

    :raises UnknownReportError: if the library does not hold it.
    """
    if library.original(report_id) is None:
        return 0
    return max(1, next(info.pages for info in library.reports() if info.id == report_id))


@lru_cache(maxsize=PAGES_KEPT)
def _image(path: Path, number: int) -> bytes:
    """The page's image; empty where it cannot be drawn, which is not tried again for each visitor.

    :raises ServiceUnavailable: if others are being drawn for too long.
    """
    if not _turns.acquire(timeout=_PATIENCE):
        raise ServiceUnavailable("Other pages are being drawn.")
    try:
        return draw_page(path, number)
    except PageImageError:
        return b""
    finally:
        _turns.release()
