"""Shows the competency questions as forms, answers them as tables, and takes one's own SPARQL."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from flask import Blueprint, Response, g, render_template, request
from werkzeug.exceptions import NotFound

from vocgraph import ontology
from vocgraph.errors import QueryError
from vocgraph.model import EntityKind, Predicate
from vocgraph.serve.arguments import read_text
from vocgraph.serve.charts import MOST_BARS, Bar, number, shares
from vocgraph.serve.current import current_library
from vocgraph.serve.links import bare_link, link, place_link
from vocgraph.serve.problems import explain
from vocgraph.serve.snippet import flatten
from vocgraph.serve.sparql import MOST_CHARACTERS, check_length
from vocgraph.serve.terms import shorten
from vocgraph.serve.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from vocgraph.graph.store import Answer, Value
    from vocgraph.library import Library
    from vocgraph.model import Node
    from vocgraph.ontology import Question

bp = Blueprint("gallery", __name__)

ROWS_SHOWN: Final = 200  # of an answer on its page; the file has them all
_SUGGESTED: Final = 30  # names offered for a field
EXAMPLE: Final = """\
SELECT ?name (COUNT(?college) AS ?colleges) WHERE {
  ?enterprise a voc:Enterprise ; skos:prefLabel ?name ; voc:coBuilds ?college .
}
GROUP BY ?name ORDER BY DESC(?colleges) ?name LIMIT 20
"""
_KINDS: Final[Mapping[str, EntityKind]] = {  # what a question's parameter names
    "school_name": EntityKind.INSTITUTION,
    "one": EntityKind.INSTITUTION,
    "two": EntityKind.INSTITUTION,
    "name": EntityKind.INSTITUTION,
    "enterprise_name": EntityKind.ENTERPRISE,
    "alliance_name": EntityKind.ALLIANCE,
    "college_name": EntityKind.INDUSTRIAL_COLLEGE,
    "competition_name": EntityKind.COMPETITION,
}
_NAMES: Final = ("from", "to", "alias")  # columns that hold an entity's name, besides those called …_name
_NO_COUNTS: Final = ("year", "first", "last", "page")
_NUMBERS: Final = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")
)
_ID: Final = f"{ontology.BASE}id/"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table shows of one value, and the page about it."""

    text: str
    href: str = ""
    is_code: bool = False


@bp.get("/questions")
def questions() -> ResponseReturnValue:
    """The gallery: every question with the names that it asks about, to be changed."""
    return render_template(
        "questions.html",
        gallery=ontology.questions(),
        fields=_suggestions(current_library()),
        query=EXAMPLE,
        longest=MOST_CHARACTERS,
        said=_said,
    )


@bp.get("/questions/<question_id>")
def answer(question_id: str) -> ResponseReturnValue:
    """One question with its answer; what the address leaves out is asked about names of this library."""
    question = next((each for each in ontology.questions() if each.id == question_id), None)
    if question is None:
        raise NotFound("There is no such question.")
    fields = _suggestions(current_library())
    values = {
        name: read_text(request.args, name) or next(iter(fields.get(name, ())), example)
        for name, example in question.parameters.items()
    }
    query = question.about(**values)
    return _show("question.html", query, is_gallery=True, question=question, values=values, fields=fields)


@bp.get("/questions/sparql")
def own() -> ResponseReturnValue:
    """One's own query with its answer, or with what is wrong with it."""
    return _show("sparql.html", request.args.get("query", "").strip(), longest=MOST_CHARACTERS, example=EXAMPLE)


def _show(template: str, query: str, *, is_gallery: bool = False, **more: object) -> Response:
    """The page for a query and its answer; an error is told beside the query, which must not be lost."""
    found: Answer | None = None
    status, problem, fix = 200, "", ""
    if query:
        try:
            found = current_library().sparql(check_length(query), rows=ROWS_SHOWN)
        except QueryError as error:
            status, problem, fix = explain(error, g.language)
            query = query[:MOST_CHARACTERS]
    rows = _cells(found, is_gallery=is_gallery) if found else []
    page = render_template(
        template,
        query=query,
        found=found,
        rows=rows,
        bars=_bars(found, rows) if found else (),
        column=_column if is_gallery else str,
        files=_files(found, query) if found else (),
        limit=ROWS_SHOWN,
        problem=problem,
        fix=fix,
        said=_said,
        **more,
    )
    return Response(page, status)


def _files(found: Answer, query: str) -> list[tuple[str, str]]:
    """What the whole answer can be taken away as: name and address."""
    names = ("ttl", "nt") if found.is_graph else ("csv", "tsv", "json", "xml")
    return [(name.upper(), bare_link("sparql.sparql", query=query, format=name)) for name in names]


