"""Shows what was read out of one file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from vocgraph.terminal.console import SHOWN, counted, out

if TYPE_CHECKING:
    from vocgraph.model import Analysis, Resolution, Structure

_HEADINGS = 60  # headings of an outline that are taken in at a glance
_LEVELS = 2  # levels of headings that are shown however many there are
_CASE = 99  # the level of a case, below any heading
_EXAMPLES = 3  # oddities of one kind shown before the rest is only counted


def _titled(name: str, counts: str) -> Text:
    return Text.assemble((name, "bold"), f" ({counts})")


def show_inspection(analysis: Analysis, resolution: Resolution) -> None:
    """The structure of one report at a glance: outline, cases, tables, counts and oddities."""
    report, structure = analysis.report, analysis.structure
    profile = structure.profile
    out.print(Text(profile.title or report.id, style="bold"))
    where = " ".join(part for part in (profile.region.province, profile.region.city) if part)
    facts = (profile.institution, profile.institution_type, where, str(profile.year or ""))
    out.print("  ".join(fact for fact in facts if fact), style="dim")
    out.print(_outline_tree(analysis))
    if structure.tables:
        tables = Tree(_titled("Tables", f"{len(structure.tables)}"))
        for table in structure.tables:
            at = report.line_of(table.span.start)
            tables.add(
                Text.assemble((f"{at:>5} ", "dim"), table.caption, (f"  {len(table.rows)}×{len(table.columns)}", "dim"))
            )
        out.print(tables)
    out.print(_entity_tree(resolution))
    out.print(
        f"{len(resolution.relations)} relations, {len(analysis.observations)} figures, {len(analysis.chunks)} passages"
    )
    _show_oddities(analysis, structure)


def _outline_tree(analysis: Analysis) -> Tree:
    """Chapters, sections and cases; headings too deep to be taken in at a glance are counted where they stand."""
    report, structure = analysis.report, analysis.structure
    depth = _glance(structure)
    deeper = sum(section.level > depth for section in structure.sections)
    counts = f"{counted(len(structure.sections), 'heading')}, {counted(len(structure.cases), 'case')}"
    note = f"; +n: {deeper} deeper ones, listed by --json" if deeper else ""
    tree = Tree(_titled("Outline", counts + note))
    branches: list[tuple[int, Tree]] = [(0, tree)]
    hidden: Counter[int] = Counter()  # headings that are only counted, by the position of the branch they belong to
    items: list[tuple[int, int, Text]] = [
        (section.heading.start, section.level, Text(f"{section.number} {section.title}".strip()))
        for section in structure.sections
    ]
    items += [
        (case.heading.start, _CASE, Text(f"案例 {case.id} {case.title}".replace("  ", " "), style="magenta"))
        for case in structure.cases
    ]
    labels: dict[int, Text] = {}
    above = -1  # position of the last heading that is shown
    for start, level, title in sorted(items, key=lambda item: item[:2]):
        if depth < level < _CASE:
            hidden[above] += 1
            continue
        while branches[-1][0] >= level:
            branches.pop()
        label = Text.assemble((f"{report.line_of(start):>5} ", "dim"), title)
        branches.append((level, branches[-1][1].add(label)))
        if level < _CASE:
            above, labels[start] = start, label
    for start, count in hidden.items():
        if start in labels:
            labels[start].append(f"  +{count}", style="dim")
    return tree


def _glance(structure: Structure) -> int:
    """The deepest level of headings that are shown: as many levels as fit, two at least."""
    levels = Counter(section.level for section in structure.sections)
    depth, shown = 0, 0
    for level in sorted(levels):
        shown += levels[level]
        if level > _LEVELS and shown > _HEADINGS:
            break
        depth = level
    return depth


def _entity_tree(resolution: Resolution) -> Tree:
    counts = Counter(entity.kind for entity in resolution.entities)
    tree = Tree(_titled("Entities", f"{len(resolution.entities)}"))
    for kind, count in sorted(counts.items()):
        names = [entity.name for entity in resolution.entities if entity.kind is kind]
        rest = f" … and {count - SHOWN} more" if count > SHOWN else ""
        tree.add(Text.assemble((f"{kind} ({count})  ", "cyan"), "、".join(names[:SHOWN]), (rest, "dim")))
    return tree


def _show_oddities(analysis: Analysis, structure: Structure) -> None:
    """What was survived and not understood, by kind, the first few of each."""
    if not structure.oddities:
        return
    tree = Tree(_titled("Oddities", f"{len(structure.oddities)}"))
    for kind, count in sorted(Counter(oddity.kind for oddity in structure.oddities).items()):
        branch = tree.add(Text.assemble((kind, "yellow"), (f" ({count})", "dim")))
        shown = [oddity for oddity in structure.oddities if oddity.kind == kind][:_EXAMPLES]
        for oddity in shown:
            at = analysis.report.line_of(oddity.span.start)
            branch.add(Text.assemble((f"{at:>5} ", "dim"), oddity.message))
        if count > len(shown):
            branch.add(Text(f"      … and {count - len(shown)} more", style="dim"))
    out.print(tree)
