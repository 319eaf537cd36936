"""Reads the competency questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from vocgraph.ontology.turtle import OntologyDamagedError
from vocgraph.resources import resource

if TYPE_CHECKING:
    from pathlib import Path

# One value for one variable, on a line of its own: VALUES ?school_name { "青禾职业技术学院"@zh }
_PARAMETER = re.compile(
    r'^(?P<before>\s*VALUES \?(?P<name>\w+) \{ )"(?P<text>[^"\\]*)"(?P<after>\S* \}\s*)$', re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: what somebody wants to know, and the query that answers it."""

    id: str  # the file's stem
    title_zh: str
    title_en: str
    description_zh: str
    description_en: str
    query: str

    @property
    def parameters(self) -> dict[str, str]:
        """What the query asks about, by variable: names and years of the example, to be replaced by one's own."""
        return {found["name"]: found["text"] for found in _PARAMETER.finditer(self.query)}

    def about(self, **values: str) -> str:
        """The query about other names or years than the example's: ``question.about(school_name="…")``.

        :raises ValueError: if the query has no such parameter.
        """
        unknown = sorted(values.keys() - self.parameters.keys())
        if unknown:
            raise ValueError(f"{self.id} has no parameter {unknown[0]!r}, only {', '.join(self.parameters) or 'none'}")

        def replace(found: re.Match[str]) -> str:
            text = values.get(found["name"], found["text"])
            plain = " ".join(text.replace("\\", "\\\\").replace('"', '\\"').split())
            return f'{found["before"]}"{plain}"{found["after"]}'

        return _PARAMETER.sub(replace, self.query)


@cache
def questions() -> tuple[Question, ...]:
    """The competency questions, sorted by id: ready-made queries for people who do not write SPARQL."""
    return tuple(read_question(path) for path in sorted(resource("ontology/questions").glob("*.rq")))


def read_question(path: Path) -> Question:
    """Read a query file: a head of ``# title@zh: …`` lines, then the query itself.

    :raises OntologyDamagedError: if a line of the head is missing.
    """
    query = path.read_text(encoding="utf-8")
    head = {}
    for line in query.splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line.removeprefix("#").strip().partition(": ")
        head[key] = value.strip()
    try:
        return Question(
            id=path.stem,
            title_zh=head["title@zh"],
            title_en=head["title@en"],
            description_zh=head["description@zh"],
            description_en=head["description@en"],
            query=query,
        )
    except KeyError as missing:
        raise OntologyDamagedError(path, f"the line '# {missing.args[0]}: …' is missing") from None
