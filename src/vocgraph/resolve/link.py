"""Decides which forms are one thing: first inside each report, then, on stricter evidence, across reports."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from vocgraph.gazetteer import is_known_company
from vocgraph.model import Attributes, EntityKind, attributes
from vocgraph.resolve.compare import Likeness, compare, contradict
from vocgraph.resolve.groups import Groups
from vocgraph.resolve.names import fold, modifiers, trade_prefixes
from vocgraph.resolve.scope import is_local

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vocgraph.resolve.collect import Collected, Form, FormKey
    from vocgraph.resolve.names import Name
    from vocgraph.resolve.overrides import Overrides

_CLOSE = 0.05  # two candidates whose weights differ by less are equally good
_ACROSS = 0.75  # the least weight between reports, where nothing but the name speaks for a link
_CROWD = 200  # a block of more names than this is cut by longer beginnings, so that cost stays near-linear


@dataclass(slots=True)
class Linked:
    """The outcome over all reports: which forms share a group, and why each form went where it did."""

    groups: Groups[FormKey]
    why: dict[FormKey, tuple[str, Attributes]] = field(default_factory=dict)
    others: set[FormKey] = field(default_factory=set)  # other names that a report states: they need not look alike

    def note(self, form: FormKey, rule: str, features: Attributes = ()) -> None:
        """Keep the first reason given for a form: later ones only confirm it."""
        self.why.setdefault(form, (rule, features))


def link(collected: Sequence[Collected], overrides: Overrides) -> Linked:
    """Group the forms of all reports; the user's word first, then what reports print, then what names tell."""
    forms = {key: form for report in collected for key, form in report.forms.items()}
    linked = Linked(Groups(forms))
    _obey(linked, forms, overrides)
    for report in collected:
        for stated in report.stated:
            if linked.groups.join(stated.one, stated.other):
                linked.others.add(stated.other)
                linked.note(stated.other, stated.rule, attributes({"other": forms[stated.one].name.text}))
        for one, other in report.apart:
            linked.groups.keep_apart(one, other)
    for report in collected:
        _within(linked, report.forms)
    if len(collected) > 1:
        scopes = _scopes(linked, collected, forms)
        # Institutions first, then again: what is local belongs to one of them, faculties of a school too.
        for kind in (EntityKind.INSTITUTION, *EntityKind):
            _across(linked, {key: form for key, form in forms.items() if key[1] is kind}, scopes)
            if kind is EntityKind.INSTITUTION:
                scopes = _scopes(linked, collected, forms)
    return linked


def _obey(linked: Linked, forms: Mapping[FormKey, Form], overrides: Overrides) -> None:
    """Do what the user says: nothing that follows undoes it."""
    by_name: dict[str, list[FormKey]] = defaultdict(list)
    if overrides.same or overrides.different:
        for key, form in forms.items():
            for name in {key[2], *map(fold, form.printed), *map(fold, form.also)}:
                by_name[name].append(key)
    for group in overrides.different:
        for one, other in combinations(sorted({fold(name) for name in group}), 2):
            for left, right in product(by_name[one], by_name[other]):
                linked.groups.keep_apart(left, right)
    for group in overrides.same:
        first: dict[EntityKind, FormKey] = {}
        for key in (key for name in group for key in by_name[fold(name)]):
            if linked.groups.join(first.setdefault(key[1], key), key):
                linked.note(key, "user", attributes({"same": "、".join(group)}))


def _within(linked: Linked, forms: Mapping[FormKey, Form]) -> None:
    """Link each form of one report to the one fuller form that it can be short for."""
    order = sorted(forms, key=lambda key: (key[1], *_fullness(forms[key].name)), reverse=True)
    blocks: dict[tuple[EntityKind, str], list[FormKey]] = defaultdict(list)
    finer: dict[tuple[EntityKind, str, str], list[FormKey]] = defaultdict(list)
    for key in order:
        name = forms[key].name
        offered, wanted = _block_keys(name)
        near: dict[FormKey, None] = {}
        for block in sorted(wanted):
            crowd = blocks[key[1], block]
            if len(crowd) > _CROWD:
                crowd = finer[key[1], block, name.core[:4]][:_CROWD]
            near.update(dict.fromkeys(crowd))
        for block in offered:
            blocks[key[1], block].append(key)
            finer[key[1], block, name.core[:4]].append(key)
        candidates = [
            (likeness, other)
            for other in near
            if (likeness := compare(name, forms[other].name) or compare(forms[other].name, name)) is not None
        ]
        _choose(linked, forms, key, candidates)


def _choose(
    linked: Linked, forms: Mapping[FormKey, Form], key: FormKey, candidates: Iterable[tuple[Likeness, FormKey]]
) -> None:
    """Join the form to the best candidate's group, unless two groups are equally good or something forbids it."""
    found = sorted(candidates, key=lambda pair: (-pair[0].weight, pair[1][2], pair[1][0]))
    refused: dict[str, str] = {}
    allowed = []
    for likeness, other in found:
        reason = _forbidden(linked, forms, key, other)
        if reason:
            refused[forms[other].name.text] = reason
        else:
            allowed.append((likeness, other))
    if not allowed:
        if refused:
            linked.note(key, "kept-apart", attributes({"not": "; ".join(f"{n}: {r}" for n, r in refused.items())}))
        return
    best, target = allowed[0]
    rivals = {linked.groups.root(other): other for likeness, other in allowed if likeness.weight > best.weight - _CLOSE}
    if len(rivals) > 1:
        names = "、".join(sorted(forms[other].name.text for other in rivals.values()))
        linked.note(key, "ambiguous", attributes({"candidates": names}))
        return
    linked.groups.join(key, target)
    features = {"to": forms[target].name.text, "weight": f"{best.weight:.2f}", **dict(best.features)}
    linked.note(key, best.rule, attributes(features))