def _bars(found: Answer, rows: Sequence[Sequence[Cell]]) -> list[Bar]:
    """The first rows as bars, where an answer counts something: labels in its first column, and one column of numbers
    that are not years; none where it does not.
    """
    numeric = [at for at in range(len(found.columns)) if _counts(found, at)]
    if len(numeric) != 1 or numeric == [0] or len(rows) < 2:
        return []
    [at] = numeric
    values = [float(row[at].text) for row in rows]
    labels = [row[0].text for row in rows]
    lengths = shares(values)
    return [
        Bar(label, "", number(value), share)
        for label, value, share in list(zip(labels, values, lengths, strict=True))[:MOST_BARS]
    ]


def _counts(found: Answer, at: int) -> bool:
    """Whether a column holds a number in every row, none below nothing, and is no year, line or page."""
    values = [row[at] for row in found.rows]
    if found.columns[at] in _NO_COUNTS or not all(value and value.datatype in _NUMBERS for value in values):
        return False
    try:
        return all(0 <= float(value.text) < math.inf for value in values if value)
    except ValueError:  # RDF lets "abc" claim to be a number
        return False


def _cells(found: Answer, *, is_gallery: bool) -> list[list[Cell]]:
    """The rows as they are shown. Only of our own questions is known which columns hold names."""
    rows = []
    for row in found.rows:
        named = {column: value.text for column, value in zip(found.columns, row, strict=True) if value}
        cells = (
            _cell(column, value, named if is_gallery else {}) for column, value in zip(found.columns, row, strict=True)
        )
        rows.append(list(cells))
    return rows


def _cell(column: str, value: Value | None, row: Mapping[str, str]) -> Cell:
    if value is None:
        return Cell("")
    if value.kind == "uri":
        return _thing(value.text)
    if row and (column.endswith("_name") or column in _NAMES):
        return Cell(value.text, link("pages.entity", entity_id=value.text))
    if row and column == "report_id":
        first, last = row.get("first", ""), row.get("last", "")
        is_place = first.isdecimal() and last.isdecimal()
        place = place_link(value.text, int(first), int(last)) if is_place else ""
        return Cell(value.text, place or link("pages.report", report_id=value.text))
    return Cell(flatten(value.text))


def _thing(iri: str) -> Cell:
    """An entity or report by its id, a term of the ontology by its label, anything else by its short address."""
    collection, _, name = iri.removeprefix(_ID).partition("/")
    if iri.startswith(_ID) and collection == "report" and name:
        return Cell(unquote(name), link("pages.report", report_id=unquote(name)))
    if iri.startswith(_ID) and collection in list(EntityKind) and name:
        return Cell(unquote(name), link("pages.entity", entity_id=f"{collection}/{unquote(name)}"))
    term = ontology.terms().get(iri.removeprefix(ontology.BASE))
    if term:
        label = term.label("zh" if g.language == "zh" else "en")
        return Cell(label[:1].upper() + label[1:], link("terms.reference", _anchor=term.id))
    return Cell(shorten(iri), is_code=True)


def _column(name: str) -> str:
    """The key of the words for a column of our own questions, or its name where there are no words for it."""
    key = f"column.{name}"
    return key if key in WORDS else name


def _said(question: Question) -> tuple[str, str]:
    """A question's title and description in the language of the page."""
    if g.language == "zh":
        return question.title_zh, question.description_zh
    return question.title_en, question.description_en


def _suggestions(library: Library) -> dict[str, tuple[str, ...]]:
    """Names of this library for each parameter that a question has, the one to begin with first."""
    by_kind = {kind: library.entities(kind=kind, limit=_SUGGESTED) for kind in sorted(set(_KINDS.values()))}
    found = {name: tuple(node.name for node in by_kind[kind]) for name, kind in _KINDS.items()}
    found["two"] = (*found["two"][1:], *found["two"][:1])  # to be compared with another than itself
    infos = library.reports()
    years = sorted({info.profile.year for info in infos if info.profile.year}, reverse=True)
    found["after"] = tuple(map(str, years))
    found["before"] = tuple(map(str, (*years[1:], *years[:1])))
    found["topic"] = tuple(topic.label_zh for topic in library.topics()[:_SUGGESTED])
    found["report_id"] = tuple(info.id for info in infos[:_SUGGESTED])
    found["from"], found["to"] = _built(library, by_kind[EntityKind.INDUSTRIAL_COLLEGE][:1])
    return found


def _built(library: Library, colleges: tuple[Node, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who built these colleges, and the colleges."""
    builders = []
    for college in colleges:
        view = library.entity(college.id)
        names = {node.id: node.name for node in view.others}
        builders += [
            names[edge.source]
            for edge in view.edges
            if edge.predicate is Predicate.CO_BUILDS and edge.target == college.id
        ]
    return tuple(builders), tuple(college.name for college in colleges)
