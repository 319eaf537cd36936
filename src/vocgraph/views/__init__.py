"""Holds what a library answers: records with their JSON form, the same in Python, on the command line and over HTTP."""

from vocgraph.views.figures import FIGURE_COLUMNS, Indicator, IndicatorView, figure_dict
from vocgraph.views.graph import EntityView, companion_dict, node_dict, partner_dict, path_dict
from vocgraph.views.hits import FacetValue, Passage, Place, SearchResult
from vocgraph.views.inspection import inspection_dict
from vocgraph.views.reports import LibraryInfo, ReportView, report_dict

__all__ = [
    "FIGURE_COLUMNS",
    "EntityView",
    "FacetValue",
    "Indicator",
    "IndicatorView",
    "LibraryInfo",
    "Passage",
    "Place",
    "ReportView",
    "SearchResult",
    "companion_dict",
    "figure_dict",
    "inspection_dict",
    "node_dict",
    "partner_dict",
    "path_dict",
    "report_dict",
]
