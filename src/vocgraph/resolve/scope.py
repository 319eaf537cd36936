"""Tells names that mean the same thing everywhere from names that mean something only in their own report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vocgraph import gazetteer
from vocgraph.model import EntityKind
from vocgraph.resolve import vocabulary
from vocgraph.resolve.names import Name, distinctive

if TYPE_CHECKING:
    from collections.abc import Iterable

# Without a place these are offices of the state; any other office is that of the place it does not name.
_CENTRAL = re.compile(r"(?:部|署|院|委|总局|司|中央|办公厅|全国总工会|部办公厅|军)$|^教育部|^国务院|^中共中央|^国家")
_WIDE = re.compile("大学生|高校|高职|职业院校|青年|中华")  # competitions of whole groups of schools
_OWN_NAME = re.compile("大学$|职业.*学院$|高等专科学校$|职院$")


def is_local(names: Iterable[Name]) -> bool:
    """Whether a group of names can be understood only inside its report: no name of it says whose or where it is."""
    return not any(_is_known_everywhere(name) for name in names)


def _is_known_everywhere(name: Name) -> bool:
    if name.kind is EntityKind.INDUSTRIAL_COLLEGE:
        return False  # every school has a 顺丰供应链产业学院 of its own
    if name.kind is EntityKind.BASE_OR_CENTRE:
        return bool(name.places) and len(distinctive(name.core)) >= 4  # 国家级实训基地 is a title that many bear
    if name.kind is EntityKind.ENTERPRISE:
        return name.full or len(name.key) >= 3 or gazetteer.is_known_company(name.text) == "listed"
    return bool(name.places) or _is_told(name)


def _is_told(name: Name) -> bool:
    """Whether the words of a name without a place are enough to know it by."""
    match name.kind:
        case EntityKind.INSTITUTION:
            return name.text in gazetteer.schools() or bool(_OWN_NAME.search(name.text) and len(name.core) >= 2)
        case EntityKind.GOVERNMENT_BODY:
            return bool(_CENTRAL.search(name.text)) and not name.text.startswith(("省", "市", "县", "区"))
        case EntityKind.COMPETITION:
            known = any(event in name.text for event in vocabulary.KNOWN_EVENTS)
            known = known or bool(gazetteer.leading_places(name.cup))
            return known or bool(_WIDE.search(name.text) and len(name.core) >= 8)
        case _:
            return len(distinctive(name.core)) >= 4
