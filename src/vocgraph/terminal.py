"""Shows answers to a person in a terminal; programs use --json."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import unquote

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

from vocgraph.ontology import BASE
from vocgraph.text.mend import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vocgraph.graph.network import Partner, Tie
    from vocgraph.graph.network import Path as Way
    from vocgraph.graph.store import Answer, Value
    from vocgraph.model import Analysis, Edge, Node, Resolution, Structure
    from vocgraph.ontology import Question
    from vocgraph.search.evaluate import Scores
    from vocgraph.views import EntityView, FacetValue, Indicator, IndicatorView, LibraryInfo, Passage, SearchResult
    from vocgraph.views.cases import CaseInfo, CaseList, SimilarResult, SimilarText

_out = Console(highlight=False, markup=False)

_QUOTE = 160  # characters of a quote or passage shown around what matters
_HEADINGS = 60  # headings of an outline that are taken in at a glance
_LEVELS = 2  # levels of headings that are shown however many there are
_CASE = 99  # the level of a case, below any heading
_EXAMPLES = 3  # oddities of one kind shown before the rest is only counted
_WORTH_TELLING = 0.05  # share of text that is the same from which on it is told
_SHOWN = 12  # names listed per type before the rest is only counted


def show_search(result: SearchResult) -> None:
    """Hits with their place, the words that matched, and why they were found."""
    passages = counted(result.total, "passage")
    _out.print(Text.assemble((result.query, "bold"), (f"   {passages}, {result.took_ms:.0f} ms", "dim")))
    understood = _understood(result)
    if understood:
        _out.print(Text(understood, style="dim"))
    if not result.results:
        _out.print("Nothing found. Try fewer or other words, or remove a filter.")
    elif result.only_by_meaning:
        _out.print("No passage holds these words; these are the nearest in meaning.", style="yellow")
    for number, passage in enumerate(result.results, start=1):
        _out.print()
        _out.print(_hit_head(number, passage))
        if passage.heading:
            _out.print(Padding(Text(" › ".join(passage.heading), style="dim"), (0, 0, 0, 4)))
        _out.print(Padding(_excerpt(passage), (0, 0, 0, 4)))
        _out.print(Padding(_why(passage), (0, 0, 0, 4)))
        if passage.twins:
            also = ", ".join(f"{twin.report} lines {twin.first_line}–{twin.last_line}" for twin in passage.twins)
            _out.print(Padding(Text(f"nearly the same: {also}", style="dim"), (0, 0, 0, 4)))
    _show_facets(result.facets or {})


def show_cases(found: CaseList, *, facets: bool) -> None:
    """Cases with their place and what they are about."""
    _out.print(Text(counted(found.total, "case"), style="bold"))
    for case in found.cases:
        _out.print()
        _out.print(_case_head(case))
        if case.topics:
            _out.print(Padding(Text("、".join(topic.label_zh for topic in case.topics), style="dim"), (0, 0, 0, 4)))
    if facets:
        _show_facets(found.facets)


def show_similar(found: SimilarResult) -> None:
    """Similar cases or passages with what they have in common; near-duplicates under a title of their own."""
    if not found.results and not found.duplicates:
        _out.print("Nothing is like it.")
    for title, texts in (("Similar", found.results), ("Nearly the same text", found.duplicates)):
        if not texts:
            continue
        _out.print(Text(title, style="bold"))
        for text in texts:
            _out.print()
            place = f"{text.report}:{text.first_line}-{text.last_line}  {text.title}"
            _out.print(_case_head(text.case) if text.case else Text(place))
            _out.print(Padding(Text(_common(text), style="dim"), (0, 0, 0, 4)))


def show_topics(topics: Sequence[FacetValue]) -> None:
    """Concepts with the number of cases about each."""
    if not topics:
        _out.print("No case is about anything that the thesaurus knows.")
    for topic in topics:
        _out.print(Text.assemble((f"{topic.count:>5} ", "bold"), topic.label_zh, (f"  {topic.label_en}", "dim")))


def _case_head(case: CaseInfo) -> Text:
    printed = f"案例 {case.printed} " if case.printed else "案例 "
    return Text.assemble((case.id, "cyan"), "  ", (printed + case.title, "magenta"))


def _common(text: SimilarText) -> str:
    parts = [f"{text.score:.2f}"]
    parts += ["、".join(topic.label_zh for topic in text.shared_topics)] if text.shared_topics else []
    parts += ["、".join(node.name for node in text.shared_entities)] if text.shared_entities else []
    parts += [f"words: {'、'.join(text.shared_words)}"] if text.shared_words else []
    parts += [f"{text.overlap:.0%} the same"] if text.overlap >= _WORTH_TELLING else []
    parts += [f"again in {', '.join(text.copies)}"] if text.copies else []
    return " · ".join(parts)


def _show_facets(facets: Mapping[str, tuple[FacetValue, ...]]) -> None:
    for name, values in facets.items():
        if values:
            told = "  ".join(f"{value.label_zh} {value.count}" for value in values[:_SHOWN])
            _out.print()
            _out.print(Text.assemble((f"{name}  ", "bold"), told))


def _understood(result: SearchResult) -> str:
    """What the query demands besides its words; empty where it demands nothing."""
    asked, read = result.asked, result.understood
    parts = [f"holding {'、'.join(read.phrases)}"] if read.phrases else []
    parts += [f"without {'、'.join(read.without)}"] if read.without else []
    filters = (*asked.reports, *asked.institutions, *map(str, asked.years), *asked.kinds, *asked.provinces)
    filters = (*filters, *asked.chapters, *asked.topics, *asked.organisations)
    return " · ".join([*parts, *([f"only {', '.join(filters)}"] if filters else [])])


def _hit_head(number: int, passage: Passage) -> Text:
    one = passage.first_line == passage.last_line
    place = f"line {passage.first_line}" if one else f"lines {passage.first_line}–{passage.last_line}"
    if passage.page:
        place = f"page {passage.page}, {place}"
    head = Text.assemble((f"{number:>2}. ", "bold"), (passage.report, "cyan"), f"  {place}  ")
    if passage.case:
        head.append(f"案例 {passage.case}", style="magenta")
    elif passage.caption:
        head.append(passage.caption, style="green")
    return head


def _why(passage: Passage) -> Text:
    """Which words matched, which the thesaurus added, and what words and meaning gave to the score."""
    why = passage.why
    parts = [f"words {why.words_share:.0%}, meaning {why.meaning_share:.0%}"]
    parts += [f"matched: {'、'.join(why.words)}"] if why.words else []
    parts += [f"related: {'、'.join(why.expanded)}"] if why.expanded else []
    return Text(" · ".join(parts), style="dim")


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


def _titled(name: str, counts: str) -> Text:
    return Text.assemble((name, "bold"), f" ({counts})")


def counted(number: int, thing: str) -> str:
    """``1 entity``, ``2 entities``, ``3 passages``."""
    many = thing[:-1] + "ies" if thing.endswith("y") else thing + "s"
    return f"{number:,} {thing if number == 1 else many}"


def show_scores(ranking: str, scores: Mapping[str, Scores]) -> None:
    """Search quality by kind of query, for one way of ranking."""
    grid = Grid(box=None, pad_edge=False, title=ranking, title_justify="left", title_style="bold")
    for heading in ("kind", "queries", "nDCG@10", "hit@1", "hit@3", "recall@10"):
        grid.add_column(heading, justify="left" if heading == "kind" else "right")
    for kind, of in sorted(scores.items()):
        figures = (of.ndcg, of.hit_1, of.hit_3, of.recall)
        grid.add_row(kind, str(of.queries), *[f"{figure:.3f}" for figure in figures])
    _out.print(grid)


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
        tables = Tree(_titled("Tables", f"{len(structure.tables)}"))
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
        rest = f" … and {count - _SHOWN} more" if count > _SHOWN else ""
        tree.add(Text.assemble((f"{kind} ({count})  ", "cyan"), "、".join(names[:_SHOWN]), (rest, "dim")))
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
    _out.print(tree)


def show_partners(node: Node, partners: Sequence[Partner], *, limit: int) -> None:
    """The first partners of an organisation, each with the reason and one quote for it."""
    _out.print(Text.assemble((node.name, "bold"), (f"  {node.kind.value}, {counted(len(partners), 'partner')}", "dim")))
    for partner in partners[:limit]:
        _out.print()
        _out.print(Text.assemble((partner.node.name, "cyan"), (f"  {partner.node.kind.value}", "dim")))
        for tie in partner.ties:
            through = f"{tie.through.name} ({tie.through.kind.value})" if tie.through else "directly"
            _out.print(Padding(Text.assemble("· ", (through, "green")), (0, 0, 0, 2)))
            for edge in _both_halves(tie):
                _out.print(Padding(_quote(edge), (0, 0, 0, 4)))
    if len(partners) > limit:
        _out.print()
        _out.print(f"{len(partners) - limit:,} more; --limit shows more.", style="dim")


def _both_halves(tie: Tie) -> tuple[Edge, ...]:
    """What ties the asked one to the thing in the middle, and what ties the partner to it.

    One edge if the tie is direct, or if one sentence says both.
    """
    first, last = tie.edges[0], tie.edges[-1]
    same = first.predicate is last.predicate and first.quotes[0] == last.quotes[0]
    return (first,) if tie.through is None or same else (first, last)


def _quote(edge: Edge, *, told: str = "") -> Text:
    """One sentence for a relation, after what it says: the relation's name, unless told otherwise."""
    quote = edge.quotes[0]
    words = _one_line(quote.text)
    shown = words if len(words) <= _QUOTE else words[:_QUOTE] + "…"
    more = f" (+{len(edge.quotes) - 1})" if len(edge.quotes) > 1 else ""
    return Text.assemble(
        (f"{told or edge.predicate.value}  ", "dim"),
        f"“{shown}”",
        (f"  {quote.report}:{quote.first_line}{more}", "dim"),
    )


