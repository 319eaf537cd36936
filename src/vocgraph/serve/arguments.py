"""Reads what an address asks for, within limits: an address that cannot be answered says what would be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, Final, TypedDict

from werkzeug.datastructures import MultiDict

from vocgraph.documents.figures import FigureFilter
from vocgraph.errors import QueryError
from vocgraph.model import EntityKind, PassageKind, Predicate, SearchQuery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vocgraph.views.cases import Scope

MAX_QUERY: Final = 1000  # characters
MAX_TEXT: Final = 4000  # characters of a text that others are compared with
MAX_VALUE: Final = 300  # characters of any other value
MAX_VALUES: Final = 50  # values of one filter
MAX_LIMIT: Final = 100  # results of one answer
MAX_OFFSET: Final = 10_000  # results passed over
MAX_DEPTH: Final = 6  # relations away from an entity
MAX_MOST: Final = 10_000  # best connected entities

LETTERS: Final = (*ascii_uppercase, "#")
MEASURES: Final = ("degree", "betweenness")
_FILTERS: Final = ("report", "institution", "year", "province", "chapter", "topic")
SEARCH_NAMES: Final = ("q", *_FILTERS, "kind", "organisation", "fold", "limit", "offset")
CASE_NAMES: Final = ("q", *_FILTERS, "partner", "limit", "offset")
SELECTION_NAMES: Final = ("kind", "predicate", "report", "year", "region", "around", "depth", "most", "keep")

Arguments = MultiDict[str, str]
_LINES = re.compile(r"(\d{1,8})(?:-(\d{1,8}))?")


class CaseArguments(TypedDict):
    """Which cases an address asks for. Empty tuples, and an empty text, mean no restriction."""

    text: str
    reports: tuple[str, ...]
    institutions: tuple[str, ...]
    years: tuple[int, ...]
    provinces: tuple[str, ...]
    chapters: tuple[str, ...]
    topics: tuple[str, ...]
    partners: tuple[str, ...]
    limit: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """A part of the graph as an address asks for it. Empty tuples and no name mean no restriction."""

    kinds: tuple[EntityKind, ...]
    predicates: tuple[Predicate, ...]
    reports: tuple[str, ...]
    years: tuple[int, ...]
    regions: tuple[str, ...]
    around: str
    depth: int
    most: int | None = None  # only so many, the best connected
    keep: tuple[str, ...] = ()  # ids that are among those

    def as_arguments(self) -> dict[str, Any]:
        """What an address says to ask for the same part; what restricts nothing is left out."""
        said = {
            "kind": [kind.value for kind in self.kinds],
            "predicate": [predicate.value for predicate in self.predicates],
            "report": list(self.reports),
            "year": list(self.years),
            "region": list(self.regions),
            "around": self.around,
            "depth": self.depth if self.around and self.depth > 1 else None,
            "most": self.most,
            "keep": list(self.keep),
        }
        return {name: value for name, value in said.items() if value}


def refuse_unknown(arguments: Arguments, known: Iterable[str]) -> None:
    """A misspelt filter that is silently ignored would give a wrong answer, so programs are told.

    Pages are lenient instead: they show the filters in force, and links from elsewhere carry marks of their own.

    :raises QueryError: if the address holds a name that is not known here.
    """
    known = tuple(known)
    for name in arguments:
        if name not in known:
            raise QueryError(
                "There is no parameter {name!r} here.",
                fix="Known are: {known}.",
                name=name[:40],
                known=", ".join(known) or "—",
            )


def read_search(arguments: Arguments) -> SearchQuery:
    """The query of an address.

    :raises QueryError: if a value is too long, too many, or none that the filter knows.
    """
    return SearchQuery(
        text=read_text(arguments, "q", longest=MAX_QUERY),
        reports=_many(arguments, "report"),
        institutions=_many(arguments, "institution"),
        years=_years(arguments),
        kinds=tuple(_passage_kind(value) for value in _many(arguments, "kind")),
        provinces=_many(arguments, "province"),
        chapters=_many(arguments, "chapter"),
        topics=_many(arguments, "topic"),
        organisations=_many(arguments, "organisation"),
        limit=read_number(arguments, "limit", default=10, low=1, high=MAX_LIMIT),
        offset=read_number(arguments, "offset", default=0, low=0, high=MAX_OFFSET),
        fold=read_number(arguments, "fold", default=1, low=0, high=1) == 1,
    )


def read_cases(arguments: Arguments) -> CaseArguments:
    """What an address asks of the cases, as ``Library.cases`` takes it.

    :raises QueryError: if a value is too long, too many, or no number where one is needed.
    """
    return CaseArguments(
        text=read_text(arguments, "q", longest=MAX_QUERY),
        reports=_many(arguments, "report"),
        institutions=_many(arguments, "institution"),
        years=_years(arguments),
        provinces=_many(arguments, "province"),
        chapters=_many(arguments, "chapter"),
        topics=_many(arguments, "topic"),
        partners=_many(arguments, "partner"),
        limit=read_number(arguments, "limit", default=20, low=1, high=MAX_LIMIT),
        offset=read_number(arguments, "offset", default=0, low=0, high=MAX_OFFSET),
    )


def read_selection(arguments: Arguments) -> Selection:
    """The part of the graph that an address asks for.

    :raises QueryError: if a value is too long, too many, or none that the filter knows.
    """
    return Selection(
        kinds=tuple(_entity_kind(value) for value in _many(arguments, "kind")),
        predicates=tuple(_predicate(value) for value in _many(arguments, "predicate")),
        reports=_many(arguments, "report"),
        years=_years(arguments),
        regions=_many(arguments, "region"),
        around=read_text(arguments, "around"),
        depth=read_number(arguments, "depth", default=1, low=1, high=MAX_DEPTH),
        most=read_number(arguments, "most", default=0, low=1, high=MAX_MOST) or None,
        keep=_many(arguments, "keep"),
    )


def read_figures(arguments: Arguments) -> FigureFilter:
    """Which of an indicator's figures an address asks for.

    :raises QueryError: if a value is too long, too many, or no year.
    """
    return FigureFilter(_many(arguments, "institution"), _years(arguments), _many(arguments, "province"))


def read_text(arguments: Arguments, name: str, *, longest: int = MAX_VALUE) -> str:
    """One value without surrounding white space, empty where the address holds none."""
    value = arguments.get(name, "").strip()
    if len(value) > longest:
        raise QueryError(
            "{name} is {length} characters long.",
            fix="Use at most {most} characters: a question or a few words find more than a whole page does.",
            name=name,
            length=len(value),
            most=longest,
        )
    return value


def read_needed(arguments: Arguments, name: str, *, longest: int = MAX_VALUE) -> str:
    """One value that must be there."""
    value = read_text(arguments, name, longest=longest)
    if not value:
        raise QueryError("{name} is missing.", fix="Add it to the address: ?{name}=…", name=name)
    return value


def read_number(arguments: Arguments, name: str, *, default: int, low: int, high: int) -> int:
    """One whole number, or the default where the address holds none."""
    value = read_text(arguments, name)
    return _number(name, value, low=low, high=high) if value else default


def read_kind(arguments: Arguments) -> EntityKind | None:
    """The kind of entity asked for, None for any."""
    value = read_text(arguments, "kind")
    return _entity_kind(value) if value else None


def read_scope(arguments: Arguments) -> Scope:
    """Whether cases or passages are looked for."""
    value = read_text(arguments, "scope") or "cases"
    if value == "cases":
        return "cases"
    if value == "passages":
        return "passages"
    known = "cases, passages"
    raise QueryError("There is no scope {name!r}.", fix="Use one of: {known}.", name=value[:40], known=known)


def read_letter(arguments: Arguments) -> str:
    """The letter that names are filed under: A to Z, or # for the rest; empty for any."""
    value = read_text(arguments, "letter").upper()
    if value and value not in LETTERS:
        raise QueryError(
            "letter={value} is no letter.", fix="Use a letter from A to Z, or # for the rest.", value=value[:40]
        )
    return value


