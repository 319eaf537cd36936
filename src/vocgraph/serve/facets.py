"""Turns counts into links that narrow a list: every choice is an address, chosen ones lead back out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import g, request

from vocgraph.ontology import concepts_called
from vocgraph.serve.links import here, more
from vocgraph.serve.naming import short_name
from vocgraph.serve.words import teller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from vocgraph.library import Library
    from vocgraph.views import FacetValue

SHOWN: Final = 6  # choices of a group before the rest unfolds


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a list can be narrowed to, or no longer narrowed to."""

    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one facet, the commonest first."""

    name: str  # of the parameter
    choices: tuple[Choice, ...]
    rest: tuple[Choice, ...]  # unfolded when asked for


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it."""

    name: str  # of the parameter
    value: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Narrowing:
    """All that narrows a list: filters in force, and choices that would narrow it further."""

    groups: tuple[Group, ...]
    chips: tuple[Chip, ...]
    clear: str  # the address without any filter


def narrow(
    facets: Mapping[str, Sequence[FacetValue]],
    *,
    names: Sequence[str],
    library: Library,
    recount: Callable[[str], Sequence[FacetValue]],
) -> Narrowing:
    """The choices of these facets, as links from this request's address.

    :param names: parameters in the order shown, each with a facet of its name.
    :param recount: counts a facet as if it did not narrow the list, so that a second value can be chosen beside the
        first.
    """
    chosen = {name: tuple(dict.fromkeys(filter(None, request.args.getlist(name)))) for name in names}
    groups = []
    for name in names:
        counted = recount(name) if chosen[name] else facets.get(name, ())
        group = _group(name, counted, chosen[name], library)
        if len(group.choices) > 1 or chosen[name]:
            groups.append(group)
    chips = [
        Chip(name, value, label_of(name, value, library), _without(name, value, chosen[name]))
        for name in names
        for value in chosen[name]
    ]
    return Narrowing(
        groups=tuple(groups),
        chips=tuple(chips),
        clear=here(**dict.fromkeys(chosen), page=None),
    )


def label_of(name: str, value: str, library: Library) -> str:
    """What a filter's value is called in the reader's language.

    :raises UnknownNameError: if it should be an organisation and there is none of that name.
    """
    if name == "topic":
        called = concepts_called(value)
        return _label(called[0].pref_zh, called[0].pref_en) if called else value
    if name in {"organisation", "partner"}:
        return library.find(value).name
    if name == "report":
        return next((short_name(info) for info in library.reports() if info.id == value), value)
    if name == "kind":
        return teller(g.language)(f"kind.{value}")
    return value


def _group(name: str, counted: Iterable[FacetValue], chosen: tuple[str, ...], library: Library) -> Group:
    meant = {_id(name, value) for value in chosen}
    adding = more(name, chosen)
    choices = [
        Choice(
            label=_choice_label(name, value, library),
            count=value.count,
            chosen=value.value in meant,
            href=_without(name, value.value, chosen) if value.value in meant else adding(value.value),
        )
        for value in counted
        if value.value
    ]
    choices.sort(key=lambda choice: not choice.chosen)
    return Group(name, tuple(choices[:SHOWN]), tuple(choices[SHOWN:]))


def _without(name: str, value: str, chosen: tuple[str, ...]) -> str:
    kept = [other for other in chosen if _id(name, other) != _id(name, value)]
    return here(**{name: kept, "page": None})


def _id(name: str, value: str) -> str:
    called = concepts_called(value) if name == "topic" else ()
    return called[0].id if called else value


def _choice_label(name: str, value: FacetValue, library: Library) -> str:
    if name in {"kind", "report"}:
        return label_of(name, value.value, library)
    return _label(value.label_zh, value.label_en)


def _label(chinese: str, english: str) -> str:
    return chinese if g.language == "zh" or not english else english