def show_path(start: Node, end: Node, way: Way) -> None:
    """A way between two entities, one step a line, with one quote for each."""
    if not way.nodes:
        _out.print(f"No relation in the reports connects {start.name} and {end.name} in so few steps.")
        return
    _out.print(Text(way.nodes[0].name, style="bold"))
    for (before, node), step in zip(pairwise(way.nodes), way.steps, strict=True):
        name = step[0].predicate.value
        told = f"{name} →" if step[0].source == before.id else f"← {name}"
        _out.print(Padding(_quote(step[0], told=told), (0, 0, 0, 4)))
        _out.print(Text(node.name, style="bold"))


def show_ranking(ranked: Sequence[tuple[Node, float]], *, by: str) -> None:
    """Entities with the measure they are ranked by."""
    grid = Grid(box=None, pad_edge=False)
    grid.add_column(by, justify="right", style="bold")
    grid.add_column("type", style="dim")
    grid.add_column("name", overflow="fold")
    for node, value in ranked:
        grid.add_row(f"{value:.0f}" if value >= 1 else f"{value:.4f}", node.kind.value, node.name)
    _out.print(grid)


def show_communities(groups: Sequence[Sequence[Node]]) -> None:
    """Groups by size with their most mentioned members."""
    for number, group in enumerate(groups, start=1):
        members = sorted(group, key=lambda node: (-node.mentions, node.id))
        rest = f" … and {len(group) - _SHOWN} more" if len(group) > _SHOWN else ""
        names = "、".join(node.name for node in members[:_SHOWN])
        _out.print(Text.assemble((f"{number}. {len(group)} entities  ", "bold"), names, (rest, "dim")))


