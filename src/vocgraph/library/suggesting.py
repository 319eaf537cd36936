"""Asks a library for names: those that typed characters may become, and those that a slip may have meant."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from vocgraph.library.opened import OpenedLibrary, damage_told

if TYPE_CHECKING:
    from vocgraph.search.suggestions import Suggester, Suggestion


class SuggestingLibrary(OpenedLibrary):
    """What is asked of a library's names before it is searched."""

    @cached_property
    def _suggester(self) -> Suggester:
        from vocgraph.search.suggestions import Suggester  # late: only a page with a search box needs it

        with damage_told(self.folder):
            return Suggester(self._generation.path("suggestions.sqlite"))

    def _opened_suggester(self) -> Suggester:
        with self._lock:
            return self._suggester

    def close(self) -> None:
        """Let go of the files."""
        super().close()
        if "_suggester" in self.__dict__:
            self._suggester.close()

    def suggest(self, text: str, *, limit: int = 4) -> tuple[Suggestion, ...]:
        """What the typed characters may become: topics, organisations and cases, by name, pinyin or its first letters.

        :param limit: suggestions of each kind.
        """
        return self._opened_suggester().suggest(text, limit=limit)

    def spellings(self, text: str, *, limit: int = 3) -> tuple[str, ...]:
        """Names that the text may be a slip of, nearest first; none where it is a name itself."""
        return self._opened_suggester().near(text, limit=limit)