def read_measure(arguments: Arguments) -> str:
    """By what entities are ranked."""
    value = read_text(arguments, "by") or MEASURES[0]
    if value not in MEASURES:
        raise QueryError(
            "There is no measure {name!r}.", fix="Use one of: {known}.", name=value[:40], known=", ".join(MEASURES)
        )
    return value


def read_sort(arguments: Arguments) -> bool:
    """Whether names are asked for in order of name, not of mentions."""
    value = read_text(arguments, "sort")
    if value not in ("", "mentions", "name"):
        raise QueryError(
            "There is no order {name!r}.", fix="Use one of: {known}.", name=value[:40], known="mentions, name"
        )
    return value == "name"


def read_lines(arguments: Arguments) -> tuple[int, int] | None:
    """The lines to mark, first and last: ``mark=120-134`` or ``mark=120``; None where none are."""
    value = read_text(arguments, "mark")
    if not value:
        return None
    match = _LINES.fullmatch(value)
    first = int(match[1]) if match else 0
    last = int(match[2] or first) if match else 0
    if not 1 <= first <= last:
        raise QueryError(
            "mark={value} names no lines.", fix="Write first and last line, such as mark=120-134.", value=value[:40]
        )
    return first, last


def _many(arguments: Arguments, name: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value.strip() for value in arguments.getlist(name) if value.strip()))
    if len(values) > MAX_VALUES:
        raise QueryError(
            "{name} is given {count} times.",
            fix="Give it at most {most} times.",
            name=name,
            count=len(values),
            most=MAX_VALUES,
        )
    for value in values:
        if len(value) > MAX_VALUE:
            raise QueryError(
                "A value of {name} is {length} characters long.",
                fix="Use at most {most}.",
                name=name,
                length=len(value),
                most=MAX_VALUE,
            )
    return values


def _years(arguments: Arguments) -> tuple[int, ...]:
    return tuple(_number("year", value, low=1900, high=2999) for value in _many(arguments, "year"))


def _entity_kind(value: str) -> EntityKind:
    if value not in list(EntityKind):
        raise QueryError(
            "There is no kind {name!r}.", fix="Use one of: {known}.", name=value[:40], known=", ".join(EntityKind)
        )
    return EntityKind(value)


def _predicate(value: str) -> Predicate:
    if value not in list(Predicate):
        raise QueryError(
            "There is no relation {name!r}.", fix="Use one of: {known}.", name=value[:40], known=", ".join(Predicate)
        )
    return Predicate(value)


def _passage_kind(value: str) -> PassageKind:
    if value not in list(PassageKind):
        raise QueryError(
            "There is no kind of passage {name!r}.",
            fix="Use one of: {known}.",
            name=value[:40],
            known=", ".join(PassageKind),
        )
    return PassageKind(value)


def _number(name: str, value: str, *, low: int, high: int) -> int:
    if not (value.isascii() and value.isdigit() and len(value) <= 9 and low <= int(value) <= high):
        raise QueryError(
            "{name}={value} is no number from {low} to {high}.",
            fix="Use a number from {low} to {high}.",
            name=name,
            value=value[:40],
            low=low,
            high=high,
        )
    return int(value)
