"""Completes what is typed into a search box: what it may become, and where choosing it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, g, jsonify, request

from vocgraph.model import EntityKind
from vocgraph.ontology import labels
from vocgraph.search.suggestions import SuggestionKind
from vocgraph.serve.arguments import read_number, read_text, refuse_unknown
from vocgraph.serve.current import current_library
from vocgraph.serve.links import case_link, link
from vocgraph.serve.words import teller

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from vocgraph.search.suggestions import Suggestion

bp = Blueprint("suggest", __name__, url_prefix="/api/v1")

MOST_EACH: Final = 10  # suggestions of one kind


@bp.get("/suggest")
def suggest() -> ResponseReturnValue:
    """Topics, organisations and cases whose name begins with ``q`` or has a word that does, by sound too."""
    refuse_unknown(request.args, ("q", "limit", "lang"))
    text = read_text(request.args, "q", longest=1000)
    limit = read_number(request.args, "limit", default=4, low=1, high=MOST_EACH)
    found = current_library().suggest(text, limit=limit)
    return jsonify({"query": text, "suggestions": [_shown(one) for one in found]})


def _shown(one: Suggestion) -> dict[str, Any]:
    chinese = g.language == "zh"
    label, other = (one.label, one.english) if chinese or not one.english else (one.english, one.label)
    return {
        "kind": one.kind.value,
        "id": one.id,
        "label": label,
        "said": one.said or other,
        "note": _note(one),
        "page": _page(one),
    }


def _note(one: Suggestion) -> str:
    """What stands beside the name: a topic, a kind of organisation, a case's school and year."""
    tell = teller(g.language)
    if one.kind is SuggestionKind.TOPIC:
        return tell("suggest.topic")
    if one.kind is SuggestionKind.CASE:
        return f"{tell('badge.case')} · {one.note}" if one.note else tell("badge.case")
    name = labels("zh" if g.language == "zh" else "en").get(EntityKind(one.note).value, one.note)
    return name[:1].upper() + name[1:]


def _page(one: Suggestion) -> str:
    """Where choosing it leads."""
    if one.kind is SuggestionKind.ORGANISATION:
        return link("pages.entity", entity_id=one.id)
    if one.kind is SuggestionKind.CASE:
        return case_link(one.id)
    return link("pages.search", q=one.label)
