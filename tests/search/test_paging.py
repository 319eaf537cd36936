"""Pages of one answer never overlap and never disagree about the total."""

from __future__ import annotations

from pathlib import Path

from vocgraph.library import Library
from vocgraph.model import SearchQuery


def test_pages_hold_each_passage_once(built_library: Path) -> None:
    with Library.open(built_library) as library:
        pages = [library.search(SearchQuery("产业学院", limit=50, offset=at)) for at in range(0, 400, 50)]
    places = [(hit.report, hit.start) for page in pages for hit in page.results]
    assert len(places) == len(set(places)) > 100
    assert len({page.total for page in pages}) == 1
    assert len(places) == pages[0].ranked <= pages[0].total