def show_indicators(total: int, found: Sequence[Indicator]) -> None:
    """Indicators with how many schools give figures for them."""
    grid = Grid(box=None, pad_edge=False)
    grid.add_column("indicator", overflow="fold")
    for heading in ("schools", "years", "figures", "contradictions"):
        grid.add_column(heading, justify="right")
    for each in found:
        of = each.count
        years = "–".join(map(str, dict.fromkeys(of.years or ())))
        name = Text.assemble(each.name_zh, (f"  {each.name_en}" if of.known else "", "dim"))
        grid.add_row(name, str(of.institutions), years, str(of.figures), str(of.disagreements or ""))
    _out.print(grid)
    if total > len(found):
        _out.print(f"{total - len(found):,} more; --limit shows more, --find fewer.", style="dim")


def show_indicator(view: IndicatorView) -> None:
    """One indicator's figures by school and year, each with its place."""
    _out.print(
        Text.assemble((view.indicator.name_zh, "bold"), (f"  {counted(view.indicator.count.figures, 'figure')}", "dim"))
    )
    grid = Grid(box=None, pad_edge=False, show_header=False)
    grid.add_column("school", overflow="fold")
    for heading in ("year", "value"):
        grid.add_column(heading, justify="right")
    grid.add_column("as printed", overflow="fold")
    grid.add_column("place", no_wrap=True)
    for figure in view.figures:
        told = " ".join(part for part in (figure.indicator, figure.population) if part)
        grid.add_row(
            figure.institution,
            str(figure.year or ""),
            f"{figure.value:,.10g} {figure.unit}".replace(" :", ":"),
            Text.assemble(told, ("  contradicted" if figure.disagrees else "", "bold red")),
            Text(f"{figure.report}:{figure.line}", style="dim"),
        )
    _out.print(grid)
    if view.total > len(view.figures):
        _out.print(f"{view.total - len(view.figures):,} more; --limit shows more.", style="dim")


