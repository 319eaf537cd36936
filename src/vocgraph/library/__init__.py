"""Opens a library folder and answers everything that is asked of it."""

from vocgraph.library.graph import GraphLibrary
from vocgraph.library.searching import SearchedLibrary
from vocgraph.library.suggesting import SuggestingLibrary

__all__ = ["Library"]


class Library(SearchedLibrary, SuggestingLibrary, GraphLibrary):
    """One generation of a library, open for reading; it stays readable while a newer one is built."""
