"""Shows answers to a person in a terminal; programs use --json."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.graph.network import Partner
    from vocgraph.model import Analysis, Edge, Node, Resolution, Structure
    from vocgraph.views import LibraryInfo, Passage, SearchResult

_out = Console(highlight=False)

_QUOTE = 160  # characters of a quote or passage shown around what matters
_SHOWN = 12  # names listed per type before the rest is only counted


def show_search(result: SearchResult) -> None:
    """Hits with their place, the words that matched, and why they were found."""
    _out.print(
        Text.assemble((result.query, "bold"), (f"   {result.total} passages, {result.took_ms:.0f} ms", "dim")),
    )
    if not result.results:
        _out.print("Nothing found. Try fewer or other words, or remove a filter.")
    for number, passage in enumerate(result.results, start=1):
        _out.print()
        _out.print(_hit_head(number, passage))
        if passage.heading:
            _out.print(Padding(Text(" › ".join(passage.heading), style="dim"), (0, 0, 0, 4)))
        _out.print(Padding(_excerpt(passage), (0, 0, 0, 4)))


def _hit_head(number: int, passage: Passage) -> Text:
    place = f"lines {passage.first_line}–{passage.last_line}"
    if passage.page:
        place = f"page {passage.page}, {place}"
    head = Text.assemble((f"{number:>2}. ", "bold"), (passage.report, "cyan"), f"  {place}  ")
    if passage.case:
        head.append(f"案例 {passage.case}", style="magenta")
    elif passage.caption:
        head.append(passage.caption, style="green")
    return head


def _excerpt(passage: Passage) -> Text:
    """A window of the text around the first marks, what matched in bold."""
    first = passage.marks[0][0] if passage.marks else 0
    start = max(0, min(first - _QUOTE // 4, len(passage.text) - _QUOTE))
    end = min(len(passage.text), start + _QUOTE)
    text = Text(passage.text[start:end])
    for mark_start, mark_end in passage.marks:
        if mark_start < end and mark_end > start:
            text.stylize("bold yellow", max(0, mark_start - start), mark_end - start)
    return Text.assemble("…" if start else "", text, "…" if end < len(passage.text) else "")


def show_inspection(analysis: Analysis, resolution: Resolution) -> None:
    """The structure of one report at a glance: outline, cases, tables, counts and oddities."""
    report, structure = analysis.report, analysis.structure
    profile = structure.profile
    _out.print(Text(profile.title or report.id, style="bold"))
    where = " ".join(part for part in (profile.region.province, profile.region.city) if part)
    facts = (profile.institution, profile.institution_type, where, str(profile.year or ""))
    _out.print("  ".join(fact for fact in facts if fact), style="dim")
    _out.print(_outline_tree(analysis))
    if structure.tables:
        tables = Tree(f"[bold]Tables[/] ({len(structure.tables)})")
        for table in structure.tables:
            at = report.line_of(table.span.start)
            tables.add(
                Text.assemble((f"{at:>5} ", "dim"), table.caption, (f"  {len(table.rows)}×{len(table.columns)}", "dim"))
            )
        _out.print(tables)
    _out.print(_entity_tree(resolution))
    _out.print(
        f"{len(resolution.relations)} relations, {len(analysis.observations)} figures, {len(analysis.chunks)} passages"
    )
    _show_oddities(analysis, structure)


def _outline_tree(analysis: Analysis) -> Tree:
    report, structure = analysis.report, analysis.structure
    tree = Tree(f"[bold]Outline[/] ({len(structure.sections)} headings, {len(structure.cases)} cases)")
    branches: list[tuple[int, Tree]] = [(0, tree)]
    items = [
        (section.heading.start, section.level, f"{section.number} {section.title}".strip(), "")
        for section in structure.sections
    ]
    items += [
        (case.heading.start, 99, f"案例 {case.id} {case.title}".replace("  ", " "), "magenta")
        for case in structure.cases
    ]
    for start, level, title, style in sorted(items):
        while branches[-1][0] >= level:
            branches.pop()
        label = Text.assemble((f"{report.line_of(start):>5} ", "dim"), (title, style))
        branches.append((level, branches[-1][1].add(label)))
    return tree


def _entity_tree(resolution: Resolution) -> Tree:
    counts = Counter(entity.kind for entity in resolution.entities)
    tree = Tree(f"[bold]Entities[/] ({len(resolution.entities)})")
    for kind, count in sorted(counts.items()):
        names = [entity.name for entity in resolution.entities if entity.kind is kind]
        rest = f" … and {count - _SHOWN} more" if count > _SHOWN else ""
        tree.add(Text.assemble((f"{kind} ({count})  ", "cyan"), "、".join(names[:_SHOWN]), (rest, "dim")))
    return tree


def _show_oddities(analysis: Analysis, structure: Structure) -> None:
    if not structure.oddities:
        return
    tree = Tree(f"[bold yellow]Oddities[/] ({len(structure.oddities)})")
    for oddity in structure.oddities:
        at = analysis.report.line_of(oddity.span.start)
        tree.add(Text.assemble((f"{at:>5} ", "dim"), (oddity.kind, "yellow"), f"  {oddity.message}"))
    _out.print(tree)


def show_partners(node: Node, partners: Sequence[Partner]) -> None:
    """Partners of an organisation, each with the reason and one quote for it."""
    _out.print(Text.assemble((node.name, "bold"), (f"  {node.kind.value}, {len(partners)} partners", "dim")))
    for partner in partners:
        _out.print()
        _out.print(Text.assemble((partner.node.name, "cyan"), (f"  {partner.node.kind.value}", "dim")))
        for tie in partner.ties:
            through = f"{tie.through.name} ({tie.through.kind.value})" if tie.through else "directly"
            _out.print(Padding(Text.assemble("· ", (through, "green")), (0, 0, 0, 2)))
            for edge in tie.edges[-1:]:
                _out.print(Padding(_quote(edge), (0, 0, 0, 4)))


def _quote(edge: Edge) -> Text:
    quote = edge.quotes[0]
    words = "".join(quote.text.split())
    shown = words if len(words) <= _QUOTE else words[:_QUOTE] + "…"
    more = f" (+{len(edge.quotes) - 1})" if len(edge.quotes) > 1 else ""
    return Text.assemble(
        (f"{edge.predicate.value}  ", "dim"), f"“{shown}”", (f"  {quote.report}:{quote.first_line}{more}", "dim")
    )


def show_info(info: LibraryInfo) -> None:
    """What a library holds."""
    _out.print(Text.assemble((info.folder, "bold"), (f"  generation {info.generation}, built {info.built}", "dim")))
    _out.print(
        "  ".join(
            f"{count} {name}{'' if count == 1 else 's'}" for name, count in info.counts.items() if name != "evidence"
        )
    )
    grid = Grid(box=None, pad_edge=False)
    for heading, side in (
        ("Report", "left"),
        ("Institution", "left"),
        ("Year", "right"),
        ("Cases", "right"),
        ("Tables", "right"),
    ):
        grid.add_column(heading, justify=side, overflow="fold")  # type: ignore[arg-type]  # rich wants a Literal
    for report in info.reports:
        grid.add_row(
            report.id, report.profile.institution, str(report.profile.year or ""), str(report.cases), str(report.tables)
        )
    _out.print(grid)


def show_formats() -> None:
    """The formats that the graph can be written in."""
    from vocgraph.export.formats import FORMATS

    grid = Grid(box=None, pad_edge=False)
    grid.add_column("Format", style="cyan")
    grid.add_column("What it is for", overflow="fold")
    for name, form in FORMATS.items():
        grid.add_row(name, form.description)
    _out.print(grid)
