"""Builds the analysis of a report from its text and the names that stand in it, as extraction would."""

from __future__ import annotations

import re

from vocgraph.model import Analysis, Claim, EntityKind, Mention, Predicate, Profile, Region, Report, Span, Structure


def read(
    text: str,
    *names: tuple[EntityKind, str],
    report_id: str = "r",
    institution: str = "",
    region: Region | None = None,
    implied: dict[str, str] | None = None,
    claims: tuple[tuple[str, Predicate, str], ...] = (),
) -> Analysis:
    """Mentions of the names wherever they stand, longer names first; claims between the first mentions of two names."""
    report = Report(report_id, text)
    taken: set[int] = set()
    mentions = []
    for kind, name in sorted(names, key=lambda pair: -len(pair[1])):
        for match in re.finditer(r"\s*".join(map(re.escape, name)), text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                mentions.append(
                    Mention(Span(report_id, *match.span()), name, kind, "test", (implied or {}).get(name, ""))
                )
    mentions.sort(key=lambda mention: mention.span)
    first = {mention.surface: mention for mention in reversed(mentions)}
    evidence = Span(report_id, 0, len(text))
    stated = tuple(Claim(first[a], predicate, first[b], evidence, "test") for a, predicate, b in claims)
    structure = Structure(Profile(institution=institution, region=region or Region()), (), (), (), (), ())
    return Analysis(report, structure, (), tuple(mentions), stated, ())
