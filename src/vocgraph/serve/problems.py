"""Says what went wrong: to programs as RFC 9457 problem details, to people as a page."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, NotFound

from vocgraph.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryMissingError,
    PageImageError,
    QueryError,
    QueryTooSlowError,
    UnknownCaseError,
    UnknownIndicatorError,
    UnknownNameError,
    UnknownPageError,
    UnknownPlaceError,
    UnknownReportError,
    UnknownTopicError,
    VocgraphError,
)
from vocgraph.export.formats import UnknownFormatError
from vocgraph.serve.pages import show_error
from vocgraph.serve.wordings import CHINESE, in_chinese

_LOG = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
_FOR_PROGRAMS: Final = ("/api/", "/sparql", "/export/")  # what they ask answers errors as problem details
_STATUS: Final[tuple[tuple[type[VocgraphError], int], ...]] = (
    (QueryTooSlowError, 503),
    (QueryError, 400),
    (UnknownNameError, 404),
    (UnknownReportError, 404),
    (UnknownPageError, 404),
    (PageImageError, 404),
    (UnknownCaseError, 404),
    (UnknownPlaceError, 404),
    (UnknownTopicError, 404),
    (UnknownIndicatorError, 404),
    (UnknownFormatError, 404),
    (LibraryMissingError, 503),
    (LibraryDamagedError, 503),
    (LibraryBusyError, 503),
)

_NO_PAGE: Final = "No page has this address. Check it, or begin with a search."
_UNFORESEEN: Final = ("The server met an error that it did not foresee.", "Try again; the server's log says more.")


def handle_errors(app: Flask) -> None:
    """Register the one handler; views raise and never catch."""

    @app.errorhandler(Exception)
    def tell(error: Exception) -> Response:
        for_programs = request.path.startswith(_FOR_PROGRAMS)
        status, problem, fix = explain(error, "en" if for_programs else g.get("language", "zh"))
        if status >= 500:
            _LOG.error("%s %s failed", request.method, request.path, exc_info=error)
        if for_programs:
            response = _problem(status, problem, fix)
        else:
            title = "error.name" if isinstance(error, UnknownNameError) else ""
            response = show_error(status, problem, fix, title=title)
        if isinstance(error, HTTPException):
            allowed = dict(error.get_headers()).get("Allow")  # 405 must name what is accepted
            if allowed:
                response.headers["Allow"] = allowed
        return response


def explain(error: Exception, language: str) -> tuple[int, str, str]:
    """HTTP status, the problem, and the way out. An unforeseen error tells nothing of the inside."""
    if isinstance(error, VocgraphError):
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
        return status, *(in_chinese(error) if language == "zh" else (error.problem, error.fix))
    if isinstance(error, HTTPException):
        status, problem, fix = error.code or 500, error.description or "", ""
    else:
        status, problem, fix = 500, *_UNFORESEEN
    if language == "zh":
        problem, fix = CHINESE.get(problem, problem), CHINESE.get(fix, fix)
    elif problem == NotFound.description:
        problem = _NO_PAGE
    return status, problem, fix


def _problem(status: int, problem: str, fix: str) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": problem}
    if fix:
        body["fix"] = fix
    return Response(json.dumps(body, ensure_ascii=False), status, content_type=MEDIA_TYPE)