def show_comparison(
    one: str, other: str, shared: Sequence[Node], only_one: Sequence[Node], only_other: Sequence[Node]
) -> None:
    """Shared and distinct partners of two organisations."""
    for title, nodes in (("both", shared), (one, only_one), (other, only_other)):
        _out.print(Text.assemble((f"{title}  ", "bold"), (f"{len(nodes)} partners", "dim")))
        _out.print(Padding("、".join(node.name for node in nodes) or "—", (0, 0, 1, 2)))


def show_decisions(view: EntityView) -> None:
    """Each printed form of an entity's name with the rule that joined it."""
    _out.print(
        Text.assemble((view.node.name, "bold"), (f"  {view.node.kind.value}, {view.node.mentions} mentions", "dim"))
    )
    for made in view.decisions:
        features = ", ".join(f"{name} {value}" for name, value in made.features)
        _out.print(
            Padding(
                Text.assemble(
                    (made.surface, "cyan"), f"  {made.rule}", (f"  {made.report}", "dim"), (f"  {features}", "dim")
                ),
                (0, 0, 0, 2),
            )
        )


def show_answer(answer: Answer) -> None:
    """The rows of a SPARQL answer as a table."""
    if answer.boolean is not None:
        _out.print("yes" if answer.boolean else "no")
        return
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for column in answer.columns:
        grid.add_column(column, overflow="fold")
    for row in answer.rows:
        grid.add_row(*[Text(_short(value)) if value else Text("") for value in row])
    if answer.rows:
        _out.print(grid)
    else:
        _out.print("No rows.")
    if not answer.complete:
        _out.print(f"Only the first {len(answer.rows)} rows are shown.", style="yellow")


def _short(value: Value) -> str:
    """A term as people read it: addresses of the library's own things without the part that they all share."""
    if value.kind != "uri":
        return plain(value.text)
    for start in (f"{BASE}id/", BASE):
        if value.text.startswith(start):
            return unquote(value.text.removeprefix(start))
    return value.text


def show_gallery(gallery: Sequence[Question]) -> None:
    """The competency questions and what each can be asked about."""
    for question in gallery:
        _out.print(Text.assemble((question.id, "cyan"), "  ", (question.title_zh, "bold")))
        about = "".join(f"  --about {name}=…" for name in question.parameters)
        _out.print(Padding(Text.assemble(question.title_en, (about, "dim")), (0, 0, 0, 4)))


def show_question(question: Question, answer: Answer) -> None:
    """A competency question and its answer."""
    _out.print(Text.assemble((question.id, "cyan"), "  ", (question.title_zh, "bold"), f"  {question.title_en}"))
    show_answer(answer)
    _out.print()


def _one_line(text: str) -> str:
    """A quote as a reader sees it, without its line breaks, the cells of a table row kept apart."""
    return " · ".join(cell for cell in map(plain, text.split("\t")) if cell)


def show_info(info: LibraryInfo) -> None:
    """What a library holds."""
    _out.print(Text.assemble((info.folder, "bold"), (f"  generation {info.generation}, built {info.built}", "dim")))
    shown = {
        "report": "report",
        "chunk": "passage",
        "entity": "entity",
        "relation": "relation",
        "observation": "figure",
    }
    _out.print("  ".join(counted(info.counts[name], thing) for name, thing in shown.items()))
    _out.print(Text(f"embedding model {info.model['name']}, {info.model['dimensions']} dimensions", "dim"))
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
