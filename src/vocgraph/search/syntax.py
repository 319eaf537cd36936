"""Reads what a typed query demands besides its words: phrases in quotation marks, exclusions, fields for the filters.

``"产教融合 共同体"`` must stand in every hit (“…”, 「…」 and 『…』 are the same), and ``-企业`` or ``-"订单班"`` in
none; ``年份:2024`` and ``year:2024`` are the filters. Whatever else is typed is words, an unknown field included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from vocgraph.errors import QueryError
from vocgraph.model import PassageKind, SearchQuery
from vocgraph.text.variants import fold
from vocgraph.text.words import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELDS: Final = {
    "reports": ("report", "报告"),
    "institutions": ("institution", "school", "学校", "院校", "机构"),
    "years": ("year", "年份", "年度"),
    "kinds": ("kind", "类型", "类别"),
    "provinces": ("province", "省份", "省"),
    "chapters": ("chapter", "章节", "章"),
    "topics": ("topic", "主题", "话题"),
    "organisations": ("organisation", "organization", "单位", "组织"),
}
_TEXT_FIELDS: Final = ("reports", "institutions", "provinces", "chapters", "topics", "organisations")
_FIELD_OF: Final = {name: field for field, names in _FIELDS.items() for name in names}
_KINDS: Final = {
    "正文": PassageKind.PROSE,
    "案例": PassageKind.CASE,
    "表格": PassageKind.TABLE,
    "表": PassageKind.TABLE,
}
_QUOTED = r'(?:"(?P<a>[^"]*)"|“(?P<b>[^”]*)”|「(?P<c>[^」]*)」|『(?P<d>[^』]*)』|＂(?P<e>[^＂]*)＂)'
_PHRASE = re.compile(_QUOTED)
_EXCLUSION = re.compile(rf"[-－−](?:{_QUOTED}|(?P<bare>[^\s\"“「『＂]+))")
_FIELD = re.compile(rf"(?P<name>[^\W\d_]{{1,20}})[:：](?:{_QUOTED}|(?P<bare>[^\s\"“「『＂]+))")


_SIGNS = re.compile(r"[\"“「『＂:：\-－−]")  # without one of them, a query is plain text


@dataclass(frozen=True, slots=True)
class Typed:
    """A query taken apart."""

    text: str  # what to look for: without fields, exclusions and quotation marks
    phrases: tuple[str, ...]  # as typed; every hit holds each of them
    without: tuple[str, ...]  # as typed; no hit holds any of them
    fields: tuple[tuple[str, str], ...]  # attribute of SearchQuery, value
    unfiltered: str  # the query as typed, the fields left out


def read_syntax(text: str) -> Typed:
    """Take a query apart. Marks that are not closed, and signs that stand before nothing, are plain text."""
    if not _SIGNS.search(text):
        return Typed(text.strip(), (), (), (), text.strip())
    phrases: list[str] = []
    without: list[str] = []
    fields: list[tuple[str, str]] = []
    plain: list[str] = []
    unfiltered: list[str] = []
    at = after_field = 0
    while at < len(text):
        starts_word = at == after_field or text[at - 1].isspace()
        field = _FIELD.match(text, at) if starts_word else None
        exclusion = _EXCLUSION.match(text, at) if starts_word else None
        phrase = _PHRASE.match(text, at)
        end = at + 1
        if field and (name := _FIELD_OF.get(fold(field["name"]))) and _said(field).strip():
            fields.append((name, _said(field).strip()))
            end = after_field = field.end()
        elif exclusion and _has_word(_said(exclusion)):
            _refuse_excluded_field(_said(exclusion))
            without.append(_said(exclusion).strip())
            unfiltered.append(exclusion.group())
            end = exclusion.end()
        elif phrase:
            if _has_word(_said(phrase)):
                phrases.append(_said(phrase).strip())
            plain.append(_said(phrase))
            unfiltered.append(phrase.group())
            end = phrase.end()
        else:
            plain.append(text[at])
            unfiltered.append(text[at])
        at = end
    return Typed(
        "".join(plain).strip(),
        tuple(dict.fromkeys(phrases)),
        tuple(dict.fromkeys(without)),
        tuple(dict.fromkeys(fields)),
        "".join(unfiltered).strip(),
    )


def with_fields(query: SearchQuery) -> SearchQuery:
    """The query with its fields moved from the text to the filters; a field is the same as the option of that name.

    :raises QueryError: if a field has a value that its filter cannot have, or nothing but fields is left.
    """
    typed = read_syntax(query.text)
    if not typed.fields:
        return query
    if not typed.unfiltered:
        raise QueryError(
            "The query {query!r} only filters.", fix="Add what you look for: {query} 实训", query=query.text.strip()
        )
    given: dict[str, tuple[str, ...]] = {
        field: tuple(dict.fromkeys((*getattr(query, field), *_values(typed, field)))) for field in _TEXT_FIELDS
    }
    return replace(
        query,
        text=typed.unfiltered,
        years=tuple(dict.fromkeys((*query.years, *map(_year, _values(typed, "years"))))),
        kinds=tuple(dict.fromkeys((*query.kinds, *map(_kind, _values(typed, "kinds"))))),
        reports=given["reports"],
        institutions=given["institutions"],
        provinces=given["provinces"],
        chapters=given["chapters"],
        topics=given["topics"],
        organisations=given["organisations"],
    )


def _values(typed: Typed, field: str) -> Iterator[str]:
    return (value for name, value in typed.fields if name == field)


def _year(value: str) -> int:
    digits = fold(value).removesuffix("年")
    if not re.fullmatch(r"(19|2\d)\d\d", digits, re.ASCII):
        raise QueryError("{value!r} is no year.", fix="Write four digits: year:2024, 年份:2024.", value=value)
    return int(digits)


def _kind(value: str) -> PassageKind:
    folded = fold(value)
    if folded in list(PassageKind):
        return PassageKind(folded)
    if folded not in _KINDS:
        raise QueryError(
            "There is no kind of passage {name!r}.",
            fix="Use one of: {known}.",
            name=value[:40],
            known="prose, case, table (正文, 案例, 表格)",
        )
    return _KINDS[folded]


def _refuse_excluded_field(said: str) -> None:
    field = _FIELD.fullmatch(said)
    if field and fold(field["name"]) in _FIELD_OF:
        raise QueryError(
            "A filter cannot be excluded: -{said}.",
            fix="Ask for what you want instead: {field}:…",
            said=said[:40],
            field=field["name"],
        )


def _said(match: re.Match[str]) -> str:
    groups = match.groupdict()
    return next((groups[name] for name in ("bare", "a", "b", "c", "d", "e") if groups.get(name) is not None), "")


def _has_word(text: str) -> bool:
    return next(runs(fold(text)), None) is not None