def _forbidden(linked: Linked, forms: Mapping[FormKey, Form], one: FormKey, other: FormKey) -> str:
    """Why two groups may not become one, looking at all their names, or an empty string."""
    if linked.groups.root(one) == linked.groups.root(other):
        return ""
    if not linked.groups.may_join(one, other):
        return "listed side by side, related to each other, or told apart by the user"
    left, right = ([key for key in linked.groups.members(item) if key not in linked.others] for item in (one, other))
    reasons = (contradict(forms[a].name, forms[b].name) for a, b in product(left, right))
    return next((reason for reason in reasons if reason), "")


def _fullness(name: Name) -> tuple[bool, int, int, str]:
    return name.full, len(name.key), len(name.places), name.key


def _block_keys(name: Name) -> tuple[set[str], set[str]]:
    """Strings under which a name is looked for and looks for others: a short form and its full form share one."""
    bare = modifiers(name.kind).sub("", name.core)
    if not name.core:
        keys = {"@" + place for place in name.places[-1:]} or {""}
        return keys, keys
    keys = {name.core[:2], bare[:2], "$" + name.core[-2:], "~" + "".join(sorted(name.core))}
    if name.cup:
        keys.add(name.cup[:2])
    whole = "".join(name.places) + name.core
    initials = {"^" + name.core[:1], "^" + whole[:1]}
    return keys | initials, keys | initials if len(whole) <= 4 else keys  # only what is that short can be initials


def _scopes(linked: Linked, collected: Sequence[Collected], forms: Mapping[FormKey, Form]) -> dict[FormKey, str]:
    """To whom each local group belongs, by its root: the institution that co-built it, else the one that reports."""
    scopes: dict[FormKey, str] = {}
    for number, report in enumerate(collected):
        own = str(linked.groups.root(report.own)) if report.own else report.speaker or f"report {number}"
        for key in report.forms:
            root = linked.groups.root(key)
            names = [forms[member].name for member in linked.groups.members(key)]
            if is_local(names):
                owners = {str(linked.groups.root(owner)) for owner in report.owners.get(key, ())}
                scopes[root] = owners.pop() if len(owners) == 1 else own
    return scopes


def _across(linked: Linked, forms: Mapping[FormKey, Form], scopes: Mapping[FormKey, str]) -> None:
    """Link groups of different reports: by equal names first, then short names to the one full name they fit."""
    buckets: dict[tuple[str, ...], list[FormKey]] = defaultdict(list)
    for key in sorted(forms):
        scope = scopes.get(linked.groups.root(key), "")
        for exact in _exact_keys(forms[key].name):
            buckets[(scope, *exact)].append(key)
    for _, same in sorted(buckets.items()):
        for other in same[1:]:
            _join_equal(linked, forms, same[0], other)
    offers: dict[tuple[str, str], list[FormKey]] = defaultdict(list)
    for key in sorted(forms):
        scope = scopes.get(linked.groups.root(key), "")
        for offer in _offered(forms[key].name):
            offers[scope, offer].append(key)
    for key in sorted(forms, key=lambda key: (*_fullness(forms[key].name), key[0]), reverse=True):
        scope = scopes.get(linked.groups.root(key), "")
        name = forms[key].name
        elsewhere = (other for other in offers.get((scope, name.core), ()) if other[0] != key[0])
        near = list(islice(elsewhere, _CROWD + 1))
        if not near or len(near) > _CROWD:
            continue
        candidates = [
            (likeness, other)
            for other in near
            if _fullness(forms[other].name) > _fullness(name)
            and (likeness := compare(name, forms[other].name)) is not None
            and likeness.weight >= _ACROSS
        ]
        _choose(linked, forms, key, candidates)


def _join_equal(linked: Linked, forms: Mapping[FormKey, Form], one: FormKey, other: FormKey) -> None:
    equal = forms[one].name.key == forms[other].name.key
    if not equal and _forbidden(linked, forms, one, other):
        return
    if not linked.groups.join(one, other):
        return
    name = forms[one].name
    if not equal:
        linked.note(other, "suffix", attributes({"to": name.text, "core": name.core}))


def _exact_keys(name: Name) -> tuple[tuple[str, ...], ...]:
    """What two names of different reports must share to be one without further weighing."""
    if name.kind is EntityKind.ENTERPRISE and not name.full and len(name.key) < 3 and not _is_known_short(name):
        return ()
    keys: list[tuple[str, ...]] = [("name", name.key)]
    if name.heads and (name.core or name.places) and not name.cup:
        keys.append(("parts", "/".join(name.places[-1:]), name.core, "|".join(sorted(name.heads))))
    return tuple(keys)


def _is_known_short(name: Name) -> bool:
    """Whether a name of two characters is known to be a company wherever it stands."""
    return is_known_company(name.text) == "listed"


def _offered(name: Name) -> tuple[str, ...]:
    """Cores under which a fuller name may be met in another report."""
    if name.kind is EntityKind.ENTERPRISE:
        return trade_prefixes(name.core) if len(name.core) >= 3 else (name.core,)
    return (name.core,)
