"""Decides which mentions are one entity, and turns claims about mentions into relations between entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from vocgraph.model import (
    Analysis,
    Attributes,
    Decision,
    Entity,
    EntityKind,
    Relation,
    Resolution,
    Span,
    attributes,
)
from vocgraph.resolve.collect import Collected, Form, FormKey, collect
from vocgraph.resolve.link import Linked, link
from vocgraph.resolve.names import fold, is_speaker, parse, without_fillers, yearless_text
from vocgraph.resolve.overrides import NO_OVERRIDES, Overrides
from vocgraph.resolve.scope import is_local

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def resolve(analyses: Sequence[Analysis], *, overrides: Overrides = NO_OVERRIDES) -> Resolution:
    """Link the mentions of any number of reports to entities.

    Nothing is lost on the way: every mention belongs to exactly one entity, every decision says by which rule and
    features it was made, and a user's ``overrides`` undo or add links. The order of the reports does not matter.

    :param analyses: one per report; report ids are unique.
    :raises ValueError: if two analyses are of reports with the same id.
    """
    ordered = sorted(analyses, key=lambda analysis: analysis.report.id)
    ids = [analysis.report.id for analysis in ordered]
    if len(set(ids)) != len(ids):
        raise ValueError(f"report ids must be unique: {ids}")
    collected = [collect(number, analysis) for number, analysis in enumerate(ordered)]
    linked = link(collected, overrides)
    forms = {key: form for report in collected for key, form in report.forms.items()}
    entities = _entities(linked, forms, ordered)
    by_form = {key: entity for entity, members in entities for key in members}
    listed = sorted((entity for entity, _ in entities), key=lambda entity: entity.id)
    relations = _relations(ordered, collected, by_form)
    decisions = _decisions(ordered, collected, linked, by_form)
    return Resolution(tuple(listed), relations, decisions)


def explain(resolution: Resolution, name: str) -> tuple[Decision, ...]:
    """Every decision about mentions that are printed so, or that became an entity with such a name or alias."""
    wanted = fold(name)
    ids = {
        entity.id for entity in resolution.entities if wanted in {fold(form) for form in (entity.name, *entity.aliases)}
    }
    return tuple(
        decision for decision in resolution.decisions if decision.entity in ids or fold(decision.surface) == wanted
    )


def _entities(
    linked: Linked, forms: Mapping[FormKey, Form], analyses: Sequence[Analysis]
) -> list[tuple[Entity, tuple[FormKey, ...]]]:
    drafts = []
    for members in linked.groups.all():
        group = tuple(sorted(members))
        kind = group[0][1]
        leading = [forms[key] for key in group if key not in linked.others and forms[key].printed]
        name = _canonical(leading or [forms[key] for key in group], kind)
        mentions = sorted(
            (mention for key in group for mention in forms[key].mentions), key=lambda m: (m.span, m.surface, m.rule)
        )
        aliases = _aliases(name, [forms[key] for key in group])
        drafts.append((kind, name, aliases, tuple(mentions), group))
    drafts.sort(key=lambda draft: (draft[0], draft[1], draft[4]))
    stems = [_id_stem(group, forms, name, analyses) for _, name, _, _, group in drafts]
    seen: Counter[tuple[EntityKind, str]] = Counter()
    entities = []
    for (kind, name, aliases, told, group), stem in zip(drafts, stems, strict=True):
        seen[kind, stem] += 1
        number = seen[kind, stem]
        entity_id = f"{kind}/{stem}" + (f"~{number}" if number > 1 else "")  # names that a user keeps apart
        entities.append((Entity(entity_id, name, kind, aliases, told), group))
    return entities


def _id_stem(group: Sequence[FormKey], forms: Mapping[FormKey, Form], name: str, analyses: Sequence[Analysis]) -> str:
    """The name as an id carries it: with the place it leans on, without years; a local one with its school."""
    key = next((key for key in group if name in forms[key].printed), group[0])
    written = forms[key].name.text if fold(name) != key[2] else name
    written = yearless_text(written, group[0][1])
    if is_local(forms[member].name for member in group):
        profile = analyses[group[0][0]].structure.profile
        written += f"@{profile.institution or profile.publisher or analyses[group[0][0]].report.id}"
    return written.replace("/", "／")


def _canonical(forms: Sequence[Form], kind: EntityKind) -> str:
    """The fullest form read: a full typed end first, then length; of equal ones the most frequent, then the first."""
    counts: Counter[str] = Counter()
    for form in forms:
        counts += form.printed
    yearless = {name for name in counts if not parse(name, kind).years}
    years = {year for name in counts for year in parse(name, kind).years}
    reports = {mention.span.report for form in forms for mention in form.mentions}
    if yearless and (len(years) > 1 or len(reports) > 1):
        # An event met more than once goes by the name that holds for every year.
        counts = Counter({name: counts[name] for name in yearless})
    first = {
        name: min((m.span for form in forms if name in form.printed for m in form.mentions), default=Span("", 0, 0))
        for name in counts
    }
    usual = min(counts, key=lambda name: (-counts[name], name))

    def fullness(name: str) -> tuple[bool, int, int, int, Span, str]:
        parsed = parse(name, kind)
        told = name.removeprefix("中华人民共和国")
        if counts[usual] >= 3 * counts[name] and without_fillers(name, kind) == without_fillers(usual, kind):
            told = usual  # a rare form gains nothing by words that the usual one does without
        return not parsed.full, -len(fold(told)), -counts[name], -len(name), first[name], name

    best = min(counts, key=fullness)
    if len(years) > 1 and len(reports) > 1 and not yearless:
        return yearless_text(best, kind)  # no report prints it so, but a name with one of its years would be wrong
    return best


def _aliases(name: str, forms: Sequence[Form]) -> tuple[str, ...]:
    """The other forms, each in its most frequent printing, longest first; what means only the speaker is none."""
    printings: dict[str, Counter[str]] = defaultdict(Counter)
    for form in forms:
        for text, count in (*form.printed.items(), *form.also.items()):
            printings[fold(text)][text] += count
    printings.pop(fold(name), None)
    best = [min(counts, key=lambda text: (-counts[text], text)) for key, counts in printings.items() if key]
    return tuple(sorted((text for text in best if not is_speaker(text)), key=lambda text: (-len(text), text)))


def _relations(
    analyses: Sequence[Analysis], collected: Sequence[Collected], by_form: Mapping[FormKey, Entity]
) -> tuple[Relation, ...]:
    found: dict[tuple[str, str, str], set[tuple[Span, Attributes]]] = defaultdict(set)
    predicates = {}
    for analysis, report in zip(analyses, collected, strict=True):
        for claim in analysis.claims:
            subject = by_form[report.readings[claim.subject].form]
            target = by_form[report.readings[claim.object].form]
            if subject.id == target.id:
                continue  # two names of one thing: the claim says nothing of another
            found[subject.id, claim.predicate, target.id].add((claim.evidence, claim.attrs))
            predicates[str(claim.predicate)] = claim.predicate
    relations = []
    for (subject_id, predicate, object_id), quotes in sorted(found.items()):
        ordered = sorted(quotes)
        evidence, attrs = tuple(span for span, _ in ordered), tuple(attrs for _, attrs in ordered)
        relations.append(Relation(subject_id, predicates[predicate], object_id, evidence, attrs))
    return tuple(relations)


def _decisions(
    analyses: Sequence[Analysis],
    collected: Sequence[Collected],
    linked: Linked,
    by_form: Mapping[FormKey, Entity],
) -> tuple[Decision, ...]:
    """One decision per surface, kind, report and entity."""
    decisions: set[Decision] = set()
    for analysis, report in zip(analyses, collected, strict=True):
        for mention, reading in report.readings.items():
            rule, features = linked.why.get(reading.form, ("same-name", ()))
            if reading.rule != "same-name":
                implied = mention.implied or report.forms[reading.form].name.text
                features = attributes(
                    {**dict(features), "read-as": implied, **({"linked-by": rule} if rule != "same-name" else {})}
                )
                rule = reading.rule
            decisions.add(
                Decision(mention.surface, mention.kind, analysis.report.id, by_form[reading.form].id, rule, features)
            )
    return tuple(sorted(decisions, key=lambda d: (d.report, d.kind, d.surface, d.entity, d.rule, d.features)))
