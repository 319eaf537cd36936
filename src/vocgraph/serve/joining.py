"""Says in words why printed names were taken for one entity."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vocgraph.serve.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vocgraph.model import Decision

_AS_IT_IS: Final = "same-name"


@dataclass(frozen=True, slots=True)
class Join:
    """Why one printed name was taken for the entity, and the reports that print it."""

    surface: str
    reasons: tuple[str, ...]  # sentences in the language of the page
    reports: tuple[str, ...]


def explain_joins(decisions: Iterable[Decision], tell: Callable[..., str]) -> tuple[Join, ...]:
    """What is not printed as the entity is called comes first; reports that print the same for the same reason are
    told together.
    """
    groups: dict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
    plain = set()
    for made in decisions:
        reasons = _reasons(made, tell)
        groups[made.surface, reasons].add(made.report)
        if made.rule == _AS_IT_IS:
            plain.add((made.surface, reasons))
    ordered = sorted(groups, key=lambda key: (key in plain, key))
    return tuple(Join(surface, reasons, tuple(sorted(groups[surface, reasons]))) for surface, reasons in ordered)


def _reasons(made: Decision, tell: Callable[..., str]) -> tuple[str, ...]:
    """The rule that decided, the one that it leant on, and what the names share."""
    features = {name.replace("-", "_"): value for name, value in made.features}
    told = [_told(made.rule, features, tell)]
    if "linked_by" in features:
        told.append(_told(features["linked_by"], features, tell))
    if features.get("core"):
        told.append(tell("join.core", core=features["core"]))
    if "weight" in features:
        told.append(tell("join.weight", weight=features["weight"]))
    return tuple(told)


def _told(rule: str, features: dict[str, str], tell: Callable[..., str]) -> str:
    key = f"join.{rule}"
    if key not in WORDS:  # a library of a newer vocgraph may know more rules
        return rule
    empty = dict.fromkeys(("to", "cup", "dropped", "owner", "of", "place", "read_as", "candidates", "not", "same"), "…")
    return tell(key, **{**empty, **features})
