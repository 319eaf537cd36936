"""Shows the ontology to people, term by term, and hands its file to programs."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, g, render_template, request

from vocgraph import ontology
from vocgraph.graph.rdf import PREFIXES
from vocgraph.model import EntityKind, Predicate
from vocgraph.resources import resource

bp = Blueprint("terms", __name__)

TURTLE: Final = "text/turtle"


@bp.get("/ontology")
def reference() -> Response:
    """Every kind, relation and detail with its meaning; the Turtle file where Turtle is asked for."""
    if request.accept_mimetypes.best_match(("text/html", TURTLE), default="text/html") == TURTLE:
        answer = turtle()
    else:
        known = ontology.terms()
        kinds = [known[kind.value] for kind in EntityKind]
        relations = [known[predicate.value] for predicate in Predicate]
        details = [known[name] for name in sorted(ontology.detail_names())]
        told = {term.id for term in (*kinds, *relations, *details)}
        rest = [term for term in known.values() if term.id not in told]
        answer = Response(
            render_template(
                "ontology.html",
                groups=(("kinds", kinds), ("relations", relations), ("details", details), ("others", rest)),
                known=known,
                version=ontology.version(),
                base=ontology.BASE,
                speech="zh" if g.language == "zh" else "en",
                shorten=shorten,
            )
        )
    answer.vary.add("Accept")
    return answer


@bp.get("/ontology.ttl")
def turtle() -> Response:
    """The file that everything else about the ontology is made from."""
    return Response(resource("ontology/vocgraph.ttl").read_bytes(), mimetype=TURTLE)


def shorten(iri: str) -> str:
    """``prov:Agent`` for its address; an address of no known vocabulary as it is."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri
