"""Opens a library folder and answers everything that is asked of it."""

from vocgraph.library.figures import MeasuredLibrary
from vocgraph.library.graph import GraphLibrary
from vocgraph.library.opened import tells_damage
from vocgraph.library.similar import SimilarLibrary
from vocgraph.library.suggesting import SuggestingLibrary

__all__ = ["Library"]


@tells_damage
class Library(SimilarLibrary, SuggestingLibrary, GraphLibrary, MeasuredLibrary):
    """One generation of a library, open for reading; it stays readable while a newer one is built."""
