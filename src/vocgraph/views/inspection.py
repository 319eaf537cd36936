"""Writes all that is read out of one file as JSON: the contract of ``vocgraph inspect FILE --json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.views.reports import profile_dict

if TYPE_CHECKING:
    from vocgraph.model import Analysis, Observation, Resolution, Span
    from vocgraph.views.form import Json


def inspection_dict(analysis: Analysis, resolution: Resolution) -> Json:
    """All that is read out of one file: the contract of ``vocgraph inspect FILE --json``."""
    from vocgraph.resolve.names import is_speaker  # late: its patterns take a while to compile

    report, structure = analysis.report, analysis.structure
    names = {entity.id: "学校" if is_speaker(entity.name) else entity.name for entity in resolution.entities}

    def lines(span: Span) -> Json:
        first, last = report.lines(span)
        return {"start_line": first, "end_line": last}

    return {
        "report": {"id": report.id, **profile_dict(structure.profile)},
        "outline": [
            {
                "level": section.level,
                "number": section.number,
                "title": section.title,
                "line": report.line_of(section.heading.start),
            }
            for section in structure.sections
            if not section.run_in  # the opening words of a paragraph are no line of an outline
        ],
        "cases": [{"id": case.id, "title": case.title, **lines(case.span)} for case in structure.cases],
        "tables": [
            {
                "caption": table.caption,
                **lines(table.span),
                "columns": list(table.columns),
                "rows": [[cell.text for cell in row.cells] for row in table.rows],
            }
            for table in structure.tables
        ],
        "entities": [
            {
                "name": entity.name,
                "type": entity.kind.value,
                "aliases": list(entity.aliases),
                "mentions": [{"text": seen.surface, **lines(seen.span)} for seen in entity.mentions],
            }
            for entity in resolution.entities
            if not is_speaker(entity.name)  # 学校 of a report that does not say which one
        ],
        "relations": [
            {
                "subject": names[relation.subject],
                "predicate": relation.predicate.value,
                "object": names[relation.object],
                **lines(span),
                "attrs": dict(attrs),
            }
            for relation in resolution.relations
            for span, attrs in zip(relation.evidence, relation.attrs, strict=True)
        ],
        "indicators": [observation_dict(seen, line=report.line_of(seen.span.start)) for seen in analysis.observations],
        "oddities": [
            {"kind": oddity.kind, "message": oddity.message, **lines(oddity.span)} for oddity in structure.oddities
        ],
    }


def observation_dict(seen: Observation, *, line: int) -> Json:
    """One figure with the line it stands on; what is not known is left out."""
    known = {"population": seen.population, "concept": seen.concept}
    return {
        "indicator": seen.indicator,
        "value": seen.value,
        "unit": seen.unit,
        "year": seen.year,
        "line": line,
        **{key: value for key, value in known.items() if value},
    }
