"""Shows the analyst's questions as pages: what two have in common, who is most connected, which groups there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, render_template, request

from vocgraph.model import EntityKind
from vocgraph.serve.arguments import read_kind, read_measure, read_number, read_text
from vocgraph.serve.charts import Bar, number, shares
from vocgraph.serve.current import current_library
from vocgraph.serve.links import bare_link, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from vocgraph.library import Library
    from vocgraph.model import Node

bp = Blueprint("analysis", __name__)

RANKED: Final = 30
GROUPS_SHOWN: Final = 12  # communities on a page
MEMBERS_SHOWN: Final = 12  # of each; the rest unfolds
NODES_OPEN: Final = 20  # of a side of a comparison; the rest unfolds
_SUGGESTED: Final = 40


@bp.get("/compare")
def compare() -> ResponseReturnValue:
    """Partners that two organisations, or two reports, share, and those that each has alone."""
    one, other = read_text(request.args, "a"), read_text(request.args, "b")
    library = current_library()
    shared, only_one, only_other = library.compare(one, other) if one and other else ((), (), ())
    return render_template(
        "compare.html",
        one=one,
        other=other,
        names=(_called(library, one), _called(library, other)) if one and other else ("", ""),
        groups=[shared, only_one, only_other],
        nodes_open=NODES_OPEN,
        known=[node.name for node in library.entities(kind=EntityKind.INSTITUTION, limit=_SUGGESTED)],
        infos={info.id: info for info in library.reports()},
        api=bare_link("api.compare", a=one, b=other) if one and other else "",
    )


@bp.get("/top")
def top() -> ResponseReturnValue:
    """The most connected entities, of one kind or of all, by one measure or the other."""
    kind, by = read_kind(request.args), read_measure(request.args)
    ranked = current_library().top(kinds=(kind,) if kind else (), by=by, limit=RANKED)
    return render_template(
        "top.html",
        kind=kind,
        kinds=tuple(EntityKind),
        by=by,
        rows=[(node, bar) for (node, _), bar in zip(ranked, _bars(ranked, share=by == "betweenness"), strict=True)],
        api=bare_link("api.top", kind=kind.value if kind else None, by=by),
    )


@bp.get("/communities")
def communities() -> ResponseReturnValue:
    """Groups of entities that have more to do with each other than with the rest, the most mentioned members first."""
    page = read_number(request.args, "page", default=1, low=1, high=1000)
    found = current_library().communities()
    first = (page - 1) * GROUPS_SHOWN
    return render_template(
        "communities.html",
        groups=[
            (at, group[0].name, sorted(group, key=lambda node: (-node.mentions, node.id)))
            for at, group in enumerate(found[first : first + GROUPS_SHOWN], start=first + 1)
        ],
        total=len(found),
        open_members=MEMBERS_SHOWN,
        page=page,
        has_next=first + GROUPS_SHOWN < len(found),
        api=bare_link("api.communities"),
    )


def _called(library: Library, end: str) -> str:
    """What a side of a comparison is called: a report by its id, anything else by its entity's name."""
    return end if any(info.id == end for info in library.reports()) else library.find(end).name


def _bars(ranked: Sequence[tuple[Node, float]], *, share: bool) -> list[Bar]:
    """Bars for a ranking.

    :param share: whether the measure is a share, to be read in percent.
    """
    lengths = shares([value for _, value in ranked])
    return [
        Bar(
            label=node.name,
            note="",
            value=_percent(value) if share else number(value),
            share=length,
            href=link("pages.entity", entity_id=node.id),
        )
        for (node, value), length in zip(ranked, lengths, strict=True)
    ]


def _percent(value: float) -> str:
    return f"{100 * value:.2f} %" if value >= 0.0001 else "< 0.01 %"
