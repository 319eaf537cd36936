"""Keeps the last answers in memory: what was asked before is answered at once, until another library is shown."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from flask import Flask, Response, g, request

from vocgraph.serve.current import current_library

if TYPE_CHECKING:
    from vocgraph.library import Library

ROOM: Final = 64 << 20  # bytes of answers that are kept, with what keeping them takes
_KEEPING: Final = 2_000  # bytes that the shortest answer takes: its address, its headers and their places
_LARGEST: Final = 1 << 20  # bytes of one answer that is kept
_LONGEST: Final = 2_000  # characters of an address whose answer is kept
# Their answers depend on the address, the reader's language and the library alone.
_PAGES: Final = frozenset({
    *("pages.search", "pages.entities", "pages.entity", "pages.path", "cases.cases", "cases.case", "cases.similar"),
    *("api.search", "api.topics", "api.cases", "api.case", "api.similar", "api.entities", "api.entity"),
    *("api.companions", "api.partners", "api.path", "api.compare", "suggest.suggest"),
    *("indicators.indicators", "indicators.indicator", "analysis.compare", "analysis.top", "analysis.communities"),
})  # fmt: skip

_Key = tuple[str, str]  # address, language
_Answer = tuple[bytes, list[tuple[str, str]]]  # body, headers


class Answers:
    """The last answers about one library, the least lately asked for dropped first; safe to share between threads."""

    def __init__(self, *, room: int = ROOM) -> None:
        self._room, self._used = room, 0
        self._kept: OrderedDict[_Key, _Answer] = OrderedDict()
        self._about: Library | None = None
        self._lock = Lock()

    def get(self, library: Library, key: _Key) -> _Answer | None:
        """What was answered, if it was about this very library."""
        with self._lock:
            if library is not self._about:
                self._about, self._used = library, 0
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, library: Library, key: _Key, answer: _Answer) -> None:
        """Keep an answer, unless another library has been asked since."""
        with self._lock:
            if library is not self._about or len(answer[0]) > _LARGEST:
                return
            if key in self._kept:
                self._used -= _size(key, self._kept.pop(key))
            self._used += _size(key, answer)
            self._kept[key] = answer
            while self._used > self._room:
                self._used -= _size(*self._kept.popitem(last=False))


def _size(key: _Key, answer: _Answer) -> int:
    """Bytes that keeping an answer takes, roughly: many short ones must not fill the memory either."""
    return len(answer[0]) + len(key[0]) + _KEEPING


def remember(app: Flask) -> None:
    """Answer from memory where the same was asked of the same library in the same language; registered last."""
    answers = Answers()

    @app.before_request
    def recall() -> Response | None:
        if request.method != "GET" or request.endpoint not in _PAGES or len(request.full_path) > _LONGEST:
            return None
        g.asked = request.full_path, g.language
        known = answers.get(current_library(), g.asked)
        if known is None:
            return None
        g.pop("asked")
        return Response(known[0], headers=known[1])

    @app.after_request
    def note(response: Response) -> Response:
        if "asked" in g and response.status_code == 200 and not response.is_streamed:
            answers.put(current_library(), g.asked, (response.get_data(), list(response.headers)))
        return response
